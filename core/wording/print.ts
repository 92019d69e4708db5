import type { Money } from '../base/index.ts';
import { asPieces, blockOf, clean } from './engine.ts';
import { howToPayLines, planRows, signatureLines, whatNext } from './letter.ts';
import { type LineGroup, lineGroups } from './lines.ts';
import { bodyFor } from './render.ts';
import { sayFullDay, sayMoney } from './speech.ts';
import type { Template } from './template.ts';
import type { MessageView } from './view.ts';
import { fill, type Words, wordsOf } from './words/index.ts';

/** Words in pieces, plain and weighty in turn; the first is plain. */
export type Pieces = readonly string[];

/** A part of a letter on paper, in the order in which they stand. */
export type LetterPart =
  | { kind: 'words'; pieces: Pieces }
  | { kind: 'lines'; groups: readonly LineGroup[] }
  | { kind: 'pay'; heading: string; lines: readonly string[]; total: string | null }
  | { kind: 'plan'; heading: string; rows: readonly { when: string; amount: string }[] }
  | { kind: 'answers'; intro: string; reach: string; scan: string; link: string }
  | { kind: 'signature'; lines: readonly string[] };

/** A letter as a printer of documents needs it: words and places, no layout. */
export interface LetterContent {
  locale: string;
  direction: Words['direction'];
  subject: string;
  /** The day of the letter as its language writes it on paper. */
  date: string;
  parts: LetterPart[];
  /** Labels of the paper itself; `page` has places for {n} and {count}. */
  labels: { phone: string; email: string; page: string; enclosures: string; registered: string };
}

/**
 * A message as a letter on paper: the words of the email, with one link to scan in place of the
 * button and the six answers.
 * @throws RefusedError as renderMessage does
 */
export function renderLetter(template: Template, view: MessageView): LetterContent {
  const { subject, body } = bodyFor(template, view);
  const words = wordsOf(view.locale, template.address)!;
  const { phone, email, page, enclosures, registered, date } = words.letter;
  return {
    locale: view.locale,
    direction: words.direction,
    subject,
    date: fill(date, { date: sayFullDay(view.today, view.locale) }),
    parts: body.flatMap((paragraph) => partsOf(paragraph, view, words)),
    labels: { phone, email, page, enclosures, registered },
  };
}

function partsOf(paragraph: string, view: MessageView, words: Words): LetterPart[] {
  switch (blockOf(paragraph)) {
    case null:
      return [{ kind: 'words', pieces: asPieces(paragraph) }];
    case 'lines':
      return [{ kind: 'lines', groups: lineGroups(view, words) }];
    case 'pay':
      return [payOf(view, words)];
    case 'answers':
      return [answersOf(view, words)];
    case 'plan':
      return [{ kind: 'plan', heading: words.plan, rows: planRows(view, words) }];
    case 'next':
      return [{ kind: 'words', pieces: [whatNext(view, words)] }];
    case 'required':
      return view.required.map((text) => ({ kind: 'words', pieces: [text] }));
    case 'signature':
      return [{ kind: 'signature', lines: signatureLines(view) }];
    default:
      return [];
  }
}

function payOf(view: MessageView, words: Words): LetterPart {
  const total: readonly Money[] = view.totals;
  return {
    kind: 'pay',
    heading: words.howToPay,
    lines: howToPayLines(view, words),
    total: total.length === 0 ? null : sayMoney(total, view.locale),
  };
}

function answersOf(view: MessageView, { letter }: Words): LetterPart {
  const { phone, email, name } = view.business;
  const reach = clean(phone ?? email ?? name);
  return {
    kind: 'answers',
    intro: letter.answersIntro,
    reach: fill(letter.reach, { reach }),
    scan: letter.scan,
    link: view.links.short ?? view.links.page,
  };
}
