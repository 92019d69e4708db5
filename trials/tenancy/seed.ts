import { sql } from 'kysely';
import { day } from '../../core/base/index.ts';
import { claimCharge, setCharges } from '../../server/charge/index.ts';
import {
  agreePlan,
  issueAnswerLink,
  pause,
  recordAnswer,
  recordCall,
  recordDispute,
  recordPromise,
  recordReply,
  stop,
} from '../../server/discuss/index.ts';
import { openWork, type Platform, type Work } from '../../server/platform/index.ts';
import { findInvoice } from '../../server/receivable/index.ts';
import { deliver, runRound } from '../../server/rounds/index.ts';
import { connectSource, recordSync } from '../../server/rounds/sources.ts';
import { recordPayment, recordReceipt } from '../../server/settle/index.ts';
import { addCustomer, addInvoice } from '../kit/receivables.ts';
import { seedMail } from './seed-mail.ts';

/** What stands in a business, by the word that makes it unmistakable. */
export interface Seeded {
  slug: string;
  /** Texts that nobody outside the business may ever read. */
  secrets: string[];
}

/**
 * Fills a business with something of everything, through the commands that people use; what has
 * no command yet is written as it would stand. Every name and number carries `word`.
 */
export async function seed(platform: Platform, slug: string, word: string): Promise<Seeded> {
  const within = <T>(run: (work: Work) => Promise<T>) =>
    openWork(platform)(slug, `${word} Quartermain`, run);
  const customers = await within((work) => addCustomers(work, word));
  await within((work) => tellFacts(work, word, customers));
  await within((work) => seedMail(work, word));
  await within((work) => rest(work, word, customers[0] ?? 0n));
  await runRound(platform, slug, { asOf: day('2026-03-09') });
  await runRound(platform, slug, { asOf: day('2026-03-16') });
  await deliver(platform, slug, { channel: null });
  await within((work) => afterTheRounds(work, word, customers.at(-1) ?? 0n));
  await openWork(platform)(slug, word, (work) => charge(work, word), { today: day('2026-03-16') });
  return { slug, secrets: [word, word.toLowerCase()] };
}

async function addCustomers(work: Work, word: string): Promise<bigint[]> {
  const ids: bigint[] = [];
  for (let index = 0; index < 9; index += 1) {
    const id = await addCustomer(work, `${word} ${index} Ltd`);
    for (const no of [1, 2]) {
      const number = `${word}-${index}-${no}`;
      await addInvoice(work, id, { number, amount: 50_000n, dueOn: '2026-03-06' });
    }
    ids.push(id);
  }
  await work.tx
    .updateTable('contact')
    .set({ name: `${word} Finch` })
    .execute();
  return ids;
}

async function tellFacts(work: Work, word: string, customers: bigint[]): Promise<void> {
  const on = day('2026-03-02');
  const [a, b, c, d, e, f, g] = customers as [
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  const paid = { amount: 10_000n, currency: 'GBP', on, reference: `${word} ref` };
  await recordPayment(work, { ...paid, customerId: a, towards: { invoice: `${word}-0-1` } });
  await recordPayment(work, { ...paid, customerId: a, towards: 'none' });
  await recordPromise(work, { customerId: b, payOn: day('2026-03-12'), note: word });
  await recordDispute(work, { invoice: `${word}-2-1`, customerId: c, reason: word });
  await pause(work, { customerId: d, until: day('2026-04-01'), reason: word });
  await recordReply(work, { customerId: e, text: word });
  const said = { contactId: null, messageId: null };
  const answer = { kind: 'needs-something', what: 'copy', note: word } as const;
  await recordAnswer(work, { ...said, customerId: f, answer });
  await stop(work, { customerId: g, stop: 'legal-hold', reason: word });
  await recordCall(work, { customerId: a, outcome: word });
  const parts = [50_000n, 50_000n].map((amount, index) => ({
    dueOn: day(`2026-04-0${index + 1}`),
    amount,
  }));
  await agreePlan(work, { customerId: customers[7] ?? 0n, currency: 'GBP', parts });
  await issueAnswerLink(work, { customerId: a, messageId: null, contactId: null });
}

/** A charge on an invoice that was late. */
async function charge(work: Work, word: string): Promise<void> {
  await setCharges(work, null, { charges: 'propose', terms: null, registered: false });
  const { id } = await findInvoice(work, `${word}-8-1`);
  await claimCharge(work, id);
}

/** What would hold the rounds back. */
async function afterTheRounds(work: Work, word: string, customerId: bigint): Promise<void> {
  await recordReceipt(work, {
    ...{ amount: 12_300n, currency: 'GBP', on: day('2026-03-01'), from: `${word} payer` },
    ...{ customerIds: [customerId], sourceKey: word },
  });
  const source = `${word.toLowerCase()}-books`;
  await connectSource(work, source);
  await recordSync(work, source, null);
}

/** Rows that come about in ways this trial does not walk: files, keys, and waiting changes. */
async function rest(work: Work, word: string, customerId: bigint): Promise<void> {
  const { tx, business } = work;
  const id = business.id;
  const json = JSON.stringify({ word });
  await sql`insert into import (business_id, file_name, file_hash, format, counts, imported_by, imported_on)
    values (${id}, ${`${word}.csv`}, ${word}, 'plain', ${json}, ${word}, '2026-03-01')`.execute(tx);
  await sql`insert into import_mapping (business_id, header_hash, mapping)
    values (${id}, ${word}, ${json})`.execute(tx);
  await sql`insert into command (business_id, key, input_hash, status, answer)
    values (${id}, 'a-key', ${word}, 200, ${json})`.execute(tx);
  await sql`insert into sign_in_rule (business_id) values (${id})`.execute(tx);
  await sql`insert into how_to_pay_change (business_id, how_to_pay, asked_by, asked_by_id, asked_at)
    values (${id}, ${`To ${word}`}, ${word}, 'nobody', '2026-03-02T08:00:00Z')`.execute(tx);
  await sql`insert into api_key (business_id, name, prefix, hash, role)
    values (${id}, ${word}, 'duly_', ${`hash of ${word}`}, 'viewer')`.execute(tx);
  await sql`insert into policy (business_id, id, name, yaml)
    select business_id, ${`${word.toLowerCase()}-kind`}, ${word}, replace(yaml, id, ${`${word.toLowerCase()}-kind`})
    from policy where business_id = ${id} and is_default`.execute(tx);
  await tx
    .updateTable('business')
    .set({
      name: `${word} Joinery`,
      how_to_pay: `Account of ${word}`,
      email: `pay@${word}.example`,
    })
    .where('id', '=', id)
    .execute();
  await tx.updateTable('customer').set({ notes: word }).where('id', '=', customerId).execute();
}
