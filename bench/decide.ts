import { addDays, Chance, day } from '../core/base/index.ts';
import { type DecideInput, decide, ladderOf, plainCulture } from '../core/chase/index.ts';
import { lawFor } from '../core/law/index.ts';
import { type Fact, fold, itemKey } from '../core/receivable/index.ts';
import { lawBook } from '../law/index.ts';
import { shippedPolicies } from '../server/chase/index.ts';
import { parsePolicy } from '../server/chase/policy-file.ts';
import { makeCalendars } from '../server/platform/calendars.ts';
import { type Bench, type BenchOptions, timed, watchMemory } from './machine.ts';

const CUSTOMERS = 5_000;
const TODAY = day('2026-11-24');
/** Best of several: a pure function has no reason to be slower than at its best. */
const RUNS = 9;

type Issued = Extract<Fact, { kind: 'issued' }>;

/** One customer as a business has them: some items, here and there a word about them. */
function invented(chance: Chance, index: number): Fact[] {
  const bills: Issued[] = [];
  const count = chance.whole(1, 14);
  for (let number = 0; number < count; number += 1) {
    const dueOn = addDays(TODAY, chance.whole(-70, 30));
    const issuedOn = addDays(dueOn, -30);
    const [invoiceId, amount] = [`${index}${number}`, BigInt(chance.whole(2_000, 900_000))];
    bills.push({
      kind: 'issued',
      on: issuedOn,
      invoiceId,
      number: `A${invoiceId}`,
      instalment: 1,
      currency: 'GBP',
      issuedOn,
      dueOn,
      amount,
    });
  }
  const word = wordAbout(chance, index, bills[0]!);
  return [...bills, ...(word === null ? [] : [word])].sort((a, b) => a.on - b.on);
}

/** Here and there a customer promises, disputes, replies or was written to. */
function wordAbout(chance: Chance, index: number, first: Issued): Fact | null {
  const { invoiceId } = first;
  const on = addDays(TODAY, -chance.whole(1, 20));
  const id = String(index);
  const roll = chance.next();
  if (roll < 0.12)
    return {
      kind: 'promised',
      on,
      id,
      amount: null,
      currency: null,
      items: [],
      payOn: addDays(TODAY, chance.whole(-8, 9)),
      confirmed: false,
    };
  if (roll < 0.2)
    return {
      kind: 'disputed',
      on,
      id,
      invoiceId,
      amount: chance.is(0.5) ? null : 1_000n,
      reason: 'one is broken',
    };
  if (roll < 0.24) return { kind: 'paused', on, id, until: addDays(TODAY, 9), reason: 'away' };
  if (roll < 0.28) return { kind: 'reply-received', on, id };
  if (roll < 0.31) return { kind: 'credited', on, currency: 'GBP', amount: 40_000n };
  if (roll < 0.33)
    return {
      kind: 'plan-agreed',
      on,
      id,
      currency: 'GBP',
      items: [itemKey(first)],
      instalments: [{ dueOn: addDays(TODAY, 12), amount: first.amount }],
    };
  if (roll < 0.75)
    return {
      kind: 'chase-sent',
      on,
      id,
      stepId: 'gentle',
      channel: 'email',
      purpose: 'step',
      about: [itemKey(first)],
      refers: null,
    };
  return null;
}

function inputs(count: number): DecideInput[] {
  const chance = new Chance(20_261_124);
  const yaml = shippedPolicies().find((one) => one.id === 'kind-but-clear')!.yaml;
  const ladder = ladderOf(parsePolicy(yaml));
  const calendar = makeCalendars().of('GB', 'ENG', TODAY);
  const england = { country: 'GB', region: 'ENG' };
  const laws = (['company', 'sole-trader', 'consumer'] as const).map((kind) =>
    lawFor(lawBook(), england, england, kind),
  );
  return Array.from({ length: count }, (_, index) => ({
    ladder,
    snapshot: fold(invented(chance, index)),
    customer: { name: `Customer ${index}`, reachable: { email: chance.is(0.97), phone: true } },
    law: chance.is(0.8) ? laws[0]! : laws[1 + (index % 2)]!,
    calendar,
    culture: plainCulture,
    source: { kind: 'imported', freshOn: null },
    score: null,
    today: TODAY,
  }));
}

/** The floor: the same items, read and summed by a plain loop. */
function sumOverdue(all: readonly DecideInput[]): bigint {
  let sum = 0n;
  for (const { snapshot } of all)
    for (const item of snapshot.items) if (item.dueOn < TODAY) sum += item.outstanding;
  return sum;
}

async function best<T>(run: () => T): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let count = 0; count < RUNS; count += 1) {
    const { seconds } = await timed(async () => run());
    least = Math.min(least, seconds);
  }
  return least;
}

async function run({ n, say }: BenchOptions) {
  const all = inputs(n ?? CUSTOMERS);
  const memory = watchMemory();
  const floorSeconds = await best(() => sumOverdue(all));
  const outcomes = new Map<string, number>();
  const seconds = await best(() => {
    outcomes.clear();
    for (const input of all) {
      const { outcome } = decide(input);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
  });
  say(
    `${(seconds * 1000).toFixed(1)} ms (${[...outcomes].map((one) => one.join(' ')).join(', ')})`,
  );
  return {
    n: all.length,
    seconds,
    floorSeconds,
    ratio: Math.round((seconds / floorSeconds) * 10) / 10,
    rssMb: memory.peakMb(),
  };
}

export const bench: Bench = {
  about: '5,000 customers decided, with their items, promises, disputes and reasons',
  bar: 'at most 50 ms',
  run,
};
