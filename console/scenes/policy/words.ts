import { WEEKDAY_NAMES } from './draft.ts';

/** "53 customers". */
export function coverWords(customers: number): string {
  if (customers === 0) return 'covers nobody now';
  return customers === 1 ? '1 customer' : `${customers} customers`;
}

/** What of it waits for a person. */
export function modeWords(mode: string): string {
  switch (mode) {
    case 'draft':
      return 'everything waits for your yes';
    case 'approve':
      return 'the steps marked so wait for your yes';
    default:
      return 'messages leave by themselves';
  }
}

/** "Monday to Friday", or the days one by one. */
export function dayWords(days: readonly string[]): string {
  const indexes = days.map((name) => WEEKDAY_NAMES.indexOf(name)).toSorted((a, b) => a - b);
  const first = indexes[0] ?? 0;
  const last = indexes.at(-1) ?? 0;
  const name = (index: number) => {
    const word = WEEKDAY_NAMES[index] ?? '';
    return word.charAt(0).toUpperCase() + word.slice(1);
  };
  if (indexes.length > 2 && last - first === indexes.length - 1)
    return `${name(first)} to ${name(last)}`;
  return indexes.map(name).join(', ');
}
