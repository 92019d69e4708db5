import { isoDay } from '../../../core/base/index.ts';
import { lawfulMoment } from '../../../core/chase/index.ts';
import { encodeLines, encodeTotals } from '../../../core/receivable/index.ts';
import { issueAnswerLink } from '../../discuss/index.ts';
import type { Work } from '../../platform/platform.ts';
import { type Ingredients, type StoredMessage, wordMessage } from '../render.ts';
import type { LivedMessage } from './lived.ts';
import { inBulk, type Names } from './names.ts';
import { inOrder, type Lived, moment, ROUND_AT } from './order.ts';

/** Writes the messages of all lives as they were kept, with their words. */
export async function storeMessages(
  work: Work,
  lives: readonly Lived[],
  names: Names,
  descriptions: ReadonlyMap<string, string>,
): Promise<void> {
  const from = ingredientsOf(lives, descriptions);
  const rows: StoredMessage[] = [];
  for (const { thing, owner } of inOrder(
    lives,
    (life) => life.messages,
    (one) => one.on,
  )) {
    rows.push(await wordedRow(work, thing, owner, names, from));
  }
  await inBulk(work, 'message', rows, {
    id: ['bigint', (row) => row.id],
    customer_id: ['bigint', (row) => row.customer_id],
    purpose: ['text', (row) => row.purpose],
    step: ['text', (row) => row.step],
    step_key: ['text', (row) => row.step_key],
    policy_id: ['text', (row) => row.policy_id],
    channel: ['text', (row) => row.channel],
    tone: ['int', (row) => row.tone],
    template: ['text', (row) => row.template],
    state: ['text', (row) => row.state],
    chase_on: ['date', (row) => row.chase_on],
    send_at: ['timestamptz', (row) => row.send_at],
    lines: ['text', (row) => row.lines],
    totals: ['text', (row) => row.totals],
    approved: ['text', (row) => row.approved],
    approved_by: ['text', (row) => row.approved_by],
    approved_at: ['timestamptz', (row) => row.approved_at],
    contact_id: ['bigint', (row) => row.contact_id],
    to_address: ['text', (row) => row.to_address],
    to_name: ['text', (row) => row.to_name],
    subject: ['text', (row) => row.subject],
    body_text: ['text', (row) => row.body_text],
    body_html: ['text', (row) => row.body_html],
    note: ['text', (row) => row.note],
    sent_on: ['date', (row) => row.sent_on],
    judged_on: ['date', (row) => row.sent_on],
    sent_at: ['timestamptz', (row) => row.sent_at],
    created_at: ['timestamptz', (row) => row.created_at],
  });
  const kept = rows.filter((row) => row.state === 'captured');
  await inBulk(work, 'attempt', kept, {
    message_id: ['bigint', (row) => row.id],
    at: ['timestamptz', (row) => row.sent_at],
    outcome: ['text', () => 'captured'],
    detail: ['text', () => 'safe mode: nothing leaves'],
  });
}

/** A message as it was kept; with its words where it is an email. */
async function wordedRow(
  work: Work,
  message: LivedMessage,
  { customer, ladder }: Lived,
  names: Names,
  from: Ingredients,
): Promise<StoredMessage> {
  const owner = { customer };
  const { decision, on } = message;
  const calendar = work.platform.calendars.of(customer.country, customer.region, on);
  const there = { window: ladder.policy.window, zone: customer.zone, calendar };
  const sendAt = lawfulMoment(there, customer.law, decision.channel!, on, null)!.toString();
  const totals = encodeTotals(decision.totals);
  const isCaptured = message.state === 'captured';
  const row: StoredMessage = {
    business_id: work.business.id,
    id: BigInt(names.of(owner, message.name)),
    customer_id: customer.id,
    purpose: decision.purpose!,
    step: decision.stepId!,
    step_key: names.in(owner, decision.stepKey!),
    policy_id: ladder.policy.id,
    channel: decision.channel!,
    tone: decision.tone!,
    template: decision.template!,
    state: message.state,
    chase_on: isoDay(on),
    send_at: sendAt,
    lines: names.in(owner, encodeLines(decision.lines)),
    totals,
    approved: totals,
    approved_by: work.business.person,
    approved_at: moment(work, on, ROUND_AT + 120),
    edited: null,
    contact_id: customer.contactId,
    to_address: null,
    to_name: null,
    subject: null,
    body_text: null,
    body_html: null,
    header_id: null,
    attempts: 0,
    retry_at: null,
    note: message.note,
    sent_on: isoDay(on),
    judged_on: isoDay(on),
    sent_at: isCaptured ? sendAt : null,
    created_at: moment(work, on, ROUND_AT),
  };
  if (!isCaptured) return row;
  const token = await issueAnswerLink(work, {
    customerId: customer.id,
    messageId: row.id,
    contactId: customer.contactId,
  });
  const worded = wordMessage(work, row, from, token, on);
  return {
    ...row,
    subject: worded.subject,
    body_text: worded.text,
    body_html: worded.html,
    to_address: worded.recipient.email,
    to_name: worded.recipient.name,
  };
}

function ingredientsOf(
  lives: readonly Lived[],
  descriptions: ReadonlyMap<string, string>,
): Ingredients {
  return {
    customers: new Map(
      lives.map(({ customer }) => [
        customer.id,
        { name: customer.name, language: null, country: customer.country, address_form: null },
      ]),
    ),
    subjects: new Map(),
    recipients: new Map(
      lives.map(({ life: { character }, customer }) => [
        customer.id,
        {
          contactId: customer.contactId,
          email: character.email,
          name: character.contact,
          greeting: null,
          phone: character.phone,
        },
      ]),
    ),
    descriptions: new Map(descriptions),
  };
}
