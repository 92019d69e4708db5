import { expect, test } from 'vitest';
import { isLikeName, likeness } from './index.ts';

test.each([
  ['ALDER FINCH', 'Alder & Finch Ltd', true],
  ['FASTER PAYMENT ALDER AND FINCH LTD INV 12', 'Alder & Finch', true],
  ['HARCOURT INTERIO', 'Harcourt Interiors Limited', true],
  ['Meridian', 'Meridian Hotels plc', true],
  ['MULLER', 'Müller GmbH', true],
  ['株式会社山田', '株式会社山田', true],
  ['J SMITH', 'Smith & Sons Ltd', true],
  ['J SMYTHE', 'Smith & Sons Ltd', false],
  ['The Company Ltd', 'Company of Bakers', false],
  ['ALAN', 'Alder & Finch', false],
  ['12345678', 'Alder 12345678', false],
  ['', 'Alder & Finch', false],
] as const)('"%s" and "%s": like %s', (text, name, like) => {
  expect(isLikeName(text, name)).toBe(like);
});

const customer = {
  name: 'Alder & Finch Ltd',
  items: [
    { number: 'H-0921', currency: 'GBP', outstanding: 50_000n },
    { number: 'H-0930', currency: 'GBP', outstanding: 30_000n },
    { number: 'H-0940', currency: 'EUR', outstanding: 10_000n },
  ],
};

test.each([
  [50_000n, 'GBP', '', 'it is what is open on H-0921'],
  [80_000n, 'GBP', '', 'it is all that they owe'],
  [10_000n, 'EUR', 'nobody known', 'it is what is open on H-0940'],
  [10_000n, 'GBP', 'nobody known', null],
  [7n, 'GBP', 'ref h-0930, thanks', 'it names H-0930'],
  [7n, 'GBP', 'ALDER FINCH', 'the payer is like their name'],
  [7n, 'USD', 'H-09', null],
] as const)('%s %s "%s": %s', (amount, currency, text, why) => {
  expect(likeness({ amount, currency, text }, customer)).toBe(why);
});

test('nobody who owes nothing is told that a sum is theirs', () => {
  const nothing = { name: 'Other', items: [] };
  expect(likeness({ amount: 0n, currency: 'GBP', text: '' }, nothing)).toBeNull();
});
