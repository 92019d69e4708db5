import { RefusedError } from '../base/index.ts';
import { compile } from './compile.ts';
import { type Block, placeholdersOf } from './engine.ts';
import { type Finding, firstPhrase, plainWords, subjectFindings, wordFindings } from './phrases.ts';
import { readingLevel } from './reading-level.ts';
import type { Edited } from './render.ts';
import { PLACEHOLDERS } from './scope.ts';
import type { Template } from './template.ts';
import type { TemplatePurpose } from './view.ts';
import { type Words, wordsOf } from './words/index.ts';

export type { Finding } from './phrases.ts';

const ASKING: readonly Block[] = ['greeting', 'lines', 'pay', 'answers', 'signature'];
const SAYING: readonly Block[] = ['greeting', 'signature'];

/** What the letter of a purpose must have; every purpose that asks for money has the same. */
const IN_LETTER: Readonly<Partial<Record<TemplatePurpose, readonly Block[]>>> = {
  thanks: SAYING,
  'thank-you': SAYING,
  'plan-offered': [...SAYING, 'plan', 'answers'],
  'plan-agreed': [...SAYING, 'plan', 'pay'],
  'dispute-received': SAYING,
  'dispute-resolved': SAYING,
  hardship: SAYING,
  'answer-received': [...SAYING, 'next'],
  'pre-action': [...ASKING, 'required'],
};

/** Purposes whose letter asks for money, and so lists it, says how to pay and can be answered. */
export function isAsking(purpose: TemplatePurpose): boolean {
  return (IN_LETTER[purpose] ?? ASKING).includes('lines');
}

/** Blocks that a template of a channel and purpose must have. */
function requiredBlocks({ channel, purpose }: Template): readonly Block[] {
  switch (channel) {
    case 'email':
      return IN_LETTER[purpose] ?? ASKING;
    case 'phone':
      return [
        'who',
        'opening',
        'voicemail',
        'close',
        ...(isAsking(purpose) ? ['lines' as const] : []),
      ];
    case 'propose':
      return ['lines'];
    case 'sms':
      return [];
  }
}

export interface LintOptions {
  /** The firmest tone allowed where it is to be used. */
  ceiling?: number;
  /** Words that the customer's culture does not say. */
  taboo?: readonly string[];
}

/** Longest letter in words, or in characters of a script without spaces. */
const LETTER_LIMITS = { words: 300, characters: 900 } as const;

/**
 * Looks a template over: that it can be read, uses only placeholders that exist, has what every
 * message must have, and says nothing that a kind and honest person would not.
 */
export function lint(template: Template, options: LintOptions = {}): Finding[] {
  const words = wordsOf(template.language, template.address);
  if (words === null) {
    const message = `The shared words are not there in "${template.language}"`;
    return [{ rule: 'unknown-language', line: 1, message }];
  }
  const findings: Finding[] = [];
  try {
    findings.push(...unknownPlaceholders(template));
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return [{ rule: 'unreadable', line: error.problems[0]?.line ?? 1, message: error.message }];
  }
  const ceiling = options.ceiling ?? 5;
  if (template.tone > ceiling) {
    const message = `Its tone is ${template.tone}; here it may be ${ceiling} at most`;
    findings.push({ rule: 'above-tone-ceiling', line: 1, message });
  }
  findings.push(...missingParts(template, words));
  findings.push(...wordFindings(template.body, words, template.bodyLine));
  const taboo = firstPhrase(options.taboo ?? [], `${template.subject}\n${template.body}`);
  if (taboo !== undefined) {
    const message = `"${taboo}" is not said where this customer is`;
    findings.push({ rule: 'taboo', line: template.bodyLine, message });
  }
  if (template.channel === 'email') {
    findings.push(...subjectFindings(template.subject, words, template.subjectLine));
    const source = template.body.replace(/\{\{[\s\S]*?\}\}/g, 'name').replaceAll('**', '');
    findings.push(...readingFindings(plainWords(source), words, template.bodyLine));
  }
  return findings;
}

