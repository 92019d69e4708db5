import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { sql } from 'kysely';
import { day } from '../../core/base/index.ts';
import { installPolicies } from '../../server/chase/index.ts';
import { openWork } from '../../server/platform/index.ts';
import {
  type TestBusiness,
  type TestPlatform,
  testBusiness,
} from '../../server/platform/testing.ts';
import { refoldCustomers } from '../../server/receivable/index.ts';

/** Monday; the invoices of crowd() were due on the Friday three days before. */
export const MONDAY = day('2026-03-09');
export const NOW = '2026-03-09T10:00:00Z';

/** A business with so many customers, each of whom owes an invoice and is to hear on MONDAY. */
export async function crowd(
  platform: TestPlatform,
  slug: string,
  count: number,
  more: TestBusiness = {},
) {
  const business = await testBusiness(platform, { slug, email: 'anna@hartley.example', ...more });
  await openWork(platform)(slug, 'test', async (work) => {
    await installPolicies(work);
    const id = business.id;
    await sql`insert into customer (business_id, code, name)
      select ${id}, 'C' || n, 'Customer ' || n from generate_series(1, ${count}) n`.execute(
      work.tx,
    );
    await sql`insert into contact (business_id, customer_id, name, email)
      select ${id}, c.id, 'Sam Finch', lower(c.code) || '@crowd.example' from customer c where business_id = ${id}`.execute(
      work.tx,
    );
    await sql`insert into invoice (business_id, customer_id, number, issued_on, due_on, currency, amount)
      select ${id}, c.id, 'INV-' || c.code, '2026-02-04', '2026-03-06', 'GBP', 50000 from customer c where business_id = ${id}`.execute(
      work.tx,
    );
    await sql`insert into instalment (business_id, invoice_id, customer_id, due_on, currency, amount, outstanding)
      select business_id, id, customer_id, due_on, currency, amount, amount from invoice where business_id = ${id}`.execute(
      work.tx,
    );
    await sql`insert into posting (business_id, entry_id, effective_on, kind, debit, credit, currency, amount,
                           customer_id, invoice_id, instalment)
      select business_id, nextval('entry_id_seq'), issued_on, 'issue', 'receivable', 'billed', currency, amount, customer_id, id, 1
      from invoice where business_id = ${id}`.execute(work.tx);
    await refoldCustomers(work, 'all');
  });
  return business;
}

/** A child process of trials/crash/child.ts, on the same database. */
export class Victim {
  readonly #process: ChildProcess;
  readonly #ended: Promise<unknown>;
  #said = '';
  #complaint = '';

  constructor(what: 'round' | 'deliver', slug: string, env: Record<string, string>) {
    const script = new URL('child.ts', import.meta.url).pathname;
    this.#process = spawn(process.execPath, [script, what, slug], {
      env: { ...process.env, DULY_LOG: 'silent', DULY_NOW: NOW, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process.stdout!.on('data', (data) => {
      this.#said += String(data);
    });
    this.#process.stderr!.on('data', (data) => {
      this.#complaint += String(data);
    });
    this.#ended = once(this.#process, 'close');
  }

  /** Waits until it has said a word. */
  async says(word: string): Promise<void> {
    await until(() => this.#said.includes(word) || this.#process.exitCode !== null, word);
    if (!this.#said.includes(word)) throw new Error(`The child ended: ${this.#complaint}`);
  }

  /** kill -9; true when it was still at its work. */
  async kill(): Promise<boolean> {
    const wasAlive = this.#process.exitCode === null && !this.#said.includes('done');
    this.#process.kill('SIGKILL');
    await this.#ended;
    return wasAlive;
  }

  /** @throws Error when it did not end well by itself. */
  async ends(): Promise<void> {
    await this.#ended;
    if (this.#process.exitCode !== 0) throw new Error(`The child failed: ${this.#complaint}`);
  }
}

const DEADLINE_MS = 60_000;

/** Polls a real condition. @throws Error when it has not come true in a minute. */
export async function until(isTrue: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const end = performance.now() + DEADLINE_MS;
  while (!(await isTrue())) {
    if (performance.now() > end) throw new Error(`Waited too long for: ${what}`);
    await turnOfTheLoop();
  }
}
