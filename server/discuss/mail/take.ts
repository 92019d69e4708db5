import { createHash } from 'node:crypto';
import { type Day, dayInZone, isoDay } from '../../../core/base/index.ts';
import {
  cluesOf,
  holdsTheChase,
  type InboundMail,
  kindOf,
  type MailKind,
  readReply,
  withoutQuote,
} from '../../../core/discuss/index.ts';
import type { Work } from '../../platform/platform.ts';
import { addJob } from '../../platform/queue.ts';
import { placeOf, snapshotAsOf } from '../../receivable/index.ts';
import { recordReply } from '../peace.ts';
import { noteBounce } from './bounced.ts';
import { findWriter, type Writer } from './find-writer.ts';
import { keepFiles } from './keep-files.ts';
import { storeProposal } from './stored-proposal.ts';

/** What came of a mail: taken, there already, or our own word coming back. */
export type Taken =
  | { result: 'taken'; id: bigint; kind: MailKind; customerId: bigint | null }
  | { result: 'known' | 'own' };

/** An event shows so much of a mail; the mail itself has the rest. */
const SHOWN_WORDS = 2000;
const KEPT_CHARACTERS = 100_000;
/** A date so far back says when its writer's clock was set, not when it was written. */
const OLDEST_DAYS = 60;

/**
 * Takes a mail that came in: finds whom it is from, keeps it with its files, and does what its
 * kind asks for. A person's reply holds the chase at once; a machine's holds nothing. The same
 * mail is taken once, however often it comes.
 */
export async function takeMail(
  work: Work,
  mail: InboundMail,
  arrived: { receivedAt: Temporal.Instant; isCutOff: boolean },
): Promise<Taken> {
  if (isOurOwn(work, mail)) return { result: 'own' };
  const words = withoutQuote(mail.text);
  const kind = kindOf(mail, words);
  const writer = await findWriter(work, cluesOf(mail));
  const id = await keep(work, mail, words, kind, writer, arrived);
  if (id === null) return { result: 'known' };
  await keepFiles(work, id, mail.attachments);
  if (kind === 'bounce') await noteBounce(work, id, mail);
  const customerId = writer?.customerId ?? null;
  if (customerId !== null && holdsTheChase(kind)) await holdFor(work, id, customerId);
  return { result: 'taken', id, kind, customerId };
}

/** A copy of what we sent, or a mailbox that holds what leaves as well. */
function isOurOwn(work: Work, mail: InboundMail): boolean {
  const own = work.business.email?.toLowerCase();
  return own !== undefined && mail.from?.address === own && mail.reports.length === 0;
}

