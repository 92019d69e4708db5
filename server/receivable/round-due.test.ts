import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { installPolicies } from '../chase/index.ts';
import { readRound } from '../chase/queries.ts';
import { today } from '../foresee/queries.ts';
import { openWork } from '../platform/index.ts';
import { type TestPlatform, testBusiness, testPlatform } from '../platform/testing.ts';
import { roundTasks, runRound } from '../rounds/index.ts';

/* Yesterday's round is there; who is the first to look today? */
let platform: TestPlatform;

beforeAll(async () => {
  platform = await testPlatform({ now: '2026-03-09T08:00:00Z' });
});

const wakings = async () => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'rounds-due'`.execute(
    platform.database.system,
  );
  return rows[0]!.count;
};

test('the first look at a new day has its round made at once', async () => {
  const { slug } = await testBusiness(platform);
  const look = async () => {
    const options = { readOnly: true };
    const round = await openWork(platform)(slug, 'Ruth', readRound, options);
    const { roundDue } = await openWork(platform)(slug, 'Ruth', today, options);
    expect(roundDue).toBe(round.due);
    return round.due;
  };
  await openWork(platform)(slug, 'Ruth', installPolicies);
  // The first round of all is a person's to ask for.
  expect([await look(), await wakings()]).toEqual([false, 0]);
  await runRound(platform, slug);
  expect(await look()).toBe(false);
  platform.clock.set('2026-03-10T05:30:00Z');
  expect([await look(), await wakings()]).toEqual([false, 0]);
  platform.clock.set('2026-03-10T06:05:00Z');
  expect([await look(), await wakings()]).toEqual([true, 1]);
  const attempt = { number: 1, last: false, stopping: undefined };
  await roundTasks(platform, null)['rounds-due']!({}, attempt);
  expect(await look()).toBe(false);
});
