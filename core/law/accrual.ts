import { addDays, type Day, divideRounded, isoDay } from '../base/index.ts';
import type { RateTerm } from './agreed.ts';
import { cite } from './book.ts';
import { addMonths, yearFraction } from './day-count.ts';
import {
  type Fraction,
  fraction,
  fractionOf,
  isMore,
  least,
  minus,
  plus,
  times,
  whole,
  ZERO,
} from './fraction.ts';
import type { LateClaim } from './interest.ts';
import type { DayCount, InterestRule, RateSeries } from './pack.ts';
import { percentText, type RateFrom, ratesBetween } from './rates.ts';

/** One stretch at one rate on one base, both days within it. */
export interface InterestLine {
  from: Day;
  to: Day;
  days: number;
  /** Percent a year. */
  ratePercent: string;
  /** Minor units that interest ran on. */
  base: bigint;
  /** Minor units; the lines sum to the interest exactly. */
  amount: bigint;
  source: string;
}

interface Accrued {
  amount: bigint;
  lines: InterestLine[];
  notes: string[];
}

/** The conditions under which a claim grows. */
interface Terms {
  start: Day;
  end: Day;
  rates: readonly RateFrom[];
  dayCount: DayCount;
  /** Months after which interest joins the base; 0 for never. */
  restMonths: number;
  roundEachDay: boolean;
  inDuplum: boolean;
  interestFirst: boolean;
  source: string;
}

/** The claim as it stands at the beginning of a stretch, in minor units. */
interface Standing {
  base: Fraction;
  /** All interest so far. */
  interest: Fraction;
  /** The part of it that has joined the base or was paid. */
  settled: Fraction;
}

/**
 * Interest from the first day to the last, split where the rate or the base changes.
 * @throws RefusedError `rate-unknown` where the series has no rate for one of the days.
 */
export function accrue(
  claim: LateClaim,
  term: RateTerm,
  placeRule: InterestRule | null,
  series: RateSeries | null,
): Accrued {
  const start = addDays(claim.dueOn, term.rule?.startsAfterDays ?? 1);
  if (claim.until < start) return { amount: 0n, lines: [], notes: [] };
  const terms = termsOf(claim, term, placeRule, series, start);
  const rests = new Set(restsOf(terms));
  const notes = new Set<string>();
  let standing: Standing = { base: whole(claim.amount.amount), interest: ZERO, settled: ZERO };
  for (const part of claim.parts) {
    if (part.on < start) standing = lessPart(standing, part.amount, terms);
  }
  const lines: InterestLine[] = [];
  let shown = 0n;
  const starts = stretchStarts(claim, terms, rests);
  starts.forEach((from, index) => {
    const next = starts[index + 1];
    const to = next === undefined ? terms.end : addDays(next, -1);
    for (const part of claim.parts) {
      if (part.on >= start && addDays(part.on, 1) === from)
        standing = lessPart(standing, part.amount, terms);
    }
    if (rests.has(from)) standing = compounded(standing);
    const rate = terms.rates.findLast((one) => one.from <= from)!;
    let grown = growth(standing.base, rate, from, to, terms);
    if (terms.inDuplum) {
      const room = minus(standing.base, minus(standing.interest, standing.settled));
      if (isMore(grown, room)) notes.add('Unpaid interest never exceeds unpaid capital here.');
      grown = least(grown, isMore(room, ZERO) ? room : ZERO);
    }
    standing = { ...standing, interest: plus(standing.interest, grown) };
    const sum = rounded(standing.interest);
    lines.push(lineOf(from, to, rate, rounded(standing.base), sum - shown, terms.source));
    shown = sum;
  });
  return { amount: shown, lines, notes: [...notes, ...aboutRates(terms)] };
}

function termsOf(
  claim: LateClaim,
  term: RateTerm,
  placeRule: InterestRule | null,
  series: RateSeries | null,
  start: Day,
): Terms {
  const byLaw = claim.allocation === 'as-by-law' ? placeRule?.allocation : 'principal';
  const shared = {
    start,
    end: claim.until,
    inDuplum: (term.rule ?? placeRule)?.cap === 'in-duplum',
    interestFirst: byLaw === 'costs-interest-principal',
  };
  if (term.from === 'agreement') {
    const percent = fractionOf(term.percent);
    return {
      ...shared,
      rates: [{ from: start, percent, source: null, confidence: null }],
      dayCount: term.dayCount,
      restMonths: 0,
      roundEachDay: false,
      source: term.source,
    };
  }
  const { rule } = term;
  return {
    ...shared,
    rates: ratesBetween(rule, series, start, claim.until),
    dayCount: rule.dayCount,
    restMonths: REST_MONTHS[rule.compounding],
    roundEachDay: rule.rounding === 'each-day',
    source: cite(rule),
  };
}

