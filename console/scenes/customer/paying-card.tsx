import type { CustomerPage } from '../../../server/agree/api.ts';
import { Card, dateText } from '../../parts/index.ts';
import { useBusiness } from '../../shell/business.ts';
import classes from './customer.module.css';

type Paid = CustomerPage['howTheyPay']['invoices'][number];

const WIDTH = 320;
const HEIGHT = 74;
const EDGE = 14;
const DOT = 4.5;
/**
 * Days on each side that are always on the axis, so that a day early does not look like a month.
 */
const LEAST_BEFORE = 10;
const LEAST_AFTER = 30;

/** Dots of days late around the due day, the sentence under them says the same. */
export function PayingCard({ paying }: { paying: CustomerPage['howTheyPay'] }) {
  return (
    <Card title="How they pay">
      {paying.invoices.length > 0 && <Dots invoices={paying.invoices} />}
      <p className={classes.rests}>{paying.words}</p>
    </Card>
  );
}

function Dots({ invoices }: { invoices: readonly Paid[] }) {
  const { today } = useBusiness();
  const days = invoices.map((one) => one.daysLate);
  const least = Math.min(-LEAST_BEFORE, ...days);
  const most = Math.max(LEAST_AFTER, ...days);
  const at = (day: number) => EDGE + ((day - least) / (most - least)) * (WIDTH - 2 * EDGE);
  const dots = placed(invoices, at);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className={classes.dots}
      role="img"
      aria-label={`Days late of the last ${invoices.length} paid: ${days.join(', ')}`}
    >
      <line x1={EDGE} x2={WIDTH - EDGE} y1={50} y2={50} stroke="var(--line-strong)" />
      <line x1={at(0)} x2={at(0)} y1={4} y2={56} stroke="var(--green)" strokeDasharray="3 3" />
      <text x={at(0)} y={69} textAnchor="middle">
        due day
      </text>
      <text x={WIDTH - EDGE} y={69} textAnchor="end">
        {most} days after
      </text>
      {dots.map(({ paid, x, y }) => (
        <circle
          key={`${paid.number}/${paid.dueOn}`}
          cx={x}
          cy={y}
          r={DOT}
          fill={colour(paid.daysLate)}
        >
          <title>
            {paid.number}: paid {dateText(paid.paidOn, today)}
          </title>
        </circle>
      ))}
    </svg>
  );
}

/** Dots that would cover one another stand on each other's shoulders. */
function placed(invoices: readonly Paid[], at: (day: number) => number) {
  const set: { paid: Paid; x: number; y: number }[] = [];
  for (const paid of invoices.toSorted((a, b) => a.daysLate - b.daysLate)) {
    const x = at(paid.daysLate);
    const near = set.filter((one) => Math.abs(one.x - x) < 2 * DOT);
    let y = 44;
    while (near.some((one) => Math.abs(one.y - y) < 2 * DOT) && y > 8) y -= 2 * DOT;
    set.push({ paid, x, y });
  }
  return set;
}

function colour(daysLate: number): string {
  if (daysLate <= 0) return 'var(--age-current)';
  if (daysLate <= 30) return 'var(--age-1-30)';
  return daysLate <= 60 ? 'var(--age-31-60)' : 'var(--age-61-90)';
}
