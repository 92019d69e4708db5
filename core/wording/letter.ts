import { formatMoney } from '../base/index.ts';
import { callText } from './call.ts';
import { asText, type Block, blockOf, clean } from './engine.ts';
import type { LineGroup } from './lines.ts';
import { sayDay } from './speech.ts';
import { ANSWER_KINDS, type MessageView } from './view.ts';
import { fill, type Words } from './words/index.ts';
import { wrap } from './wrap.ts';

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
      ? blockText(block, view, words, groups)
      : asText(paragraph).split('\n').map(wrap).join('\n');
  });
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function blockText(
  block: Block,
  view: MessageView,
  words: Words,
  groups: readonly LineGroup[],
): string {
  switch (block) {
    case 'lines':
      return linesText(groups);
    case 'pay':
      return payText(view, words);
    case 'answers':
      return [
        wrap(words.answersIntro),
        ...ANSWER_KINDS.map((kind) => `  ${words.answers[kind]}:\n  ${view.links.answers[kind]}`),
      ].join('\n\n');
    case 'signature':
      return signatureLines(view).join('\n');
    case 'plan':
      return planText(view, words);
    case 'next':
      return wrap(whatNext(view, words));
    case 'required':
      return view.required.map((text) => text.split('\n').map(wrap).join('\n')).join('\n\n');
    case 'greeting':
      return '';
    default:
      return callText(block, view, words);
  }
}

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
        ...(row.description === '' ? [] : [`      ${row.description}`]),
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

/** The parts of a plan, each with its day and amount. */
export function planRows(
  view: MessageView,
  words: Words,
): { part: string; when: string; amount: string }[] {
  return view.plan.map(({ on, amount }, at) => ({
    part: fill(words.instalment, { n: String(at + 1) }),
    when: sayDay(on, view.today, view.locale, words.weekday),
    amount: formatMoney(amount, view.locale),
  }));
}

function planText(view: MessageView, words: Words): string {
  const rows = planRows(view, words).map((row) => `  ${row.when}  ${row.amount}`);
  return rows.length === 0 ? '' : [`${words.plan}:`, ...rows].join('\n');
}

/** What happens now that the customer answered, in the words of the page that thanked them. */
export function whatNext({ about, business, locale, today }: MessageView, words: Words): string {
  if (about.answer === null) return '';
  const { pages, weekday } = words;
  const named = about.answer === 'something-is-wrong' && about.number !== null;
  const text = named ? pages.thanksInvoice : pages.thanks[about.answer].text;
  return fill(text, {
    business: clean(business.name),
    person: clean(business.person || business.name),
    until: about.until === null ? '' : sayDay(about.until, today, locale, weekday),
    invoice: clean(about.number ?? ''),
  });
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