async function keep(
  work: Work,
  mail: InboundMail,
  words: string,
  kind: MailKind,
  writer: Writer | null,
  arrived: { receivedAt: Temporal.Instant; isCutOff: boolean },
): Promise<bigint | null> {
  const writtenAt = momentOf(mail, arrived.receivedAt, work.now);
  const row = await work.tx
    .insertInto('mail')
    .values({
      business_id: work.business.id,
      key: keyOf(mail),
      kind,
      customer_id: writer?.customerId ?? null,
      contact_id: writer?.contactId ?? null,
      message_id: writer?.messageId ?? null,
      found_by: writer?.foundBy ?? null,
      event_id: null,
      from_address: mail.from?.address ?? null,
      from_name: mail.from?.name ?? '',
      subject: mail.subject,
      header_id: mail.messageId?.slice(0, 300) ?? null,
      sent_at: writtenAt.toString(),
      received_at: work.now.toString(),
      received_on: isoDay(work.today),
      body: mail.text.slice(0, KEPT_CHARACTERS),
      words: words.slice(0, KEPT_CHARACTERS),
      proposed_by: null,
      note: arrived.isCutOff
        ? 'The mail is larger than what is kept of one; the mailbox has it all.'
        : null,
      set_aside_on: null,
      set_aside_by: null,
    })
    .onConflict((conflict) => conflict.columns(['business_id', 'key']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** What makes it the same mail: its Message-ID, or all of it where it has none. */
function keyOf(mail: InboundMail): string {
  const whole = [mail.from?.address, mail.sentAt, mail.subject, mail.text].join('\n');
  return createHash('sha256')
    .update(mail.messageId ?? whole)
    .digest('hex');
}

/** When it was written, where that can be; else when it came. */
function momentOf(mail: InboundMail, receivedAt: Temporal.Instant, now: Temporal.Instant) {
  const came = Temporal.Instant.compare(receivedAt, now) > 0 ? now : receivedAt;
  const first = came.subtract({ hours: OLDEST_DAYS * 24 });
  if (mail.sentAt === null) return came;
  const said = Temporal.Instant.from(mail.sentAt);
  const isSound =
    Temporal.Instant.compare(said, came) <= 0 && Temporal.Instant.compare(said, first) >= 0;
  return isSound ? said : came;
}

/**
 * Holds the chase for a mail's customer, puts it before a person, and reads by rules what it may
 * mean. Where they find nothing, a configured model is asked, after this transaction.
 */
export async function holdFor(work: Work, mailId: bigint, customerId: bigint): Promise<void> {
  const mail = await work.tx
    .selectFrom('mail')
    .select(['kind', 'words', 'subject', 'from_name', 'from_address'])
    .where('business_id', '=', work.business.id)
    .where('id', '=', mailId)
    .executeTakeFirstOrThrow();
  const text = shownWords(mail);
  const eventId = await recordReply(work, {
    customerId,
    text: text.slice(0, SHOWN_WORDS),
    from: mail.from_name || mail.from_address || undefined,
    mailId,
  });
  const proposals =
    mail.kind === 'reply'
      ? readReply(mail.words, await readingOf(work, mailId, customerId)).map(storeProposal)
      : [];
  await work.tx
    .updateTable('mail')
    .set({
      event_id: eventId,
      proposals: JSON.stringify(proposals),
      proposed_by: proposals.length > 0 ? 'rules' : null,
    })
    .where('business_id', '=', work.business.id)
    .where('id', '=', mailId)
    .execute();
  const isAsked = proposals.length === 0 && mail.kind === 'reply' && mail.words !== '';
  if (isAsked && work.platform.config.model !== null) {
    await addJob(work.platform, work.tx, 'ask-model', { mail: String(mailId) }, { attempts: 5 });
  }
}

function shownWords(mail: { kind: MailKind; words: string; subject: string }): string {
  if (mail.kind === 'complaint') return 'Reported our message as unwanted.';
  if (mail.words !== '') return mail.words;
  return mail.subject === '' ? 'A mail without words.' : mail.subject;
}

/** What is known of a mail's writer, for reading it. */
export async function readingOf(work: Work, mailId: bigint, customerId: bigint) {
  const customer = await work.tx
    .selectFrom('customer')
    .select(['language', 'country', 'region', 'zone'])
    .where('business_id', '=', work.business.id)
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow();
  const place = placeOf(work.business, customer);
  const { items } = await snapshotAsOf(work, customerId, work.today);
  return {
    on: await writtenOn(work, mailId, place.zone),
    language: customer.language ?? work.business.language,
    // The United States, and countries that write as they do, put the month first.
    dayFirst: !['US', 'PH', 'FM', 'PW', 'MH'].includes(place.country),
    open: items
      .filter((item) => item.outstanding > 0n)
      .map(({ number, currency, outstanding }) => ({ number, currency, outstanding })),
  };
}

/** The day a mail was written, where its writer is; never after today. */
export async function writtenOn(work: Work, mailId: bigint, zone: string): Promise<Day> {
  const { sent_at } = await work.tx
    .selectFrom('mail')
    .select('sent_at')
    .where('business_id', '=', work.business.id)
    .where('id', '=', mailId)
    .executeTakeFirstOrThrow();
  if (sent_at === null) return work.today;
  const on = dayInZone(Temporal.Instant.from(sent_at), zone);
  return on < work.today ? on : work.today;
}
