/** One thing that is wrong with what somebody gave us: where, what it was, what would be right. */
export interface Problem {
  /** Line of a file, counted from 1; null when the problem is not of one line. */
  line: number | null;
  /** Column or field by its own name; null when it is of the whole line or file. */
  column: string | null;
  /** What stood there, cut short; null when nothing did. */
  value: string | null;
  /** In words: what is wrong and what would be right. */
  message: string;
}

/**
 * A refusal that the person can act on: what happened, what is safe, what to do.
 * `code` is stable and lower-case with dashes; `status` is the HTTP status it maps to.
 */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly code: string;
  readonly status: number;
  readonly problems: readonly Problem[];

  constructor(
    code: string,
    message: string,
    options: { status?: number; problems?: readonly Problem[] } = {},
  ) {
    super(message);
    this.code = code;
    this.status = options.status ?? 422;
    this.problems = options.problems ?? [];
  }
}

/** A problem of a named field rather than of a line in a file. */
export function fieldProblem(column: string, value: unknown, message: string): Problem {
  const shown = value === undefined || value === null ? null : String(value).slice(0, 80);
  return { line: null, column, value: shown, message };
}
