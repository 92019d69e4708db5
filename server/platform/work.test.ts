import { beforeAll, describe, expect, test } from 'vitest';
import { day } from '../../core/base/index.ts';
import type { Business, Work } from './platform.ts';
import { type TestPlatform, testBusiness, testPlatform } from './testing.ts';
import { canonical, once, openWork } from './work.ts';

let platform: TestPlatform;
let ours: Business;
let theirs: Business;

beforeAll(async () => {
  platform = await testPlatform({ now: '2026-03-06T23:30:00Z' });
  ours = await testBusiness(platform, { slug: 'ours', zone: 'Pacific/Auckland' });
  theirs = await testBusiness(platform, { slug: 'theirs' });
});

const inOurs = <T>(run: (work: Work) => Promise<T>, slug = 'ours') =>
  openWork(platform)(slug, 'Anna', run);

const customers = () =>
  inOurs(async ({ tx }) => (await tx.selectFrom('customer').select('code').execute()).length);

function addCustomer(code: string) {
  return async (work: Work) => {
    await work.tx
      .insertInto('customer')
      .values({ business_id: work.business.id, code, name: code } as never)
      .execute();
    return { code, count: 1 };
  };
}

test('a work knows its business, who, when, and the date where the business is', async () => {
  const seen = await inOurs(async ({ business, by, now, today }) => ({
    slug: business.slug,
    by,
    now: now.toString(),
    today,
  }));
  expect(seen).toEqual({
    slug: 'ours',
    by: 'Anna',
    now: '2026-03-06T23:30:00Z',
    today: day('2026-03-07'),
  });
  expect(await inOurs(async ({ today }) => today, 'theirs')).toBe(day('2026-03-06'));
});

test('the caller may name the day, and may ask to read only', async () => {
  const asked = { today: day('2026-01-31'), readOnly: true };
  const open = openWork(platform);
  expect(await open('ours', 'Anna', async ({ today }) => today, asked)).toBe(day('2026-01-31'));
  await expect(open('ours', 'Anna', addCustomer('X'), asked)).rejects.toThrow(/read-only/);
});

test('an unknown business is refused', async () => {
  await expect(inOurs(async () => 1, 'nobody')).rejects.toMatchObject({
    code: 'unknown-business',
    status: 404,
  });
});

test('the same key and input do a command once; the second answer is the first', async () => {
  const input = { code: 'A', amount: 5n, list: [1, { b: 2, a: 1 }] };
  const same = { list: [1, { a: 1, b: 2 }], amount: 5n, code: 'A' };
  const before = await customers();
  const run = addCustomer('A');
  const first = await inOurs((work) => once(work, 'key', input, () => run(work)));
  const second = await inOurs((work) => once(work, 'key', same, () => run(work)));
  expect(first).toEqual({ answer: { code: 'A', count: 1 }, replayed: false });
  expect(second).toEqual({ answer: { code: 'A', count: 1 }, replayed: true });
  expect(await customers()).toBe(before + 1);
});

test('the same key with other input is a conflict', async () => {
  const run = addCustomer('B');
  await inOurs((work) => once(work, 'other', { n: 1 }, () => run(work)));
  const again = inOurs((work) => once(work, 'other', { n: 2 }, () => run(work)));
  await expect(again).rejects.toMatchObject({ code: 'idempotency-conflict', status: 409 });
});

test('a command that fails leaves its key free', async () => {
  const fail = inOurs((work) =>
    once(work, 'free', {}, async () => {
      throw new Error('stop');
    }),
  );
  await expect(fail).rejects.toThrow('stop');
  const run = addCustomer('C');
  const again = await inOurs((work) => once(work, 'free', {}, () => run(work)));
  expect(again.replayed).toBe(false);
});

test('two at once do it once', async () => {
  const run = addCustomer('D');
  const both = await Promise.all(
    [1, 2].map(() => inOurs((work) => once(work, 'race', {}, () => run(work)))),
  );
  expect(both.map(({ replayed }) => replayed).sort()).toEqual([false, true]);
});

test('keys of two businesses never meet', async () => {
  const run = addCustomer('E');
  const first = await inOurs((work) => once(work, 'mine', {}, () => run(work)));
  const other = await inOurs((work) => once(work, 'mine', { n: 9 }, () => run(work)), 'theirs');
  expect([first.replayed, other.replayed]).toEqual([false, false]);
  expect(theirs.id).not.toBe(ours.id);
});

test('equal values have one text, unequal ones two', () => {
  expect(canonical({ a: undefined, b: [null, 'x'] })).toBe(canonical({ b: [null, 'x'] }));
  expect(canonical({ a: 1 })).not.toBe(canonical({ a: '1' }));
  expect(canonical({ a: 1n })).not.toBe(canonical({ a: 1 }));
  expect(canonical(['a,b'])).not.toBe(canonical(['a', 'b']));
});

describe('two that wait for each other', () => {
  /** Locks the first row, and once both have theirs, wants the other's. */
  function meeting() {
    const both = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const tries = [0, 0];
    const take = (mine: 0 | 1, codes: [string, string]) =>
      inOurs(async ({ tx }) => {
        tries[mine]! += 1;
        const touch = (code: string) =>
          tx
            .updateTable('customer')
            .set({ notes: `${mine}` })
            .where('code', '=', code)
            .execute();
        await touch(codes[0]);
        both[mine]!.resolve();
        await Promise.all(both.map((one) => one.promise));
        await touch(codes[1]);
        return mine;
      });
    return { take, tries };
  }

  test('are both done in the end: the one that was taken back is done once more', async () => {
    for (const code of ['L', 'R']) await inOurs(addCustomer(code));
    const { take, tries } = meeting();
    const done = await Promise.all([take(0, ['L', 'R']), take(1, ['R', 'L'])]);
    expect(done).toEqual([0, 1]);
    expect(tries.sort()).toEqual([1, 2]);
  });

  test('but what goes on being taken back is not tried for ever', async () => {
    let tries = 0;
    const stubborn = inOurs(async () => {
      tries += 1;
      throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
    });
    await expect(stubborn).rejects.toThrow('deadlock');
    expect(tries).toBe(2);
  });
});
