import { type Day, type Money, RefusedError } from '../../core/base/index.ts';
import { type Claimable, claimable } from '../../core/charge/index.ts';
import { jurisdictionsOf, type LawBook, type Pack } from '../../core/law/index.ts';
import { lawBook } from '../../law/index.ts';
import type { Work } from '../platform/platform.ts';
import { type Charging, type Late, type LateAsked, lateInvoices } from './late.ts';

/** What could be claimed on one late invoice. */
export interface Proposal {
  late: Late;
  packId: string;
  found: Claimable;
}

/** A late invoice on which nothing can be reckoned, and why. */
export interface Refused {
  late: Late;
  code: string;
  message: string;
}

export interface Proposals {
  proposals: Proposal[];
  refused: Refused[];
  /** The last invoice looked at, to go on after it; null at the end. */
  next: bigint | null;
}

/** Whom charges are proposed for: everybody whose setting is not never. */
const SAID: readonly Charging[] = ['threaten', 'propose', 'claim'];

/**
 * What could be claimed as at a day, invoice by invoice; nothing is stored. An invoice whose rate
 * is not known is refused by name, and nothing of it is proposed.
 */
export async function proposeCharges(
  work: Work,
  asked: {
    customer?: bigint | undefined;
    after?: bigint;
    limit: number;
    charging?: readonly Charging[];
  },
): Promise<Proposals> {
  const query: LateAsked = { charging: SAID, ...asked, limit: asked.limit + 1 };
  const late = await lateInvoices(work, work.today, query);
  const page = late.slice(0, asked.limit);
  const next = late.length > page.length ? page.at(-1)!.id : null;
  return { ...reckonAll(work, page), next };
}

/** Reckons every invoice by itself: one that cannot be does not keep back the others. */
export function reckonAll(work: Work, late: readonly Late[]): Omit<Proposals, 'next'> {
  const book = lawBook();
  const packs = packsOf(book, work);
  const proposals: Proposal[] = [];
  const refused: Refused[] = [];
  for (const one of late) {
    try {
      const proposal = reckon(book, packs(one), one, work.today);
      const { lines, held, tooMuch } = proposal.found;
      if (lines.length > 0 || held.amount > 0n || tooMuch.amount > 0n) proposals.push(proposal);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      refused.push({ late: one, code: error.code, message: error.message });
    }
  }
  return { proposals, refused };
}

type Where = { claims: Pack; notes: string[] };

function packsOf(book: LawBook, work: Work): (late: Late) => Where {
  const known = new Map<string, Where>();
  return ({ place }) => {
    const key = `${place.country} ${place.region}`;
    const found = known.get(key) ?? jurisdictionsOf(book, work.business, place);
    known.set(key, found);
    return found;
  };
}

function reckon(book: LawBook, { claims, notes }: Where, late: Late, until: Day): Proposal {
  const { terms, registered, invoice } = late;
  const found = claimable(book, { pack: claims, terms, registered }, invoice, until);
  return { late, packId: claims.id, found: { ...found, notes: [...notes, ...found.notes] } };
}

/** What words may say of charges of a customer: what could be claimed, and what a day adds. */
export interface Mention {
  charges: Money[];
  perDay: Money[];
}

/** A customer with more late invoices than this is no matter for words in a letter. */
const MOST_MENTIONED = 500;

/**
 * What a letter may say could be claimed of a customer today, for whoever threatens, proposes or
 * claims; null when nothing may be said: never, nothing late, or a rate that is not known.
 */
export async function chargesToMention(work: Work, customer: bigint): Promise<Mention | null> {
  const { proposals, refused } = await proposeCharges(work, { customer, limit: MOST_MENTIONED });
  if (refused.length > 0) return null;
  const charges = sumByCurrency(proposals.flatMap(({ found }) => found.totals));
  const perDay = sumByCurrency(proposals.map(({ found }) => found.perDay));
  return charges.length === 0 ? null : { charges, perDay };
}

function sumByCurrency(amounts: readonly Money[]): Money[] {
  const sums = new Map<string, bigint>();
  for (const { amount, currency } of amounts)
    if (amount > 0n) sums.set(currency, (sums.get(currency) ?? 0n) + amount);
  return [...sums].map(([currency, amount]) => ({ amount, currency }));
}
