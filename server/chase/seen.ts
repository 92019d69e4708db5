import { createHash } from 'node:crypto';
import { decodeTotals } from '../../core/receivable/index.ts';

/** What a message says, as far as a yes depends on it. */
export interface Saying {
  tone: number;
  /** Text of a JSON object: minor units by currency. */
  totals: string;
  edited: unknown;
}

/**
 * What somebody saw of a message when they said yes, as a short text: its tone, what it asks for,
 * and whether its words were a person's own: `4 GBP:50000 -`.
 */
export function markOf({ tone, totals, edited }: Saying): string {
  const asks = decodeTotals(totals).map((one) => `${one.currency}:${one.amount}`);
  return `${tone} ${asks.sort().join(',')} ${fingerprint(edited)}`;
}

/**
 * Whether a message is still what was seen: less money is fine; more, firmer, or other words by
 * hand is not (rule 14).
 */
export function isStillWhatWasSeen(mark: string, now: Saying): boolean {
  const [tone = '', asks = '', words = ''] = mark.split(' ');
  const seen = new Map(
    asks.split(',').map((one) => {
      const [currency = '', amount = ''] = one.split(':');
      return [currency, /^\d{1,19}$/.test(amount) ? BigInt(amount) : 0n];
    }),
  );
  const isLess = decodeTotals(now.totals).every(
    (total) => total.amount <= (seen.get(total.currency) ?? 0n),
  );
  return isLess && now.tone <= Number(tone) && fingerprint(now.edited) === words;
}

function fingerprint(edited: unknown): string {
  if (edited === null || edited === undefined) return '-';
  return createHash('sha256').update(JSON.stringify(edited)).digest('hex').slice(0, 12);
}
