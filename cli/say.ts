import { type Day, formatMoney, parseDecimal, spokenDay } from '../core/base/index.ts';

/** Gives a verb's answer: one line of JSON where that was asked for, else text for people. */
export function answer(asked: { json?: boolean }, json: unknown, text: () => string): void {
  const said = asked.json ? JSON.stringify(json) : text().trimEnd();
  process.stdout.write(`${said}\n`);
}

/** A decimal and its currency as people write it: "£1,234.50". */
export function sayMoney(value: { amount: string; currency: string }): string {
  const amount = parseDecimal(value.amount, value.currency) ?? 0n;
  return formatMoney({ amount, currency: value.currency });
}

/** Sums in several currencies as one phrase. */
export function sayTotals(totals: readonly { amount: string; currency: string }[]): string {
  return totals.map(sayMoney).join(' and ');
}

/** A day as people say it, with its year: a command line is read again much later. */
export function sayDay(value: Day): string {
  return spokenDay(value, 0 as Day);
}

/** "1 invoice", "2 invoices". */
export function count(many: number, one: string, more = `${one}s`): string {
  return `${many.toLocaleString('en-GB')} ${many === 1 ? one : more}`;
}

/** Rows in aligned columns, two spaces apart; those named in `right` line up at their right end. */
export function table(rows: readonly (readonly string[])[], right: readonly number[] = []): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(...rows.map((row) => row[at]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, at) =>
          right.includes(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
