import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRows } from './csv-rows.ts';
import type { Row } from './row.ts';

const piece = fc.constantFrom(
  'a',
  'é',
  '12.50',
  ',',
  ',',
  '\n',
  '\n',
  '\r\n',
  '\r',
  '"',
  '""',
  ' ',
);
const texts = fc.oneof(
  { weight: 3, arbitrary: fc.array(piece, { maxLength: 40 }) },
  {
    weight: 2,
    arbitrary: fc.array(
      piece.filter((one) => !/["\r]/.test(one)),
      { maxLength: 60 },
    ),
  },
);

test('whatever the text and wherever it is cut, rows are those of the full parser', async () => {
  await fc.assert(
    fc.asyncProperty(texts, fc.integer({ min: 1, max: 9 }), async (pieces, size) => {
      const bytes = Buffer.from(pieces.join(''));
      const whole = await rowsOf(bytes, Math.max(1, bytes.length));
      const cut = await rowsOf(bytes, size);
      expect(cut).toEqual(whole);
      expect(whole).toEqual(expected(bytes));
    }),
    { numRuns: 1_000 },
  );
});

async function rowsOf(bytes: Buffer, size: number): Promise<Row[] | 'unreadable'> {
  const source = {
    name: 'text.csv',
    sizeBytes: bytes.length,
    chunks: async function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    },
  };
  const rows: Row[] = [];
  try {
    for await (const batch of csvRows(source, 'utf-8', ',')) rows.push(...batch);
  } catch {
    return 'unreadable';
  }
  return rows;
}

/** The full parser over the whole text, with the line on which each row begins. */
function expected(bytes: Buffer): Row[] | 'unreadable' {
  const rows: Row[] = [];
  let last = 0;
  try {
    parse(bytes, {
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      on_record: (cells: string[], info: { lines: number }) => {
        const breaks = cells.join('').split('\n').length - 1;
        rows.push({ line: info.lines - (info.lines - last > 1 ? breaks : 0), cells });
        last = info.lines;
        return null;
      },
    });
  } catch {
    return 'unreadable';
  }
  return rows;
}
