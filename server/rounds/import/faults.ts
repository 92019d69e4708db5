import type { Problem } from '../../../core/base/index.ts';

/** So many lines with a reference that leads nowhere are read to be named; all are counted. */
export const MOST_NAMED = 1_000;

/** Notes what is wrong with a line; the files adapter's Problems is one. */
export interface Faults {
  readonly listed: Problem[];
  total: number;
  add(line: number | null, column: string | null, value: string | null, message: string): void;
}
