import { parseDecimal } from '../../../core/base/index.ts';
import type { Today } from '../../../server/foresee/api.ts';
import { dateText } from '../../parts/spoken-date.tsx';

/** Whole percent of what is owed that is overdue; null when nothing is owed. */
function overdueShare(ageing: Today['ageing'], currency: string): number | null {
  const aged = ageing.currencies[currency];
  if (!aged) return null;
  const total = parseDecimal(aged.total, currency) ?? 0n;
  const overdue = parseDecimal(aged.overdue, currency) ?? 0n;
  return total <= 0n ? null : Number((overdue * 200n + total) / (total * 2n));
}

/** "26 % of what is owed, down from 33 % in August". */
export function overdueWords(today: Today, currency: string): string {
  const share = overdueShare(today.ageing, currency);
  if (share === null) return 'Nothing is owed.';
  const before = overdueShare(today.before.ageing, currency);
  const now = `${share} % of what is owed`;
  if (before === null) return now;
  const then = dateText(today.before.asOf, today.asOf).split(' ').slice(2).join(' ');
  if (before === share) return `${now}, as in ${then}`;
  return `${now}, ${share < before ? 'down' : 'up'} from ${before} % in ${then}`;
}
