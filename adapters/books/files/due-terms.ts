import {
  addDays,
  type Day,
  dayFromParts,
  fromPlainDate,
  toPlainDate,
} from '../../../core/base/index.ts';
import type { Cells } from './cells.ts';

/**
 * The day an invoice is due by its payment terms ("Net 30", "14 days"); the day itself where it has
 * none. MYOB says in another column what the number means: 2 days after the invoice, 3 the next
 * such day of a month, 4 days after the end of the month, 5 a day of the month after (its help on
 * credit terms lists them in that order).
 */
export function dueByTerms(cells: Cells, issuedOn: Day): Day {
  const days = daysOf(cells.text('dueDays'));
  const { year, month } = toPlainDate(issuedOn);
  const nextMonth = fromPlainDate(toPlainDate(issuedOn).with({ day: 1 }).add({ months: 1 }));
  switch (cells.text('dueTerms')) {
    case '0':
    case '1':
      return issuedOn;
    case '3': {
      const here = lastUpTo(year, month, days);
      return here >= issuedOn ? here : dayOf(nextMonth, days);
    }
    case '4':
      return addDays(nextMonth, days - 1);
    case '5':
      return dayOf(nextMonth, days);
    default:
      return addDays(issuedOn, days);
  }
}

/** Whether a row says in any way when it is due. */
export function hasTerms(cells: Cells): boolean {
  return daysOf(cells.text('dueDays')) > 0 || /^[013]$/.test(cells.text('dueTerms'));
}

function daysOf(text: string): number {
  const days = /(\d{1,3})\s*(?:days?|tage|jours|dagen|d[ií]as|giorni)?\.?$/i.exec(text);
  return days ? Number(days[1]) : 0;
}

function dayOf(firstOfMonth: Day, day: number): Day {
  const { year, month } = toPlainDate(firstOfMonth);
  return lastUpTo(year, month, day);
}

/** That day of the month, or its last where the month is shorter. */
function lastUpTo(year: number, month: number, day: number): Day {
  for (let wanted = Math.max(1, Math.min(31, day)); wanted > 28; wanted -= 1) {
    const found = dayFromParts(year, month, wanted);
    if (found !== null) return found;
  }
  return dayFromParts(year, month, Math.max(1, Math.min(28, day)))!;
}
