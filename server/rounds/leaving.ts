import { createHmac } from 'node:crypto';
import type { OutgoingMessage } from '../../adapters/channels/index.ts';
import { type Day, isoDay } from '../../core/base/index.ts';
import { linksFor } from '../../core/wording/index.ts';
import { issueAnswerLink } from '../discuss/index.ts';
import type { Work } from '../platform/platform.ts';
import type { Claimed } from './claim.ts';
import { pastTheGuard } from './guard.ts';
import { holdBack, wordOrHoldBack, writeAttempt } from './hold-back.ts';
import { type Ingredients, type Recipient, type StoredMessage, wordMessage } from './render.ts';

/** What is handed over: the words and the page on which the reader can say "not me". */
interface Words {
  subject: string;
  text: string;
  html: string;
  language: string;
  notMeUrl: string | null;
  note: string | null;
}

/**
 * Words a message and marks it as leaving; null when something holds it, which is then written on
 * the message for a person to see.
 * @param stored the message as it lies in the outbox
 * @param message the same as the door decided it now
 * @param on the day it leaves, where the customer is
 * @param judgedOn the day up to which the door knew the facts
 */
export async function markLeaving(
  work: Work,
  stored: StoredMessage,
  message: StoredMessage,
  from: Ingredients,
  on: Day,
  judgedOn: Day,
): Promise<Pick<Claimed, 'message' | 'outgoing'> | null> {
  const recipient = from.recipients.get(message.customer_id);
  if (!recipient?.email) {
    return holdBack(work, message, 'There is no address of theirs that may be written to');
  }
  if (!work.business.email) {
    return holdBack(work, message, 'The business has no address of its own to write from');
  }
  const words =
    wordedBefore(work, stored, message, on) ??
    (await wordOrHoldBack(work, message, () => wordNow(work, message, from, recipient, on)));
  if (words === null) return null;
  const leaving: StoredMessage = {
    ...message,
    subject: words.subject,
    body_text: words.text,
    body_html: words.html,
    header_id: headerIdOf(work, message),
    contact_id: recipient.contactId,
    to_address: recipient.email,
    to_name: recipient.name,
    attempts: message.attempts + 1,
    note: words.note,
    sent_on: isoDay(on),
    judged_on: isoDay(judgedOn),
  };
  const refused = await mark(work, leaving);
  if (refused !== null) return holdBack(work, message, refused);
  return { message: leaving, outgoing: outgoingOf(work, leaving, words, recipient.email) };
}

/** A repeat on the same day with nothing changed is the same mail, to the letter. */
function wordedBefore(
  work: Work,
  stored: StoredMessage,
  message: StoredMessage,
  on: Day,
): Words | null {
  const same =
    stored.lines === message.lines &&
    stored.totals === message.totals &&
    stored.sent_on === isoDay(on);
  if (!same || stored.subject === null || stored.body_text === null) return null;
  return {
    subject: stored.subject,
    text: stored.body_text,
    html: stored.body_html ?? '',
    language: work.business.language,
    notMeUrl: /https?:\/\/\S+\/not-me\b/.exec(stored.body_text)?.[0] ?? null,
    note: stored.note,
  };
}

async function wordNow(
  work: Work,
  message: StoredMessage,
  from: Ingredients,
  recipient: Recipient,
  on: Day,
): Promise<Words> {
  const { customer_id: customerId, id: messageId } = message;
  const { contactId } = recipient;
  const token = await issueAnswerLink(work, { customerId, messageId, contactId });
  const worded = wordMessage(work, message, from, token, on);
  return {
    subject: worded.subject,
    text: worded.text,
    html: worded.html,
    language: worded.template.language,
    notMeUrl: linksFor(work.platform.config.publicUrl, token).answers['not-me'],
    note: worded.fellBack,
  };
}

/** Marks a message as leaving. @returns what the database's own guard refused it for, if it did */
async function mark(work: Work, leaving: StoredMessage): Promise<string | null> {
  const { lines, totals, tone, subject, body_text, body_html, header_id, contact_id } = leaving;
  const { to_address, to_name, attempts, note, sent_on, judged_on } = leaving;
  const values = { lines, totals, tone, subject, body_text, body_html, header_id, contact_id };
  const days = { sent_on, judged_on };
  const refused = await pastTheGuard(work, leaving.id, () =>
    work.tx
      .updateTable('message')
      .set({ state: 'sending', ...values, ...days, to_address, to_name, attempts, note })
      .where('business_id', '=', work.business.id)
      .where('id', '=', leaving.id)
      .execute(),
  );
  if (refused !== null) return refused;
  await writeAttempt(work, leaving.id, 'started', to_address);
  return null;
}

function outgoingOf(work: Work, leaving: StoredMessage, words: Words, to: string): OutgoingMessage {
  const { business, now } = work;
  return {
    headerId: leaving.header_id!,
    from: { name: business.person || business.name, address: business.email! },
    replyTo: replyToOf(work, leaving.header_id!),
    to: { name: leaving.to_name ?? '', address: to },
    subject: words.subject,
    text: words.text,
    html: words.html,
    date: now,
    language: words.language,
    notMeUrl: words.notMeUrl,
    attempt: leaving.attempts,
  };
}

/**
 * Where an answer by hand goes: the address for replies, with the name of this message behind a
 * plus, which says what is answered even where a mail program drops the Message-ID.
 */
function replyToOf(work: Work, headerId: string): string | null {
  return work.platform.config.replyTo?.replace('@', `+${headerId.slice(1, 33)}@`) ?? null;
}

/** The same message has the same Message-ID at every attempt, and nobody can guess another's. */
function headerIdOf(work: Work, message: StoredMessage): string {
  if (message.header_id) return message.header_id;
  const name = createHmac('sha256', work.platform.config.secret)
    .update(`message-id/${work.business.id}/${message.id}`)
    .digest('hex')
    .slice(0, 32);
  const domain = work.business.email?.split('@')[1] ?? 'localhost';
  return `<${name}@${domain}>`;
}
