import { once } from 'node:events';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { finished, pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import type pg from 'pg';
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams';
import { RefusedError } from '../../../core/base/index.ts';
import { connectOwner } from '../connection.ts';
import {
  applyMigrations,
  MIGRATIONS_FOLDER,
  type MigrationFile,
  readMigrations,
} from '../migrate.ts';
import type { Platform } from '../platform.ts';
import { FORMAT, type Header, type Item, type Rest, readArchive } from './archive.ts';
import { backup, type Moved, type Progress } from './backup.ts';
import { countRows, listTables, quoted, quotedColumns } from './tables.ts';

export interface RestoreOptions {
  /** Take the place of what is there, after a backup of it. */
  replace?: boolean;
  progress?: Progress;
}

export interface Restored extends Moved {
  /** The backup of what was there before; null when nothing was. */
  safetyBackup: string | null;
  /** True when the program must be started again to sign with the backup's secret. */
  restartNeeded: boolean;
}

/**
 * Puts a backup in the place of an empty database, all in one transaction: afterwards everything
 * is there and counted, or nothing was changed. A backup of an older Duly gets its schema first
 * and the newer changes after.
 * @throws RefusedError `not-empty`, `damaged-backup`, `backup-newer`, `in-use`, `no-such-file`.
 */
export async function restore(
  platform: Platform,
  path: string,
  options: RestoreOptions = {},
): Promise<Restored> {
  const file = resolve(path);
  if (!existsSync(file)) {
    throw new RefusedError('no-such-file', `There is no file ${file}. Nothing was changed.`);
  }
  const client = await connectOwner(platform.database.url, { row_security: 'off' });
  try {
    const there = await countRows(client, await listTables(client));
    const full = Object.values(there).some((count) => count > 0);
    if (full && !options.replace) {
      throw new RefusedError(
        'not-empty',
        'This database holds something already. Nothing was changed. Restore into an empty one ' +
          '(another DULY_DATA), or say --replace: then a backup of it is made first.',
      );
    }
    const safetyBackup = full ? await backUpFirst(platform) : null;
    const { header, tables } = await load(client, file, options.progress ?? (() => {}));
    const rows = Object.values(tables).reduce((sum, count) => sum + count, 0);
    const restartNeeded = keepSecret(platform, header.secret);
    return { file, tables, rows, bytes: statSync(file).size, safetyBackup, restartNeeded };
  } finally {
    await client.end();
  }
}

async function backUpFirst(platform: Platform): Promise<string> {
  const folder = join(platform.config.dataFolder, 'backups');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const at = platform.clock.now().toString({ smallestUnit: 'millisecond' }).replace(/[:.]/g, '-');
  const name = (count: number) => join(folder, `before-restore-${at}-${count}.duly`);
  let count = 1;
  while (existsSync(name(count))) count += 1;
  const { file } = await backup(platform, name(count));
  return file;
}

async function load(client: pg.Client, file: string, progress: Progress) {
  await client.query('begin');
  const loader = new Loader(client, progress);
  try {
    // A running server is asked to wait, but not for ever.
    await client.query(`set local lock_timeout = '20s'`);
    const plain = createZstdDecompress();
    // A fault of the file reaches the reader of `plain`, who says it.
    pipeline(createReadStream(file), plain).catch(() => {});
    for await (const frame of readArchive(plain)) {
      if (frame.kind === 'rows') await loader.rows(frame.bytes);
      else await loader.record(frame.record);
    }
    const loaded = await loader.finish();
    // Without counts of its rows the first questions to a large database are planned as if it
    // were empty: its own housekeeping comes by a minute later.
    await client.query('analyze');
    await client.query('commit');
    return loaded;
  } catch (error) {
    loader.abandon();
    await client.query('rollback');
    if ((error as pg.DatabaseError).code === '55P03') {
      throw new RefusedError(
        'in-use',
        'Somebody is working in this database. Nothing was changed. Stop Duly and try again.',
      );
    }
    throw error;
  }
}

/** Takes an archive in, record by record. */
class Loader {
  readonly #client: pg.Client;
  readonly #progress: Progress;
  readonly #counts: Record<string, number> = {};
  #header: Header | null = null;
  #later: MigrationFile[] = [];
  #table: { name: string; into: CopyStreamQuery; done: Promise<void> } | null = null;

  constructor(client: pg.Client, progress: Progress) {
    this.#client = client;
    this.#progress = progress;
  }

  async record(item: Item): Promise<void> {
    if ('duly-backup' in item) await this.#begin(item);
    else if (this.#header === null) throw unreadable('it does not begin as one');
    else if ('table' in item) await this.#beginTable(item.table, item.columns);
    else if ('rows' in item) await this.#endTable(item.rows);
    else await this.#rest(item);
  }

  async rows(bytes: Buffer): Promise<void> {
    if (!this.#table) throw unreadable('rows belong to no table');
    const { into, done } = this.#table;
    if (!into.write(bytes)) await Promise.race([once(into, 'drain'), done]);
  }

  /** Ends a COPY that is under way; the connection would wait for its rows for ever. */
  abandon(): void {
    this.#table?.into.destroy();
  }

  /** The newer schema changes, then everything counted once more. */
  async finish(): Promise<{ header: Header; tables: Record<string, number> }> {
    if (!this.#header) throw unreadable('it is empty');
    const tables = await listTables(this.#client);
    const found = await countRows(this.#client, tables);
    for (const [name, count] of Object.entries(this.#counts)) {
      if (found[name] !== count) throw unreadable(`${name} has ${found[name]} rows, not ${count}`);
    }
    await this.#triggers('enable');
    await applyMigrations(this.#client, this.#later);
    return { header: this.#header, tables: this.#counts };
  }

  async #begin(header: Header): Promise<void> {
    const files = await readMigrations(MIGRATIONS_FOLDER);
    const newest = header.migrations.at(-1)?.number ?? 0;
    const known = header.migrations.every(({ number, hash }) =>
      files.some((file) => file.number === number && file.hash === hash),
    );
    if (header['duly-backup'] > FORMAT || !known) {
      throw new RefusedError(
        'backup-newer',
        `This backup was made by Duly ${header.program}, which this one cannot read. Nothing was ` +
          'changed. Restore it with that version or a newer one.',
      );
    }
    this.#header = header;
    this.#later = files.filter(({ number }) => number > newest);
    await this.#client.query('drop schema duly cascade');
    await applyMigrations(
      this.#client,
      files.filter(({ number }) => number <= newest),
    );
    await this.#triggers('disable');
    for (const { name } of await listTables(this.#client)) {
      // What a migration wrote comes back with the backup.
      await this.#client.query(`delete from ${quoted(name)}`);
    }
  }

  async #beginTable(name: string, columns: readonly string[]): Promise<void> {
    const shape = (await listTables(this.#client)).find((table) => table.name === name);
    const strange = columns.filter((column) => !shape?.columns.includes(column));
    if (!shape || strange.length > 0) throw unreadable(`it holds a strange table, ${name}`);
    const copy = `copy ${quoted(name)} (${quotedColumns(columns)}) from stdin`;
    const into = this.#client.query(copyFrom(copy));
    const done = finished(into);
    // Whoever waits for it next hears of the fault.
    done.catch(() => {});
    this.#table = { name, into, done };
  }

  async #endTable(rows: number): Promise<void> {
    const table = this.#table;
    if (!table) throw unreadable('a table ends that did not begin');
    this.#table = null;
    table.into.end();
    await table.done;
    if (table.into.rowCount !== rows) {
      throw unreadable(`${table.name} has ${table.into.rowCount} rows, not ${rows}`);
    }
    this.#counts[table.name] = rows;
    this.#progress(table.name, rows);
  }

  async #rest({ sequences, jobs }: Rest): Promise<void> {
    for (const { name, last, called } of sequences) {
      await this.#client.query('select setval($1::regclass, $2::bigint, $3)', [
        quoted(name),
        last,
        called,
      ]);
    }
    await this.#client.query('delete from graphile_worker._private_jobs where locked_at is null');
    for (const job of jobs) {
      await this.#client.query(
        `select graphile_worker.add_job($1, payload => $2::json, queue_name => $3, run_at => $4,
           max_attempts => $5, job_key => $6, priority => $7)`,
        [
          job.task,
          JSON.stringify(job.payload),
          job.queue_name,
          job.run_at,
          job.max_attempts,
          job.key,
          job.priority,
        ],
      );
    }
  }

  /** Rows come back as they were, so nothing is worked out from them again. */
  async #triggers(how: 'enable' | 'disable'): Promise<void> {
    for (const { name } of await listTables(this.#client)) {
      await this.#client.query(`alter table ${quoted(name)} ${how} trigger user`);
    }
  }
}

function unreadable(how: string): RefusedError {
  return new RefusedError('damaged-backup', `This backup is damaged: ${how}. Nothing was changed.`);
}

/** Keeps the backup's secret where ours was; answers whether the program still has another. */
function keepSecret({ config }: Platform, secret: string): boolean {
  if (config.secret === secret) return false;
  const file = join(config.dataFolder, 'secret');
  const kept = existsSync(file) && readFileSync(file, 'utf8').trim() === config.secret;
  if (kept) writeFileSync(file, secret, { mode: 0o600 });
  return true;
}
