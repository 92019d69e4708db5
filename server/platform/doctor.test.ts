import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Registry } from 'prom-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectOwner } from './connection.ts';
import { examine, platformExaminations } from './doctor.ts';
import { checkHealth } from './health.ts';
import { WORKER_LOCKS } from './locks.ts';
import { measureHouse } from './metrics.ts';
import { addJob } from './queue.ts';
import { type TestPlatform, testBusiness, testPlatform } from './testing.ts';

let platform: TestPlatform;
const folder = mkdtempSync(join(tmpdir(), 'duly-doctor-'));

beforeAll(async () => {
  platform = await testPlatform({ config: { dataFolder: folder } });
});
afterAll(() => rmSync(folder, { recursive: true }));

const as = (statement: string) => sql.raw(statement).execute(platform.database.system);

async function found(name: string) {
  const checks = await examine(platform, platformExaminations);
  return checks.find((check) => check.name === name);
}

test('a sound platform is found sound, but for the fsync that tests do without', async () => {
  const checks = await examine(
    { ...platform, clock: { now: () => Temporal.Now.instant() } },
    platformExaminations,
  );
  expect(checks.filter(({ ok }) => !ok)).toEqual([
    { name: 'database', ok: false, detail: expect.stringMatching(/PostgreSQL 18.*fsync off/) },
  ]);
  expect(checks).toHaveLength(platformExaminations.length);
});

test.each([
  [
    'row-level security',
    'create table stray (business_id bigint, id bigint primary key)',
    'drop table stray',
    /no row-level security on stray; key not led by business_id on stray/,
  ],
  [
    'append only',
    'grant update on posting to duly_app',
    'revoke update on posting from duly_app',
    /may edit posting/,
  ],
  [
    'migrations',
    `update duly_migration set hash = hash || 'x' where number = 1`,
    `update duly_migration set hash = left(hash, 64) where number = 1`,
    /0001_foundation\.sql/,
  ],
])('%s: what is wrong is named', async (name, harm, mend, detail) => {
  await as(harm);
  expect(await found(name)).toEqual({ name, ok: false, detail: expect.stringMatching(detail) });
  await as(mend);
  expect(await found(name)).toMatchObject({ ok: true });
});

test('a clock that is far from the database is named', async () => {
  expect(await found('clock')).toMatchObject({ ok: false });
});

test('a queue that nobody works is stuck, for the doctor and for health', async () => {
  const business = await testBusiness(platform);
  await platform.database.tenant(business.id, (tx) => addJob(platform, tx, 'note'));
  expect(await checkHealth(platform)).toEqual({ status: 'ok', database: 'ok', queue: 'ok' });
  await as(`update graphile_worker._private_jobs set run_at = now() - interval '20 minutes'`);
  const counts = '1 waiting, 0 running, 0 failed for good';
  // Nobody is there whose work it would be: `duly deliver` by cron does it.
  expect(await found('queue')).toMatchObject({
    ok: true,
    detail: `${counts}; no worker runs just now`,
  });
  const worker = await connectOwner(platform.database.url);
  await worker.query('select pg_advisory_lock($1::int, hashtext($2))', [WORKER_LOCKS, 'one']);
  expect(await found('queue')).toMatchObject({
    ok: false,
    detail: `${counts}; the oldest has waited 20 minutes`,
  });
  await worker.end();
  expect(await checkHealth(platform)).toEqual({ status: 'ok', database: 'ok', queue: 'stuck' });
});

test('the metrics count what the tables hold', async () => {
  const business = await testBusiness(platform);
  await platform.database.tenant(business.id, (tx) =>
    tx
      .insertInto('round')
      .values({
        business_id: business.id,
        as_of: '2026-03-02',
        started_at: '2026-03-02T09:00:00Z',
        finished_at: '2026-03-02T09:00:01Z',
        counts: JSON.stringify({ send: 3, hold: 41 }),
      })
      .execute(),
  );
  const registry = new Registry();
  measureHouse(registry, platform);
  const text = await registry.metrics();
  expect(text).toContain('duly_rounds 1');
  expect(text).toContain('duly_decisions{outcome="hold"} 41');
  expect(text).toContain('duly_jobs{state="waiting"} 1');
});
