import { RefusedError } from '../base/index.ts';
import { callTitle, spokenText } from './call.ts';
import { compile, namingLines } from './compile.ts';
import { asText, blockMark, blockOf, clean, renderParsed } from './engine.ts';
import { greetingOf } from './greeting.ts';
import { page } from './layout.ts';
import { letter } from './letter.ts';
import { lineGroups } from './lines.ts';
import { scopeOf } from './scope.ts';
import type { Template } from './template.ts';
import type { MessageView } from './view.ts';
import { languageOf, type Words, wordsOf } from './words/index.ts';
import { joint } from './wrap.ts';

/** A message ready to be handed to a channel. */
export interface Rendered {
  /** One line, without control characters: nothing in it can start another header. */
  subject: string;
  text: string;
  /** Empty for what is not sent by email: a call's script, a note to the owner. */
  html: string;
}

/** What a person wrote instead of the template's words. The lists and the answers stay. */
export interface Edited {
  subject: string;
  text: string;
}

/** RFC 5322 says 78 characters a line; phones show about 40. */
export const SUBJECT_LIMIT = 120;

/** A subject line that cannot break out of its header, cut at SUBJECT_LIMIT characters. */
export function safeSubject(subject: string): string {
  const line = clean(subject).replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length <= SUBJECT_LIMIT
    ? line
    : `${characters
        .slice(0, SUBJECT_LIMIT - 1)
        .join('')
        .trimEnd()}…`;
}

/**
 * Renders a template over a view.
 * @throws RefusedError `bad-template` naming the placeholder, tag or filter and its line;
 *   `no-language` when the language's shared words are missing.
 */
export function renderMessage(template: Template, view: MessageView): Rendered {
  const words = wordsFor(template, view);
  const { subject, body } = paragraphsOf(template, view, words);
  return laidOut(template, subject, body, view, words);
}

function laidOut(
  template: Template,
  subject: string,
  body: readonly string[],
  view: MessageView,
  words: Words,
): Rendered {
  if (template.channel === 'sms')
    return { subject: '', text: textMessage(body, view, words), html: '' };
  const groups = lineGroups(view, words);
  if (template.channel === 'email') {
    const whole = withRequired(body, view);
    return {
      subject,
      text: letter(whole, view, words, groups),
      html: page(subject, whole, view, words, groups),
    };
  }
  const script = body.map((one) => (blockOf(one) ? one : spokenText(asText(one), words)));
  return { subject, text: letter(script, view, words, groups), html: '' };
}

/** One text message: its paragraphs as lines, and how to stop them where that is to be said. */
function textMessage(body: readonly string[], view: MessageView, words: Words): string {
  const lines = body.filter((one) => blockOf(one) === null).map(asText);
  const text = [...lines, ...(view.offersStop ? [words.smsStop] : [])].join('\n');
  // One no-break space, as many locales put before their currency, would more than double the
  // length that is paid for: it is outside the alphabet of text messages.
  return text.replace(/[\u00A0\u202F]/g, ' ');
}

/** Required texts stand where the template has a place for them, else before the signature. */
function withRequired(body: readonly string[], view: MessageView): readonly string[] {
  if (view.required.length === 0 || body.some((one) => blockOf(one) === 'required')) return body;
  const at = body.findLastIndex((one) => blockOf(one) === 'signature');
  const before = at < 0 ? body.length : at;
  return [...body.slice(0, before), blockMark('required'), ...body.slice(before)];
}

/**
 * The subject and the paragraphs of a template over a view, blocks still as their marks, with the
 * texts that the law wants in their place.
 */
export function bodyFor(
  template: Template,
  view: MessageView,
): { subject: string; body: readonly string[] } {
  const { subject, body } = paragraphsOf(template, view, wordsFor(template, view));
  return { subject, body: withRequired(body, view) };
}

/** A template's words up to its lists and answers: what a person is given to edit. */
export function editableWords(template: Template, view: MessageView): Edited {
  const { subject, body } = paragraphsOf(template, view, wordsFor(template, view));
  const words = body.slice(0, firstBlock(body)).map(asText);
  return { subject, text: words.join('\n\n') };
}

/**
 * Renders what a person wrote, with the lists, the way to pay, the answers and the signature that
 * the template has: a hand-written message names the same sums and can be answered the same way.
 */
export function renderEdited(template: Template, view: MessageView, edited: Edited): Rendered {
  const words = wordsFor(template, view);
  const own = paragraphs(edited.text.replace(/\r\n?/g, '\n'), () => '\n').map((paragraph) =>
    paragraph.split('\n').map(clean).join('\n'),
  );
  const { body } = paragraphsOf(template, view, words);
  const rest = body.slice(firstBlock(body));
  return laidOut(template, safeSubject(edited.subject), [...own, ...rest], view, words);
}

/** Where the words end and the lists, the way to pay, the answers and the closing begin. */
function firstBlock(body: readonly string[]): number {
  const at = body.findIndex((paragraph) => blockOf(paragraph) !== null);
  return at < 0 ? body.length : at;
}

function wordsFor(template: Template, view: MessageView): Words {
  const words = wordsOf(view.locale, template.address);
  if (words === null || languageOf(view.locale) !== languageOf(template.language)) {
    throw new RefusedError(
      'no-language',
      `Template ${template.id} is in "${template.language}", the message in "${view.locale}": ` +
        'a message is in one language or it is not sent.',
    );
  }
  return words;
}

function paragraphsOf(template: Template, view: MessageView, words: Words) {
  checkClaim(template, view);
  const parsed = compile(template);
  const scope = scopeOf(view, words);
  const subject = namingLines(template, template.subjectLine, () =>
    safeSubject(renderParsed(parsed.subject, scope)),
  );
  const body = namingLines(template, template.bodyLine, () =>
    paragraphs(renderParsed(parsed.body, scope)),
  );
  const title = subject === '' && template.channel === 'phone' ? callTitle(view, words) : subject;
  return { subject: title, body: body.flatMap((one) => greeted(one, view, words)) };
}

/** A letter before a claim is not sent without its day or its lawful texts. */
function checkClaim({ id, purpose }: Template, { claim, required }: MessageView): void {
  if (purpose !== 'pre-action' || (claim !== null && required.length > 0)) return;
  const what = claim === null ? 'the day to answer by' : 'the texts that the law wants';
  const message = `Template ${id} needs ${what}, and nothing gives it: it is not sent.`;
  throw new RefusedError('no-required-text', message);
}

/** The greeting in place of its mark: words like any others, with the language's own lines. */
function greeted(paragraph: string, view: MessageView, words: Words): string[] {
  return blockOf(paragraph) === 'greeting' ? greetingOf(view, words).split('\n\n') : [paragraph];
}

/**
 * Blank lines part paragraphs. Within one, a template's line breaks are only where its file was
 * wrapped (joined as the script does); a person's own are kept.
 */
function paragraphs(source: string, between = joint): string[] {
  return source
    .split(/\n[ \t]*\n\s*/)
    .map((paragraph) =>
      paragraph
        .split('\n')
        .map((line) => line.replace(/[ \t]+/g, ' ').trim())
        .filter((line) => line !== '')
        .reduce((whole, line) => (whole === '' ? line : whole + between(whole, line) + line), ''),
    )
    .filter((paragraph) => paragraph !== '');
}
