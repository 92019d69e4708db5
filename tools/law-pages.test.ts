import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lawPages } from './law-pages.ts';

const folder = join(import.meta.dirname, '../docs/law');

test('the pages of docs/law say what the packs say (run tools/law-pages.ts)', () => {
  const pages = lawPages();
  expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
  for (const [name, text] of pages) expect(readFileSync(join(folder, name), 'utf8')).toBe(text);
});

test('what is not verified is marked, and what is not covered is named', () => {
  const page = lawPages().get('UK.md') ?? '';
  expect(page).toContain('**Not verified.** `as-agreed`');
  expect(page).toContain('## Not covered');
});
