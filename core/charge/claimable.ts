import { type Day, divideRounded, isoDay, type Money } from '../base/index.ts';
import {
  type InterestLine,
  type LateInterest,
  type LawBook,
  lateInterest,
  limitationOf,
  type Pack,
} from '../law/index.ts';
import { decimalParts, feeLine } from './fee.ts';
import {
  type ChargeLine,
  heldOn,
  type LateInstalment,
  type LateInvoice,
  type LateTerms,
  openOn,
} from './late-invoice.ts';
import { leftToClaim } from './left-to-claim.ts';

/** What may be claimed for an invoice being late, as at a day. */
export interface Claimable {
  /** What was not claimed before, line by line. */
  lines: ChargeLine[];
  /** The sums of the lines, one a currency. */
  totals: Money[];
  /** Interest of one more day on what is open and not in dispute. */
  perDay: Money;
  /** Interest so far on what is in dispute: it accrues, and is not proposed. */
  held: Money;
  /** Claimed before, and no longer owed: money that was told late, or a credit note. */
  tooMuch: Money;
  /** What a person makes sure of before anything is claimed. */
  needs: string[];
  notes: string[];
}

/** Whose law, and what was agreed. */
export interface ChargeTerms {
  pack: Pack;
  /** What was agreed about being late; null for nothing. */
  terms: LateTerms | null;
  /** Registered as the law wants it of some suppliers (IN). */
  registered: boolean;
}

/**
 * What may be claimed for an invoice as at a day: interest of the days that were not claimed yet,
 * and once an invoice the law's fixed sum or the fee that was agreed, whichever is larger.
 * @throws RefusedError `rate-unknown` past the last known rate; `term-not-allowed` above a ceiling.
 */
export function claimable(
  book: LawBook,
  under: ChargeTerms,
  invoice: LateInvoice,
  until: Day,
): Claimable {
  const { currency } = invoice;
  const none = (): Money => ({ amount: 0n, currency });
  const found: Claimable = {
    ...{ lines: [], totals: [], perDay: none(), held: none(), tooMuch: none() },
    ...{ needs: [], notes: [] },
  };
  const terms =
    under.terms !== null && under.terms.agreedOn <= invoice.issuedOn ? under.terms : null;
  if (under.terms !== null && terms === null)
    found.notes.push(
      `The late terms were agreed on ${isoDay(under.terms.agreedOn)}, after this invoice: the law alone counts.`,
    );
  const held = heldOn(invoice, until);
  const late = invoice.instalments
    .filter((one) => one.dueOn < until && openOn(one, one.dueOn) > 0n)
    .sort((a, b) => a.dueOn - b.dueOn);
  const asked: Asked = { book, under: { ...under, terms }, invoice, until, found };
  const reckoned: Reckoned[] = [];
  for (const one of late) {
    if (isTooOld(asked, one)) continue;
    const interest = addInterest(asked, one, held.get(one.no) ?? 0n);
    if (interest !== null) reckoned.push({ instalment: one, interest });
  }
  addOnce(asked, reckoned, held);
  found.notes = [...new Set(found.notes)];
  found.needs = [...new Set(found.needs)];
  found.totals = totalsOf(found.lines);
  return found;
}

interface Asked {
  book: LawBook;
  under: ChargeTerms;
  invoice: LateInvoice;
  until: Day;
  found: Claimable;
}

interface Reckoned {
  instalment: LateInstalment;
  interest: LateInterest;
}

function isTooOld({ book, under, invoice, until, found }: Asked, one: LateInstalment): boolean {
  const old = {
    ...{ dueOn: one.dueOn, kind: invoice.kind, claim: 'written' as const },
    partPayments: one.settled.filter((part) => part.amount > 0n).map((part) => part.on),
    acknowledgements: [],
  };
  const limit = limitationOf(book, under.pack, old, until);
  if (limit?.state !== 'over') return false;
  found.notes.push(`Too old to be claimed since ${isoDay(limit.endsOn)} (${limit.source}).`);
  return true;
}

