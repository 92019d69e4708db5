import type { z } from '@hono/zod-openapi';
import { RefusedError } from '../../../core/base/index.ts';

/** The sort values of the last item, by which a list goes on. */
type CursorValues = readonly (string | number | boolean | null)[];

/** Where a list goes on, as an opaque word: the sort values of the last item. */
export function writeCursor(values: CursorValues): string {
  return Buffer.from(JSON.stringify(values), 'utf8').toString('base64url');
}

/**
 * A page of a list out of rows read with one more than the limit: that one more says that the list
 * goes on, and the last of the page says from where.
 */
export function pageFrom<T>(
  rows: readonly T[],
  limit: number,
  cursorOf: (last: T) => CursorValues,
): { rows: T[]; next: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: rows.length > limit && last ? writeCursor(cursorOf(last)) : null };
}

/**
 * Reads a cursor by the schema of the list it belongs to. Row-level security holds whatever it
 * says, so it is checked for shape and not signed.
 * @throws RefusedError `bad-cursor` (400) when it is not one of this list.
 */
export function readCursor<T extends z.ZodType>(cursor: string, schema: T): z.output<T> {
  let values: unknown;
  try {
    values = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    values = undefined;
  }
  const read = schema.safeParse(values);
  if (!read.success) {
    throw new RefusedError(
      'bad-cursor',
      'The cursor is not one of this list. Start from the first page.',
      { status: 400 },
    );
  }
  return read.data;
}
