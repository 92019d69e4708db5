import { html } from 'hono/html';
import { formatMoney, shortDay } from '../core/base/index.ts';
import {
  ANSWER_KINDS,
  howToPayLines,
  languageOf,
  whenDue,
  wordsOf,
} from '../core/wording/index.ts';
import type { Standing, StandingLine } from '../server/discuss/index.ts';
import type { Work } from '../server/platform/index.ts';
import { type Markup, page } from './shell.ts';
import type { Strings } from './strings/index.ts';

/** What a page needs to know: whose it is, in which words, and how the customer stands. */
export interface Sight {
  work: Work;
  standing: Standing;
  strings: Strings;
  locale: string;
  /** Path of the link's own page. */
  path: string;
}

/** The customer's page: what is open, in words, how to pay, and the six answers. */
export function standingPage(sight: Sight): Markup {
  const { work, standing, strings, locale } = sight;
  const { business } = work;
  const nothing = standing.lines.length === 0;
  const content = nothing
    ? html`<h1>${strings.nothingOpen(standing.customer.name)}</h1>
<p>${strings.nothingOpenMore(business.name)}</p>`
    : html`<h1 class="lead soft" style="font:inherit">${strings.open(standing.customer.name)}</h1>
${standing.open.map((total) => html`<span class="sum">${formatMoney(total, locale)}</span>`)}
${(['due', 'soon', 'held'] as const).map((part) => linesCard(sight, part))}
${howToPay(sight)}
<h2>${strings.orTellUs}</h2>
${answersList(sight)}`;
  const title = nothing ? business.name : strings.open(standing.customer.name);
  return page({ language: languageOf(locale), title, business }, html`${content}${footer(sight)}`);
}

function linesCard(sight: Sight, part: StandingLine['part']): Markup | '' {
  const lines = sight.standing.lines.filter((line) => line.part === part);
  if (lines.length === 0) return '';
  return html`<section class="card"><h2>${sight.strings[part]}</h2><ul>
${lines.map((line) => lineRow(sight, line))}</ul></section>`;
}

function lineRow({ work, strings, locale }: Sight, line: StandingLine): Markup {
  const words = wordsOf(strings.locale)!;
  const when = line.held
    ? heldNote(strings, line, work, locale)
    : whenDue(line, { today: work.today, locale }, words);
  const number =
    line.instalment > 1 ? `${line.number}, ${strings.part(line.instalment)}` : line.number;
  const amount = formatMoney({ amount: line.amount, currency: line.currency }, locale);
  const what = line.description ? html`<span>${line.description}</span>` : '';
  return html`<li class="row"><span><b>${number}</b>${what}<br><span class="soft">${when}</span></span>
<span class="amount">${amount}</span></li>
`;
}

function heldNote(strings: Strings, line: StandingLine, work: Work, locale: string): string {
  const { code, on } = line.held!;
  if (code === 'credit-covers' || on === null) return strings.heldNotes['credit-covers'];
  return strings.heldNotes[code](shortDay(on, work.today, locale));
}

function howToPay({ work, standing, strings }: Sight): Markup {
  // What is asked for now; where nothing is due yet, what comes next.
  const due = standing.lines.filter((line) => line.part === 'due');
  const asked = due.length > 0 ? due : standing.lines.filter((line) => line.part === 'soon');
  const numbers = [...new Set(asked.map((line) => line.number))];
  const words = wordsOf(strings.locale)!;
  const reference =
    work.business.howToPay && numbers.length > 0 && numbers.length <= 3
      ? html`<p class="small soft" style="margin:.6rem 0 0">${strings.reference(numbers.join(', '))}</p>`
      : '';
  const lines = howToPayLines({ business: work.business }, words);
  return html`<section class="card pay"><h2 style="margin-top:0">${strings.howToPay}</h2>
${lines.map((line) => html`<div>${line}</div>`)}${reference}</section>`;
}

function answersList({ strings, path }: Sight): Markup {
  return html`<ul class="answers">${ANSWER_KINDS.map(
    (kind) => html`<li><a href="${path}/${kind}">${strings.answers[kind]}</a></li>
`,
  )}</ul>`;
}

/** Who looks after the account, and a word against strangers with other bank details. */
export function footer({ work, strings }: Pick<Sight, 'work' | 'strings'>): Markup {
  const { person, name, phone, email } = work.business;
  const who = strings.looksAfter(person || name, phone || email || null);
  return html`<footer class="small soft"><p>${who} ${strings.neverByEmail}</p></footer>`;
}
