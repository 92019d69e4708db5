import type { CSSProperties } from 'react';
import { formatMoney, type MoneyJson, parseDecimal } from '../../core/base/index.ts';

/** Money in words: "£1,234.50". */
export function moneyText(value: MoneyJson): string {
  const amount = parseDecimal(value.amount, value.currency);
  return amount === null
    ? `${value.amount} ${value.currency}`
    : formatMoney({ amount, currency: value.currency }).replace('-', '−');
}

/** Several currencies side by side: "£820.00 and €90.00"; never added together. */
export function moneyListText(values: readonly MoneyJson[]): string {
  return values.map(moneyText).join(' and ');
}

/** An amount in tabular figures. */
export function Money({
  value,
  strong,
  style,
}: {
  value: MoneyJson;
  strong?: boolean;
  style?: CSSProperties;
}) {
  return (
    <span className="tnum" style={{ ...(strong ? { fontWeight: 600 } : {}), ...style }}>
      {moneyText(value)}
    </span>
  );
}

/** Amounts of several currencies, one under the other. */
export function MoneyStack({ values, strong }: { values: readonly MoneyJson[]; strong?: boolean }) {
  return (
    <>
      {values.map((value) => (
        <div key={value.currency}>
          <Money value={value} {...(strong ? { strong } : {})} />
        </div>
      ))}
    </>
  );
}
