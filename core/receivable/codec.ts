import type { Day } from '../base/index.ts';
import type { OpenItem, Snapshot } from './snapshot.ts';

/** A whole number as JSON reads it fastest: as a number where that is exact, else as text. */
type Whole = number | string;

/**
 * Snapshots as text, for storing. Items are written as bare tuples: a round reads a million of
 * them, and keys would be two thirds of the text (docs/decisions/0003).
 */
type ItemTuple = [
  invoiceId: Whole,
  number: string,
  instalment: number,
  currency: string,
  issuedOn: number,
  dueOn: number,
  amount: Whole,
  /** Left out while all of the amount is outstanding, as it mostly is. */
  outstanding?: Whole,
];

/** The same snapshot always gives the same text. */
export function encodeSnapshot(snapshot: Snapshot): string {
  const items = snapshot.items.map(tupleOf);
  // What is empty is left out; decode puts it back.
  const told = Object.entries(snapshot).filter(
    ([key, value]) =>
      key !== 'items' && value !== null && !(MAY_BE_EMPTY.has(key) && isEmpty(value)),
  );
  const rest = JSON.stringify(Object.fromEntries(told), (_key, value) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );
  // Items hold no bigint any more and are written without asking for each of their values.
  return `${rest.slice(0, -1)}${told.length > 0 ? ',' : ''}"items":${JSON.stringify(items)}}`;
}

function tupleOf(item: OpenItem): ItemTuple {
  const { invoiceId, number, instalment, currency, issuedOn, dueOn, amount, outstanding } = item;
  const billed: ItemTuple = [
    wholeOf(invoiceId),
    number,
    instalment,
    currency,
    issuedOn,
    dueOn,
    wholeOf(String(amount)),
  ];
  if (outstanding !== amount) billed.push(wholeOf(String(outstanding)));
  return billed;
}

/** The text as a number where it comes back as the same text. */
function wholeOf(text: string): Whole {
  const number = Number(text);
  return Number.isSafeInteger(number) && String(number) === text ? number : text;
}

/** What may be empty, and is then left out. */
const MAY_BE_EMPTY = new Set<string>([
  'credit',
  'disputes',
  'promises',
  'pauses',
  'unread',
  'asks',
  'stops',
  'unmatched',
  'contacts',
  'headsUps',
  'partPaid',
]);

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** Reads what encodeSnapshot wrote. */
export function decodeSnapshot(text: string): Snapshot {
  const stored = JSON.parse(text) as Partial<Omit<Snapshot, 'items'>> & { items: ItemTuple[] };
  const told = <T>(value: T | undefined, otherwise: T): T =>
    value === undefined ? otherwise : (revive(value) as T);
  // One literal, in the order of emptySnapshot: read back it is written as the same text, and
  // objects of one shape are what keeps a round of a hundred thousand of them fast.
  return {
    latestOn: stored.latestOn ?? null,
    items: stored.items.map(itemOf),
    credit: told(stored.credit, {}),
    disputes: told(stored.disputes, []),
    promises: told(stored.promises, []),
    pauses: told(stored.pauses, []),
    unread: told(stored.unread, []),
    asks: told(stored.asks, []),
    plan: told(stored.plan, null),
    stops: told(stored.stops, []),
    unmatched: told(stored.unmatched, []),
    episode: stored.episode ?? { clearedOn: null, done: [] },
    lastChase: stored.lastChase ?? null,
    contacts: stored.contacts ?? [],
    headsUps: stored.headsUps ?? {},
    partPaid: stored.partPaid ?? {},
  };
}

function itemOf(tuple: ItemTuple): OpenItem {
  const amount = BigInt(tuple[6]);
  const outstanding = tuple[7];
  return {
    invoiceId: String(tuple[0]),
    number: tuple[1],
    instalment: tuple[2],
    currency: tuple[3],
    issuedOn: tuple[4] as Day,
    dueOn: tuple[5] as Day,
    amount,
    outstanding: outstanding === undefined ? amount : BigInt(outstanding),
  };
}

const BIGINT_FIELDS = new Set(['amount', 'received']);

/**
 * Turns the amounts written as "12n" back; other texts that look alike (an id, a reason) stay text.
 */
function revive(value: unknown, key = ''): unknown {
  if (typeof value === 'string') {
    return BIGINT_FIELDS.has(key) || /^[A-Z]{3}$/.test(key) ? BigInt(value.slice(0, -1)) : value;
  }
  if (Array.isArray(value)) return value.map((one) => revive(one));
  if (typeof value === 'object' && value !== null) {
    for (const name in value) {
      const record = value as Record<string, unknown>;
      record[name] = revive(record[name], name);
    }
  }
  return value;
}
