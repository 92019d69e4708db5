import { divideRounded, isCurrency, minorUnitDigits } from '../../../core/base/index.ts';
import { currencyOfSymbol, readQuantity } from './amounts.ts';
import type { Cells } from './cells.ts';
import type { Layout } from './layouts/index.ts';

/** A row's currency: its own column, the symbol of its amount, the layout's, the business's. */
export function currencyOf(cells: Cells, layout: Layout, fallback: string): string | undefined {
  const given = cells.text('currency');
  if (given !== '') {
    const code = given.toUpperCase();
    if (isCurrency(code)) return code;
    const symbol = currencyOfSymbol(given);
    if (symbol !== null) return symbol;
    return cells.fault('currency', `"${given}" is not a currency; write a code such as GBP.`);
  }
  if (layout.currency) return layout.currency;
  const raw = cells.raw('amount') || cells.raw('open') || cells.raw('lineAmount');
  const first = raw.charCodeAt(0);
  const plain = Number.isNaN(first) || first === 1 || (first >= 48 && first <= 57);
  return (plain ? null : currencyOfSymbol(raw)) ?? fallback;
}

/**
 * The amount of one line of an invoice: with its tax where a column says that, else its own column
 * or quantity × price less discount, and its tax added. Null when the row says none, undefined
 * after a problem.
 */
export function lineAmount(cells: Cells, currency: string): bigint | null | undefined {
  const gross = cells.amount('lineGross', currency);
  if (gross !== null) return gross;
  const tax = cells.amount('lineTax', currency);
  if (tax === undefined) return undefined;
  const given = cells.amount('lineAmount', currency);
  if (given === undefined) return undefined;
  if (given !== null) return given + (tax ?? 0n);
  const price = cells.text('unitPrice');
  if (price === '') return null;
  const unit = readQuantity(cells.raw('unitPrice'), cells.mark);
  if (unit === null)
    return cells.fault('unitPrice', `"${price}" is not an amount; write it like 12.50.`);
  const quantityText = cells.raw('quantity').trim() || '1';
  const quantity = readQuantity(quantityText, cells.mark);
  if (quantity === null) return cells.fault('quantity', 'is not a quantity; write it like 1.5.');
  const discountText = cells.raw('discount').replace('%', '').trim() || '0';
  const discount = readQuantity(discountText, cells.mark);
  if (discount === null) return cells.fault('discount', 'is not a percentage; write it like 10.');
  const hundred = 100n * 10n ** BigInt(discount.scale);
  const scale = 10n ** BigInt(unit.scale + quantity.scale);
  const minor = 10n ** BigInt(minorUnitDigits(currency));
  const numerator = unit.units * quantity.units * (hundred - discount.units) * minor;
  return divideRounded(numerator, scale * hundred, 'half-up') + (tax ?? 0n);
}