const REST_MONTHS = { none: 0, 'monthly-rests': 1, 'yearly-on-default-anniversary': 12 };

/** The days on which a new stretch begins: a rate, the morrow of a part payment, a rest. */
function stretchStarts(claim: LateClaim, terms: Terms, rests: ReadonlySet<Day>): Day[] {
  const days = [
    ...terms.rates.map((rate) => rate.from),
    ...claim.parts.map((part) => addDays(part.on, 1)),
    ...rests,
  ];
  const within = days.filter((one) => one > terms.start && one <= terms.end);
  return [...new Set([terms.start, ...within])].sort((a, b) => a - b);
}

/** The days on which interest joins the base. */
function restsOf(terms: Terms): Day[] {
  const found: Day[] = [];
  if (terms.restMonths === 0) return found;
  for (let months = terms.restMonths; ; months += terms.restMonths) {
    const rest = addMonths(terms.start, months);
    if (rest > terms.end) return found;
    found.push(rest);
  }
}

/** Interest of one stretch, exact. */
function growth(base: Fraction, rate: RateFrom, from: Day, to: Day, terms: Terms): Fraction {
  const yearly = times(base, times(rate.percent, PERCENT));
  if (terms.roundEachDay) {
    const aDay = rounded(times(yearly, yearFraction(addDays(from, -1), from, terms.dayCount)));
    return whole(aDay * BigInt(to - from + 1));
  }
  if (terms.restMonths === 1) return times(yearly, monthsOf(from, to, terms.start));
  // Counted from the first day each time, so that the stretches of a 30/360 year sum to the whole.
  const origin = addDays(terms.start, -1);
  const years = minus(
    yearFraction(origin, to, terms.dayCount),
    yearFraction(origin, addDays(from, -1), terms.dayCount),
  );
  return times(yearly, years);
}

const PERCENT = fraction(1n, 100n);

/**
 * A stretch within one month of the rests as part of a year: a whole month is a twelfth, part of
 * one goes by its days. How days within a month weigh is not settled in practice (MSMED s.16).
 */
function monthsOf(from: Day, to: Day, start: Day): Fraction {
  let count = 0;
  while (addMonths(start, count + 1) <= from) count += 1;
  const length = addMonths(start, count + 1) - addMonths(start, count);
  return fraction(BigInt(to - from + 1), BigInt(length) * 12n);
}

/** Interest that is not paid yet joins the base. */
function compounded(standing: Standing): Standing {
  const unpaid = minus(standing.interest, standing.settled);
  return { ...standing, base: plus(standing.base, unpaid), settled: standing.interest };
}

/** Money that came in part lowers the base from the next day, interest first where law says so. */
function lessPart(standing: Standing, amount: bigint, terms: Terms): Standing {
  const paid = whole(amount);
  const unpaid = minus(standing.interest, standing.settled);
  const toInterest = terms.interestFirst ? least(paid, unpaid) : ZERO;
  const base = minus(standing.base, minus(paid, toInterest));
  return {
    ...standing,
    base: isMore(base, ZERO) ? base : ZERO,
    settled: plus(standing.settled, toInterest),
  };
}

function lineOf(
  from: Day,
  to: Day,
  rate: RateFrom,
  base: bigint,
  amount: bigint,
  source: string,
): InterestLine {
  const ratePercent = percentText(rate.percent);
  const reference = rate.source === null ? '' : `; reference rate: ${rate.source}`;
  return { from, to, days: to - from + 1, ratePercent, base, amount, source: source + reference };
}

function rounded(value: Fraction): bigint {
  return divideRounded(value.top, value.bottom, 'half-up');
}

function aboutRates(terms: Terms): string[] {
  const unsure = terms.rates.filter((rate) => rate.confidence === 'unverified');
  if (unsure.length === 0) return [];
  const days = unsure.map((rate) => `${isoDay(rate.from)} (${percentText(rate.percent)} %)`);
  return [`Not verified: the rate from ${days.join(', ')}. Check it before you claim it.`];
}
