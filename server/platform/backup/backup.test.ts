import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectOwner } from '../connection.ts';
import type { Platform } from '../platform.ts';
import { addJob, queueState } from '../queue.ts';
import { type TestPlatform, testBusiness, testPlatform } from '../testing.ts';
import { backup, restore } from './index.ts';
import { listTables, quoted } from './tables.ts';

let folder: string;
let source: TestPlatform;
let file: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'duly-backup-'));
  file = join(folder, 'one.duly');
  source = await platformWith('source');
  await fill(source);
});
afterEach(() => rmSync(folder, { recursive: true }));

async function platformWith(name: string): Promise<TestPlatform> {
  const dataFolder = mkdtempSync(join(folder, `${name}-`));
  writeFileSync(join(dataFolder, 'secret'), name.padEnd(40, '.'));
  return testPlatform({ config: { dataFolder, secret: name.padEnd(40, '.') } });
}

/** Rows with what is hard to carry: quotes, line ends, nulls, jsonb, bytes that COPY escapes. */
async function fill(platform: Platform): Promise<void> {
  const business = await testBusiness(platform, { name: 'Tab\there, "quote", \\. and\nline' });
  await testBusiness(platform, { live: { email: '2026-01-01' }, confirmedOn: '2026-02-01' });
  const b = business.id;
  await platform.database.tenant(b, async (tx) => {
    await sql`insert into customer (business_id, code, name, notes)
      select ${b}, 'C' || n, 'Oak & Co ' || n, repeat(E'\\\\.\\n', 3) from generate_series(1, 500) n`.execute(
      tx,
    );
    await sql`insert into invoice (business_id, customer_id, number, issued_on, due_on, currency, amount)
      select business_id, id, 'I' || id, '2026-01-01', '2026-02-01', 'GBP', id * 100 from customer`.execute(
      tx,
    );
    await sql`insert into instalment (business_id, invoice_id, customer_id, due_on, currency, amount, outstanding)
      select business_id, id, customer_id, due_on, currency, amount, amount from invoice`.execute(
      tx,
    );
    await sql`insert into posting (business_id, entry_id, effective_on, kind, debit, credit, currency, amount,
        customer_id, invoice_id, instalment)
      select business_id, nextval('entry_id_seq'), issued_on, step.kind, debit, credit, currency, part, customer_id, id, 1
      from invoice, lateral (values ('issue', 'receivable', 'billed', amount), ('allocation', 'credit', 'receivable', 40))
        as step(kind, debit, credit, part)`.execute(tx);
    await sql`insert into event (business_id, customer_id, kind, effective_on, data, by)
      select business_id, id, 'note', '2026-02-01', jsonb_build_object('text', E'a\\tb "c"'), 'Anna' from customer`.execute(
      tx,
    );
    await addJob(platform, tx, 'note', { text: 'later' }, { key: 'a', queue: 'q' });
  });
}

/** Every table's content, and where the counters stand. */
async function content(platform: Platform): Promise<Record<string, unknown>> {
  const client = await connectOwner(platform.database.url);
  try {
    const found: Record<string, unknown> = {};
    for (const { name } of await listTables(client)) {
      const { rows } = await client.query(
        `select count(*) as n, md5(string_agg(t::text, '|' order by t::text)) as hash from ${quoted(name)} t`,
      );
      found[name] = rows[0];
    }
    const counters = await client.query(
      `select sequencename, last_value from pg_sequences where schemaname = 'duly' order by 1`,
    );
    return { ...found, counters: counters.rows };
  } finally {
    await client.end();
  }
}

