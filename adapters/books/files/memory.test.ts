import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'duly-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Reads a file in a process of its own and tells how much memory that took, and what it said. */
async function readElsewhere(
  path: string,
): Promise<{ grownMb: number; said: string; lines: number }> {
  const room = JSON.stringify(join(import.meta.dirname, 'index.ts'));
  const script = `
    const { fileAt, openFile } = await import(${room});
    const before = process.memoryUsage.rss();
    let peak = before, said = '', lines = 0;
    const look = () => { peak = Math.max(peak, process.memoryUsage.rss()); };
    const timer = setInterval(look, 10);
    try {
      const file = await openFile(await fileAt(${JSON.stringify(path)}, 'f'), { today: 20000, country: 'GB', currency: 'GBP' });
      for await (const batch of file.records()) { lines += batch.length; look(); }
      said = file.problems.listed[0]?.message ?? '';
    } catch (error) { said = error.message; }
    look();
    clearInterval(timer);
    console.log(JSON.stringify({ grownMb: (peak - before) / 1048576, said, lines }));`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--input-type=module',
    '-e',
    script,
  ]);
  return JSON.parse(stdout);
}

function fileWith(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const PLAIN = 'Customer,Invoice Number,Invoice Date,Amount\n';
const text = (value: string) => new TextEncoder().encode(value);

describe('memory', () => {
  it('stays flat over many lines', async () => {
    const rows = Array.from(
      { length: 400_000 },
      (_, n) => `Customer ${n % 1000},INV-${n},2026-01-01,12.50\n`,
    );
    const { grownMb, lines } = await readElsewhere(fileWith('long.csv', PLAIN + rows.join('')));
    expect(lines).toBe(400_000);
    expect(grownMb).toBeLessThan(150);
  }, 60_000);

  it.each([
    ['a million columns', `${PLAIN}${','.repeat(1_000_000)}\n`, /columns/],
    ['a million names of columns', `${'Customer,'.repeat(1_000_000)}\nA\n`, /longer|columns/],
    ['one line of fifty megabytes', `${PLAIN}${'x'.repeat(50_000_000)}`, /longer/],
    ['a quote open for fifty megabytes', `${PLAIN}"${'x\n'.repeat(25_000_000)}`, /quote|longer/],
  ])(
    'is not exhausted by %s',
    async (_, content, message) => {
      const { said, grownMb } = await readElsewhere(fileWith('wide.csv', content));
      expect(said).toMatch(message);
      expect(grownMb).toBeLessThan(200);
    },
    60_000,
  );

  it.each([
    ['one part', (zeros: Uint8Array) => ({ 'xl/sharedStrings.xml': zeros })],
    ['the sheet', (zeros: Uint8Array) => ({ 'xl/worksheets/sheet1.xml': zeros })],
  ])(
    'is not exhausted by a workbook that blows up in %s',
    async (_, parts) => {
      const start = text('<sst><si><t>');
      const zeros = new Uint8Array(300_000_000).fill(32);
      zeros.set(start);
      const bomb = zipSync({
        'xl/workbook.xml': text(
          '<workbook><sheets><sheet name="A" r:id="r1"/></sheets></workbook>',
        ),
        'xl/_rels/workbook.xml.rels': text(
          '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
        ),
        ...parts(zeros),
      });
      expect(bomb.length).toBeLessThan(2_000_000);
      const { said, grownMb } = await readElsewhere(fileWith('bomb.xlsx', bomb));
      expect(said).toMatch(/not opened|more text|damaged/);
      expect(grownMb).toBeLessThan(200);
    },
    60_000,
  );
});
