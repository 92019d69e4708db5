import { type Problem, RefusedError } from '../../../core/base/index.ts';
import { LIMITS } from './limits.ts';
import type { Proposal } from './proposal.ts';

/** Longest piece of a value that a problem repeats, in characters. */
const SHOWN_LENGTH = 80;

/** What is wrong with a file, line by line: the first thousand by name, and how many in all. */
export class Problems {
  readonly listed: Problem[] = [];
  total = 0;

  /** Notes a problem; `message` says what is wrong and what would be right. */
  add(
    line: number | null,
    column: string | null,
    value: string | null | undefined,
    message: string,
  ): void {
    this.total += 1;
    if (this.listed.length >= LIMITS.problemsListed) return;
    this.listed.push({ line, column, value: shown(value), message });
  }
}

function shown(value: string | null | undefined): string | null {
  if (value === null || value === undefined || value === '') return null;
  return value.length > SHOWN_LENGTH ? `${value.slice(0, SHOWN_LENGTH)}…` : value;
}

/** A fault of the whole file, after which no line can be read. */
export class UnreadableFileError extends RefusedError {
  constructor(message: string, line: number | null = null, value: string | null = null) {
    super('unreadable-file', message, {
      problems: [{ line, column: null, value: shown(value), message }],
    });
  }
}

/** A table whose names are not enough: something every line needs has no column that is known. */
export class ColumnsUnknownError extends UnreadableFileError {
  readonly proposal: Proposal;

  constructor(message: string, line: number, proposal: Proposal) {
    super(message, line);
    this.proposal = proposal;
  }
}

/** Things worth knowing that stop nothing, each said once with how often and where first. */
export class Notes {
  readonly #notes = new Map<string, { count: number; line: number }>();

  add(text: string, line: number): void {
    const note = this.#notes.get(text);
    if (note) note.count += 1;
    else this.#notes.set(text, { count: 1, line });
  }

  /** Sentences, such as "3 lines, the first is line 7: the country was not understood." */
  sentences(): string[] {
    return [...this.#notes].map(([text, { count, line }]) =>
      count === 1 ? `Line ${line}: ${text}` : `${count} lines, the first is line ${line}: ${text}`,
    );
  }
}
