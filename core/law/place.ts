import type { LawBook, Pack } from './pack.ts';

/** Where a business or a customer is: ISO 3166-1 country, ISO 3166-2 region without its prefix. */
export interface Place {
  country: string | null;
  region: string | null;
}

/** Whose law is looked at for a customer, and why. */
export interface Jurisdictions {
  /** What may be claimed: interest, fixed sums, limitation. */
  claims: Pack;
  /** How the customer may be contacted, and what comes before court. */
  contact: Pack;
  /** What a person should know about the choice. */
  notes: string[];
}

/** The pack for what is held everywhere. */
export const EVERYWHERE = 'ZZ';

/** The pack that describes a place most closely; the one for everywhere when none does. */
export function packAt(book: LawBook, place: Place): Pack {
  const region = place.region?.replace(/^[A-Z]{2}-/, '') ?? null;
  const there = [...book.packs.values()].filter((pack) => pack.country === place.country);
  const close = there.find((pack) => region !== null && pack.id.endsWith(`-${region}`));
  const exact = close ?? there.find((pack) => region !== null && pack.region === region);
  const whole = there.find((pack) => !pack.id.includes('-'));
  return exact ?? whole ?? book.packs.get(EVERYWHERE)!;
}

/**
 * Whose law counts between a seller and a customer. Contact goes by where the customer is. What may
 * be claimed goes by the country they share, else by the seller's, as a contract without a choice
 * of law does between firms in Europe (Rome I, art. 4); the agreement may say otherwise.
 */
export function jurisdictionsOf(book: LawBook, seller: Place, customer: Place): Jurisdictions {
  const contact = packAt(book, customer);
  if (seller.country === customer.country || customer.country === null) {
    const claims = customer.country === null ? packAt(book, seller) : contact;
    return { claims, contact, notes: plain(claims, customer) };
  }
  const claims = packAt(book, seller);
  const note =
    `The customer is in another country: what may be claimed goes by ${claims.name} unless the ` +
    'agreement says otherwise.';
  return { claims, contact, notes: [note, ...plain(claims, seller), ...plain(contact, customer)] };
}

function plain(pack: Pack, place: Place): string[] {
  if (pack.id !== EVERYWHERE) return [];
  const where = place.country ?? 'a place that is not known';
  return [`The law of ${where} is not known here: only what was agreed is asked for.`];
}
