/**
 * What a file may be at most. Far above what a business has, far below what would exhaust the
 * machine: a file beyond them gets a named problem.
 */
export const LIMITS = {
  fileBytes: 1024 * 1024 * 1024,
  /** One line of a CSV file, or one cell of a workbook, in characters. */
  lineLength: 1024 * 1024,
  columns: 1_000,
  /** All parts of a workbook unpacked. */
  unpackedBytes: 1024 * 1024 * 1024,
  /** Unpacked against packed size; a real workbook reaches 10 to 40. */
  unpackRatio: 250,
  /** Below this the ratio is not looked at: small empty workbooks pack very well. */
  ratioFromBytes: 4 * 1024 * 1024,
  /** Text that cells of a workbook share, in characters. */
  sharedText: 128 * 1024 * 1024,
  zipEntries: 5_000,
  problemsListed: 1_000,
} as const;
