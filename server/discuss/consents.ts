import { type Day, RefusedError } from '../../core/base/index.ts';
import type { Work } from '../platform/platform.ts';
import { appendEvent, lockCustomer } from '../receivable/index.ts';

/** The channels that a contact can say yes or no to. */
export type ConsentChannel = 'email' | 'sms' | 'whatsapp' | 'phone';

export interface Consent {
  customerId: bigint;
  /** Whose word it is; several where they share a number. */
  contactIds: readonly bigint[];
  channel: ConsentChannel;
  /** True says yes to the channel, false no; the last word counts. */
  wants: boolean;
  /** Their words. */
  text?: string;
  /** The network's name for the text it came in. */
  textSid?: string;
  on?: Day;
}

/**
 * Records whether contacts want a channel. A no holds until they say yes again.
 * @returns the event's id
 * @throws RefusedError `unknown-contact`
 */
export async function recordConsent(work: Work, consent: Consent): Promise<bigint> {
  const { channel, wants, customerId, text, textSid } = consent;
  await lockCustomer(work, customerId);
  const contacts = await work.tx
    .selectFrom('contact')
    .select(['id', 'opted_in', 'opted_out'])
    .where('business_id', '=', work.business.id)
    .where('customer_id', '=', customerId)
    .where('id', 'in', [0n, ...consent.contactIds])
    .execute();
  if (contacts.length === 0) {
    const problem = 'There is no such contact of this customer. Nothing was recorded.';
    throw new RefusedError('unknown-contact', problem, { status: 404 });
  }
  for (const { id, opted_in, opted_out } of contacts) {
    const others = (channels: readonly string[]) => channels.filter((one) => one !== channel);
    await work.tx
      .updateTable('contact')
      .set({
        opted_in: wants ? [...others(opted_in), channel] : others(opted_in),
        opted_out: wants ? others(opted_out) : [...others(opted_out), channel],
      })
      .where('business_id', '=', work.business.id)
      .where('id', '=', id)
      .execute();
  }
  const kind = wants ? 'opted-in' : 'opted-out';
  const shown = { ...(text ? { text } : {}), ...(textSid ? { textSid } : {}) };
  return appendEvent(work, customerId, { kind, on: consent.on ?? work.today, channel }, shown);
}
