import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { z } from 'zod';
import { Installation, oneLine } from './kit.ts';
import { doctorShape, importShape, recordedShape, roundShape, whyShape } from './shapes.ts';

/*
 * Some weeks at a desk, by the command line alone: files are imported, facts are told, rounds are
 * run on their days in safe mode. Each customer is a case of docs/deciding.md and owes one invoice
 * of 500.00 due Friday 6 March 2026; the policy is "Kind but clear" as it is shipped.
 */
type Round = z.infer<typeof roundShape>;

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

let duly: Installation;
beforeAll(async () => {
  duly = await new Installation().hold();
});
afterAll(() => duly.close());

/** Makes a business whose customers owe 500.00 each on an invoice of their own name. */
async function business(slug: string, customers: readonly string[]): Promise<void> {
  const about = ['--country', 'GB', '--region', 'ENG', '--currency', 'GBP'];
  await duly.do('business', 'add', slug, '--slug', slug, ...about);
  const file = duly.file(`${slug}.csv`, [
    'Customer,Email,Country,Invoice Number,Invoice Date,Due Date,Amount,Currency,Paid Date',
    ...customers.map(
      (name) => `${name},${name}@customer.example,GB,${name}-1,2026-02-04,2026-03-06,500.00,GBP,`,
    ),
  ]);
  const done = await duly.json(importShape, ['import', file, '--business', slug]);
  expect(done.invoices).toEqual({ created: customers.length, unchanged: 0, updated: 0 });
}

const round = (slug: string, on: string, ...more: string[]) =>
  duly.json(roundShape, ['round', '--business', slug, '--as-of', on, ...more]);

/** What a round says to a customer: mode, step and amount; null when they are left in peace. */
function said(done: Round, customer: string): string | null {
  const found = done.messages.filter((message) => message.customer === customer);
  expect(found.length).toBeLessThanOrEqual(1);
  return (
    found.map((one) => `${one.mode} ${one.step} ${one.totals[0]?.amount ?? ''}`.trim())[0] ?? null
  );
}

