import { addDays, type Calendar, type Day, isoDay } from '../base/index.ts';
import { type Fact, foldByDay, itemKey, type Snapshot } from '../receivable/index.ts';
import { type Part, partsOf, promisesInForce } from './chaseable.ts';
import { NO_END, quietUntil } from './quiet.ts';

/**
 * Days on which a customer, or a part of one of their items, is to be left in peace, as known on
 * those very days: what was told later changes only the days from then on.
 */
export interface Peace {
  from: Day;
  /** The last day; null when it has no end. */
  to: Day | null;
  /** The item, by its key; null for everything. */
  item: string | null;
  /** Minor units of the item; 0 for everything. */
  amount: bigint;
}

/** Facts without which nobody is left in peace; most customers have none. */
const HOLDS = new Set<Fact['kind']>([
  'promised',
  'disputed',
  'paused',
  'reply-received',
  'asked',
  'stopped',
  'receipt-unmatched',
]);

/**
 * When a customer was and is to be left in peace, day by day over their whole history: what the
 * database's own guard goes by. Empty for whoever never promised, answered or was paused.
 */
export function peaceOf(facts: readonly Fact[], calendar: Calendar): Peace[] {
  if (!facts.some((fact) => HOLDS.has(fact.kind))) return [];
  const peace = new PeaceSoFar();
  let before: { on: Day; spans: Peace[] } | null = null;
  for (const { on, snapshot } of foldByDay(facts)) {
    if (before) peace.add(before.spans, addDays(on, -1));
    before = { on, spans: spansFrom(snapshot, calendar, on) };
  }
  if (before) peace.add(before.spans, null);
  return peace.spans;
}

/** What a snapshot says of the days from `on`, should nothing more be told. */
function spansFrom(snapshot: Snapshot, calendar: Calendar, on: Day): Peace[] {
  const spans: Peace[] = [];
  const quiet = quietUntil(snapshot, calendar);
  if (quiet !== null && quiet >= on)
    spans.push({ from: on, to: quiet === NO_END ? null : (quiet as Day), item: null, amount: 0n });
  if (snapshot.promises.length === 0 && snapshot.disputes.length === 0) return spans;
  // Promises end by themselves, each on a day of its own; in between nothing changes.
  const ends = promisesInForce(snapshot, calendar, on).map((one) => one.deadline);
  const starts = [on, ...[...new Set(ends)].sort((a, b) => a - b).map((end) => addDays(end, 1))];
  starts.forEach((from, index) => {
    const next = starts[index + 1];
    const to = next === undefined ? null : addDays(next, -1);
    for (const part of partsOf(snapshot, calendar, from)) {
      const amount = saidNotToAsk(part);
      if (amount > 0n) spans.push({ from, to, item: itemKey(part.item), amount });
    }
  });
  return spans;
}

function saidNotToAsk({ held }: Part): bigint {
  return held
    .filter((one) => one.code === 'disputed' || one.code === 'promised')
    .reduce((sum, one) => sum + one.amount, 0n);
}

/** Gathers spans; one that goes on where the last of its kind ended makes that one longer. */
class PeaceSoFar {
  readonly spans: Peace[] = [];
  readonly #latest = new Map<string, Peace>();

  /** @param last the day before something new was told; null when nothing was */
  add(spans: readonly Peace[], last: Day | null): void {
    for (const span of spans) {
      if (last !== null && span.from > last) continue;
      const to = last !== null && (span.to === null || span.to > last) ? last : span.to;
      const key = `${span.item} ${span.amount}`;
      const known = this.#latest.get(key);
      if (known && known.to !== null && addDays(known.to, 1) === span.from) {
        known.to = to;
        continue;
      }
      const fresh = { ...span, to };
      this.#latest.set(key, fresh);
      this.spans.push(fresh);
    }
  }
}

/** Spans as text for the database: [from, to, item, amount] each; null when there are none. */
export function encodePeace(spans: readonly Peace[]): string | null {
  if (spans.length === 0) return null;
  return JSON.stringify(
    spans.map(({ from, to, item, amount }) => [
      isoDay(from),
      to === null ? 'infinity' : isoDay(to),
      item,
      amount.toString(),
    ]),
  );
}
