import type { Clues } from '../../../core/discuss/index.ts';
import type { Platform, Work } from '../../platform/platform.ts';
import { findAnswerLink } from '../links.ts';

/** Whom a mail is from, and how that was found. */
export interface Writer {
  customerId: bigint;
  contactId: bigint | null;
  /** The message of ours that it answers. */
  messageId: bigint | null;
  foundBy: 'message' | 'link' | 'sender';
}

/**
 * Whom a mail is from: by the message of ours that it names, by a link of ours that it quotes, or
 * by the sender's address where exactly one customer has it. Null when nobody can say.
 */
export async function findWriter(work: Work, clues: Clues): Promise<Writer | null> {
  const sender = await contactsOf(work, clues.sender);
  const named = await messageNamed(work, clues);
  const own = (customerId: bigint) =>
    sender.find((contact) => contact.customer_id === customerId)?.id ?? null;
  if (named) {
    const customerId = named.customer_id;
    const messageId = named.id;
    return { customerId, contactId: own(customerId), messageId, foundBy: 'message' };
  }
  for (const token of clues.tokens) {
    const link = await findAnswerLink(work.platform, token);
    if (link?.businessId !== work.business.id) continue;
    const { customerId, messageId } = link;
    return { customerId, contactId: own(customerId), messageId, foundBy: 'link' };
  }
  const customers = new Set(sender.map((contact) => contact.customer_id));
  const [customerId] = customers;
  if (customers.size !== 1 || customerId === undefined) return null;
  return { customerId, contactId: own(customerId), messageId: null, foundBy: 'sender' };
}

/** The first 32 characters of our Message-IDs, which are the tag of a reply address as well. */
function digitsOf(clues: Clues): string[] {
  const ids = clues.headerIds.map((id) => id.slice(1, 33));
  return [...new Set([...ids, ...clues.tags])].filter((one) => /^[0-9a-f]{32}$/.test(one));
}

async function messageNamed(work: Work, clues: Clues) {
  const digits = digitsOf(clues);
  if (digits.length === 0) return undefined;
  const rows = await work.tx
    .selectFrom('message')
    .select(['id', 'customer_id', 'header_id'])
    .where('business_id', '=', work.business.id)
    .where((eb) => eb(eb.fn('substr', ['header_id', eb.val(2), eb.val(32)]), 'in', digits))
    .execute();
  // The nearest one first: a long conversation names many.
  const order = new Map(digits.map((one, index) => [one, index]));
  const nearness = (headerId: string | null) => order.get(headerId?.slice(1, 33) ?? '') ?? Infinity;
  return rows.toSorted((a, b) => nearness(a.header_id) - nearness(b.header_id))[0];
}

async function contactsOf(work: Work, sender: string | null) {
  if (sender === null) return [];
  return work.tx
    .selectFrom('contact')
    .select(['id', 'customer_id'])
    .where('business_id', '=', work.business.id)
    .where((eb) => eb(eb.fn('lower', ['email']), '=', sender))
    .orderBy('id')
    .limit(50)
    .execute();
}

/**
 * Which business a mail is for, where its mailbox may be anybody's: whose message or link it
 * names, whose address it went to, whose customer wrote it, or the only one there is. Null when
 * none of these says one. It reads nothing but ids; the business then looks for itself.
 */
export async function businessFor(
  platform: Platform,
  clues: Clues,
  to: readonly string[],
): Promise<bigint | null> {
  const { system } = platform.database;
  const digits = digitsOf(clues);
  const one = (rows: readonly { id: bigint }[]) => {
    const ids = new Set(rows.map(({ id }) => id));
    return ids.size === 1 ? rows[0]!.id : null;
  };
  if (digits.length > 0) {
    const rows = await system
      .selectFrom('message')
      .select('business_id as id')
      .where((eb) => eb(eb.fn('substr', ['header_id', eb.val(2), eb.val(32)]), 'in', digits))
      .execute();
    const found = one(rows);
    if (found !== null) return found;
  }
  for (const token of clues.tokens) {
    const link = await findAnswerLink(platform, token);
    if (link) return link.businessId;
  }
  const all = await system.selectFrom('business').select(['id', 'email', 'demo']).execute();
  const addresses = new Set(to.map((address) => address.replace(/\+[^@]*@/, '@')));
  const addressed = all.filter(({ email }) => email && addresses.has(email.toLowerCase()));
  const byAddress = one(addressed);
  if (byAddress !== null) return byAddress;
  const real = all.filter(({ demo }) => !demo);
  if (real.length === 1) return real[0]!.id;
  if (clues.sender === null) return null;
  const senders = await system
    .selectFrom('contact')
    .select('business_id as id')
    .distinct()
    .where((eb) => eb(eb.fn('lower', ['email']), '=', clues.sender!))
    .execute();
  return one(senders);
}
