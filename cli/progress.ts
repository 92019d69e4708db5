const WIDTH = 24;
const CLEAR_LINE = '\r\u001b[2K';
/** Redrawn at most this often, in milliseconds: a terminal is slower than the work. */
const EVERY_MS = 80;

export interface Progress {
  /** Shows how far the work is; `of` is null while nobody knows how much there is. */
  show(what: string, done: number, of?: number | null): void;
  /** Takes the line away. */
  end(): void;
}

/** One line on stderr that says what is being done and how far it is; silent without a terminal. */
export function makeProgress(out: NodeJS.WriteStream = process.stderr): Progress {
  let last = Number.NEGATIVE_INFINITY;
  let drawn = false;
  return {
    show: (what, done, of = null) => {
      if (!out.isTTY || performance.now() - last < EVERY_MS) return;
      last = performance.now();
      drawn = true;
      out.write(`${CLEAR_LINE}${line(what, done, of)}`);
    },
    end: () => {
      if (drawn) out.write(CLEAR_LINE);
      drawn = false;
    },
  };
}

function line(what: string, done: number, of: number | null): string {
  const counted = done.toLocaleString('en-GB');
  if (of === null || of <= 0) return `${what} ${counted}`;
  const share = Math.min(1, done / of);
  const full = Math.round(share * WIDTH);
  const bar = '━'.repeat(full) + '┄'.repeat(WIDTH - full);
  return `${bar} ${String(Math.round(share * 100)).padStart(3)} %  ${what} ${counted}`;
}
