import type { Day, Money } from '../base/index.ts';
import type { MessageView, ViewLine } from './view.ts';
import type { Words } from './words/index.ts';

interface ScopeLine {
  number: string;
  instalment: number;
  amount: Money;
  issued: Day;
  due: Day;
  days_late: number;
  description: string | null;
}

interface Group {
  lines: ScopeLine[];
  count: number;
  /** Invoice numbers, each once. */
  numbers: string[];
  total: Money[];
  /** The one line, where there is only one; null otherwise. */
  only: ScopeLine | null;
  oldest: Day | null;
  newest: Day | null;
}

/**
 * What templates see. Every name is always there (missing values are null), so that a placeholder
 * that is not here is a mistake of the template and never of the data.
 */
export function scopeOf(view: MessageView, words: Words) {
  const part = (name: ViewLine['part']) =>
    groupOf(
      view.lines.filter((line) => line.part === name),
      view.today,
    );
  const due = part('due');
  const soon = part('soon');
  const asked = due.count > 0 ? due : soon;
  return {
    locale: view.locale,
    weekday: words.weekday,
    today: view.today,
    step: view.step,
    tone: view.tone,
    business: {
      name: view.business.name,
      person: view.business.person.trim() || view.business.name,
      phone: view.business.phone,
      email: view.business.email,
      address: view.business.address,
    },
    customer: { name: view.customer.name },
    contact: {
      name: view.contact.name,
      phone: view.contact.phone,
      /** How a letter addresses them: first name if sure, else the name, else the firm. */
      called: view.contact.firstName ?? (view.contact.name.trim() || view.customer.name),
    },
    asked: { ...asked, total: view.totals.length > 0 ? view.totals : asked.total },
    due,
    soon,
    held: part('held'),
    about: {
      ...view.about,
      total: view.about.total === null ? null : [view.about.total],
    },
    plan: {
      count: view.plan.length,
      total: sumOf(view.plan.map((part) => part.amount)),
      first: view.plan[0]?.on ?? null,
      last: view.plan.at(-1)?.on ?? null,
    },
    claim: {
      answer_by: view.claim?.answerBy ?? null,
      charges: view.claim?.charges ?? [],
      per_day: view.claim?.perDay ?? [],
      total: view.claim?.total ?? [],
    },
    discreet: view.discreet,
    page: view.links.page,
    link: view.links.short ?? view.links.page,
  };
}

function sumOf(amounts: readonly Money[]): Money[] {
  const totals = new Map<string, bigint>();
  for (const { amount, currency } of amounts) {
    totals.set(currency, (totals.get(currency) ?? 0n) + amount);
  }
  return [...totals].map(([currency, amount]) => ({ currency, amount }));
}

function groupOf(lines: readonly ViewLine[], today: Day): Group {
  const shown = lines.map((line) => scopeLine(line, today));
  const days = lines.map((line) => line.dueOn);
  return {
    lines: shown,
    count: new Set(lines.map((line) => line.number)).size,
    numbers: [...new Set(lines.map((line) => line.number))],
    total: sumOf(lines),
    only: shown.length === 1 ? shown[0]! : null,
    oldest: days.length > 0 ? (Math.min(...days) as Day) : null,
    newest: days.length > 0 ? (Math.max(...days) as Day) : null,
  };
}

function scopeLine(line: ViewLine, today: Day): ScopeLine {
  return {
    number: line.number,
    instalment: line.instalment,
    amount: { amount: line.amount, currency: line.currency },
    issued: line.issuedOn,
    due: line.dueOn,
    days_late: Math.max(0, today - line.dueOn),
    description: line.description,
  };
}

const LINE_FIELDS = [
  'number',
  'instalment',
  'amount',
  'issued',
  'due',
  'days_late',
  'description',
] as const;

/** Every path a template may read, for the linter; list members stand under their list. */
export const PLACEHOLDERS: ReadonlySet<string> = new Set([
  'locale',
  'today',
  'step',
  'tone',
  'page',
  'link',
  'discreet',
  'customer.name',
  ...['on', 'total', 'number', 'until', 'answer', 'outcome'].map((name) => `about.${name}`),
  ...['count', 'total', 'first', 'last'].map((name) => `plan.${name}`),
  ...['answer_by', 'charges', 'per_day', 'total'].map((name) => `claim.${name}`),
  ...['name', 'person', 'phone', 'email', 'address'].map((name) => `business.${name}`),
  ...['name', 'phone', 'called'].map((name) => `contact.${name}`),
  ...['asked', 'due', 'soon', 'held'].flatMap((group) => [
    ...['lines', 'count', 'numbers', 'total', 'only', 'oldest', 'newest'].map(
      (name) => `${group}.${name}`,
    ),
    ...LINE_FIELDS.map((field) => `${group}.only.${field}`),
  ]),
]);
