import { formatMoney, RefusedError, spokenDay } from '../base/index.ts';
import { compile } from './compile.ts';
import { BLOCKS, type Block, clean, placeholdersOf } from './engine.ts';
import { howToPayLines } from './letter.ts';
import type { Edited, Rendered } from './render.ts';
import { PLACEHOLDERS } from './scope.ts';
import type { Template } from './template.ts';
import { ANSWER_KINDS, type MessageView } from './view.ts';
import { type Words, wordsOf } from './words/index.ts';

/** Something a message should not say, or should and does not. */
export interface Finding {
  /** Stable, lower-case with dashes. */
  rule: string;
  /** Line of the template; null for a rendered message. */
  line: number | null;
  message: string;
}

const SUBJECT_ADVICE = 78;

/** What a template of a purpose must have in its body. */
function requiredBlocks(template: Template): readonly Block[] {
  if (template.channel === 'phone') return ['lines'];
  if (template.channel === 'propose') return ['lines'];
  return template.purpose === 'thanks' ? ['signature'] : BLOCKS;
}

/**
 * Looks a template over: that it can be read, uses only placeholders that exist, has what every
 * message must have, and says nothing that a kind and honest person would not.
 * @param ceiling firmest tone allowed where it is to be used
 */
export function lint(template: Template, options: { ceiling?: number } = {}): Finding[] {
  const findings: Finding[] = [];
  const words = wordsOf(template.language);
  if (words === null) {
    findings.push({
      rule: 'unknown-language',
      line: 1,
      message: `The shared words are not there in "${template.language}"`,
    });
    return findings;
  }
  try {
    findings.push(...unknownPlaceholders(template));
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return [{ rule: 'unreadable', line: error.problems[0]?.line ?? 1, message: error.message }];
  }
  const ceiling = options.ceiling ?? 5;
  if (template.tone > ceiling) {
    findings.push({
      rule: 'above-tone-ceiling',
      line: 1,
      message: `Its tone is ${template.tone}; here it may be ${ceiling} at most`,
    });
  }
  findings.push(...missingParts(template));
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

function missingParts(template: Template): Finding[] {
  const missing = requiredBlocks(template).filter(
    (block) => !new RegExp(`\\{%-?\\s*${block}\\s*-?%\\}`).test(template.body),
  );
  const findings = missing.map((block) => ({
    rule: `missing-${block}`,
    line: template.bodyLine,
    message: `The body has no {% ${block} %}`,
  }));
  if (!/\b(contact\.(called|name)|customer\.name)\b/.test(template.body)) {
    findings.push({
      rule: 'missing-name',
      line: template.bodyLine,
      message: 'Nobody is addressed: use contact.called',
    });
  }
  return findings;
}

function phrasePattern(phrase: string): RegExp {
  const open = phrase.endsWith('*');
  const text = (open ? phrase.slice(0, -1) : phrase).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}])${text}${open ? '' : '(?![\\p{L}])'}`, 'iu');
}

/** Words without what Liquid puts in their place. */
function plainWords(source: string): string {
  return source.replace(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g, (part) => part.replace(/[^\n]/g, ' '));
}

function wordFindings(source: string, words: Words, firstLine: number | null): Finding[] {
  const findings: Finding[] = [];
  plainWords(source)
    .split('\n')
    .forEach((row, at) => {
      const line = firstLine === null ? null : firstLine + at;
      for (const phrase of words.forbidden) {
        if (!phrasePattern(phrase).test(row)) continue;
        const message = `"${phrase.replace('*', '')}" threatens or hurries; say what is true and what helps`;
        findings.push({ rule: 'forbidden-phrase', line, message });
      }
      if (row.includes('!')) {
        const message = 'An exclamation mark raises the voice';
        findings.push({ rule: 'exclamation', line, message });
      }
      if (/\b(?!PDF|IBAN|BIC|SWIFT|VAT)\p{Lu}{4,}\b/u.test(row)) {
        findings.push({ rule: 'capitals', line, message: 'Words in capitals raise the voice' });
      }
    });
  return findings;
}

function subjectFindings(subject: string, words: Words, line: number | null): Finding[] {
  const findings: Finding[] = [];
  if (/\|\s*money\b|\.total\b|\.amount\b|[£$€¥]\s?\d/.test(subject)) {
    findings.push({
      rule: 'amount-in-subject',
      line,
      message: 'A subject is read over shoulders: no amounts in it',
    });
  }
  const plain = plainWords(subject);
  for (const phrase of [...words.forbiddenInSubject, ...words.forbidden]) {
    if (!phrasePattern(phrase).test(plain)) continue;
    const message = `A subject is read over shoulders: "${phrase}" does not belong in it`;
    findings.push({ rule: 'subject-word', line, message });
  }
  if (plain.includes('!')) {
    findings.push({ rule: 'exclamation', line, message: 'An exclamation mark raises the voice' });
  }
  return findings;
}

/**
 * Looks over a message as it would leave: every number, amount and date that it asks for, the way
 * to pay, both names and the six answers are in its text, and its subject is fit to be seen.
 */
export function lintRendered(template: Template, view: MessageView, rendered: Rendered): Finding[] {
  const words = wordsOf(template.language)!;
  const letter = rendered.text.replace(/\s+/g, ' ');
  const wanted = template.channel === 'email' && template.purpose !== 'thanks';
  const needed: [rule: string, value: string][] = [['person', view.business.person]];
  if (template.channel === 'email') {
    const { contact, customer } = view;
    needed.push(['addressee', contact.firstName ?? (contact.name || customer.name)]);
    needed.push(['business-name', view.business.name]);
  }
  if (wanted) {
    for (const line of view.lines.filter((one) => one.part !== 'held')) {
      needed.push(['invoice-number', line.number]);
      needed.push(['amount', formatMoney(line, view.locale)]);
      if (line.dueOn !== view.today) {
        needed.push(['due-date', spokenDay(line.dueOn, view.today, view.locale)]);
      }
    }
    for (const line of howToPayLines(view, words)) needed.push(['how-to-pay', line]);
    for (const kind of ANSWER_KINDS) needed.push(['answer', view.links.answers[kind]]);
  }
  const findings: Finding[] = needed
    .filter(([, value]) => !letter.includes(clean(value).replace(/\s+/g, ' ').trim()))
    .map(([rule, value]) => ({
      rule: `missing-${rule}`,
      line: null,
      message: `"${value}" is not in the message`,
    }));
  if (rendered.subject.length > SUBJECT_ADVICE) {
    const message = `The subject has ${rendered.subject.length} characters; ${SUBJECT_ADVICE} are seen`;
    findings.push({ rule: 'long-subject', line: null, message });
  }
  return findings;
}

/** Looks over what a person wrote by hand, before it is approved. */
export function lintEdited(template: Template, edited: Edited): Finding[] {
  const words = wordsOf(template.language);
  if (words === null) return [];
  return [
    ...wordFindings(edited.text, words, null),
    ...subjectFindings(edited.subject, words, null),
  ];
}