/** Whether a letter is longer, or harder to read, than anybody should be asked to read. */
function readingFindings(text: string, { language }: Words, line: number | null): Finding[] {
  const findings: Finding[] = [];
  const count = text.match(/[\p{L}\p{N}’'-]+/gu)?.length ?? 0;
  const unspaced = language === 'ja' || language === 'zh';
  const long = unspaced
    ? text.replace(/\s/g, '').length > LETTER_LIMITS.characters
    : count > LETTER_LIMITS.words;
  if (long) {
    const most = unspaced
      ? `${LETTER_LIMITS.characters} characters`
      : `${LETTER_LIMITS.words} words`;
    findings.push({ rule: 'too-long', line, message: `A letter of more than ${most} is not read` });
  }
  const level = readingLevel(text, language);
  if (level?.tooHard) {
    const { formula, value, limit } = level;
    const message = `Hard to read (${formula} ${value}, limit ${limit}): shorter sentences, plainer words`;
    findings.push({ rule: 'hard-to-read', line, message });
  }
  return findings;
}

function unknownPlaceholders(template: Template): Finding[] {
  const { subject, body } = compile(template);
  const used = [
    ...placeholdersOf(subject).map((one) => ({ ...one, line: template.subjectLine })),
    ...placeholdersOf(body).map((one) => ({ ...one, line: template.bodyLine + one.row - 1 })),
  ];
  return used
    .filter(({ path }) => !PLACEHOLDERS.has(path))
    .map(({ path, line }) => ({
      rule: 'unknown-placeholder',
      line,
      message: `There is no placeholder called ${path}`,
    }));
}

function missingParts(template: Template, words: Words): Finding[] {
  const has = (block: Block) => new RegExp(`\\{%-?\\s*${block}\\s*-?%\\}`).test(template.body);
  const named = /\b(contact\.(called|name)|customer\.name)\b/.test(template.body);
  const missing: [rule: string, message: string][] = requiredBlocks(template)
    .filter((block) => !has(block) && !(block === 'greeting' && named))
    .map((block) =>
      block === 'greeting'
        ? ['missing-name', 'Nobody is addressed: begin with {% greeting %}']
        : [`missing-${block}`, `The words have no {% ${block} %}`],
    );
  const asks = template.channel === 'email' && isAsking(template.purpose);
  if (asks && firstPhrase(words.forgiving, template.body) === undefined) {
    const message = 'It may be on its way already: say that this message is to be forgiven then';
    missing.push(['missing-forgiveness', message]);
  }
  if (template.channel === 'sms') {
    for (const name of ['business.person', 'business.name']) {
      if (template.body.includes(name)) continue;
      missing.push(['missing-sender', `A text message says who writes: use ${name}`]);
    }
    if (/\bpage\b/.test(template.body)) {
      missing.push(['long-link', 'A text message takes the short {{ link }}, not {{ page }}']);
    }
  }
  return missing.map(([rule, message]) => ({ rule, line: template.bodyLine, message }));
}

/** Looks over what a person wrote by hand, before it is approved. */
export function lintEdited(template: Template, edited: Edited): Finding[] {
  const words = wordsOf(template.language, template.address);
  if (words === null) return [];
  const findings = wordFindings(edited.text, words, null);
  if (template.channel === 'sms') return [...findings, ...privateFindings(edited.text, words)];
  return [
    ...findings,
    ...subjectFindings(edited.subject, words, null),
    ...readingFindings(edited.text, words, null),
  ];
}

/** Words in a text message from which a stranger would learn of money owed. */
export function privateFindings(text: string, words: Words): Finding[] {
  const found = firstPhrase([...words.private, ...words.forbiddenInSubject], text);
  if (found === undefined) return [];
  const message = `A text is read by whoever holds the phone: "${found}" does not belong in it`;
  return [{ rule: 'told-to-strangers', line: null, message }];
}
