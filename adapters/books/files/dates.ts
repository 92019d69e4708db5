import { type Day, dayFromParts } from '../../../core/base/index.ts';

/** In which order a date such as 02/03/2026 names its day and month. */
export type DateOrder = 'day-first' | 'month-first';

/** What one cell says about a date. */
export type DateReading =
  | { kind: 'day'; day: Day; orderKnown: DateOrder | null }
  /** Two dates are possible; the column must decide. */
  | { kind: 'either'; dayFirst: Day; monthFirst: Day }
  | { kind: 'not-a-date'; why: string };

const MONTHS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'jan januar january janvier janv januari enero ene gennaio gen janeiro',
    'feb februar february fevrier fevr fev februari febrero febbraio fevereiro',
    'mar marz march maerz mars maart mrt marzo marco mrz',
    'apr april avril avr abril abr aprile',
    'may mai mei mayo maggio mag maio',
    'jun juni june juin junio giugno giu junho',
    'jul juli july juillet juil julio luglio lug julho',
    'aug august aout augustus agosto ago',
    'sep sept september septembre septiembre settembre set setembro',
    'oct okt october oktober octobre octubre ottobre ott outubro out',
    'nov november novembre noviembre novembro',
    'dec dez december dezember decembre diciembre dic dicembre dezembro',
  ].flatMap((names, index) => names.split(' ').map((name) => [name, index + 1])),
);

const NAMED =
  /^(?:[\p{L}]+,?\s+)?(\d{1,2})(?:st|nd|rd|th|\.)?[\s\-/.]+([\p{L}]+)\.?,?[\s\-/.]+(\d{2}|\d{4})$/u;
const NAMED_FIRST = /^(?:[\p{L}]+,?\s+)?([\p{L}]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/u;
const NUMBERS = /^(\d{1,2})([/.\- ])(\d{1,2})\2(\d{4}|\d{2})$/;
const ISO = /^(\d{4})([/.-])(\d{1,2})\2(\d{1,2})$/;
const TIME = /[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?(Z|[+-]\d{2}:?\d{2})?$/i;

/**
 * Reads one date as people and programs write it. `today` decides the century of two-digit years:
 * at most twenty years ahead of it.
 */
export function readDate(text: string, today: number): DateReading {
  const clean = text.trim().replace(TIME, '');
  const iso = ISO.exec(clean) ?? /^(\d{4})()(\d{2})(\d{2})$/.exec(clean);
  if (iso) return certain(Number(iso[1]), Number(iso[3]), Number(iso[4]), null);
  const numbers = NUMBERS.exec(clean);
  if (numbers) return fromNumbers(numbers, today);
  const named = NAMED.exec(clean);
  const month = named && MONTHS[plainName(named[2]!)];
  if (named && month) return certain(yearOf(named[3]!, today), month, Number(named[1]), null);
  const first = NAMED_FIRST.exec(clean);
  const firstMonth = first && MONTHS[plainName(first[1]!)];
  if (first && firstMonth) return certain(Number(first[3]), firstMonth, Number(first[2]), null);
  if (/^\d{5}(\.\d+)?$/.test(clean)) {
    return notADate(
      `"${clean}" looks like the number by which Excel counts days. Format the column as a date and export it again.`,
    );
  }
  return notADate(`"${clean.slice(0, 40)}" is not a date; write it like 2026-02-24.`);
}

function fromNumbers(match: RegExpExecArray, today: number): DateReading {
  const [first, second] = [Number(match[1]), Number(match[3])];
  const year = yearOf(match[4]!, today);
  // A point between the numbers is written where the day comes first, everywhere.
  if (match[2] === '.') return certain(year, second, first, null);
  if (first > 12 && second > 12)
    return notADate(`"${match[0]}" has no month; write it like 2026-02-24.`);
  if (first > 12) return certain(year, second, first, 'day-first');
  if (second > 12) return certain(year, first, second, 'month-first');
  const dayFirst = dayFromParts(year, second, first);
  const monthFirst = dayFromParts(year, first, second);
  if (dayFirst === null || monthFirst === null)
    return notADate(`"${match[0]}" is not a date that exists.`);
  if (dayFirst === monthFirst) return { kind: 'day', day: dayFirst, orderKnown: null };
  return { kind: 'either', dayFirst, monthFirst };
}

function certain(
  year: number,
  month: number,
  dayOfMonth: number,
  orderKnown: DateOrder | null,
): DateReading {
  const day = dayFromParts(year, month, dayOfMonth);
  if (day !== null) return { kind: 'day', day, orderKnown };
  const name = MONTH_NAMES[month - 1];
  return notADate(
    name
      ? `${dayOfMonth} ${name} is not a date.`
      : `There is no month ${month}; write the date like 2026-02-24.`,
  );
}

const MONTH_NAMES =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

function notADate(why: string): DateReading {
  return { kind: 'not-a-date', why };
}

function plainName(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function yearOf(text: string, today: number): number {
  if (text.length === 4) return Number(text);
  const latest = new Date(today * 86_400_000).getUTCFullYear() + 20;
  const century = Math.floor(latest / 100) * 100;
  const year = century + Number(text);
  return year > latest ? year - 100 : year;
}

// A column repeats its dates; reading each text once makes a million lines cheap. Bounded, so
// that a column of nonsense does not grow it.
const REMEMBERED = 20_000;

/** Reads dates and remembers them. */
export function dateReader(today: number): (text: string) => DateReading {
  const known = new Map<string, DateReading>();
  return (text) => {
    const before = known.get(text);
    if (before) return before;
    const reading = readDate(text, today);
    if (known.size >= REMEMBERED) known.clear();
    known.set(text, reading);
    return reading;
  };
}
