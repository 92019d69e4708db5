import { formatMoney } from '../base/index.ts';
import type { HeldNote } from '../receivable/index.ts';
import { clean } from './engine.ts';
import { sayDay, sayShortDay } from './speech.ts';
import type { MessageView, ViewLine } from './view.ts';
import { countPhrase, fill, type Words } from './words/index.ts';

/** One group of lines with its heading, as both media show it. */
export interface LineGroup {
  part: ViewLine['part'];
  heading: string;
  rows: { number: string; description: string; amount: string; when: string }[];
}

const PARTS = ['due', 'soon', 'held'] as const;

/** The lines of a message in the order they are always listed: due, soon, held. */
export function lineGroups(view: MessageView, words: Words): LineGroup[] {
  return PARTS.map((part) => {
    const lines = view.lines.filter((line) => line.part === part);
    // A word before the due day asks for what is not due yet.
    const coming = part === 'due' && lines.every((line) => line.dueOn > view.today);
    return {
      part,
      heading: coming ? words.coming : words[part],
      rows: lines.map((line) => rowOf(line, view, words)),
    };
  }).filter((group) => group.rows.length > 0);
}

function rowOf(line: ViewLine, view: MessageView, words: Words): LineGroup['rows'][number] {
  const number = clean(line.number);
  return {
    number:
      line.instalment > 1
        ? `${number}, ${fill(words.instalment, { n: String(line.instalment) })}`
        : number,
    description: clean(line.description ?? '').trim(),
    amount: formatMoney({ amount: line.amount, currency: line.currency }, view.locale),
    // What is left in peace is not counted late at the same time.
    when: line.note === null ? whenDue(line, view, words) : sayHeld(line.note, view, words),
  };
}

/** "was due Saturday 21 November, 3 days ago". */
export function whenDue(
  line: Pick<ViewLine, 'dueOn'>,
  view: Pick<MessageView, 'today' | 'locale'>,
  words: Words,
): string {
  const days = view.today - line.dueOn;
  if (days === 0) return words.dueToday;
  const date = sayDay(line.dueOn, view.today, view.locale, words.weekday);
  if (days < 0) return fill(words.isDue, { date });
  return `${fill(words.wasDue, { date })}, ${countPhrase(words.daysLate, days, view.locale)}`;
}

/** Why a line is left in peace: "you told us that you will pay on 3 Dec". */
export function sayHeld(
  note: HeldNote,
  view: Pick<MessageView, 'today' | 'locale'>,
  words: Words,
): string {
  if (note.on === null) return words.heldNotes['credit-covers'];
  const date = sayShortDay(note.on, view.today, view.locale);
  return fill(words.heldNotes[note.code], { date });
}
