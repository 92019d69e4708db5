import {
  type Day,
  day,
  fieldProblem,
  isCurrency,
  type MoneyJson,
  parseDecimal,
  RefusedError,
} from '../../core/base/index.ts';
import type { Work } from '../platform/platform.ts';

const NOTHING = 'Nothing was recorded.';

/** The day a command takes effect: today or before. @throws RefusedError `bad-day`. */
export function onDay(work: Work, on: string | undefined): Day {
  const at = on === undefined ? work.today : day(on);
  if (at <= work.today) return at;
  const text = `${on} has not come yet; money is recorded once it has arrived. ${NOTHING}`;
  const problems = [fieldProblem('on', on, 'a day that has come')];
  throw new RefusedError('bad-day', text, { problems });
}

/** An amount of money, more than zero, in minor units. @throws RefusedError `bad-amount`. */
export function minorUnits({ amount, currency }: MoneyJson): bigint {
  const value = isCurrency(currency) ? parseDecimal(amount, currency) : null;
  if (value !== null && value > 0n) return value;
  const text = `${amount} ${currency} is not an amount of money. ${NOTHING}`;
  const problems = [fieldProblem('amount', amount, 'an amount more than zero')];
  throw new RefusedError('bad-amount', text, { problems });
}
