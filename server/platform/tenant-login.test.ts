import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectOwner } from './connection.ts';
import { openDatabase } from './database.ts';
import { examine, platformExaminations } from './doctor.ts';
import { silentLog } from './log.ts';
import { signedInAs, tenantLoginIn, tenantUrl } from './tenant-login.ts';
import { type TestPlatform, testBusiness, testPlatform } from './testing.ts';

let platform: TestPlatform;
const folder = mkdtempSync(join(tmpdir(), 'duly-login-'));
const roles: string[] = [];

beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  const owner = await connectOwner(platform.database.url);
  for (const role of roles) {
    await owner.query(`drop owned by ${role} cascade`);
    await owner.query(`drop role ${role}`);
  }
  await owner.end();
});

const signIn = async (on: TestPlatform) => {
  const checks = await examine(on, platformExaminations);
  return checks.find(({ name }) => name === 'tenant sign-in');
};

test('a login is made once, kept for its owner alone, and lets in who knows it', async () => {
  const login = tenantLoginIn(folder);
  roles.push(login.user);
  expect(login).toEqual(tenantLoginIn(folder));
  expect(statSync(join(folder, 'database-login')).mode & 0o777).toBe(0o600);
  const url = await tenantUrl(platform.database.url, login, silentLog());
  expect(url).toBe(signedInAs(platform.database.url, login));
  const other = { ...login, password: 'a guess' };
  await expect(connectOwner(signedInAs(platform.database.url, other))).rejects.toThrow(/password/);
  // A folder that is brought to another server, or back, sets its password anew.
  const moved = { ...login, password: 'of another day' };
  expect(await tenantUrl(platform.database.url, moved, silentLog())).toContain('of%20another');
});

test('by itself the login sees nothing at all', async () => {
  const login = tenantLoginIn(folder);
  const url = await tenantUrl(platform.database.url, login, silentLog());
  await testBusiness(platform);
  const client = await connectOwner(url!);
  await expect(client.query('select * from duly.business')).rejects.toThrow(/permission denied/);
  await expect(client.query('set role duly')).rejects.toThrow(/permission denied/);
  await client.end();
});

test('the doctor says who signs in', async () => {
  expect(await signIn(platform)).toMatchObject({
    ok: true,
    detail: expect.stringContaining('cannot become the owner'),
  });
});

test('an owner who may make no roles goes on as before, and the doctor says so', async () => {
  const keeper = { user: `keeper_${process.pid}`, password: 'of the schema' };
  roles.push(keeper.user);
  await sql
    .raw(`create role ${keeper.user} login password '${keeper.password}';
      grant duly_app to ${keeper.user} with set true; alter schema duly owner to ${keeper.user}`)
    .execute(platform.database.system);
  const url = signedInAs(platform.database.url, keeper);
  const login = { user: `duly_app_never_${process.pid}`, password: 'x' };
  expect(await tenantUrl(url, login, silentLog())).toBeNull();
  const database = openDatabase({ url, tenantUrl: null, log: silentLog(), connections: 1 });
  const found = await signIn({ ...platform, database });
  await sql`alter schema duly owner to duly`.execute(platform.database.system);
  await database.close();
  expect(found).toMatchObject({
    ok: false,
    detail: expect.stringMatching(/sign in as keeper_\d+, the owner.*CREATEROLE/),
  });
});

test.each([
  ['postgresql://duly:secret@db.example:5432/duly', 'postgresql://u:p@db.example:5432/duly'],
  ['postgres://db.example/duly?sslmode=require', 'postgres://u:p@db.example/duly?sslmode=require'],
  ['postgresql:///duly?host=%2Fs&user=duly', 'postgresql://u:p@/duly?host=%2Fs'],
])('%s signed in as another', (owner, expected) => {
  expect(signedInAs(owner, { user: 'u', password: 'p' })).toBe(expected);
});
