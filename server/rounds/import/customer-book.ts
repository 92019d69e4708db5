import type { CustomerRecord, FileRecord } from '../../../adapters/books/files/index.ts';

const DETAILS = ['name', 'country', 'phone', 'address', 'contact'] as const;
type Detail = (typeof DETAILS)[number];

/** A customer of a file, gathered from all of its lines. */
interface Gathered {
  code: string | null;
  name: string;
  country: string | null;
  phone: string | null;
  address: string | null;
  contact: string | null;
  emails: readonly string[];
  /** For each detail, the day of the invoice it was taken from. */
  ranks: Record<Detail, number>;
  /** The last record seen and its day, to pass a repeated one by quickly. */
  last: CustomerRecord;
  lastRank: number;
}

/**
 * The customers of a file, each once: the same by code, else by name whatever its letter case.
 * Where lines say different things, the one with the latest invoice counts, whatever the order
 * of the lines; empty cells never erase.
 */
export class CustomerBook {
  readonly #indexes = new Map<string, number>();
  readonly #customers: Gathered[] = [];

  /** The number of the customer of a record. */
  indexOf(record: FileRecord): number {
    const customer = record.customer!;
    const key = customer.code === null ? `n${customer.name.toLowerCase()}` : `c${customer.code}`;
    const rank = record.invoice?.issuedOn ?? record.payment?.paidOn ?? 0;
    const index = this.#indexes.get(key);
    if (index === undefined) {
      this.#indexes.set(key, this.#customers.length);
      this.#customers.push(begun(customer, rank));
      return this.#customers.length - 1;
    }
    const known = this.#customers[index]!;
    if (rank > known.lastRank || !sameDetails(known.last, customer)) merge(known, customer, rank);
    return index;
  }

  get size(): number {
    return this.#customers.length;
  }

  *customers(): IterableIterator<[number, Gathered]> {
    yield* this.#customers.entries();
  }
}

function sameDetails(a: CustomerRecord, b: CustomerRecord): boolean {
  return (
    a.name === b.name &&
    a.country === b.country &&
    a.phone === b.phone &&
    a.address === b.address &&
    a.contact === b.contact &&
    sameTexts(a.emails, b.emails)
  );
}

function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false;
  return true;
}

function begun(customer: CustomerRecord, rank: number): Gathered {
  const { code, name, country, phone, address, contact, emails } = customer;
  const ranks = { name: rank, country: rank, phone: rank, address: rank, contact: rank };
  return {
    code,
    name,
    country,
    phone,
    address,
    contact,
    emails,
    ranks,
    last: customer,
    lastRank: rank,
  };
}

function merge(known: Gathered, said: CustomerRecord, rank: number): void {
  for (const detail of DETAILS) {
    const [before, now] = [known[detail], said[detail]];
    if (now === null) continue;
    const later = before === null || rank > known.ranks[detail];
    if (later || (rank === known.ranks[detail] && now < before)) {
      (known as Record<Detail, string | null>)[detail] = now;
      known.ranks[detail] = rank;
    }
  }
  known.emails = union(known.emails, said.emails);
  known.last = said;
  known.lastRank = rank;
}

/** Every address once, in an order that does not depend on the order of the lines. */
function union(a: readonly string[], b: readonly string[]): readonly string[] {
  if (sameTexts(a, b)) return a;
  const seen = new Map(a.map((email) => [email.toLowerCase(), email]));
  const more = b.filter((email) => !seen.has(email.toLowerCase()));
  return more.length === 0 ? a : [...a, ...more].sort((x, y) => (x < y ? -1 : 1));
}
