import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Installation, oneLine } from './kit.ts';
import { contactShape, interestShape } from './shapes.ts';

/* The law of a place from the command line: it needs no business and no database. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

let duly: Installation;
beforeAll(() => {
  duly = new Installation();
});
afterAll(() => duly.close());

const words = (line: string) => line.split(' ').filter((word) => word !== '');

describe('duly interest', () => {
  const british = 'interest --pack UK --amount 10000.00 --currency GBP --due 2026-01-31 --json';

  test('the government’s example: 60 days at 11.75 %', async () => {
    const ran = await duly.run(words(`${british} --paid 2026-04-01`));
    expect(oneLine(ran, interestShape)).toMatchObject({
      days: 60,
      lines: [{ from: '2026-02-01', to: '2026-04-01', days: 60, ratePercent: '11.75' }],
      interest: '193.15',
      fixedSum: '100.00',
      fixedSumCurrency: 'GBP',
      total: '293.15',
    });
  });

  test('money that came in part lowers the base from the next day', async () => {
    const ran = await duly.run(words(`${british} --paid 2026-04-01 --part 2026-02-10:3000.00`));
    const bases = oneLine(ran, interestShape).lines.map((line) => [line.from, line.base]);
    expect(bases).toEqual([
      ['2026-02-01', '10000.00'],
      ['2026-02-11', '7000.00'],
    ]);
  });

  test('a consumer owes what was agreed and no fixed sum', async () => {
    const ran = await duly.run(
      words(`${british} --paid 2026-04-01 --debtor consumer --agreed-rate 5`),
    );
    const found = oneLine(ran, interestShape);
    expect([found.interest, found.fixedSum]).toEqual(['82.19', null]);
  });

  test('past the last known rate it refuses and names the rate', async () => {
    const line = 'interest --pack DE --amount 1.00 --due 2026-12-31 --paid 2027-01-31 --json';
    const ran = await duly.run(words(line));
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toMatch(/2027-01-01 is missing: Basiszinssatz/);
  });

  test.each([
    ['a place that is none', '--pack ZQ --amount 1.00', 1, /no pack "ZQ"/],
    ['a kind that is none', '--pack UK --amount 1.00 --debtor cat', 2, /company, sole-trader/],
    ['a part that is none', '--pack UK --amount 1.00 --part 5', 2, /D:AMOUNT/],
    ['too many digits', '--pack UK --amount 1.001', 1, /more digits/],
  ])('%s', async (_what, args, code, said) => {
    const ran = await duly.run(words(`interest ${args} --due 2026-01-01 --paid 2026-02-01`));
    expect(ran).toMatchObject({ code, stdout: '' });
    expect(ran.stderr).toMatch(said);
  });
});

describe('duly contact', () => {
  const call = 'contact --pack AU --debtor consumer --channel phone --zone Australia/Sydney --json';

  test('nobody is rung on Christmas Day in Sydney, nor on Boxing Day', async () => {
    const ran = await duly.run(words(`${call} --at 2026-12-25T10:00`));
    expect(oneLine(ran, contactShape)).toMatchObject({
      result: 'deny',
      nextAllowed: '2026-12-27T09:00',
    });
  });

  test('the fourth contact of a week waits', async () => {
    const earlier = ['11-16', '11-17', '11-18'].map((day) => `--contact-at 2026-${day}T10:00`);
    const ran = await duly.run(words(`${call} --at 2026-11-20T10:00 ${earlier.join(' ')}`));
    const verdict = oneLine(ran, contactShape);
    expect(verdict.result).toBe('deny');
    expect(verdict.rules[0]?.text).toMatch(/3 contacts a week/);
    expect(verdict.nextAllowed).toBe('2026-11-23T07:30');
  });

  test('on a working day at ten nothing stands in the way', async () => {
    const ran = await duly.run(words(`${call} --at 2026-11-20T10:00`));
    expect(oneLine(ran, contactShape).result).toBe('allow');
  });

  test('a time zone that is none contacts nobody', async () => {
    const ran = await duly.run(
      words('contact --pack AU --channel phone --at 2026-11-20T10:00 --zone Mars/North'),
    );
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toMatch(/no time zone "Mars\/North"/);
  });
});

test('duly law says what is known, and what is not', async () => {
  const ran = await duly.run(['law', 'AU-NSW']);
  expect(ran.code).toBe(0);
  expect(ran.stdout).toMatch(/extinguished/);
  expect(ran.stdout).toMatch(/Not covered/);
});
