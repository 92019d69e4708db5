import { type Day, formatMoney, RefusedError, spokenDay } from '../../core/base/index.ts';
import { itemKey, type OpenItem, type Snapshot } from '../../core/receivable/index.ts';
import type { Work } from '../platform/platform.ts';
import { snapshotAsOf } from '../receivable/index.ts';

const NOTHING = 'Nothing was recorded.';

/** A refusal of a command: what is wrong, and that nothing happened. */
export function refused(code: string, what: string, status = 422): RefusedError {
  return new RefusedError(code, `${what} ${NOTHING}`, { status });
}

/** What is open on the day a word takes effect, and nothing that was told later than it. */
export function knownOn(work: Work, customerId: bigint, on: Day): Promise<Snapshot> {
  return snapshotAsOf(work, customerId, on);
}

/** Items with something owed, those of the named invoices when any are named. */
export async function openItems(
  work: Work,
  snapshot: Snapshot,
  invoices: readonly string[],
): Promise<OpenItem[]> {
  const open = snapshot.items.filter((item) => item.outstanding > 0n);
  if (invoices.length === 0) return open;
  const numbers = new Set(invoices.map((number) => number.trim()));
  for (const number of numbers) {
    if (open.some((item) => item.number === number)) continue;
    const known = await work.tx
      .selectFrom('invoice')
      .select('id')
      .where('business_id', '=', work.business.id)
      .where('number', '=', number)
      .executeTakeFirst();
    if (!known) throw refused('unknown-invoice', `There is no invoice ${number}.`, 404);
    throw refused('not-open', `Nothing is open on ${number} for this customer.`);
  }
  return open.filter((item) => numbers.has(item.number));
}

/** The one currency of some items, or the one that was said. */
export function currencyOf(items: readonly OpenItem[], said: string | null): string {
  const currencies = [...new Set(items.map((item) => item.currency))];
  if (said !== null) {
    if (currencies.includes(said)) return said;
    throw refused('other-currency', `Nothing is open in ${said}.`);
  }
  if (currencies.length === 1) return currencies[0]!;
  if (currencies.length === 0) throw refused('nothing-open', 'Nothing is open.');
  const list = currencies.join(' and ');
  throw refused('which-currency', `There are sums in ${list}; say which is meant.`);
}

/** What is owed on items of a currency, minor units. */
export function owedOn(items: readonly OpenItem[], currency: string): bigint {
  return items
    .filter((item) => item.currency === currency)
    .reduce((sum, item) => sum + item.outstanding, 0n);
}

/** @throws RefusedError when an amount is not more than zero, or more than what is open. */
export function checkAmount(amount: bigint, open: bigint, currency: string): void {
  if (amount <= 0n) throw refused('bad-amount', 'An amount is more than zero.');
  if (amount <= open) return;
  const said = formatMoney({ amount, currency });
  throw refused(
    'too-much',
    `${said} is more than the ${formatMoney({ amount: open, currency })} open.`,
  );
}

/** @throws RefusedError when a day lies outside a range, in words. */
export function checkDay(value: Day, first: Day, last: Day, what: string): void {
  if (value < first)
    throw refused('bad-day', `${what} cannot lie before ${spokenDay(first, first)}.`);
  if (value > last) throw refused('bad-day', `${what} cannot lie after ${spokenDay(last, first)}.`);
}

/** Text that a person wrote, trimmed and within bounds; empty where none is wanted is fine. */
export function checkText(text: string, what: string, options: { required: boolean }): string {
  const trimmed = text.trim();
  if (options.required && trimmed === '') throw refused('missing-words', `${what} is missing.`);
  if (trimmed.length > 2000) {
    throw refused('too-long', `${what} has ${trimmed.length} characters; 2000 fit.`);
  }
  return trimmed;
}

/** Keys of items, as events name them. */
export function keysOf(items: readonly OpenItem[]): string[] {
  return items.map(itemKey);
}
