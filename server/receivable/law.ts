import {
  type CustomerKind,
  type Law,
  type LawBook,
  lawFor,
  lawUnknown,
} from '../../core/law/index.ts';
import { lawBook } from '../../law/index.ts';
import type { Business } from '../platform/platform.ts';
import { isZone } from '../platform/zones.ts';
import type { Place } from './place.ts';

/** Whose law is asked for: where the customer is, and what they are. */
export interface Subject extends Place {
  kind: CustomerKind;
}

type LawOf = (seller: Pick<Business, 'country' | 'region'>, customer: Subject) => Law;

/** A few dozen places and four kinds; what anybody types in does not make it grow for ever. */
const MOST = 10_000;

/**
 * The laws of customers, each made once from a law book. Where the book cannot be read, or nobody
 * knows the customer's time zone, the law of that customer says no to everything, and why.
 */
export function makeLaws(read: () => LawBook): LawOf {
  const laws = new Map<string, Law>();
  return (seller, customer) => {
    const { country, region, zone, kind } = customer;
    const key = `${seller.country} ${seller.region} ${country} ${region} ${zone} ${kind}`;
    let law = laws.get(key);
    if (!law) {
      law = lawIn(read, seller, customer);
      if (laws.size > MOST) laws.clear();
      laws.set(key, law);
    }
    return law;
  };
}

function lawIn(
  read: () => LawBook,
  seller: Pick<Business, 'country' | 'region'>,
  { country, region, zone, kind }: Subject,
): Law {
  if (!isZone(zone)) {
    const text = `Their time zone "${zone}" is not known, so nothing is said at any hour`;
    return lawUnknown(country, { code: 'unknown-zone', text, source: 'the customer' });
  }
  try {
    return lawFor(read(), seller, { country, region }, kind);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const text = `The law of ${country} cannot be read, so nothing is said: ${why}`;
    return lawUnknown(country, { code: 'unreadable', text, source: 'the law packs' });
  }
}

/** The law of a customer of a business, from the packs that come with the program. */
export const lawOf: LawOf = makeLaws(lawBook);
