import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Platform, Work } from '../platform/platform.ts';

const RANDOM_BYTES = 32;
const MAC_BYTES = 16;
const RANDOM_LENGTH = 43;
const TOKEN = /^[A-Za-z0-9_-]{65}$/;

/** Whom a link speaks for. */
export interface AnswerLink {
  businessId: bigint;
  customerId: bigint;
  messageId: bigint | null;
  contactId: bigint | null;
  revoked: boolean;
}

/**
 * Makes a link token for a message: 32 random bytes and a signature over them. Only its hash is
 * kept, so that nobody who reads the database can answer for a customer.
 * @returns the token, to be put into the message and forgotten
 */
export async function issueAnswerLink(
  work: Work,
  link: { customerId: bigint; messageId: bigint | null; contactId: bigint | null },
): Promise<string> {
  const random = randomBytes(RANDOM_BYTES).toString('base64url');
  const token = random + sign(work.platform, 'answer-link', random, MAC_BYTES);
  await work.tx
    .insertInto('answer_link')
    .values({
      business_id: work.business.id,
      token_hash: hashOf(token),
      customer_id: link.customerId,
      message_id: link.messageId,
      contact_id: link.contactId,
      created_at: work.now.toString(),
    })
    .execute();
  return token;
}

/** Takes back links: one contact's, or every link of a customer. @returns how many */
export async function revokeLinks(
  work: Work,
  whose: { contactId: bigint } | { customerId: bigint },
): Promise<number> {
  const [result] = await work.tx
    .updateTable('answer_link')
    .set({ revoked_at: work.now.toString() })
    .where('business_id', '=', work.business.id)
    .where('revoked_at', 'is', null)
    .where((eb) =>
      'contactId' in whose
        ? eb('contact_id', '=', whose.contactId)
        : eb('customer_id', '=', whose.customerId),
    )
    .execute();
  return Number(result?.numUpdatedRows ?? 0n);
}

/**
 * Whom a token speaks for; null when it was never issued. A token without our signature does not
 * reach the database. This is the one place where a stranger's word chooses the business, so it
 * reads nothing but the row of the hash.
 */
export async function findAnswerLink(
  platform: Platform,
  token: string,
): Promise<AnswerLink | null> {
  if (!TOKEN.test(token)) return null;
  const random = token.slice(0, RANDOM_LENGTH);
  const mac = sign(platform, 'answer-link', random, MAC_BYTES);
  if (!sameText(mac, token.slice(RANDOM_LENGTH))) return null;
  const row = await platform.database.system
    .selectFrom('answer_link')
    .select(['business_id', 'customer_id', 'message_id', 'contact_id', 'revoked_at'])
    .where('token_hash', '=', hashOf(token))
    .executeTakeFirst();
  if (!row) return null;
  return {
    businessId: row.business_id,
    customerId: row.customer_id,
    messageId: row.message_id,
    contactId: row.contact_id,
    revoked: row.revoked_at !== null,
  };
}

/**
 * A one-time word for a form on a link's page: shows that the form came from us, and makes the
 * same form sent twice the same answer.
 */
export function issueFormToken(platform: Platform, token: string, form: string): string {
  const nonce = randomBytes(12).toString('base64url');
  return `${nonce}.${sign(platform, 'answer-form', `${hashOf(token)}/${form}/${nonce}`, MAC_BYTES)}`;
}

/** Whether a form's word was issued for this link and this form. */
export function isFormToken(
  platform: Platform,
  token: string,
  form: string,
  word: string,
): boolean {
  const [nonce = '', mac = ''] = word.split('.');
  if (!/^[A-Za-z0-9_-]{16}$/.test(nonce)) return false;
  const expected = sign(platform, 'answer-form', `${hashOf(token)}/${form}/${nonce}`, MAC_BYTES);
  return sameText(expected, mac);
}

function sign(platform: Platform, purpose: string, text: string, bytes: number): string {
  const mac = createHmac('sha256', platform.config.secret).update(`${purpose}:${text}`).digest();
  return mac.subarray(0, bytes).toString('base64url');
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