test('a backup restored elsewhere gives every table, counter and waiting job again', async () => {
  const made = await backup(source, file);
  expect(made.tables).toMatchObject({ business: 2, customer: 500, posting: 1000, event: 500 });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const target = await platformWith('target');
  const restored = await restore(target, file);
  expect(restored.tables).toEqual(made.tables);
  expect(restored).toMatchObject({ safetyBackup: null, restartNeeded: true });
  expect(await content(target)).toEqual(await content(source));
  expect(await queueState(target)).toEqual(expect.objectContaining({ waiting: 1 }));
  expect(readFileSync(join(target.config.dataFolder, 'secret'), 'utf8')).toBe(source.config.secret);
  // Its rows are counted, so that the first questions are planned for them.
  const counted = await sql<{ rows: number }>`
    select reltuples::int as rows from pg_class where oid = 'duly.posting'::regclass`.execute(
    target.database.system,
  );
  expect(counted.rows).toEqual([{ rows: 1000 }]);
  // Triggers and row-level security work as before.
  const first = await target.database.system
    .selectFrom('business')
    .select('id')
    .orderBy('id')
    .executeTakeFirstOrThrow();
  const outstanding = await target.database.tenant(first.id, async (tx) => {
    await sql`insert into posting (business_id, entry_id, effective_on, kind, debit, credit, currency, amount,
        customer_id, invoice_id, instalment)
      select business_id, nextval('entry_id_seq'), due_on, 'allocation', 'credit', 'receivable', 'GBP', 7,
        customer_id, id, 1 from invoice order by id limit 1`.execute(tx);
    return tx
      .selectFrom('instalment')
      .select('outstanding')
      .orderBy('invoice_id')
      .limit(1)
      .execute();
  });
  expect(outstanding).toEqual([{ outstanding: 53n }]);
});

test('a full database is refused, or replaced after a backup of it', async () => {
  await backup(source, file);
  const target = await platformWith('target');
  await testBusiness(target, { slug: 'mine' });
  const before = await content(target);
  await expect(restore(target, file)).rejects.toMatchObject({ code: 'not-empty' });
  expect(await content(target)).toEqual(before);
  const { safetyBackup } = await restore(target, file, { replace: true });
  expect(await content(target)).toEqual(await content(source));
  await restore(target, safetyBackup ?? '', { replace: true });
  expect(await content(target)).toEqual(before);
});

test('a damaged file is refused whole', async () => {
  await backup(source, file);
  const plain = zstdDecompressSync(readFileSync(file));
  const flipped = Buffer.from(plain);
  const at = flipped.indexOf('Oak & Co 77');
  flipped.write('Elm', at);
  const short = readFileSync(file).subarray(0, -200);
  const damaged = {
    flipped: zstdCompressSync(flipped),
    'without its end': zstdCompressSync(plain.subarray(0, -40)),
    'with more after it': zstdCompressSync(Buffer.concat([plain, plain])),
    'cut short': short,
    'no backup': Buffer.from('Invoice Number,Amount\n1,2\n'),
    empty: Buffer.alloc(0),
  };
  const target = await platformWith('target');
  const before = await content(target);
  for (const [how, bytes] of Object.entries(damaged)) {
    const path = join(folder, how);
    writeFileSync(path, bytes);
    await expect(restore(target, path), how).rejects.toMatchObject({ code: 'damaged-backup' });
    expect(await content(target), how).toEqual(before);
  }
});

test('a backup of an unknown schema is refused', async () => {
  await sql`insert into duly_migration (number, name, hash) values (9999, '9999_x.sql', 'x')`.execute(
    source.database.system,
  );
  await backup(source, file);
  const target = await platformWith('target');
  await expect(restore(target, file)).rejects.toMatchObject({ code: 'backup-newer' });
});

test('a backup overwrites no file, and leaves nothing when it fails', async () => {
  writeFileSync(file, 'precious');
  await expect(backup(source, file)).rejects.toMatchObject({ code: 'file-exists' });
  expect(readFileSync(file, 'utf8')).toBe('precious');
  const nowhere = join(folder, 'no', 'such', 'folder.duly');
  await expect(backup(source, nowhere)).rejects.toThrow(/ENOENT/);
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});
