import { once } from 'node:events';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** Large enough that a million rows are a thousand writes, small enough to keep memory flat. */
export const CHUNK_LENGTH = 128 * 1024;

/** Streams lines in COPY's text format, some at a time, into a table and some of its columns. */
export async function copyInto(
  client: PoolClient,
  table: string,
  texts: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  const copy = client.query(copyFrom(`copy ${table} from stdin`));
  const failed = once(copy, 'error').then(([error]) => Promise.reject(error as Error));
  failed.catch(() => {});
  // A connection that is cut tells of it more than once; the first time counts.
  copy.on('error', () => {});
  try {
    for await (const text of texts) {
      if (!copy.write(text)) await Promise.race([once(copy, 'drain'), failed]);
    }
  } catch (error) {
    copy.destroy();
    throw error;
  }
  copy.end();
  await Promise.race([once(copy, 'finish'), failed]);
}

/** The text of some lines at a time. */
export function* inChunks(lines: Iterable<string>): Generator<string> {
  let text = '';
  for (const line of lines) {
    text += line;
    if (text.length > CHUNK_LENGTH) {
      yield text;
      text = '';
    }
  }
  yield text;
}

/** A value as COPY's text format writes it. PostgreSQL's text cannot hold a zero character. */
export function cell(value: string | null): string {
  if (value === null) return '\\N';
  if (!NEEDS_ESCAPE.test(value)) return value;
  return value
    .replaceAll('\0', '')
    .replaceAll('\\', '\\\\')
    .replaceAll('\t', '\\t')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
}

const NEEDS_ESCAPE = /[\\\t\n\r\0]/;
