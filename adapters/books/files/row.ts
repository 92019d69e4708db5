/** One line of a table, whatever kind of file it came from. */
export interface Row {
  /** Line (CSV) or row (workbook) it begins on, counted from 1. */
  line: number;
  cells: string[];
}

/**
 * Stands before a cell that the file itself says is a number with a decimal point (a workbook's
 * numeric cell), so that "1.234" there is never taken for one thousand.
 */
export const NUMBER_MARK = '\u0001';

/** The cell as text, without the mark. */
export function plainCell(cell: string): string {
  return cell.charCodeAt(0) === 1 ? cell.slice(1) : cell;
}

/** Rows of a file in batches, from its beginning, as often as asked. */
export type RowReader = () => AsyncGenerator<Row[]>;
