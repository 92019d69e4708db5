import { sql } from 'kysely';
import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Business } from './platform.ts';
import { addJob, addJobs, queueState } from './queue.ts';
import { type TestPlatform, testBusiness, testPlatform } from './testing.ts';
import { startWorker, type Task } from './worker.ts';

let platform: TestPlatform;
let ours: Business;
let theirs: Business;

beforeAll(async () => {
  platform = await testPlatform();
  ours = await testBusiness(platform);
  theirs = await testBusiness(platform);
});
beforeEach(async () => {
  await sql`delete from graphile_worker._private_jobs`.execute(platform.database.system);
});

const until = (check: () => void | Promise<void>) =>
  vi.waitFor(check, { timeout: 20_000, interval: 20 });

async function jobs() {
  const { rows } = await sql<{ key: string | null; seconds: number; payload: unknown }>`
    select key, payload, round(extract(epoch from run_at - now()))::int as seconds
    from graphile_worker._private_jobs order by id`.execute(platform.database.system);
  return rows;
}

test('a job exists only when the transaction that added it commits', async () => {
  const fail = platform.database.tenant(ours.id, async (tx) => {
    await addJob(platform, tx, 'note');
    throw new Error('stop');
  });
  await expect(fail).rejects.toThrow('stop');
  expect(await jobs()).toEqual([]);
});

test('a job carries the business of its transaction, whatever its payload says', async () => {
  await platform.database.tenant(ours.id, (tx) =>
    addJob(platform, tx, 'note', { business: String(theirs.id), text: 'hello' }),
  );
  expect(await jobs()).toMatchObject([{ payload: { business: String(ours.id), text: 'hello' } }]);
});

test('a key replaces the job that waits under it, but never one of another business', async () => {
  const later = platform.clock.now().add({ minutes: 5 });
  await platform.database.tenant(ours.id, (tx) => addJob(platform, tx, 'note', {}, { key: 'a' }));
  await platform.database.tenant(theirs.id, (tx) => addJob(platform, tx, 'note', {}, { key: 'a' }));
  await platform.database.tenant(ours.id, (tx) =>
    addJob(platform, tx, 'note', { second: true }, { key: 'a', runAt: later }),
  );
  expect(await jobs()).toEqual([
    {
      key: `${ours.id}:a`,
      payload: { business: String(ours.id), second: true },
      seconds: 300,
    },
    {
      key: `${theirs.id}:a`,
      payload: { business: String(theirs.id) },
      seconds: expect.any(Number),
    },
  ]);
});

test('a tenant cannot read or change the queue itself', async () => {
  const read = platform.database.tenant(ours.id, (tx) =>
    sql`select * from graphile_worker._private_jobs`.execute(tx),
  );
  await expect(read).rejects.toThrow(/permission denied/);
});

test('jobs run, a failing one again, and stop() lets the running one end', async () => {
  const seen: string[] = [];
  const gate = Promise.withResolvers<void>();
  const tasks: Record<string, Task> = {
    note: async (payload) => {
      seen.push(`note ${payload.text}`);
    },
    flaky: async (_, attempt) => {
      seen.push(`flaky ${attempt.number}`);
      if (attempt.number === 1) throw new Error('not yet');
    },
    slow: async () => {
      seen.push('slow begins');
      await gate.promise;
      seen.push('slow ends');
    },
  };
  const worker = await startWorker(platform, tasks);
  await platform.database.tenant(ours.id, (tx) =>
    addJobs(platform, tx, [
      { task: 'note', payload: { text: 'one' } },
      { task: 'flaky' },
      { task: 'note', payload: { text: 'two' } },
    ]),
  );
  await until(() =>
    expect(seen).toEqual(expect.arrayContaining(['note one', 'note two', 'flaky 1'])),
  );
  await until(async () => {
    // Its second attempt is due some seconds later; a test does not wait for that.
    await sql`update graphile_worker._private_jobs set run_at = now()`.execute(
      platform.database.system,
    );
    expect(seen).toContain('flaky 2');
  });
  await platform.database.tenant(ours.id, (tx) => addJob(platform, tx, 'slow'));
  await until(() => expect(seen).toContain('slow begins'));
  const stopped = worker.stop();
  gate.resolve();
  await stopped;
  expect(seen).toContain('slow ends');
  expect(await queueState(platform)).toMatchObject({ waiting: 0, running: 0, failed: 0 });
});

test('jobs of a worker that died are free again, those of a living one are not', async () => {
  const seen: string[] = [];
  const gate = Promise.withResolvers<void>();
  const tasks: Record<string, Task> = {
    hold: async () => {
      seen.push('held');
      await gate.promise;
    },
    note: async () => {
      seen.push('note');
    },
  };
  const living = await startWorker(platform, tasks);
  await platform.database.tenant(ours.id, (tx) =>
    addJobs(platform, tx, [{ task: 'hold' }, { task: 'note' }]),
  );
  await until(() => expect(seen).toEqual(expect.arrayContaining(['held', 'note'])));
  // Both jobs have been locked for an hour, by whoever holds them.
  await platform.database.tenant(ours.id, (tx) => addJob(platform, tx, 'note', { dead: true }));
  await until(() => expect(seen.filter((name) => name === 'note')).toHaveLength(2));
  await platform.database.tenant(ours.id, (tx) =>
    addJob(platform, tx, 'later', { dead: true }, { key: 'dead' }),
  );
  await sql`
    update graphile_worker._private_jobs
    set locked_by = coalesce(locked_by, 'pool-dead'), locked_at = now() - interval '1 hour'
    where locked_by is not null or key = ${`${ours.id}:dead`}`.execute(platform.database.system);
  const second = await startWorker(platform, {
    ...tasks,
    later: async () => {
      seen.push('freed');
    },
  });
  await until(() => expect(seen).toContain('freed'));
  expect(seen.filter((name) => name === 'held')).toHaveLength(1);
  gate.resolve();
  await living.stop();
  await second.stop();
});
