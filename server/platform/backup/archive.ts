import { createHash, type Hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { RefusedError } from '../../../core/base/index.ts';

/**
 * The file format of a backup, inside zstd: frames of one letter, a length (4 bytes, big-endian)
 * and that many bytes. `J` is a JSON record, `D` a part of a table's rows as COPY writes them, `E`
 * the sha256 of everything before it, and nothing after.
 */
export const FORMAT = 1;

/** The first record. */
export interface Header {
  'duly-backup': number;
  made_at: string;
  program: string;
  postgres: string;
  migrations: readonly { number: number; name: string; hash: string }[];
  /** Signs sessions and payer links; without it both would end with the restore. */
  secret: string;
}

/** Begins a table; `D` frames with its rows follow, then its Rows. */
export interface TableBegins {
  table: string;
  columns: readonly string[];
}

/** Ends a table. */
export interface TableEnds {
  rows: number;
}

/** Where the counters stand, and the jobs that wait. */
export interface Rest {
  sequences: readonly { name: string; last: string; called: boolean }[];
  jobs: readonly Record<string, unknown>[];
}

export type Item = Header | TableBegins | TableEnds | Rest;

type Frame = { kind: 'record'; record: Item } | { kind: 'rows'; bytes: Buffer };

const HEAD_BYTES = 5;
// COPY hands over parts of 64 KB; records are small. More is a damaged length.
const FRAME_BYTES = 256 * 1024 * 1024;

/** Makes frames and keeps the checksum of all it made. */
export class ArchiveWriter {
  readonly #hash: Hash = createHash('sha256');

  record(item: Item): Buffer {
    return this.#frame('J', Buffer.from(JSON.stringify(item)));
  }

  rows(bytes: Buffer): Buffer {
    return this.#frame('D', bytes);
  }

  end(): Buffer {
    return frame('E', this.#hash.digest());
  }

  #frame(kind: string, bytes: Buffer): Buffer {
    const made = frame(kind, bytes);
    this.#hash.update(made);
    return made;
  }
}

function frame(kind: string, bytes: Buffer): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.write(kind, 0, 'latin1');
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

/**
 * Reads frames in order; the last one given is followed by the check of the checksum.
 * @throws RefusedError `damaged-backup` when the file is cut short or not what was written.
 */
export async function* readArchive(plain: Readable): AsyncGenerator<Frame> {
  const hash = createHash('sha256');
  let ended = false;
  try {
    for await (const { kind, head, bytes } of frames(plain)) {
      if (ended) throw damaged('something follows its end');
      if (kind === 'E') {
        if (!hash.digest().equals(bytes)) throw damaged('its checksum differs');
        ended = true;
        continue;
      }
      hash.update(head).update(bytes);
      if (kind === 'J') yield { kind: 'record', record: JSON.parse(bytes.toString()) as Item };
      else if (kind === 'D') yield { kind: 'rows', bytes };
      else throw damaged('it holds what no backup holds');
    }
  } catch (error) {
    if (error instanceof RefusedError || !isReadingError(error)) throw error;
    throw damaged((error as Error).message);
  }
  if (!ended) throw damaged('it is cut short');
}

async function* frames(plain: Readable) {
  let waiting: Buffer[] = [];
  let size = 0;
  // Takes `count` bytes off the front, or null when they have not come yet.
  const take = (count: number): Buffer | null => {
    if (size < count) return null;
    const all = waiting.length === 1 ? (waiting[0] as Buffer) : Buffer.concat(waiting);
    size -= count;
    waiting = size === 0 ? [] : [all.subarray(count)];
    return all.subarray(0, count);
  };
  let head: Buffer | null = null;
  for await (const part of plain as AsyncIterable<Buffer>) {
    waiting.push(part);
    size += part.length;
    for (;;) {
      head ??= take(HEAD_BYTES);
      if (head === null) break;
      const length = head.readUInt32BE(1);
      if (length > FRAME_BYTES) throw damaged('a length in it is impossible');
      const bytes = take(length);
      if (bytes === null) break;
      yield { kind: String.fromCharCode(head[0] ?? 0), head, bytes };
      head = null;
    }
  }
  if (head !== null || size > 0) throw damaged('it is cut short');
}

/** Errors of the file itself (its compression, its JSON), not of the database. */
function isReadingError(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return error instanceof SyntaxError || (typeof code === 'string' && /^(Z|ZSTD|ERR_)/.test(code));
}

function damaged(how: string): RefusedError {
  return new RefusedError(
    'damaged-backup',
    `This backup is damaged or is none: ${how}. Nothing was changed. Use another one.`,
  );
}
