import { createWriteStream, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress, constants as zlib } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { RefusedError } from '../../../core/base/index.ts';
import about from '../../../package.json' with { type: 'json' };
import { connectOwner } from '../connection.ts';
import { appliedMigrations } from '../migrate.ts';
import type { Platform } from '../platform.ts';
import { ArchiveWriter, FORMAT, type Rest } from './archive.ts';
import { listTables, quoted, quotedColumns } from './tables.ts';

/** What a backup or a restore moved. */
export interface Moved {
  file: string;
  /** Rows by table. */
  tables: Readonly<Record<string, number>>;
  rows: number;
  bytes: number;
}

/** Told now and then, for a progress bar: the table, and rows so far. */
export type Progress = (table: string, rows: number) => void;

/**
 * Writes everything that the database holds, as at one moment, into one file; people may go on
 * working meanwhile. The file is whole or not there at all. It holds the program's secret as well:
 * keep it as you would keep the database.
 * @throws RefusedError `file-exists`.
 */
export async function backup(
  platform: Platform,
  path: string,
  progress: Progress = () => {},
): Promise<Moved> {
  const file = resolve(path);
  if (existsSync(file)) {
    throw new RefusedError('file-exists', `${file} is there already. Choose another name.`);
  }
  const making = `${file}.part`;
  const client = await connectOwner(platform.database.url, { row_security: 'off' });
  const tables: Record<string, number> = {};
  try {
    await client.query('begin isolation level repeatable read read only');
    const compress = createZstdCompress({ params: { [zlib.ZSTD_c_checksumFlag]: 1 } });
    const frames = Readable.from(readAll(platform, client, tables, progress));
    await pipeline(frames, compress, createWriteStream(making, { mode: 0o600, flags: 'w' }));
    await client.query('commit');
    await flush(making);
    renameSync(making, file);
  } catch (error) {
    rmSync(making, { force: true });
    throw error;
  } finally {
    await client.end();
  }
  const rows = Object.values(tables).reduce((sum, count) => sum + count, 0);
  return { file, tables, rows, bytes: statSync(file).size };
}

async function* readAll(
  platform: Platform,
  client: pg.Client,
  counts: Record<string, number>,
  progress: Progress,
): AsyncGenerator<Buffer> {
  const writer = new ArchiveWriter();
  const version = await client.query<{ server_version: string }>('show server_version');
  yield writer.record({
    'duly-backup': FORMAT,
    made_at: platform.clock.now().toString(),
    program: about.version,
    postgres: version.rows[0]?.server_version ?? '',
    migrations: await appliedMigrations(client),
    secret: platform.config.secret,
  });
  for (const { name, columns } of await listTables(client)) {
    yield writer.record({ table: name, columns });
    const copy = client.query(copyTo(`copy ${quoted(name)} (${quotedColumns(columns)}) to stdout`));
    for await (const part of copy as AsyncIterable<Buffer>) yield writer.rows(part);
    counts[name] = copy.rowCount;
    yield writer.record({ rows: copy.rowCount });
    progress(name, copy.rowCount);
  }
  yield writer.record(await readRest(client));
  yield writer.end();
}

async function readRest(client: pg.Client): Promise<Rest> {
  const names = await client.query<{ name: string }>(`
    select relname as name from pg_class
    where relnamespace = 'duly'::regnamespace and relkind = 'S' order by 1`);
  const sequences: { name: string; last: string; called: boolean }[] = [];
  for (const { name } of names.rows) {
    const { rows } = await client.query<{ last: bigint; called: boolean }>(
      `select last_value as last, is_called as called from ${quoted(name)}`,
    );
    for (const { last, called } of rows) sequences.push({ name, last: String(last), called });
  }
  const jobs = await client.query<Record<string, unknown>>(`
    select t.identifier as task, j.payload, q.queue_name, j.run_at, j.max_attempts, j.key, j.priority
    from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id
    left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
    where j.attempts < j.max_attempts and coalesce(j.key, '') not like 'cron:%'
    order by j.id`);
  return { sequences, jobs: jobs.rows };
}

/** On the disk before it has its name, so that a power cut leaves no half backup under it. */
async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
