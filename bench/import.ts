import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { fileAt } from '../adapters/books/files/index.ts';
import { addDays, day, isoDay } from '../core/base/index.ts';
import { connectOwner } from '../server/platform/connection.ts';
import { startWork } from '../server/platform/index.ts';
import { type ImportProgress, importFile } from '../server/rounds/import/index.ts';
import {
  type Bench,
  type BenchOptions,
  benchPlatform,
  seeded,
  timed,
  watchMemory,
} from './machine.ts';

const LINES = 1_000_000;
const LINES_PER_CUSTOMER = 10;
const FIRST_DAY = day('2025-01-01');

/** Lines of invoices as a business exports them, the same for every run. */
function* lines(count: number): Generator<string> {
  const random = seeded(20_260_302);
  const customers = Math.max(1, Math.floor(count / LINES_PER_CUSTOMER));
  yield 'Customer,Email,Country,Invoice Number,Invoice Date,Due Date,Amount,Currency,Reference\n';
  let chunk = '';
  for (let n = 1; n <= count; n += 1) {
    const customer = Math.floor(random() * customers);
    const issued = addDays(FIRST_DAY, Math.floor(random() * 400));
    const cents = 1_000 + Math.floor(random() * 500_000);
    const amount = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
    const who = `Customer ${customer} Ltd,accounts@c${customer}.example,GB`;
    const what = `INV-${String(n).padStart(7, '0')},${isoDay(issued)},${isoDay(addDays(issued, 30))}`;
    chunk += `${who},${what},${amount},GBP,PO ${n % 977}\n`;
    if (chunk.length > 1 << 16) {
      yield chunk;
      chunk = '';
    }
  }
  yield chunk;
}

/** The floor: PostgreSQL's own COPY of the same file into a plain table with a primary key. */
async function copyPlain(url: string, path: string): Promise<number> {
  const owner = await connectOwner(url);
  try {
    await owner.query(`create table floor (customer text, email text, country text, number text primary key,
      issued_on date, due_on date, amount numeric(14, 2), currency text, reference text)`);
    const { seconds } = await timed(() =>
      pipeline(
        createReadStream(path, { highWaterMark: 1 << 18 }),
        owner.query(copyFrom('copy floor from stdin (format csv, header)')),
      ),
    );
    await owner.query('drop table floor');
    await owner.query('checkpoint');
    return seconds;
  } finally {
    await owner.end();
  }
}

async function run({ n, say }: BenchOptions) {
  const count = n ?? LINES;
  const folder = mkdtempSync(join(tmpdir(), 'duly-bench-file-'));
  const path = join(folder, 'invoices.csv');
  await pipeline(Readable.from(lines(count)), createWriteStream(path));
  const platform = await benchPlatform();
  try {
    const floorSeconds = await copyPlain(platform.database.url, path);
    say(`floor ${floorSeconds.toFixed(2)} s`);
    const { id } = await platform.database.system
      .insertInto('business')
      .values({
        slug: 'bench',
        name: 'Bench',
        country: 'GB',
        zone: 'Europe/London',
        currency: 'GBP',
      } as never)
      .returning('id')
      .executeTakeFirstOrThrow();
    const memory = watchMemory();
    const begun = performance.now();
    let stage = '';
    const onProgress = (progress: ImportProgress) => {
      if (progress.stage === stage) return;
      stage = progress.stage;
      say(`${((performance.now() - begun) / 1000).toFixed(2)} s ${stage}`);
    };
    const { seconds, value } = await timed(() =>
      platform.database.tenantClient(id, async (client, tx) => {
        const work = { ...(await startWork(platform, tx, id, 'bench')), client };
        return importFile(work, await fileAt(path, 'invoices.csv'), {}, onProgress);
      }),
    );
    if (value.invoices.created !== count) {
      throw new Error(
        `${value.invoices.created} of ${count} invoices were stored: ${value.problems[0]?.message}`,
      );
    }
    const round = (figure: number) => Math.round(figure * 100) / 100;
    return {
      n: count,
      seconds: round(seconds),
      floorSeconds: round(floorSeconds),
      ratio: round(seconds / floorSeconds),
      rssMb: memory.peakMb(),
    };
  } finally {
    await platform.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export const bench: Bench = {
  about: '1,000,000 invoice lines from CSV: validated, posted, every snapshot folded',
  bar: 'at most 5 × COPY of the same rows into a plain table with a primary key',
  run,
};
