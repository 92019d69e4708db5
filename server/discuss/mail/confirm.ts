import { type Day, day, isoDay } from '../../../core/base/index.ts';
import type { Work } from '../../platform/platform.ts';
import { lockCustomer, placeOf, snapshotAsOf } from '../../receivable/index.ts';
import { recordAnswer } from '../answers.ts';
import { recordDispute } from '../disputes.ts';
import { refused } from '../known.ts';
import { markReplyRead } from '../peace.ts';
import { recordPromise } from '../promises.ts';
import { amountOf, readProposals, type StoredProposal } from './stored-proposal.ts';
import { holdFor, writtenOn } from './take.ts';

/**
 * A person says yes to what a mail was understood to mean: the answers are recorded by the same
 * commands as any other, on the day they were written, and the reply counts as read.
 * @param input.proposals which of the mail's proposals; all of them unless said
 * @param input.invoice the invoice meant, where the mail names none
 * @throws RefusedError `unknown-mail`, `dealt-with`, `no-proposal`, `which-invoice`, and what the
 *   answer itself would be refused for.
 */
export async function confirmProposals(
  work: Work,
  input: { mailId: bigint; proposals?: readonly number[]; invoice?: string },
): Promise<void> {
  const first = await mailById(work, input.mailId);
  if (first.customer_id === null) throw unplaced();
  await lockCustomer(work, first.customer_id);
  // Read again under the lock: somebody else may have been quicker.
  const mail = await mailById(work, input.mailId);
  const { customer_id: customerId, event_id: eventId } = mail;
  if (customerId === null || eventId === null) throw unplaced();
  const { unread } = await snapshotAsOf(work, customerId, work.today);
  if (!unread.some((reply) => reply.id === String(eventId))) {
    throw refused('dealt-with', 'Somebody dealt with this reply already.', 409);
  }
  const all = readProposals(mail.proposals);
  const wanted = input.proposals ?? all.map((_, index) => index);
  const chosen = wanted.map((index) => all[index]).filter((one) => one !== undefined);
  if (chosen.length === 0 || chosen.length !== wanted.length) {
    throw refused('no-proposal', 'There is no such proposal for this reply.', 404);
  }
  const on = await dayOf(work, input.mailId, customerId);
  const who = { customerId, contactId: mail.contact_id, messageId: mail.message_id, on };
  for (const one of chosen) await record(work, who, one, input.invoice);
  await markReplyRead(work, { customerId, replyId: eventId });
}

interface Who {
  customerId: bigint;
  contactId: bigint | null;
  messageId: bigint | null;
  on: Day;
}

async function record(work: Work, who: Who, one: StoredProposal, invoice?: string): Promise<void> {
  const { customerId, on } = who;
  const note = one.sentence;
  switch (one.kind) {
    case 'will-pay': {
      const money = { amount: amountOf(one), currency: one.currency };
      const payOn = day(one.payOn!);
      await recordPromise(work, { customerId, on, note, payOn, ...money, invoices: one.invoices });
      return;
    }
    case 'something-is-wrong': {
      const named =
        one.invoices.length > 0 ? one.invoices : [invoice ?? (await onlyOne(work, who))];
      for (const number of named) {
        await recordDispute(work, { invoice: number, customerId, reason: one.sentence, on });
      }
      return;
    }
    case 'paid-already': {
      const paidOn = one.paidOn === null ? null : day(one.paidOn);
      await recordAnswer(work, { ...who, answer: { kind: 'paid-already', paidOn, note } });
      return;
    }
    case 'needs-something': {
      const what = one.what ?? 'copy';
      await recordAnswer(work, { ...who, answer: { kind: 'needs-something', what, note } });
      return;
    }
    default:
      await recordAnswer(work, { ...who, answer: { kind: one.kind, note } });
  }
}

/** The invoice of somebody who owes on one only. */
async function onlyOne(work: Work, { customerId, on }: Who): Promise<string> {
  const { items } = await snapshotAsOf(work, customerId, on);
  const open = new Set(items.filter((item) => item.outstanding > 0n).map(({ number }) => number));
  const [number] = open;
  if (open.size === 1 && number !== undefined) return number;
  throw refused('which-invoice', 'Say which invoice it is about: the reply names none.');
}

/** Says whose mail it is that nobody could place; it holds the chase from now on. */
export async function placeMail(
  work: Work,
  input: { mailId: bigint; customerId: bigint },
): Promise<void> {
  await lockCustomer(work, input.customerId);
  const placed = await work.tx
    .updateTable('mail')
    .set({ customer_id: input.customerId, found_by: 'person' })
    .where('business_id', '=', work.business.id)
    .where('id', '=', input.mailId)
    .where('customer_id', 'is', null)
    .where('set_aside_on', 'is', null)
    .executeTakeFirst();
  if (placed.numUpdatedRows === 0n) await refuseUnknown(work, input.mailId);
  await holdFor(work, input.mailId, input.customerId);
}

/** Says that a mail nobody could place is about none of our customers. */
export async function setMailAside(work: Work, mailId: bigint): Promise<void> {
  const aside = await work.tx
    .updateTable('mail')
    .set({ set_aside_on: isoDay(work.today), set_aside_by: work.by })
    .where('business_id', '=', work.business.id)
    .where('id', '=', mailId)
    .where('customer_id', 'is', null)
    .where('set_aside_on', 'is', null)
    .executeTakeFirst();
  if (aside.numUpdatedRows === 0n) await refuseUnknown(work, mailId);
}

async function refuseUnknown(work: Work, mailId: bigint): Promise<never> {
  await mailById(work, mailId);
  throw refused('dealt-with', 'Somebody said already whose mail this is.', 409);
}

function unplaced() {
  return refused('not-placed', 'Nobody has said yet whose mail this is.', 409);
}

async function mailById(work: Work, id: bigint) {
  const mail = await work.tx
    .selectFrom('mail')
    .select(['customer_id', 'contact_id', 'message_id', 'event_id', 'proposals'])
    .where('business_id', '=', work.business.id)
    .where('id', '=', id)
    .executeTakeFirst();
  if (mail) return mail;
  throw refused('unknown-mail', 'There is no such mail here.', 404);
}

async function dayOf(work: Work, mailId: bigint, customerId: bigint): Promise<Day> {
  const customer = await work.tx
    .selectFrom('customer')
    .select(['country', 'region', 'zone'])
    .where('business_id', '=', work.business.id)
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow();
  return writtenOn(work, mailId, placeOf(work.business, customer).zone);
}
