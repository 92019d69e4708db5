import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { connectOwner } from './connection.ts';
import { silentLog } from './log.ts';
import { MIGRATIONS_FOLDER, migrate, readMigrations } from './migrate.ts';
import { type TestPlatform, testPlatform } from './testing.ts';

let platform: TestPlatform;
let folder: string;

beforeEach(async () => {
  platform = await testPlatform();
  folder = mkdtempSync(join(tmpdir(), 'duly-migrations-'));
  cpSync(MIGRATIONS_FOLDER, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = () => migrate(platform.database.url, silentLog(), folder);
const add = (name: string, text: string) => writeFileSync(join(folder, name), text);

async function tables(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'duly'::regnamespace
      and relkind = 'r' and relname like 'extra%' order by 1`.execute(platform.database.system);
  return rows.map(({ name }) => name);
}

test('an empty database gets everything, and a second run nothing', async () => {
  const url = inject('templateUrl').replace(/\/[^/?]*\?/, '/postgres?');
  const admin = await connectOwner(url);
  await admin.query('create database from_nothing');
  try {
    const mine = url.replace(/\/[^/?]*\?/, '/from_nothing?');
    // Two starters at once take turns.
    const both = await Promise.all([migrate(mine, silentLog()), migrate(mine, silentLog())]);
    const names = (await readMigrations(MIGRATIONS_FOLDER)).map(({ name }) => name);
    expect(both.flat().sort()).toEqual(names);
    expect(await migrate(mine, silentLog())).toEqual([]);
  } finally {
    await admin.query('drop database from_nothing with (force)');
    await admin.end();
  }
});

test('a new file is applied once, in the order of the numbers', async () => {
  add('0901_extra_b.sql', 'create table duly.extra_b as select * from duly.extra_a;');
  add('0900_extra_a.sql', 'create table duly.extra_a (id bigint);');
  expect(await run()).toEqual(['0900_extra_a.sql', '0901_extra_b.sql']);
  expect(await tables()).toEqual(['extra_a', 'extra_b']);
  expect(await run()).toEqual([]);
});

test('a file that fails is taken back whole, and said by its name', async () => {
  add('0900_extra.sql', 'create table duly.extra (id bigint); select 1/0;');
  await expect(run()).rejects.toThrow(/0900_extra\.sql failed: division by zero/);
  expect(await tables()).toEqual([]);
  add('0900_extra.sql', 'create table duly.extra (id bigint);');
  expect(await run()).toEqual(['0900_extra.sql']);
});

test('an edited past migration is refused, but not one whose line ends changed', async () => {
  add('0900_extra.sql', 'create table duly.extra (\n id bigint);\n');
  await run();
  add('0900_extra.sql', 'create table duly.extra (\r\n id bigint);\r\n');
  expect(await run()).toEqual([]);
  add('0900_extra.sql', 'create table duly.extra (id integer);');
  await expect(run()).rejects.toMatchObject({
    code: 'migration-changed',
    message: expect.stringContaining('0900_extra.sql'),
  });
});

test('a missing past migration, a late one and a newer database are refused', async () => {
  add('0900_extra_a.sql', 'create table duly.extra_a (id bigint);');
  add('0902_extra_c.sql', 'create table duly.extra_c (id bigint);');
  await run();
  add('0901_extra_b.sql', 'create table duly.extra_b (id bigint);');
  await expect(run()).rejects.toMatchObject({ code: 'migration-missing' });
  rmSync(join(folder, '0901_extra_b.sql'));
  rmSync(join(folder, '0900_extra_a.sql'));
  await expect(run()).rejects.toMatchObject({ code: 'migration-missing' });
  add('0900_extra_a.sql', 'create table duly.extra_a (id bigint);');
  rmSync(join(folder, '0902_extra_c.sql'));
  await expect(run()).rejects.toMatchObject({ code: 'database-newer' });
  expect(await tables()).toEqual(['extra_a', 'extra_c']);
});

test('two files with one number are refused', async () => {
  add('0900_extra_a.sql', '');
  add('0900_extra_b.sql', '');
  await expect(run()).rejects.toThrow(/same number/);
});