/** Adds the interest of an instalment; null when nothing of it is undisputed. */
function addInterest(asked: Asked, one: LateInstalment, held: bigint): LateInterest | null {
  const { invoice, found } = asked;
  const whole = held > 0n ? reckon(asked, one, one.amount) : null;
  const free = one.amount > held ? reckon(asked, one, one.amount - held) : null;
  if (whole !== null) {
    const kept = whole.interest.amount - (free?.interest.amount ?? 0n);
    found.held = { ...found.held, amount: found.held.amount + kept };
  }
  const claimed = invoice.claimed.filter(
    (line) => line.kind === 'interest' && line.instalment === one.no,
  );
  // While all of it is in dispute nothing is taken back either: that is for its outcome to say.
  if (free === null) return null;
  const lines = mayBeClaimed(free, found);
  const left = leftToClaim(lines, claimed, { instalment: one.no, currency: invoice.currency });
  found.lines.push(...left.lines);
  if (held === 0n)
    found.tooMuch = { ...found.tooMuch, amount: found.tooMuch.amount + left.tooMuch };
  const last = lines.at(-1);
  if (last !== undefined && last.to === asked.until)
    found.perDay = { ...found.perDay, amount: found.perDay.amount + oneDay(last) };
  return free;
}

function reckon(asked: Asked, one: LateInstalment, amount: bigint): LateInterest {
  const { book, under, invoice, until } = asked;
  const splits = invoice.claimed
    .filter((line) => line.instalment === one.no && line.to !== null)
    .map((line) => ({ on: line.to!, amount: 0n }));
  return lateInterest(book, under.pack.id, {
    amount: { amount, currency: invoice.currency },
    dueOn: one.dueOn,
    until,
    kind: invoice.kind,
    agreed: under.terms?.rate ?? null,
    // Nothing at the end of what was claimed before: it only parts the lines there.
    parts: [...one.settled.filter((part) => part.on <= until), ...splits],
    registered: under.registered,
    allocation: 'principal',
  });
}

/** The lines that an invoice may carry; what only a court grants is said and not proposed. */
function mayBeClaimed(interest: LateInterest, found: Claimable): InterestLine[] {
  const { rule, lines } = interest;
  found.notes.push(...interest.notes);
  const byAgreement = lines[0]?.source.startsWith('agreed before') ?? false;
  if (rule?.basis === 'state-default' && !byAgreement) return [];
  const running = lines.filter((line) => line.base > 0n);
  if (rule !== null && running.length > 0) {
    if (rule.needs.demand) found.needs.push('A demand for payment has come before.');
    if (rule.needs.notice !== null) found.needs.push(rule.needs.notice);
  }
  return running;
}

function oneDay(line: InterestLine): bigint {
  const { top, bottom } = decimalParts(line.ratePercent);
  return divideRounded(line.base * top, bottom * 36_500n, 'half-up');
}

/** The law's fixed sum or the agreed fee, once an invoice: the larger where both are owed. */
function addOnce(asked: Asked, reckoned: readonly Reckoned[], held: ReadonlyMap<number, bigint>) {
  const { book, under, invoice, until, found } = asked;
  const first = reckoned[0];
  if (first === undefined || invoice.claimed.some((line) => line.kind !== 'interest')) return;
  const { instalment, interest } = first;
  const isCourts = interest.rule?.basis === 'state-default';
  const sum = isCourts && under.terms?.rate == null ? null : interest.fixedSum;
  const byLaw: ChargeLine | null = sum && {
    ...{ kind: 'fixed-sum', instalment: null, from: null, to: null, days: null },
    ...{ ratePercent: null, base: null },
    ...{ amount: sum.amount, currency: sum.currency, source: sum.source },
  };
  const fee = under.terms?.fee ?? null;
  const open = openOn(instalment, instalment.dueOn) - (held.get(instalment.no) ?? 0n);
  const late = { amount: open, currency: invoice.currency };
  const about = { kind: invoice.kind, late, dueOn: instalment.dueOn, until };
  const agreed = fee && feeLine(book, under.pack, { fee, ...about }, found.notes);
  if (byLaw !== null && agreed !== null) {
    found.notes.push('A fee was agreed and the law gives a fixed sum: only one of them is owed.');
    const isMore = agreed.currency === byLaw.currency && agreed.amount > byLaw.amount;
    found.lines.push(isMore ? agreed : byLaw);
    return;
  }
  const one = byLaw ?? agreed;
  if (one !== null) found.lines.push(one);
}

/** The sums of lines, one a currency, in the order they come. */
export function totalsOf(lines: readonly ChargeLine[]): Money[] {
  const sums = new Map<string, bigint>();
  for (const { currency, amount } of lines) sums.set(currency, (sums.get(currency) ?? 0n) + amount);
  return [...sums].map(([currency, amount]) => ({ amount, currency }));
}
