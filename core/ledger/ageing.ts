/** The ageing buckets by days overdue; an item due on the day itself is current. */
export const AGEING_BUCKETS = ['current', '1-30', '31-60', '61-90', '90+'] as const;

export type AgeingBucket = (typeof AGEING_BUCKETS)[number];

/** The bucket of an item that is `daysOverdue` past its due date (0 or less: not overdue). */
export function ageingBucket(daysOverdue: number): AgeingBucket {
  if (daysOverdue <= 0) return 'current';
  if (daysOverdue <= 30) return '1-30';
  if (daysOverdue <= 60) return '31-60';
  return daysOverdue <= 90 ? '61-90' : '90+';
}
