import { RefusedError } from '../base/index.ts';
import { compile } from './compile.ts';
import { type Block, placeholdersOf } from './engine.ts';
import { type Finding, firstPhrase, subjectFindings, wordFindings } from './phrases.ts';
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

/**
 * Looks a template over: that it can be read, uses only placeholders that exist, has what every
 * message must have, and says nothing that a kind and honest person would not.
 * @param ceiling firmest tone allowed where it is to be used
 */
export function lint(template: Template, options: { ceiling?: number } = {}): Finding[] {
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
  if (template.channel === 'email') {
    findings.push(...subjectFindings(template.subject, words, template.subjectLine));
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
  return [
    ...wordFindings(edited.text, words, null),
    ...(template.channel === 'sms'
      ? privateFindings(edited.text, words)
      : subjectFindings(edited.subject, words, null)),
  ];
}

/** Words in a text message from which a stranger would learn of money owed. */
export function privateFindings(text: string, words: Words): Finding[] {
  const found = firstPhrase([...words.private, ...words.forbiddenInSubject], text);
  if (found === undefined) return [];
  const message = `A text is read by whoever holds the phone: "${found}" does not belong in it`;
  return [{ rule: 'told-to-strangers', line: null, message }];
}
