import type { MoneyJson } from '../../core/base/index.ts';
import { parseDecimal } from '../../core/base/index.ts';
import classes from './parts.module.css';

/** What is owed in one currency by how late it is, decimals as in the API. */
export interface AgeingBuckets {
  current: string;
  '1-30': string;
  '31-60': string;
  '61-90': string;
  '90+': string;
}

const BUCKETS = [
  ['current', 'not due', 'var(--age-current)'],
  ['1-30', '1–30', 'var(--age-1-30)'],
  ['31-60', '31–60', 'var(--age-31-60)'],
  ['61-90', '61–90', 'var(--age-61-90)'],
  ['90+', '90+', 'var(--age-90)'],
] as const;

/** What is owed by how late it is: a bar, with every figure under it in words. */
export function AgeingBar({ buckets, currency }: { buckets: AgeingBuckets; currency: string }) {
  const amounts = BUCKETS.map(([key]) => parseDecimal(buckets[key], currency) ?? 0n);
  const total = amounts.reduce((sum, amount) => sum + (amount > 0n ? amount : 0n), 0n);
  return (
    <div>
      <div className={classes.ageingBar} aria-hidden="true">
        {BUCKETS.map(([key, , colour], index) => (
          <span
            key={key}
            style={{ background: colour, flexGrow: permille(amounts[index] ?? 0n, total) }}
          />
        ))}
      </div>
      <dl className={classes.ageingWords}>
        {BUCKETS.map(([key, words, colour]) => (
          <div key={key}>
            <dt>
              <span className={classes.swatch} style={{ background: colour }} aria-hidden="true" />
              {words}
              <span className="visually-hidden">{key === 'current' ? '' : ' days late'}</span>
            </dt>
            <dd className="tnum">{inRoundUnits({ amount: buckets[key], currency })}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** The same as one sentence, for a currency beside the main one: what is nothing is left out. */
export function AgeingWords({ buckets, currency }: { buckets: AgeingBuckets; currency: string }) {
  const said = BUCKETS.filter(([key]) => (parseDecimal(buckets[key], currency) ?? 0n) !== 0n).map(
    ([key, words]) => {
      const late = key === 'current' ? words : `${words} days late`;
      return { late, text: `${inRoundUnits({ amount: buckets[key], currency })} ${late}` };
    },
  );
  const [only, ...more] = said;
  if (only && more.length === 0) return <>all {only.late}</>;
  return <>{said.map((one) => one.text).join(' · ')}</>;
}

// Widths only; BigInt division keeps money itself out of floating point.
function permille(amount: bigint, total: bigint): number {
  return total === 0n || amount <= 0n ? 0 : Number((amount * 1000n) / total);
}

/** "£62,291": whole units, rounded; the bar's captions leave the pence to the list behind them. */
function inRoundUnits({ amount, currency }: MoneyJson): string {
  return new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 0,
    maximumFractionDigits: 0,
  }).format(amount as Intl.StringNumericLiteral);
}
