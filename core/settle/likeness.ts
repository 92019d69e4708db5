/** Money that arrived, as far as its bank line says whose it is. */
export interface ReceiptSeen {
  /** Minor units. */
  amount: bigint;
  currency: string;
  /** Who paid and what for, in the bank's words. */
  text: string;
}

/** Somebody whose it could be, and what they owe. */
export interface MaybeTheirs {
  name: string;
  items: readonly { number: string; currency: string; outstanding: bigint }[];
}

/**
 * Why a receipt could be a customer's, in words; null when nothing says so: it names an open
 * invoice of theirs, its payer is like their name, or it is exactly one open item or all they owe.
 */
export function likeness(receipt: ReceiptSeen, customer: MaybeTheirs): string | null {
  const { items } = customer;
  const mentioned = new Set(wordsOf(receipt.text));
  const named = items.find((item) => mentioned.has(item.number.toLowerCase()));
  if (named) return `it names ${named.number}`;
  if (isLikeName(receipt.text, customer.name)) return 'the payer is like their name';
  const same = items.filter((item) => item.currency === receipt.currency);
  const exact = same.find((item) => item.outstanding === receipt.amount);
  if (exact) return `it is what is open on ${exact.number}`;
  const all = same.reduce((sum, item) => sum + item.outstanding, 0n);
  return same.length > 0 && all === receipt.amount ? 'it is all that they owe' : null;
}

/** What stands between spaces in a bank line, in lower case, as it may be an invoice's number. */
export function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[\s,;:]+/u)
    .filter((word) => word !== '');
}

/** Words that many names share and that tell nobody apart. */
const COMMON = new Set(
  (
    'the and und et van von de of co company ltd limited plc llp llc inc corp gmbh ag kg ug bv ' +
    'nv sa sarl sas srl spa sl oy ab as aps pty pte group holding holdings'
  ).split(' '),
);

/** A bank cuts names short; as many letters say that a word is the beginning of another. */
const ENOUGH_LETTERS = 4;

/**
 * Whether a payer's text is like a name: every telling word of the name stands in it, or every
 * telling word of it in the name. Case, accents, punctuation and legal forms do not count.
 */
export function isLikeName(text: string, name: string): boolean {
  const [payer, theirs] = [tellingWords(text), tellingWords(name)];
  if (payer.length === 0 || theirs.length === 0) return false;
  const [few, many] = payer.length < theirs.length ? [payer, theirs] : [theirs, payer];
  return few.every((word) => many.some((other) => isSameWord(word, other)));
}

function tellingWords(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1);
  const telling = words.filter((word) => !COMMON.has(word));
  return telling.some((word) => /\p{L}{3}/u.test(word)) ? telling : [];
}

function isSameWord(a: string, b: string): boolean {
  if (a === b) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= ENOUGH_LETTERS && long.startsWith(short);
}
