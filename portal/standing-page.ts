import { html } from 'hono/html';
import { formatMoney } from '../core/base/index.ts';
import {
  ANSWER_KINDS,
  fill,
  howToPayLines,
  sayHeld,
  type Words,
  whenDue,
} from '../core/wording/index.ts';
import type { Standing, StandingLine } from '../server/discuss/index.ts';
import type { Work } from '../server/platform/index.ts';
import { type Markup, page } from './shell.ts';

/** What a page needs to know: whose it is, in which words, and how the customer stands. */
export interface Sight {
  work: Work;
  standing: Standing;
  words: Words;
  locale: string;
  /** Path of the link's own page. */
  path: string;
}

/** The customer's page: what is open, in words, how to pay, and the six answers. */
export function standingPage(sight: Sight): Markup {
  const { work, standing, words, locale } = sight;
  const { business } = work;
  const { pages } = words;
  const { name: customer } = standing.customer;
  const nothing = standing.lines.length === 0;
  const content = nothing
    ? html`<h1>${fill(pages.nothingOpen, { customer })}</h1>
<p>${fill(pages.nothingOpenMore, { business: business.name })}</p>`
    : html`<h1 class="lead soft" style="font:inherit">${fill(pages.open, { customer })}</h1>
${standing.open.map((total) => html`<span class="sum">${formatMoney(total, locale)}</span>`)}
${(['due', 'soon', 'held'] as const).map((part) => linesCard(sight, part))}
${howToPay(sight)}
<h2>${pages.orTellUs}</h2>
${answersList(sight)}`;
  const title = nothing ? business.name : fill(pages.open, { customer });
  return page({ words, locale, title, business }, html`${content}${footer(sight)}`);
}

function linesCard(sight: Sight, part: StandingLine['part']): Markup | '' {
  const lines = sight.standing.lines.filter((line) => line.part === part);
  if (lines.length === 0) return '';
  const { pages, held } = sight.words;
  return html`<section class="card"><h2>${part === 'held' ? held : pages[part]}</h2><ul>
${lines.map((line) => lineRow(sight, line))}</ul></section>`;
}

function lineRow({ work, words, locale }: Sight, line: StandingLine): Markup {
  const here = { today: work.today, locale };
  const when = line.held ? sayHeld(line.held, here, words) : whenDue(line, here, words);
  const instalment = fill(words.instalment, { n: String(line.instalment) });
  const number = line.instalment > 1 ? `${line.number}, ${instalment}` : line.number;
  const amount = formatMoney({ amount: line.amount, currency: line.currency }, locale);
  const what = line.description ? html`<span>${line.description}</span>` : '';
  return html`<li class="row"><span><b>${number}</b>${what}<br><span class="soft">${when}</span></span>
<span class="amount">${amount}</span></li>
`;
}

function howToPay({ work, standing, words }: Sight): Markup {
  // What is asked for now; where nothing is due yet, what comes next.
  const due = standing.lines.filter((line) => line.part === 'due');
  const asked = due.length > 0 ? due : standing.lines.filter((line) => line.part === 'soon');
  const numbers = [...new Set(asked.map((line) => line.number))];
  const reference =
    work.business.howToPay && numbers.length > 0 && numbers.length <= 3
      ? html`<p class="small soft" style="margin:.6rem 0 0">${fill(words.pages.reference, { numbers: numbers.join(', ') })}</p>`
      : '';
  const lines = howToPayLines({ business: work.business }, words);
  return html`<section class="card pay"><h2 style="margin-top:0">${words.howToPay}</h2>
${lines.map((line) => html`<div>${line}</div>`)}${reference}</section>`;
}

function answersList({ words, path }: Sight): Markup {
  return html`<ul class="answers">${ANSWER_KINDS.map(
    (kind) => html`<li><a href="${path}/${kind}">${words.pages.answers[kind]}</a></li>
`,
  )}</ul>`;
}

/** Who looks after the account, and a word against strangers with other bank details. */
export function footer({ work, words }: Pick<Sight, 'work' | 'words'>): Markup {
  const { person, name, phone, email } = work.business;
  const { looksAfter, looksAfterReach, neverByEmail } = words.pages;
  const reach = phone || email || '';
  const who = fill(reach ? looksAfterReach : looksAfter, { person: person || name, reach });
  return html`<footer class="small soft"><p>${who} ${neverByEmail}</p></footer>`;
}
