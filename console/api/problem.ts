/** One thing that is wrong with what was sent; `column` names the field. */
export interface FieldProblem {
  column: string | null;
  message: string;
}

/** A refusal or a failure of the server, in words a person can act on. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  readonly problems: readonly FieldProblem[];

  constructor(status: number, code: string, message: string, problems: FieldProblem[] = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.problems = problems;
  }
}

/** What went wrong, calmly: the server's own words where it gave some. */
export function calmWords(error: unknown): string {
  if (error instanceof ApiProblem) return error.message;
  return 'Something went wrong on this page. Nothing was changed. Load it again, or try later.';
}

/** The problem of one field, for showing beside it. */
export function fieldMessage(error: unknown, field: string): string | undefined {
  if (!(error instanceof ApiProblem)) return undefined;
  return error.problems.find((problem) => problem.column === field)?.message;
}
