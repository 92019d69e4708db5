import { type Day, isoDay, spokenDay } from '../../core/base/index.ts';
import { type Answer, taskFor } from '../../core/discuss/index.ts';
import type { AskKind } from '../../core/receivable/index.ts';
import type { Work } from '../platform/platform.ts';
import { once } from '../platform/work.ts';
import { appendEvent, lockCustomer } from '../receivable/index.ts';
import { recordDispute } from './disputes.ts';
import { checkText, knownOn, refused } from './known.ts';
import { revokeLinks } from './links.ts';
import { recordReply } from './peace.ts';
import { recordPromise } from './promises.ts';
import { closeTasks, openTask } from './tasks.ts';

export interface AnswerInput {
  customerId: bigint;
  answer: Answer;
  /** Whose link it came through; null where that is not known. */
  contactId: bigint | null;
  messageId: bigint | null;
  on?: Day;
}

/**
 * Records one of the six answers: the event, what it holds back at once, and the task it puts
 * before somebody.
 * @returns the event's id
 * @throws RefusedError as the promise or dispute in it would be refused.
 */
export async function recordAnswer(work: Work, input: AnswerInput): Promise<bigint> {
  const { answer, customerId } = input;
  const on = input.on ?? work.today;
  switch (answer.kind) {
    case 'will-pay':
      return recordPromise(work, { ...answer, customerId, on });
    case 'something-is-wrong':
      return recordWrong(work, input, answer, on);
    default:
      return recordAsk(work, input, answer, on);
  }
}

/**
 * The same answer sent twice is recorded once: the key is the form's, and what was told to the
 * customer the first time is told again.
 * @returns what was told
 */
export async function recordAnswerOnce<T>(
  work: Work,
  key: string,
  input: AnswerInput,
  told: T,
): Promise<T> {
  const { answer } = await once(work, key, { ...input.answer }, async () => {
    await recordAnswer(work, input);
    return told;
  });
  return answer;
}

/** What was told to the customer when this form was sent before; null when it was not. */
export async function answeredBefore<T>(work: Work, key: string): Promise<T | null> {
  const row = await work.tx
    .selectFrom('command')
    .select('answer')
    .where('business_id', '=', work.business.id)
    .where('key', '=', key)
    .executeTakeFirst();
  return row ? (row.answer as T) : null;
}

type Wrong = Extract<Answer, { kind: 'something-is-wrong' }>;
type Asked = Extract<Answer, { kind: AskKind }>;

/** A dispute; where all of the invoice is in dispute already, more words are a reply to read. */
async function recordWrong(work: Work, input: AnswerInput, answer: Wrong, on: Day) {
  const { customerId } = input;
  const invoice = await work.tx
    .selectFrom('invoice')
    .select('number')
    .where('business_id', '=', work.business.id)
    .where('customer_id', '=', customerId)
    .where('id', '=', answer.invoiceId)
    .executeTakeFirst();
  if (!invoice) throw refused('unknown-invoice', 'There is no such invoice.', 404);
  const { disputes } = await knownOn(work, customerId, on);
  const whole = disputes.some(
    (dispute) => dispute.invoiceId === String(answer.invoiceId) && dispute.amount === null,
  );
  if (whole) {
    const text = `About ${invoice.number}: ${answer.reason}`;
    return recordReply(work, { customerId, text, on });
  }
  const { amount, reason } = answer;
  return recordDispute(work, { invoice: invoice.number, customerId, amount, reason, on });
}

async function recordAsk(work: Work, input: AnswerInput, answer: Asked, on: Day): Promise<bigint> {
  const { customerId, contactId } = input;
  const { name } = await lockCustomer(work, customerId);
  const note = checkText(answer.note, 'The note', { required: false });
  const shown = { ...saidIn(answer), ...(note === '' ? {} : { note }) };
  const id = await appendEvent(work, customerId, { kind: 'asked', on, ask: answer.kind }, shown);
  if (answer.kind === 'not-me' && contactId !== null) {
    await work.tx
      .updateTable('contact')
      .set({ not_me_on: isoDay(on) })
      .where('business_id', '=', work.business.id)
      .where('customer_id', '=', customerId)
      .where('id', '=', contactId)
      .execute();
    await revokeLinks(work, { contactId });
  }
  const task = taskFor(answer);
  if (task) {
    await openTask(work, {
      customerId,
      kind: task.kind,
      key: askKey(id),
      title: titleOf(answer, name, on),
      detail: note,
      role: task.role,
      on,
      businessDays: task.businessDays,
      messageId: null,
      eventId: id,
    });
  }
  return id;
}

function askKey(askId: bigint): string {
  return `ask/${askId}`;
}

function saidIn(answer: Asked): Record<string, unknown> {
  switch (answer.kind) {
    case 'paid-already':
      return answer.paidOn === null ? {} : { paidOn: isoDay(answer.paidOn) };
    case 'needs-something':
      return { what: answer.what };
    default:
      return {};
  }
}

function titleOf(answer: Asked, name: string, on: Day): string {
  switch (answer.kind) {
    case 'paid-already':
      return answer.paidOn === null
        ? `Look for a payment of ${name}`
        : `Look for a payment of ${name}, made ${spokenDay(answer.paidOn, on)}`;
    case 'needs-something':
      switch (answer.what) {
        case 'copy':
          return `Send ${name} a copy`;
        case 'purchase-order':
          return `Put ${name}'s order number on the invoice`;
        case 'other-person':
          return `${name} names somebody else to write to`;
      }
      break;
    case 'cannot-pay-all':
      return `${name} cannot pay it all now: find a way together`;
    case 'not-me':
      return `Find the right person at ${name}`;
  }
}

/**
 * Says that what an answer asked for was done.
 * @throws RefusedError `no-ask` when there is no such answer, or it was dealt with before.
 */
export async function handleAsk(
  work: Work,
  input: { customerId: bigint; askId: bigint; note?: string; on?: Day },
): Promise<void> {
  const on = input.on ?? work.today;
  await lockCustomer(work, input.customerId);
  const { asks } = await knownOn(work, input.customerId, on);
  const ask = asks.find((one) => one.id === String(input.askId));
  if (!ask || ask.handledOn !== null) throw refused('no-ask', 'No such answer is waiting.', 404);
  const note = checkText(input.note ?? '', 'The note', { required: false });
  await appendEvent(
    work,
    input.customerId,
    { kind: 'ask-handled', on, askId: ask.id },
    note === '' ? {} : { note },
  );
  await closeTasks(work, input.customerId, [askKey(input.askId)], note || 'done', on);
}