describe('a desk with a round on each day that matters', () => {
  const facts: [day: string, ...fact: string[]][] = [
    ['2026-03-12', 'payment', '--invoice', 'eight-1', '--amount', '450.00'],
    ['2026-03-12', 'payment', '--invoice', 'nine-1', '--amount', '495'],
    ['2026-03-12', 'promise', '--customer', 'ten', '--date', '2026-03-18'],
    ['2026-03-12', 'promise', '--customer', 'twelve', '--date', '2026-03-18'],
    [
      '2026-03-12',
      'dispute',
      '--invoice',
      'thirteen-1',
      '--amount',
      '200.00',
      '--reason',
      'two doors',
    ],
    [
      '2026-03-12',
      'dispute',
      '--invoice',
      'fourteen-1',
      '--amount',
      '495.00',
      '--reason',
      'all but one',
    ],
    [
      '2026-03-12',
      'pause',
      '--customer',
      'twenty-three',
      '--until',
      '2026-04-01',
      '--reason',
      'director ill',
    ],
    ['2026-03-18', 'payment', '--invoice', 'twelve-1', '--amount', '500.00'],
    ['2026-03-18', 'reply', '--customer', 'fifteen'],
    ['2026-03-23', 'call', '--customer', 'eighteen', '--outcome', 'no answer'],
    ['2026-03-24', 'read', '--customer', 'fifteen'],
    ['2026-03-26', 'resolve', '--invoice', 'thirteen-1'],
  ];
  const customers = [
    'one',
    'eight',
    'nine',
    'ten',
    'twelve',
    'thirteen',
    'fourteen',
    'fifteen',
    'eighteen',
    'twenty-three',
  ];
  const cases: [number: string, customer: string, on: string, said: string | null][] = [
    ['1', 'one', '2026-03-03', 'send heads-up 500.00'],
    ['2', 'one', '2026-03-06', null],
    ['3', 'one', '2026-03-09', 'send gentle 500.00'],
    ['4', 'one', '2026-03-16', 'send clear 500.00'],
    ['8', 'eight', '2026-03-16', 'send clear 50.00'],
    ['9', 'nine', '2026-03-16', null],
    ['10', 'ten', '2026-03-16', null],
    ['10, the last day', 'ten', '2026-03-20', null],
    ['11', 'ten', '2026-03-23', 'send promise-broken 500.00'],
    ['12', 'twelve', '2026-03-19', 'send thanks'],
    ['12, after it', 'twelve', '2026-03-23', null],
    ['13', 'thirteen', '2026-03-16', 'send clear 300.00'],
    ['13, once resolved', 'thirteen', '2026-03-30', 'task call 500.00'],
    ['14', 'fourteen', '2026-03-16', null],
    ['15', 'fifteen', '2026-03-23', null],
    ['15, once read', 'fifteen', '2026-03-30', 'task call 500.00'],
    ['16', 'eighteen', '2026-03-23', 'task call 500.00'],
    ['18', 'eighteen', '2026-03-30', 'propose firm 500.00'],
    ['23', 'twenty-three', '2026-03-16', null],
    ['23, the last day', 'twenty-three', '2026-04-01', null],
    ['23, after it', 'twenty-three', '2026-04-02', 'send clear 500.00'],
  ];
  const rounds = new Map<string, Round>();

  beforeAll(async () => {
    await business('desk', customers);
    const days = [...new Set([...cases.map(([, , on]) => on), ...facts.map(([on]) => on)])].sort();
    for (const on of days) {
      // The round comes in the morning, what is told by hand in the course of the day.
      if (cases.some(([, , day]) => day === on)) rounds.set(on, await round('desk', on));
      for (const [day, fact, ...about] of facts) {
        if (day === on && fact)
          await duly.do('record', fact, ...about, '--on', on, '--business', 'desk');
      }
    }
  });

  test.each(cases)('%s. %s on %s', (_number, customer, on, expected) => {
    const done = rounds.get(on);
    expect(done && said(done, customer)).toBe(expected);
  });

  test('the holds are counted by their reasons', () => {
    expect(rounds.get('2026-03-16')?.holds).toEqual({
      'below-minimum': 1,
      promised: 2,
      disputed: 1,
      paused: 1,
    });
    expect(rounds.get('2026-03-23')?.holds).toMatchObject({ 'reply-waiting': 1, paused: 1 });
  });

  test('why gives the reasons of a day in the order they were weighed', async () => {
    const why = (invoice: string, on: string) =>
      duly.json(whyShape, ['why', invoice, '--business', 'desk', '--as-of', on]);
    const disputed = await why('fourteen-1', '2026-03-20');
    expect(disputed).toMatchObject({
      customer: 'fourteen',
      open: { amount: '500.00', currency: 'GBP' },
      daysOverdue: 14,
      decision: 'hold',
    });
    expect(disputed.reasons.map((reason) => reason.code).slice(0, 2)).toEqual([
      'disputed',
      'below-minimum',
    ]);
    const paused = await why('twenty-three-1', '2026-03-20');
    expect(paused.reasons[0]?.text).toContain('director ill');
    const paid = await why('twelve-1', '2026-03-30');
    expect(paid).toMatchObject({ decision: 'none', daysOverdue: 0, open: { amount: '0.00' } });
  });

  test('a question about what is not there says that, and no more', async () => {
    const why = await duly.run(['why', 'NOPE', '--business', 'desk']);
    expect(why).toEqual({ code: 1, stdout: '', stderr: 'There is no invoice NOPE.\n' });
    const statement = await duly.run(['statement', 'nobody', '--business', 'desk']);
    expect(statement.stderr).toBe('No customer has the code or name "nobody".\n');
  });

  test('what they wrote is dealt with once', async () => {
    const tell = (...about: string[]) =>
      duly.run(['record', ...about, '--customer', 'one', '--business', 'desk', '--json']);
    expect((await tell('reply', '--on', '2026-04-02')).code).toBe(0);
    const handled = await tell('handled', '--on', '2026-04-02', '--answer', 'reply');
    expect(oneLine(handled, recordedShape)).toMatchObject({ answers: ['reply'], customer: 'one' });
    const again = await tell('handled', '--on', '2026-04-02');
    expect(again).toMatchObject({ code: 1, stdout: '' });
    expect(again.stderr).toBe('Nothing of one is waiting. Nothing was recorded.\n');
  });

  test('the last round once more says the same and creates nothing', async () => {
    const again = await round('desk', '2026-04-02');
    expect(again).toEqual(rounds.get('2026-04-02'));
  });

  test('afterwards the doctor finds nothing', async () => {
    const { checks } = await duly.json(doctorShape, ['doctor']);
    expect(checks.filter((check) => !check.ok)).toEqual([]);
  });
});

