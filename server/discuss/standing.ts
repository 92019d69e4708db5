import { addDays, type Calendar } from '../../core/base/index.ts';
import { type Held, type Part, partsOf } from '../../core/chase/index.ts';
import type { Work } from '../platform/platform.ts';
import { placeOf, snapshotAsOf } from '../receivable/index.ts';

/** One open item as its customer is shown it: asked for, or left in peace and why. */
export interface StandingLine {
  invoiceId: bigint;
  number: string;
  instalment: number;
  currency: string;
  dueOn: Part['item']['dueOn'];
  amount: bigint;
  description: string | null;
  part: 'due' | 'soon' | 'held';
  held: Pick<Held, 'code' | 'on'> | null;
}

/** How a customer stands: every open item, oldest due first, held parts on lines of their own. */
export interface Standing {
  customer: { id: bigint; name: string; language: string | null; country: string };
  /** The working days where the customer is. */
  calendar: Calendar;
  lines: StandingLine[];
  /** What is open, by currency; credit on account is taken off. */
  open: { amount: bigint; currency: string }[];
}

/** How a customer stands today, for their own page. Null when there is no such customer. */
export async function standingOf(work: Work, customerId: bigint): Promise<Standing | null> {
  const customer = await work.tx
    .selectFrom('customer')
    .select(['id', 'name', 'language', 'country', 'region', 'zone'])
    .where('business_id', '=', work.business.id)
    .where('id', '=', customerId)
    .executeTakeFirst();
  if (!customer) return null;
  const snapshot = await snapshotAsOf(work, customerId, work.today);
  const place = placeOf(work.business, customer);
  const calendar = work.platform.calendars.of(place.country, place.region, work.today);
  const parts = partsOf(snapshot, calendar, work.today);
  const descriptions = await descriptionsOf(
    work,
    parts.map((part) => BigInt(part.item.invoiceId)),
  );
  const lines = parts.flatMap((part) => linesOf(part, work, descriptions));
  const totals = new Map<string, bigint>();
  for (const line of lines) {
    if (line.held?.code === 'credit-covers') continue;
    totals.set(line.currency, (totals.get(line.currency) ?? 0n) + line.amount);
  }
  return {
    customer: {
      id: customer.id,
      name: customer.name,
      language: customer.language,
      country: place.country,
    },
    calendar,
    lines,
    open: [...totals].map(([currency, amount]) => ({ currency, amount })),
  };
}

function linesOf(part: Part, work: Work, descriptions: Map<bigint, string | null>): StandingLine[] {
  const { item, chaseable, held } = part;
  const invoiceId = BigInt(item.invoiceId);
  const base = {
    invoiceId,
    number: item.number,
    instalment: item.instalment,
    currency: item.currency,
    dueOn: item.dueOn,
    description: descriptions.get(invoiceId) ?? null,
  };
  const asked: StandingLine[] =
    chaseable > 0n
      ? [
          {
            ...base,
            amount: chaseable,
            // On the day itself an item is asked for, and not late.
            part: item.dueOn < addDays(work.today, 1) ? 'due' : 'soon',
            held: null,
          },
        ]
      : [];
  return [
    ...asked,
    ...held.map((one) => ({ ...base, amount: one.amount, part: 'held' as const, held: one })),
  ];
}

async function descriptionsOf(work: Work, ids: readonly bigint[]) {
  const rows = await work.tx
    .selectFrom('invoice')
    .select(['id', 'description'])
    .where('business_id', '=', work.business.id)
    .where('id', 'in', [0n, ...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, row.description]));
}
