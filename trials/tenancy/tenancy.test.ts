import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addBusiness, buildApp } from '../../server/app.ts';
import { type TestPlatform, testMembership, testPlatform } from '../../server/platform/testing.ts';
import { type Ask, asking, signedIn, testUser } from '../../server/platform/testing-http.ts';
import { type Document, type Route, routesOf, sampleRequest } from './requests.ts';
import { type Seeded, seed } from './seed.ts';

/*
 * One tenant never sees another. Everything here is made from the OpenAPI document of the whole
 * program, so a route that is added is tried without a word about it: two businesses hold something
 * of everything, and B asks, in every way a route allows, for what is A's.
 */

const ALPHA = 'Zephyrine';
const BETA = 'Bracken';

let platform: TestPlatform;
let dataFolder: string;
let document: Document;
let routes: Route[];
let alpha: Seeded;
let alphaId: bigint;
let betaId: bigint;
/** Identifiers of A that B has not. */
let pool: string[];
let byTable: Map<string, string[]>;
/** What is known of A's customers: the customer, and the event or task. */
let pairs: string[][];
let ownerA: Ask;
let viewerA: Ask;
let ownerB: Ask;
let keyB: Ask;
let stranger: Ask;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'duly-tenancy-'));
  platform = await testPlatform({ config: { dataFolder } });
  const app = buildApp(platform);
  stranger = asking(app);
  document = (await stranger('GET', '/api/openapi.json')).body;
  routes = routesOf(document).filter((route) => route.path.includes('{business}'));
  const place = { country: 'GB', currency: 'GBP' };
  const b = await addBusiness(platform, { name: BETA, slug: 'beta', ...place });
  await seed(platform, 'beta', BETA);
  await spreadIdentities();
  const a = await addBusiness(platform, { name: ALPHA, slug: 'alpha', ...place });
  alpha = await seed(platform, 'alpha', ALPHA);
  alphaId = a.id;
  betaId = b.id;
  const users = [
    [a, 'owner', `${ALPHA} Owner`, 'owner@alpha.example'],
    [a, 'viewer', `${ALPHA} Viewer`, 'viewer@alpha.example'],
    [b, 'owner', `${BETA} Owner`, 'owner@beta.example'],
  ] as const;
  for (const [business, role, name, email] of users) {
    await testMembership(platform, business, await testUser(platform, name, email), role);
  }
  ownerA = await signedIn(app, 'owner@alpha.example');
  viewerA = await signedIn(app, 'viewer@alpha.example');
  ownerB = await signedIn(app, 'owner@beta.example');
  const made = await ownerB('POST', '/api/v1/businesses/beta/keys', { name: 'B', role: 'owner' });
  keyB = asking(app, { authorization: `Bearer ${made.body.key}` });
  ({ pool, byTable, pairs } = await identifiers());
}, 120_000);

afterAll(() => rm(dataFolder, { recursive: true, force: true }));

