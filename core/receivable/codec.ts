import type { Day } from '../base/index.ts';
import type { OpenItem, Snapshot } from './snapshot.ts';

/**
 * Snapshots as text, for storing. Items are written as bare tuples: a round reads a million of
 * them, and keys would be two thirds of the text (docs/decisions/0003).
 */
type ItemTuple = [
  invoiceId: string,
  number: string,
  instalment: number,
  currency: string,
  issuedOn: number,
  dueOn: number,
  amount: string,
  outstanding: string,
];

/** The same snapshot always gives the same text. */
export function encodeSnapshot(snapshot: Snapshot): string {
  const items = snapshot.items.map(
    (item): ItemTuple => [
      item.invoiceId,
      item.number,
      item.instalment,
      item.currency,
      item.issuedOn,
      item.dueOn,
      String(item.amount),
      String(item.outstanding),
    ],
  );
  // What is empty is left out; decode puts it back.
  const told = Object.entries(snapshot).filter(
    ([key, value]) => key !== 'items' && value !== null && !(key in DEFAULTS && isEmpty(value)),
  );
  return JSON.stringify({ ...Object.fromEntries(told), items }, (_key, value) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );
}

// In the order of emptySnapshot, so that a snapshot read back is written as the same text.
const DEFAULTS: Record<string, () => unknown> = {
  latestOn: () => null,
  credit: () => ({}),
  disputes: () => [],
  promises: () => [],
  pauses: () => [],
  unread: () => [],
  asks: () => [],
  plan: () => null,
  stops: () => [],
  unmatched: () => [],
  episode: () => ({ clearedOn: null, done: [] }),
  lastChase: () => null,
  headsUps: () => ({}),
};

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** Reads what encodeSnapshot wrote. */
export function decodeSnapshot(text: string): Snapshot {
  const stored = JSON.parse(text) as Record<string, unknown>;
  const snapshot: Record<string, unknown> = {};
  for (const key in DEFAULTS)
    snapshot[key] = key in stored ? revive(stored[key]) : DEFAULTS[key]!();
  snapshot.items = (stored.items as ItemTuple[]).map(itemOf);
  return snapshot as unknown as Snapshot;
}

function itemOf(tuple: ItemTuple): OpenItem {
  return {
    invoiceId: tuple[0],
    number: tuple[1],
    instalment: tuple[2],
    currency: tuple[3],
    issuedOn: tuple[4] as Day,
    dueOn: tuple[5] as Day,
    amount: BigInt(tuple[6]),
    outstanding: BigInt(tuple[7]),
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
