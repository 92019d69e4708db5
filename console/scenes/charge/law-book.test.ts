import { expect, test } from 'vitest';
import { lawBook } from '../../../law/index.ts';
import { lawPacks } from '../../../server/charge/packs.ts';
import { readLawBook } from './law-book.ts';

test('the packs come to the browser as the server reads them', () => {
  const { packs, series } = readLawBook(JSON.parse(JSON.stringify(lawPacks())));
  const known = lawBook();
  expect([...packs.keys()].sort()).toEqual([...known.packs.keys()].sort());
  for (const [id, pack] of packs) expect(pack).toEqual(known.packs.get(id));
  for (const [id, one] of series) expect(one).toEqual(known.series.get(id));
});
