import type { Problem } from '../../../core/base/index.ts';

/** Notes what is wrong with a line; the files adapter's Problems is one. */
export interface Faults {
  readonly listed: Problem[];
  total: number;
  add(line: number | null, column: string | null, value: string | null, message: string): void;
}