/** Rows of A get numbers that no row of B has, in any table. */
async function spreadIdentities(): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select quote_ident(sequencename) as name from pg_sequences where schemaname = 'duly'
    order by sequencename`.execute(platform.database.system);
  for (const [index, { name }] of rows.entries()) {
    const start = (index + 1) * 1_000_000;
    await sql.raw(`alter sequence ${name} restart with ${start}`).execute(platform.database.system);
  }
}

/** Tables that carry a business, with the column by which people name a row of it. */
async function tenantTables(): Promise<{ table: string; named: string | null }[]> {
  const { rows } = await sql<{ table: string; columns: string[] }>`
    select c.table_name as table, array_agg(c.column_name::text) as columns
    from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'duly' and t.table_type = 'BASE TABLE'
    group by 1 having bool_or(c.column_name = 'business_id') order by 1`.execute(
    platform.database.system,
  );
  const named = ['number', 'id', 'user_id', 'code', 'as_of'];
  return rows.map(({ table, columns }) => ({
    table,
    named: named.find((column) => columns.includes(column)) ?? null,
  }));
}

/** What names a row of A and none of B, by table. */
async function identifiers() {
  const all = new Map<string, string[]>();
  const read = async (table: string, column: string) => {
    const { rows } = await sql<{ id: string }>`
      select ${sql.ref(column)}::text as id from ${sql.table(table)} t where business_id = ${alphaId}
        and not exists (select 1 from ${sql.table(table)} o
          where o.business_id = ${betaId} and o.${sql.ref(column)} = t.${sql.ref(column)})
      order by 1 limit ${table === 'customer' ? 9 : 3}`.execute(platform.database.system);
    return rows.map((row) => row.id);
  };
  for (const { table, named } of await tenantTables()) {
    if (named === null) continue;
    const ids = await read(table, named);
    if (named === 'number') ids.push(...(await read(table, 'id')));
    all.set(table, ids);
  }
  const charges = await sql<{ id: string }>`
    select id::text from invoice where business_id = ${alphaId} and kind = 'charge'`.execute(
    platform.database.system,
  );
  all.set(
    'charge',
    charges.rows.map((row) => row.id),
  );
  const { rows } = await sql<{ customer: string; id: string }>`
    select customer_id::text as customer, id::text as id from event where business_id = ${alphaId}
    union select customer_id::text, id::text from task where business_id = ${alphaId}`.execute(
    platform.database.system,
  );
  return {
    pool: [...new Set([...all.values()].flat())],
    byTable: all,
    pairs: rows.map(({ customer, id }) => [customer, id]),
  };
}

/** An identifier of A for a field, by its name; a customer's where the name says nothing. */
function idOfAlpha(name: string): string {
  const table = name.replace(/Ids?$/, '').replace(/s$/, '');
  const found = byTable.get(table) ?? byTable.get('customer') ?? [];
  // Invoices are named by number where the field is the invoice, by id where it is invoiceId.
  const fits = found.find((id) => /Id$/.test(name) === /^\d+$/.test(id)) ?? found[0];
  return fits ?? '';
}

/** One number for all that is A's: any row that came, went or changed changes it. */
async function checksum(): Promise<string> {
  const parts: string[] = [];
  for (const { table } of await tenantTables()) {
    const { rows } = await sql<{ sum: string }>`
      select ${table} || count(*) || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum
      from ${sql.table(table)} t where business_id = ${alphaId}`.execute(platform.database.system);
    parts.push(rows[0]?.sum ?? '');
  }
  const { rows } = await sql<{ sum: string }>`
    select md5((select string_agg(b::text, '|') from business b where id = ${alphaId}) ||
      (select string_agg(u::text, '|' order by id) from auth_user u where email like '%alpha%') ||
      (select string_agg(a::text, '|' order by id) from auth_account a)) as sum`.execute(
    platform.database.system,
  );
  return [...parts, rows[0]?.sum].join('\n');
}

interface Tried {
  what: string;
  status: number;
  body: string;
  sent: string;
}

/** Asks a route in somebody's name, with A's identifiers wherever it takes one. */
async function tryRoute(
  ask: Ask,
  route: Route,
  business: string,
  params: readonly string[],
  full = true,
): Promise<Tried> {
  const request = sampleRequest(document, route, business, params, idOfAlpha, full);
  const { body: text, contentType } = request;
  const raw = text === undefined || contentType === undefined ? undefined : { text, contentType };
  const answer = await ask(route.method, request.path, undefined, {}, raw);
  return {
    what: `${route.method} ${request.path}`,
    status: answer.status,
    body: JSON.stringify(answer.body),
    sent: `${request.path} ${request.body ?? ''}`,
  };
}

/** What of A can be read in an answer, beyond what was sent by the one who asked. */
function leaks(tried: Tried): string[] {
  const echoed = pool.filter((id) => decodeURIComponent(tried.sent).includes(id));
  const rest = echoed.reduce((text, id) => text.replaceAll(id, ''), tried.body);
  return alpha.secrets.filter((secret) => rest.includes(secret));
}

const every = <T>(routes_: readonly Route[], one: (route: Route) => Promise<T>): Promise<T[]> =>
  routes_.reduce<Promise<T[]>>(
    async (before, route) => [...(await before), await one(route)],
    Promise.resolve([]),
  );

/** Combinations of A's identifiers for the parameters of a route. */
function combinations(route: Route): string[][] {
  if (route.params.length === 0) return [[]];
  if (route.params.length === 1) return pool.map((id) => [id]);
  const [customer = ''] = byTable.get('customer') ?? [];
  return [...pairs, ...pool.map((id) => [customer, id])];
}

describe('what this trial stands on', () => {
  test('every table of a business holds something of A', async () => {
    const empty: string[] = [];
    for (const { table } of await tenantTables()) {
      const { rows } = await sql<{ n: bigint }>`
        select count(*) as n from ${sql.table(table)} where business_id = ${alphaId}`.execute(
        platform.database.system,
      );
      if (rows[0]?.n === 0n) empty.push(table);
    }
    expect(empty).toEqual([]);
  });

  test('the document names the routes of every room', () => {
    expect(routes.length).toBeGreaterThanOrEqual(40);
    expect(routes.filter((route) => route.params.length > 0).length).toBeGreaterThanOrEqual(20);
    expect(pool.length).toBeGreaterThanOrEqual(30);
    expect(pairs.length).toBeGreaterThanOrEqual(15);
  });

  test('every table lies under row-level security that the program cannot bypass', async () => {
    const { rows } = await sql<{ table: string }>`
      select c.relname as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'duly' and c.relkind = 'r' and not c.relrowsecurity
        and c.relname <> 'duly_migration'`.execute(platform.database.system);
    expect(rows).toEqual([]);
    const { rows: roles } = await sql<{ can: boolean }>`
      select rolbypassrls or rolsuper as can from pg_roles where rolname = 'duly_app'`.execute(
      platform.database.system,
    );
    expect(roles).toEqual([{ can: false }]);
  });
});

describe('B', () => {
  test('gets nothing by A’s path, signed in, by key or out; a viewer writes nothing', async () => {
    const before = await checksum();
    const tried = await every(routes, async (route) => {
      const params = route.params.map(idOfAlpha);
      const [asOwner, byKey, out] = [
        await tryRoute(ownerB, route, 'alpha', params),
        await tryRoute(keyB, route, 'alpha', params),
        await tryRoute(stranger, route, 'alpha', params),
      ];
      expect
        .soft([asOwner.status, byKey.status, out.status], asOwner.what)
        .toEqual([404, 404, 401]);
      const all = [asOwner, byKey, out];
      if (route.method === 'GET') return all;
      const viewer = await tryRoute(viewerA, route, 'alpha', params);
      expect.soft(viewer.status, `as viewer ${viewer.what}`).toBe(403);
      return all;
    });
    for (const answer of tried.flat()) expect.soft(leaks(answer), answer.what).toEqual([]);
    expect(await checksum()).toBe(before);
  });

  test('gets nothing by its own path with A’s identifiers in every place', async () => {
    const before = await checksum();
    const faults = new Set<string>();
    const judge = (route: Route, tried: Tried) => {
      const fault = (what: string) => faults.add(`${route.method} ${route.path} ${what}`);
      if (leaks(tried).length > 0) fault(`tells ${leaks(tried)}: ${tried.body}`);
      if (tried.status >= 500) fault(`breaks: ${tried.what} ${tried.body}`);
      if (route.params.length > 0 && tried.status < 400) fault(`is done: ${tried.body}`);
    };
    for (const route of routes) {
      for (const params of combinations(route)) {
        judge(route, await tryRoute(ownerB, route, 'beta', params));
      }
      const params = route.params.map(idOfAlpha);
      judge(route, await tryRoute(keyB, route, 'beta', params));
      judge(route, await tryRoute(ownerB, route, 'beta', params, false));
    }
    expect([...faults]).toEqual([]);
    expect(await checksum()).toBe(before);
    expect(await strangersIn('beta')).toEqual([]);
  }, 240_000);

  test('is told nothing of A by routes that belong to no business', async () => {
    const open = routesOf(document).filter((route) => !route.path.includes('{business}'));
    const reads = open.filter((route) => route.method === 'GET');
    expect(reads.length).toBeGreaterThanOrEqual(2);
    for (const route of reads) {
      const tried = await tryRoute(ownerB, route, '', []);
      expect(tried.status).toBe(200);
      expect(leaks(tried), tried.what).toEqual([]);
    }
  });
});

/** Rows of a business that point to a customer who is not its own. */
async function strangersIn(slug: string): Promise<string[]> {
  const { rows: tables } = await sql<{ table: string }>`
    select table_name as table from information_schema.columns
    join information_schema.tables using (table_schema, table_name)
    where table_schema = 'duly' and column_name = 'customer_id' and table_type = 'BASE TABLE'`.execute(
    platform.database.system,
  );
  const found: string[] = [];
  for (const { table } of tables) {
    const { rows } = await sql<{ n: bigint }>`
      select count(*) as n from ${sql.table(table)} t join business b on b.id = t.business_id
      where b.slug = ${slug} and t.customer_id is not null and not exists
        (select 1 from customer c where c.business_id = b.id and c.id = t.customer_id)`.execute(
      platform.database.system,
    );
    if (rows[0]?.n !== 0n) found.push(`${table}: ${rows[0]?.n}`);
  }
  return found;
}

describe('A', () => {
  test('itself reads every route with the same requests', async () => {
    const unread: string[] = [];
    const telling = new Set<string>();
    for (const route of routes.filter((one) => one.method === 'GET')) {
      const statuses = new Set<number>();
      for (const params of combinations(route)) {
        for (const full of [true, false]) {
          const tried = await tryRoute(ownerA, route, 'alpha', params, full);
          statuses.add(tried.status);
          if (leaks(tried).length > 0) telling.add(route.path);
        }
        if (statuses.has(200)) break;
      }
      if (!statuses.has(200)) unread.push(`${route.path}: ${[...statuses].join(', ')}`);
    }
    expect(unread).toEqual([]);
    // What would be a leak to B is what A reads in most of its own answers.
    expect(telling.size).toBeGreaterThanOrEqual(10);
  }, 120_000);

  test('itself reaches every write with the same requests', async () => {
    const unreached: string[] = [];
    const owners = await platform.database.system
      .selectFrom('membership')
      .selectAll()
      .where('business_id', '=', alphaId)
      .execute();
    for (const route of routes.filter((one) => one.method !== 'GET')) {
      // Letting members out and in is among the writes; the one who tries them stays.
      await platform.database.system
        .insertInto('membership')
        .values(owners)
        .onConflict((clash) =>
          clash.columns(['business_id', 'user_id']).doUpdateSet((eb) => ({
            role: eb.ref('excluded.role'),
          })),
        )
        .execute();
      const answers: Tried[] = [];
      const reached = () =>
        answers.some(({ status }) => status < 300 || status === 409 || status === 422);
      for (const params of combinations(route)) {
        for (const full of [true, false]) {
          if (!reached()) answers.push(await tryRoute(ownerA, route, 'alpha', params, full));
        }
      }
      const last = answers.at(-1);
      if (!reached()) unreached.push(`${last?.what} ${last?.sent}: ${last?.body}`);
      const broken = answers.filter(({ status }) => status >= 500);
      for (const answer of broken) unreached.push(`${answer.what}: ${answer.body}`);
    }
    expect(unreached).toEqual([]);
  }, 240_000);
});