describe('a desk with money that nobody has matched', () => {
  beforeAll(() => business('till', ['six', 'seven']));
  const tell = async (...about: string[]) => {
    const told = ['record', ...about, '--business', 'till', '--on', '2026-03-09', '--json'];
    return oneLine(await duly.run(told), recordedShape) as Record<string, unknown>;
  };

  test('it holds those whose it could be, until it is matched or set aside', async () => {
    const money = ['--amount', '500.00', '--currency', 'GBP'];
    const first = await tell('receipt', ...money, '--from', 'cash machine 4');
    expect(first.candidates).toMatchObject([{ customer: 'seven' }, { customer: 'six' }]);
    expect((await round('till', '2026-03-09', '--dry-run')).holds).toEqual({
      'receipt-unmatched': 2,
    });
    const theirs = await tell('match', '--receipt', `${first.id}`, '--customer', 'six');
    expect(theirs).toMatchObject({ customer: 'six', invoices: ['six-1'] });
    const second = await tell('receipt', ...money, '--customer', 'seven');
    expect((await round('till', '2026-03-09', '--dry-run')).holds).toEqual({
      'receipt-unmatched': 1,
      'nothing-open': 1,
    });
    await tell('set-aside', '--receipt', `${second.id}`, '--reason', 'a loan of the owner');
    expect(said(await round('till', '2026-03-09'), 'seven')).toBe('send gentle 500.00');
    const again = await duly.run([
      ...['record', 'match', '--receipt', `${second.id}`, '--customer', 'seven'],
      ...['--business', 'till', '--on', '2026-03-09'],
    ]);
    expect(again).toMatchObject({ code: 1, stdout: '' });
    expect(again.stderr).toContain('has set aside this receipt already');
  });

  test('a currency that is none is refused', async () => {
    const asked = ['record', 'receipt', '--amount', '5', '--currency', 'QQQ'];
    const ran = await duly.run([...asked, '--business', 'till']);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toBe('QQQ is not a currency. Nothing was recorded.\n');
  });
});

describe('a desk where rounds were missed', () => {
  beforeAll(() => business('late', ['three', 'five']));

  test('a dry run shows the same and keeps nothing', async () => {
    const dry = await round('late', '2026-03-09', '--dry-run');
    expect(said(dry, 'three')).toBe('send gentle 500.00');
    const real = await round('late', '2026-03-09');
    expect(real).toEqual(dry);
  });

  test('5. after six weeks it is the next word, not the one the age would deserve', async () => {
    expect(said(await round('late', '2026-04-20'), 'five')).toBe('send clear 500.00');
  });

  test('a step that wants a yes is approved in the round, and the ladder goes on', async () => {
    expect(said(await round('late', '2026-04-27'), 'five')).toBe('task call 500.00');
    await duly.do(
      'record',
      'call',
      '--customer',
      'five',
      '--outcome',
      'voicemail',
      '--on',
      '2026-04-27',
      '--business',
      'late',
    );
    expect(said(await round('late', '2026-05-05', '--approve'), 'five')).toBe('send firm 500.00');
    const approved = await round('late', '2026-05-11', '--approve');
    expect(said(approved, 'five')).toBe('send last-notice 500.00');
    expect(approved.decisions).toMatchObject({ send: 1, propose: 0 });
    expect(await round('late', '2026-05-11')).toEqual(approved);
  });
});
