import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { connectOwner } from '../../server/platform/connection.ts';
import { Installation, oneLine } from './kit.ts';
import { agingShape, businessesShape, doctorShape } from './shapes.ts';

/*
 * Exit codes, words, and verbs beside each other. The installation is not held: every command
 * line here starts the database itself, or joins that of another.
 */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

let duly: Installation;
beforeAll(() => {
  duly = new Installation();
});
afterAll(() => duly.close());

describe('wrong usage is 2, said on stderr, and touches nothing', () => {
  test.each([
    ['a verb that is none', ['chase'], /unknown command 'chase'/],
    ['an option that is none', ['aging', '--when', 'now'], /unknown option '--when'/],
    ['a date that is none', ['aging', '--as-of', '16/03/2026'], /YYYY-MM-DD, such as 2026-03-16/],
    ['a day that does not exist', ['round', '--as-of', '2026-02-30'], /no 2026-02-30/],
    ['something missing', ['record', 'promise', '--customer', 'A'], /--date/],
    ['an amount in words', pay('--amount', '£5'), /plain number with a point/],
    ['an amount below zero', pay('--amount', '-5.00'), /plain number with a point/],
    ['a channel that is none', ['live', 'pigeon', 'on'], /email/],
    ['a role that is none', ['serve', '--role', 'cook'], /web, worker/],
  ])('%s', async (_what, args, said) => {
    const ran = await duly.run(args);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(said);
  });

  function pay(...amount: string[]): string[] {
    return ['record', 'payment', '--invoice', 'A', ...amount];
  }
});

test('help is 0 and shows every verb', async () => {
  const { code, stdout } = await duly.run(['--help']);
  expect(code).toBe(0);
  for (const verb of ['serve', 'business', 'import', 'round', 'deliver', 'why', 'aging', 'doctor'])
    expect(stdout).toMatch(new RegExp(`^  ${verb}\\b`, 'm'));
});

test('a faulty configuration is refused with every fault at once', async () => {
  const ran = await duly.run(['aging'], { DULY_PORT: 'high', DULY_NOW: 'soon' });
  expect(ran).toMatchObject({ code: 1, stdout: '' });
  expect(ran.stderr).toContain('DULY_PORT=high');
  expect(ran.stderr).toContain('DULY_NOW=soon');
});

describe('on a fresh folder', () => {
  test('without a business a verb says what to do', async () => {
    const ran = await duly.run(['aging', '--json']);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toContain('duly business add');
  });

  test('two at once both succeed, and make the database once', async () => {
    const add = (name: string) =>
      duly.run(['business', 'add', name, '--country', 'GB', '--currency', 'GBP', '--json']);
    const both = await Promise.all([add('Brightwood'), add('Alder & Finch')]);
    expect(both.map((ran) => [ran.code, ran.stderr])).toEqual([
      [0, ''],
      [0, ''],
    ]);
    const { items } = await duly.json(businessesShape, ['business', 'list']);
    expect(items.map((one) => one.slug)).toEqual(['alder-finch', 'brightwood']);
  });

  test('with several businesses it asks which', async () => {
    const ran = await duly.run(['aging', '--json']);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('--business: alder-finch, brightwood');
  });

  test('a taken short name, a strange country and an unknown business are refused', async () => {
    const add = ['business', 'add', 'Another', '--currency', 'GBP'];
    const taken = await duly.run([...add, '--country', 'GB', '--slug', 'brightwood']);
    expect(taken).toMatchObject({ code: 1, stdout: '' });
    expect(taken.stderr).toContain('"brightwood" is taken');
    const strange = await duly.run([...add, '--country', 'Narnia']);
    expect(strange.code).toBe(1);
    expect(strange.stderr).toContain('two-letter country code');
    const nobody = await duly.run(['aging', '--business', 'nobody']);
    expect(nobody.code).toBe(1);
    expect(nobody.stderr).toContain('There is no business "nobody"');
  });

  test('live says what is missing, and safe mode stays', async () => {
    const live = ['live', 'email', 'on', '--business', 'brightwood'];
    const without = await duly.run(live);
    expect(without.code).toBe(1);
    expect(without.stderr).toContain('DULY_SMTP_URL');
    const noAddress = await duly.run(live, { DULY_SMTP_URL: 'smtp://mail.example.com' });
    expect(noAddress.code).toBe(1);
    expect(noAddress.stderr).toContain('no address of its own');
    const { items } = await duly.json(businessesShape, ['business', 'list']);
    expect(items.flatMap((one) => one.live)).toEqual([]);
  });

  test('a verb that is asked to stop in the middle lets go at once', async () => {
    const { url, close } = await duly.cluster();
    const client = await connectOwner(url);
    const watcher = await connectOwner(url);
    try {
      await client.query('begin; lock table business in access exclusive mode');
      const child = duly.start(['aging', '--business', 'brightwood', '--json']);
      const ended = duly.ended(child);
      await expect.poll(() => waiting(watcher), { timeout: 20_000 }).toBe(1);
      child.kill('SIGINT');
      expect(await ended).toMatchObject({
        code: 1,
        stdout: '',
        stderr: expect.stringContaining('Stopped before it was done'),
      });
    } finally {
      await Promise.all([client.end(), watcher.end()]);
      await close();
    }
  });

  async function waiting(client: pg.Client): Promise<number> {
    const { rowCount } = await client.query(
      `select from pg_stat_activity where wait_event_type = 'Lock' and query like '%business%'`,
    );
    return rowCount ?? 0;
  }

  test('verbs work beside a running server', async () => {
    const server = duly.start(['serve'], { DULY_PORT: '0', DULY_LOG: 'silent' });
    for await (const line of createInterface(server.stdout)) {
      if (line.startsWith('Duly is at http://localhost:')) break;
    }
    const verb = ['aging', '--business', 'brightwood', '--json'];
    const ran = await duly.run(verb);
    expect(oneLine(ran, agingShape)).toMatchObject({ openInvoices: 0, customers: 0 });
    const checks = await duly.json(doctorShape, ['doctor']);
    expect(checks.checks.filter((check) => !check.ok)).toEqual([]);
    server.kill('SIGTERM');
    expect(await once(server, 'exit')).toEqual([0, null]);
    // And without it again.
    expect((await duly.run(verb)).code).toBe(0);
  });
});
