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
 * as many rows. Smaller sizes come first, to see that the cost of an item stays the same; before
 * them one round that is not counted, in which the program compiles what it runs.
 */
export const bench: Bench = {
  about: 'A round: every customer decided, explained, stored and queued',
  bar: 'at most 3 × one SQL statement that reads the same items and writes as many rows; ≤ 600 MB',
  run: async ({ n, say }) => {
    const items = n ?? 1_000_000;
    const platform = await benchPlatform();
    try {
      const [least, middle] = [Math.ceil(items / 100), Math.ceil(items / 10)];
      const first = await measure(platform, 'first', least);
      say(`${least} items, the first round of the program: ${costOf(least, first)}`);
      for (const size of [least, middle])
        say(`${size} items: ${costOf(size, await measure(platform, `items-${size}`, size))}`);
      const whole = await measure(platform, 'whole', items);
      say(`${items} items: ${costOf(items, whole)}`);
      const { seconds, floorSeconds, rssMb } = whole;
      return { n: items, seconds, floorSeconds, ratio: round(seconds / floorSeconds), rssMb };
    } finally {
      await platform.close();
    }
  },
};

function costOf(items: number, { seconds, cpuSeconds }: { seconds: number; cpuSeconds: number }) {
  const each = ((seconds / items) * 1e6).toFixed(1);
  return `${each} µs an item; ${seconds} s, ${cpuSeconds} s of this program's processor time`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

async function measure(platform: Platform, slug: string, items: number) {
  await businessWithOpenItems(platform, slug, Math.ceil(items / ITEMS_EACH), ITEMS_EACH);
  const before = await floor(platform, slug);
  const memory = watchMemory();
  const cpu = process.cpuUsage();
  const { seconds } = await timed(() =>
    runRound(platform, slug, { asOf: day(TODAY), withoutMessages: true }),
  );
  const { user, system } = process.cpuUsage(cpu);
  const rssMb = memory.peakMb();
  const after = await floor(platform, slug);
  return {
    seconds: round(seconds),
    cpuSeconds: round((user + system) / 1e6),
    floorSeconds: round(Math.min(before, after)),
    rssMb,
  };
}

/**
 * Reads every open item of the business and writes as many rows as the round: a decision for each
 * customer, and a message, or for one in eight a task. One key each, as a plain table has.
 */
async function floor(platform: Platform, slug: string): Promise<number> {
  const { system } = platform.database;
  const { id } = await system
    .selectFrom('business')
    .select('id')
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow();
  await sql`drop table if exists floor_decision, floor_message, floor_task`.execute(system);
  await sql`create table floor_decision (business_id bigint, as_of date, customer_id bigint,
    outcome text, reasons text, primary key (business_id, as_of, customer_id))`.execute(system);
  await sql`create table floor_message (business_id bigint, customer_id bigint, step text,
    total bigint, lines text, primary key (business_id, customer_id, step))`.execute(system);
  await sql`create table floor_task (business_id bigint, customer_id bigint, key text, title text,
    primary key (business_id, customer_id, key))`.execute(system);
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
        select ${id}, customer_id, 'gentle', overdue, lines from owed where customer_id % 8 <> 0),
      asked as (insert into floor_task
        select ${id}, customer_id, 'address', 'Find an address for ' || customer_id
        from owed where customer_id % 8 = 0)
      insert into floor_decision
        select ${id}, ${TODAY}::date, customer_id, 'send',
          'the first word about ' || items || ' items, ' || overdue || ' of it late' from owed`.execute(
      system,
    ),
  );
  return seconds;
}
