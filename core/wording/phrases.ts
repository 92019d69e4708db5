import type { Words } from './words/index.ts';

/** Something a message should not say, or should and does not. */
export interface Finding {
  /** Stable, lower-case with dashes. */
  rule: string;
  /** Line of the template; null for a rendered message. */
  line: number | null;
  message: string;
}

// Scripts in which a word may stand inside a longer run of letters: no edges are looked for.
const NO_EDGES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Arabic}]/u;

const patterns = new Map<string, RegExp>();

/** A phrase of a list as a pattern: whole words, but for a star that stands for more letters. */
export function phrasePattern(phrase: string): RegExp {
  let pattern = patterns.get(phrase);
  if (pattern) return pattern;
  const text = phrase
    .replace(/^\*|\*$/g, '')
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/ +/g, '\\s+');
  const edges = !NO_EDGES.test(phrase);
  const before = edges && !phrase.startsWith('*') ? '(?<!\\p{L})' : '';
  const after = edges && !phrase.endsWith('*') ? '(?!\\p{L})' : '';
  pattern = new RegExp(`${before}${text}${after}`, 'iu');
  patterns.set(phrase, pattern);
  return pattern;
}

/** The first of the phrases that a text has, or undefined. */
export function firstPhrase(phrases: readonly string[], text: string): string | undefined {
  return phrases.find((phrase) => phrasePattern(phrase).test(text));
}

/** Words without what Liquid puts in their place; every line stays where it is. */
export function plainWords(source: string): string {
  return source.replace(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g, (part) => part.replace(/[^\n]/g, ' '));
}

/** Names of ways to pay and of papers, which are written in capitals everywhere. */
const NAMES = /^(PDF|IBAN|BIC|SWIFT|VAT|SEPA|STOP|CNPJ|GSTIN|ABN|IVA|TVA|MWST)$/;

/** Threats, haste and a raised voice in a text. */
export function wordFindings(source: string, words: Words, firstLine: number | null): Finding[] {
  const plain = plainWords(source);
  const findings: Finding[] = [];
  const add = (rule: string, at: number, message: string) => {
    const line = firstLine === null ? null : firstLine + plain.slice(0, at).split('\n').length - 1;
    findings.push({ rule, line, message });
  };
  for (const phrase of words.forbidden) {
    const found = phrasePattern(phrase).exec(plain);
    if (!found) continue;
    const said = found[0].replace(/\s+/g, ' ');
    const message = `"${said}" threatens or hurries; say what is true and what helps`;
    add('forbidden-phrase', found.index, message);
  }
  for (const mark of plain.matchAll(/[!！¡]/g)) {
    add('exclamation', mark.index, 'An exclamation mark raises the voice');
  }
  for (const word of plain.matchAll(/(?<!\p{L})\p{Lu}{4,}(?!\p{L})/gu)) {
    if (!NAMES.test(word[0])) add('capitals', word.index, 'Words in capitals raise the voice');
  }
  return findings;
}

/** What a subject line says that others should not see over a shoulder. */
export function subjectFindings(subject: string, words: Words, line: number | null): Finding[] {
  const findings: Finding[] = [];
  if (/\|\s*money\b|\.total\b|\.amount\b|[£$€¥₹]\s?\d|\d\s?(€|zł|円|元)/.test(subject)) {
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
  if (/[!！¡]/.test(plain)) {
    findings.push({ rule: 'exclamation', line, message: 'An exclamation mark raises the voice' });
  }
  return findings;
}
