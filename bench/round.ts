import { sql } from 'kysely';
import { day } from '../core/base/index.ts';
import type { Platform } from '../server/platform/platform.ts';
import { runRound } from '../server/rounds/index.ts';
import { type Bench, benchPlatform, timed, watchMemory } from './machine.ts';
import { businessWithOpenItems } from './open-items.ts';

const ITEMS_EACH = 10;
const TODAY = '2026-03-16';

/**
 * One day's round for n open items of n / 10 customers: decided, explained, stored and queued, in
 * one committed transaction. The floor is one SQL statement that reads the same items and writes
 * as many rows. Smaller sizes come first, to see that the cost of an item stays the same.
 */
export const bench: Bench = {
  about: 'A round: every customer decided, explained, stored and queued',
  bar: 'at most 3 × one SQL statement that reads the same items and writes as many rows; ≤ 600 MB',
  run: async ({ n, say }) => {
    const items = n ?? 1_000_000;
    const platform = await benchPlatform();
    try {
      for (const size of [items / 100, items / 10].map(Math.round)) {
        const { seconds } = await measure(platform, size);
        say(`${size} items: ${((seconds / size) * 1e6).toFixed(1)} µs an item`);
      }
      const { seconds, floorSeconds, rssMb } = await measure(platform, items);
      say(`${items} items: ${((seconds / items) * 1e6).toFixed(1)} µs an item`);
      return { n: items, seconds, floorSeconds, ratio: round(seconds / floorSeconds), rssMb };
    } finally {
      await platform.close();
    }
  },
};

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

async function measure(platform: Platform, items: number) {
  const slug = `items-${items}`;
  await businessWithOpenItems(platform, slug, Math.ceil(items / ITEMS_EACH), ITEMS_EACH);
  const before = await floor(platform, slug);
  const memory = watchMemory();
  const { seconds } = await timed(() =>
    runRound(platform, slug, { asOf: day(TODAY), withoutMessages: true }),
  );
  const rssMb = memory.peakMb();
  const after = await floor(platform, slug);
  return { seconds: round(seconds), floorSeconds: round(Math.min(before, after)), rssMb };
}

/** Reads every open item of the business and writes a decision and a message for as many. */
async function floor(platform: Platform, slug: string): Promise<number> {
  const { system } = platform.database;
  const { id } = await system
    .selectFrom('business')
    .select('id')
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow();
  await sql`drop table if exists floor_decision, floor_message`.execute(system);
  await sql`create table floor_decision (business_id bigint, as_of date, customer_id bigint,
    outcome text, reasons text, primary key (business_id, as_of, customer_id))`.execute(system);
  await sql`create table floor_message (business_id bigint, customer_id bigint, step text,
    total bigint, lines text, primary key (business_id, customer_id, step))`.execute(system);
  const { seconds } = await timed(() =>
    sql`with owed as (
        select i.customer_id, count(*) as items,
          sum(i.outstanding) filter (where i.due_on < ${TODAY}::date) as overdue,
          string_agg(v.number || ' ' || i.due_on || ' ' || i.outstanding, ', ' order by i.due_on)
            filter (where i.due_on < ${TODAY}::date + 14) as lines
        from instalment i join invoice v on v.business_id = i.business_id and v.id = i.invoice_id
        where i.business_id = ${id} and i.outstanding <> 0
        group by i.customer_id),
      said as (insert into floor_message
        select ${id}, customer_id, 'gentle', overdue, lines from owed where customer_id % 8 <> 0)
      insert into floor_decision
        select ${id}, ${TODAY}::date, customer_id, 'send',
          'the first word about ' || items || ' items, ' || overdue || ' of it late' from owed`.execute(
      system,
    ),
  );
  return seconds;
}
