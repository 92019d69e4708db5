import { sql } from 'kysely';
import { readNumber } from '../../../adapters/channels/index.ts';
import { readTextCommand, type TextCommand } from '../../../core/discuss/index.ts';
import { recordConsent, recordReply } from '../../discuss/index.ts';
import type { Platform, Work } from '../../platform/platform.ts';
import { workFor } from '../../platform/work.ts';
import { lockCustomer } from '../../receivable/index.ts';

const LONGEST_WORDS = 1600;
const COMMANDS: Readonly<Record<string, TextCommand>> = {
  STOP: 'stop',
  START: 'start',
  HELP: 'help',
};

interface Text {
  sid: string;
  channel: 'sms' | 'whatsapp';
  command: TextCommand | null;
  words: string;
  from: string;
}

/** A contact who has the number. */
interface Writer {
  business_id: bigint;
  customer_id: bigint;
  id: bigint;
}

/**
 * Takes a text that came in, once. A number may be known to several customers: a STOP is for all of
 * them, and any other words hold the chase of all; whose words they are is told where only one
 * business knows the number.
 */
export async function takeText(platform: Platform, fields: URLSearchParams): Promise<void> {
  const from = fields.get('From') ?? '';
  const number = readNumber(from.replace(/^whatsapp:/, ''));
  const sid = fields.get('MessageSid') ?? '';
  if (number === null || !/^[A-Z]{2}[0-9a-f]{32}$/.test(sid)) return;
  const body = (fields.get('Body') ?? '').slice(0, LONGEST_WORDS);
  const command = COMMANDS[fields.get('OptOutType') ?? ''] ?? readTextCommand(body);
  // The network answers it, with the words set there.
  if (command === 'help') return;
  const writers = await writersWith(platform, number.slice(1));
  const businesses = Map.groupBy(writers, (one) => one.business_id);
  const words = businesses.size === 1 ? body : '';
  const channel = from.startsWith('whatsapp:') ? 'whatsapp' : 'sms';
  const text: Text = { sid, channel, command, words, from: number };
  for (const [businessId, theirs] of businesses) {
    await workFor(platform, businessId, 'customer', async (work) => {
      const customers = Map.groupBy(theirs, (one) => one.customer_id);
      // In one order, so that two texts do not wait for each other.
      for (const [customerId, contacts] of customers) {
        const contactIds = contacts.map(({ id }) => id);
        await takeFrom(work, customerId, contactIds, text);
      }
    });
  }
  if (writers.length === 0) platform.log.info({ sid }, 'a text came from a number nobody has');
}

async function takeFrom(
  work: Work,
  customerId: bigint,
  contactIds: readonly bigint[],
  { sid, channel, command, words, from }: Text,
): Promise<void> {
  await lockCustomer(work, customerId);
  const before = await work.tx
    .selectFrom('event')
    .select('id')
    .where('business_id', '=', work.business.id)
    .where('customer_id', '=', customerId)
    .where(sql<boolean>`shown ->> 'textSid' = ${sid}`)
    .executeTakeFirst();
  if (before) return;
  if (command === null) {
    await recordReply(work, { customerId, text: words, from, textSid: sid });
    return;
  }
  const wants = command === 'start';
  await recordConsent(work, { customerId, contactIds, channel, wants, text: words, textSid: sid });
}

/** Contacts of every business but the demo whose phone is this number, by its digits. */
function writersWith(platform: Platform, digits: string): Promise<Writer[]> {
  return platform.database.system
    .selectFrom('contact as k')
    .innerJoin('business as b', 'b.id', 'k.business_id')
    .select(['k.business_id', 'k.customer_id', 'k.id'])
    .where('b.demo', '=', false)
    .where('k.phone', 'is not', null)
    .where(sql<string>`regexp_replace(k.phone, '[^0-9]+', '', 'g')`, 'in', [digits, `00${digits}`])
    .orderBy('k.business_id')
    .orderBy('k.customer_id')
    .orderBy('k.id')
    .limit(100)
    .execute();
}
