import { asText, type Block, blockOf, clean } from './engine.ts';
import type { LineGroup } from './lines.ts';
import { ANSWER_KINDS, type MessageView } from './view.ts';
import { fill, type Words } from './words/index.ts';

const WIDTH = 74;

/** The plain part: a letter of its own, wrapped, with links on lines of their own. */
export function letter(
  paragraphs: readonly string[],
  view: MessageView,
  words: Words,
  groups: readonly LineGroup[],
): string {
  const parts = paragraphs.map((paragraph) => {
    const block = blockOf(paragraph);
    return block
      ? BLOCK_TEXT[block](view, words, groups)
      : asText(paragraph).split('\n').map(wrap).join('\n');
  });
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function wrap(line: string): string {
  const rows: string[] = [];
  let row = '';
  for (const word of line.split(' ')) {
    if (row !== '' && row.length + 1 + word.length > WIDTH) {
      rows.push(row);
      row = word;
    } else {
      row = row === '' ? word : `${row} ${word}`;
    }
  }
  rows.push(row);
  return rows.join('\n');
}

type BlockText = (view: MessageView, words: Words, groups: readonly LineGroup[]) => string;

const BLOCK_TEXT: Readonly<Record<Block, BlockText>> = {
  lines: (_view, _words, groups) => linesText(groups),
  pay: payText,
  answers: (view, words) =>
    [
      wrap(words.answersIntro),
      ...ANSWER_KINDS.map((kind) => `  ${words.answers[kind]}:\n  ${view.links.answers[kind]}`),
    ].join('\n\n'),
  signature: (view) => signatureLines(view).join('\n'),
};

function linesText(groups: readonly LineGroup[]): string {
  const widest = (of: (row: LineGroup['rows'][number]) => string) =>
    Math.max(0, ...groups.flatMap((group) => group.rows.map((row) => of(row).length)));
  const number = Math.min(
    24,
    widest((row) => row.number),
  );
  const amount = widest((row) => row.amount);
  return groups
    .map((group) => {
      const rows = group.rows.flatMap((row) => [
        `  ${row.number.padEnd(number)}  ${row.amount.padStart(amount)}  ${row.when}`,
        ...[row.description, row.note].filter((more) => more !== '').map((more) => `      ${more}`),
      ]);
      return [`${group.heading}:`, ...rows].join('\n');
    })
    .join('\n\n');
}

function payText(view: MessageView, words: Words): string {
  return [`${words.howToPay}:`, ...howToPayLines(view, words).map((line) => `  ${line}`)]
    .concat('', `  ${words.see}:`, `  ${view.links.page}`)
    .join('\n');
}

/** How to pay as the business wrote it, line by line; a person to ask where nothing is written. */
export function howToPayLines(
  view: Pick<MessageView, 'business'>,
  words: Pick<Words, 'askHowToPay'>,
): string[] {
  const lines = (view.business.howToPay ?? '')
    .split(/\r\n?|\n/)
    .map((line) => clean(line).trim())
    .filter((line) => line !== '');
  return lines.length > 0
    ? lines
    : [fill(words.askHowToPay, { person: clean(view.business.person || view.business.name) })];
}

/** Who signs: the person, the business, and how to reach them. */
export function signatureLines(view: Pick<MessageView, 'business'>): string[] {
  const { name, person, phone, email } = view.business;
  const reach = [name, phone, email].filter((part) => part !== null && part.trim() !== '');
  return [person, reach.join(' · ')]
    .map((line) => clean(line).trim())
    .filter((line) => line !== '');
}
