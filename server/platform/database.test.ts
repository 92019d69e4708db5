import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Business } from './platform.ts';
import { type TestPlatform, testBusiness, testPlatform } from './testing.ts';

let platform: TestPlatform;
let ours: Business;
let theirs: Business;

beforeAll(async () => {
  platform = await testPlatform();
  ours = await testBusiness(platform);
  theirs = await testBusiness(platform);
  for (const { id } of [ours, theirs]) {
    await platform.database.tenant(id, (tx) =>
      tx
        .insertInto('customer')
        .values({ business_id: id, code: 'C1', name: 'Oak & Co' } as never)
        .execute(),
    );
  }
});

const asked = <T>(statement: ReturnType<typeof sql<T>>, business = ours) =>
  platform.database.tenant(business.id, async (tx) => (await statement.execute(tx)).rows);

describe('one tenant never sees another', () => {
  test('raw SQL without a filter sees only the business of its transaction', async () => {
    expect(await asked(sql`select business_id from customer`)).toEqual([{ business_id: ours.id }]);
    expect(await asked(sql`select id from business`)).toEqual([{ id: ours.id }]);
  });

  test('a row of another business can be neither written nor changed', async () => {
    const insert = sql`insert into customer (business_id, code, name) values (${theirs.id}, 'X', 'X')`;
    await expect(asked(insert)).rejects.toThrow(/row-level security/);
    await asked(sql`update customer set name = 'taken' where business_id = ${theirs.id}`);
    const names = await asked<{ name: string }>(sql`select name from customer`, theirs);
    expect(names).toEqual([{ name: 'Oak & Co' }]);
    const move = sql`update customer set business_id = ${theirs.id}`;
    await expect(asked(move)).rejects.toThrow(/row-level security/);
  });

  test('without a business nothing is seen', async () => {
    const none = await platform.database.tenant(0n, async (tx) =>
      tx.selectFrom('customer').selectAll().execute(),
    );
    expect(none).toEqual([]);
  });

  test('the role owns nothing, bypasses nothing and cannot switch row security off', async () => {
    const rows = await asked(sql`
      select current_user as who, rolsuper, rolbypassrls, rolcanlogin,
        (select count(*) from pg_class where relowner = pg_roles.oid) as owned
      from pg_roles where rolname = current_user`);
    expect(rows).toEqual([
      { who: 'duly_app', rolsuper: false, rolbypassrls: false, rolcanlogin: false, owned: 0n },
    ]);
    await expect(asked(sql`alter table customer disable row level security`)).rejects.toThrow(
      /owner/,
    );
    const off = platform.database.tenant(ours.id, async (tx) => {
      await sql`set local row_security = off`.execute(tx);
      return sql`select * from customer`.execute(tx);
    });
    await expect(off).rejects.toThrow(/row-level security/);
  });

  test.each([
    'set role none',
    'set local role none',
    'reset role',
    'reset all',
    'set role duly',
    'set session authorization duly',
    'reset session authorization',
    'set session authorization default',
    'set row_security = off',
    'discard all',
  ])('and %s opens no way to the others', async (statement) => {
    const seen: unknown[] = [];
    const tried = platform.database.tenant(ours.id, async (tx) => {
      await sql.raw(statement).execute(tx);
      seen.push(...(await sql`select business_id from duly.customer`.execute(tx)).rows);
    });
    await tried.catch((error: { code?: string }) => {
      // Not allowed, no such thing in a transaction, or a policy that would have been passed.
      expect(['42501', '25001', '22023']).toContain(error.code);
    });
    expect(seen).not.toContainEqual({ business_id: theirs.id });
  });

  test('nor does a connection that was left in another role harm who comes next', async () => {
    for (let turn = 0; turn < 6; turn += 1) {
      await platform.database.tenant(ours.id, (tx) => sql`set role none`.execute(tx));
    }
    expect(await asked(sql`select business_id from customer`)).toEqual([{ business_id: ours.id }]);
  });

  test('what is appended cannot be edited or deleted', async () => {
    for (const table of ['posting', 'event', 'attempt', 'policy_version', 'command']) {
      await expect(asked(sql`delete from ${sql.ref(table)}`)).rejects.toThrow(/permission denied/);
      const edit = sql`update ${sql.ref(table)} set business_id = business_id`;
      await expect(asked(edit)).rejects.toThrow(/permission denied/);
    }
    await expect(asked(sql`truncate posting`)).rejects.toThrow(/permission denied/);
  });
});

describe('values', () => {
  test('go in and come out in the types of the house', async () => {
    const big = 9_007_199_254_740_993n;
    const rows = await asked(sql`
      select ${big}::bigint as n, ${[1n, big]}::bigint[] as list, '{}'::bigint[] as none,
        date '2026-03-29' as day, 12.50::numeric as figure, array[date '2026-01-01'] as days,
        timestamptz '2026-03-29 02:30:00.5+02' as moment, 'infinity'::date as forever`);
    expect(rows).toEqual([
      {
        n: big,
        list: [1n, big],
        none: [],
        day: '2026-03-29',
        figure: '12.50',
        days: ['2026-01-01'],
        moment: '2026-03-29T00:30:00.5Z',
        forever: 'infinity',
      },
    ]);
  });
});

describe('transactions', () => {
  test('an error takes everything back, on either kind of connection', async () => {
    const { database } = platform;
    const fail = database.tenant(ours.id, async (tx) => {
      await sql`update customer set name = 'half done'`.execute(tx);
      throw new Error('stop');
    });
    await expect(fail).rejects.toThrow('stop');
    const failRaw = database.tenantClient(ours.id, async (client, tx) => {
      await client.query(`update customer set name = 'half done'`);
      await sql`update customer set notes = 'half done'`.execute(tx);
      throw new Error('stop');
    });
    await expect(failRaw).rejects.toThrow('stop');
    expect(await asked(sql`select name, notes from customer`)).toEqual([
      { name: 'Oak & Co', notes: '' },
    ]);
  });

  test('a read sees one moment and cannot write', async () => {
    const write = platform.database.tenantRead(ours.id, (tx) =>
      sql`update customer set name = 'x'`.execute(tx),
    );
    await expect(write).rejects.toThrow(/read-only/);
  });
});
