import { type Day, decimal, isoDay } from '../../core/base/index.ts';
import { brokenPromises } from '../../core/chase/index.ts';
import { promiseRange } from '../../core/discuss/index.ts';
import type { Work } from '../platform/platform.ts';
import { appendEvent, lockCustomer, placeOf } from '../receivable/index.ts';
import {
  checkAmount,
  checkDay,
  checkText,
  currencyOf,
  keysOf,
  knownOn,
  openItems,
  owedOn,
  refused,
} from './known.ts';
import { closeTasks, openTask } from './tasks.ts';

export interface PromiseInput {
  customerId: bigint;
  payOn: Day;
  /** Minor units; null for all that is open. */
  amount?: bigint | null;
  /** Needed with an amount when the customer owes in several currencies. */
  currency?: string | null;
  /** Numbers of the invoices it is about; empty for everything that is open. */
  invoices?: readonly string[];
  /** The day it was said; today unless told. */
  on?: Day;
  /** A person accepts it although earlier ones were broken. */
  confirmed?: boolean;
  note?: string;
}

/** After this many broken promises a further one holds only with a person's yes (rule 10). */
const BROKEN_BEFORE_ASKING = 2;

/**
 * Records that a customer will pay on a day. What it is about is left in peace until then and two
 * business days more.
 * @returns the promise's id
 * @throws RefusedError when nothing is open, the day or amount cannot be, or an invoice is not
 *   theirs.
 */
export async function recordPromise(work: Work, input: PromiseInput): Promise<bigint> {
  const on = input.on ?? work.today;
  const { name } = await lockCustomer(work, input.customerId);
  const { first, last } = promiseRange(on);
  checkDay(input.payOn, first, last, 'The day of a promise');
  const snapshot = await knownOn(work, input.customerId, on);
  const items = await openItems(work, snapshot, input.invoices ?? []);
  if (items.length === 0) throw refused('nothing-open', `Nothing is open for ${name}.`);
  const amount = input.amount ?? null;
  const said = input.currency ?? null;
  const currency = amount === null && said === null ? null : currencyOf(items, said);
  if (amount !== null) checkAmount(amount, owedOn(items, currency!), currency!);
  const note = checkText(input.note ?? '', 'The note', { required: false });
  const about = currency === null ? items : items.filter((item) => item.currency === currency);
  const named = (input.invoices ?? []).length > 0 || currency !== null;
  const id = await appendEvent(
    work,
    input.customerId,
    {
      kind: 'promised',
      on,
      amount,
      currency,
      items: named ? keysOf(about) : [],
      payOn: input.payOn,
      confirmed: input.confirmed ?? false,
    },
    {
      payOn: isoDay(input.payOn),
      ...(amount === null ? {} : { amount: decimal(amount, currency!), currency }),
      ...(note === '' ? {} : { note }),
    },
  );
  const calendar = await calendarOf(work, input.customerId, on);
  const broken = brokenPromises(snapshot, calendar, on).length;
  if (broken >= BROKEN_BEFORE_ASKING && !input.confirmed) {
    await openTask(work, {
      customerId: input.customerId,
      kind: 'confirm-promise',
      key: `promise/${id}`,
      title: `${name} promises again: does it hold?`,
      detail: `${broken} promises were broken since something fell due. Without your yes this one holds nothing back.`,
      role: 'collector',
      on,
      businessDays: 1,
      eventId: id,
    });
  }
  return id;
}

async function calendarOf(work: Work, customerId: bigint, on: Day) {
  const customer = await work.tx
    .selectFrom('customer')
    .select(['country', 'region', 'zone'])
    .where('business_id', '=', work.business.id)
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow();
  const place = placeOf(work.business, customer);
  return work.platform.calendars.of(place.country, place.region, on);
}

async function theirs(work: Work, customerId: bigint, promiseId: bigint, on: Day): Promise<void> {
  await lockCustomer(work, customerId);
  const { promises } = await knownOn(work, customerId, on);
  if (promises.some((promise) => promise.id === String(promiseId))) return;
  throw refused('unknown-promise', 'This customer has made no such promise.', 404);
}

/** Says something of a promise of theirs, and closes the task that asked about it. */
async function about(
  work: Work,
  said: { kind: 'promise-confirmed' | 'promise-withdrawn'; on: Day; outcome: string },
  customerId: bigint,
  promiseId: bigint,
): Promise<void> {
  const { kind, on, outcome } = said;
  await theirs(work, customerId, promiseId, on);
  await appendEvent(work, customerId, { kind, on, promiseId: String(promiseId) });
  await closeTasks(work, customerId, [`promise/${promiseId}`], outcome, on);
}

/** Accepts a promise although earlier ones were broken. @throws RefusedError `unknown-promise`. */
export function confirmPromise(
  work: Work,
  customerId: bigint,
  promiseId: bigint,
  on: Day = work.today,
): Promise<void> {
  const said = { kind: 'promise-confirmed', on, outcome: 'confirmed' } as const;
  return about(work, said, customerId, promiseId);
}

/** Takes a promise back: from that day it holds nothing. @throws RefusedError `unknown-promise` */
export function withdrawPromise(
  work: Work,
  customerId: bigint,
  promiseId: bigint,
  on: Day = work.today,
): Promise<void> {
  const said = { kind: 'promise-withdrawn', on, outcome: 'withdrawn' } as const;
  return about(work, said, customerId, promiseId);
}
