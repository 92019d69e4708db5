import {
  type Calendar,
  type Day,
  formatMoney,
  isoDay,
  moneyJson,
  spokenDay,
} from '../../core/base/index.ts';
import { holdsOfCustomer, type Part, partsOf, promisesInForce } from '../../core/chase/index.ts';
import type { Snapshot } from '../../core/receivable/index.ts';
import type { Work } from '../platform/platform.ts';
import { placeOf, snapshotAsOf } from '../receivable/index.ts';
import type { CustomerPage } from './api.ts';
import { customerById } from './customer.ts';
import { holdsOf } from './holds.ts';
import { howTheyPay } from './how-they-pay.ts';
import { mannerOf } from './manner.ts';
import type { Policies } from './policies.ts';

/**
 * Everything on a customer's page except what was said (timeline.ts) and what happens next
 * (server/rounds), as at the work's day.
 * @throws RefusedError `unknown-customer`
 */
export async function customerPage(
  work: Work,
  id: bigint,
  policies: Policies,
): Promise<CustomerPage> {
  const customer = await customerById(work, id);
  const snapshot = await snapshotAsOf(work, id, work.today);
  const place = placeOf(work.business, customer);
  const calendar = work.platform.calendars.of(place.country, place.region, work.today);
  const { policy } = (await policies(work)).of({ ...customer });
  const parts = partsOf(snapshot, calendar, work.today);
  const holds = holdsOf(snapshot, calendar, work.today);
  const overdue = snapshot.items.filter((item) => item.dueOn < work.today);
  return {
    ...customer,
    asOf: isoDay(work.today),
    manner: mannerOf(work.business, customer),
    place,
    timeThere: timeThere(work, place.zone),
    policy: { id: policy.id, name: policy.name },
    open: sums(snapshot.items),
    overdue: sums(overdue),
    credit: Object.entries(snapshot.credit).map(([currency, amount]) =>
      moneyJson({ amount, currency }),
    ),
    items: parts.map((part) => itemOf(part, work.today)),
    holds,
    banner: bannerOf(snapshot, calendar, work.today, holds),
    howTheyPay: await howTheyPay(work, id),
  };
}

function timeThere(work: Work, zone: string): string {
  return work.now.toZonedDateTimeISO(zone).toPlainTime().toString().slice(0, 5);
}

function sums(items: readonly { currency: string; outstanding: bigint }[]): CustomerPage['open'] {
  const totals = new Map<string, bigint>();
  for (const { currency, outstanding } of items)
    totals.set(currency, (totals.get(currency) ?? 0n) + outstanding);
  return [...totals].map(([currency, amount]) => moneyJson({ amount, currency }));
}

function itemOf({ item, held }: Part, today: Day): CustomerPage['items'][number] {
  const { currency } = item;
  return {
    invoiceId: item.invoiceId,
    number: item.number,
    instalment: item.instalment,
    dueOn: isoDay(item.dueOn),
    daysLate: today - item.dueOn,
    amount: moneyJson({ amount: item.amount, currency }),
    outstanding: moneyJson({ amount: item.outstanding, currency }),
    held: held.map((one) => ({
      code: one.code,
      amount: moneyJson({ amount: one.amount, currency }),
      text: heldText(one, item.outstanding, currency, today),
    })),
  };
}

function heldText(
  held: Part['held'][number],
  outstanding: bigint,
  currency: string,
  today: Day,
): string {
  const all = held.amount === outstanding;
  const what = all ? '' : `${formatMoney({ amount: held.amount, currency })} `;
  const on = held.on === null ? '' : spokenDay(held.on, today);
  switch (held.code) {
    case 'disputed':
      return `${what}in dispute since ${on}`;
    case 'promised':
      return `${what}promised for ${on}`;
    case 'on-plan':
      return `${what}on the plan of ${on}`;
    case 'credit-covers':
      return `${what}covered by credit on account`;
  }
}

/**
 * What leaves the customer in peace altogether: holds of everything, or a promise of all that is
 * overdue.
 */
function bannerOf(
  snapshot: Snapshot,
  calendar: Calendar,
  today: Day,
  holds: CustomerPage['holds'],
): CustomerPage['banner'] {
  if (snapshot.items.length === 0) return null;
  const quiet = holdsOfCustomer(snapshot, calendar, today);
  const whole = holds.filter((hold) => hold.all);
  if (quiet.length > 0) {
    const ends = quiet.some((one) => one.until === null)
      ? null
      : (Math.max(...quiet.map((one) => one.until!)) as Day);
    return bannerSaying(whole, ends);
  }
  const overdue = partsOf(snapshot, calendar, today).filter((part) => part.item.dueOn < today);
  const left = overdue.filter((part) => part.chaseable > 0n);
  const promised = promisesInForce(snapshot, calendar, today).filter((one) => one.holds);
  if (overdue.length === 0 || left.length > 0 || promised.length === 0) return null;
  const deadline = Math.max(...promised.map((one) => one.deadline)) as Day;
  return bannerSaying(
    holds.filter((hold) => hold.kind === 'promise'),
    deadline,
  );
}

function bannerSaying(holds: CustomerPage['holds'], until: Day | null): CustomerPage['banner'] {
  return {
    until: until === null ? null : isoDay(until),
    text: holds.map((hold) => hold.text).join(' '),
    holds: holds.map((hold) => hold.id),
  };
}
