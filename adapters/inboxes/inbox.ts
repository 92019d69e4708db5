/** Where reading a mailbox goes on. Numbers of another generation mean other mails (RFC 3501). */
export interface Cursor {
  /** UIDVALIDITY. */
  generation: bigint;
  /** The last UID that was taken; 0 before the first. */
  last: number;
}

/** One mail as it lies in a mailbox. */
export interface ArrivedMail {
  /** RFC 5322, as it came; cut off behind `MAIL_LIMIT_BYTES`. */
  raw: Uint8Array;
  isCutOff: boolean;
  /** When the mailbox got it. */
  receivedAt: Temporal.Instant;
}

/** What is kept of one mail at most, in bytes; more is for the mailbox to show. */
export const MAIL_LIMIT_BYTES = 25 * 1024 * 1024;

/** Takes one mail, and remembers in the same breath where reading goes on after it. */
export type TakeMail = (mail: ArrivedMail, after: Cursor) => Promise<void>;

/** A mailbox that is asked for what is new. It is only read: nothing in it is moved or marked. */
export interface Inbox {
  /** What its cursor is kept under; holds no password. */
  readonly name: string;
  /** The business whose mailbox it is, by its slug; null where it may be anybody's. */
  readonly business: string | null;
  /**
   * Hands over every mail behind the cursor, the oldest first, one after another. A take that
   * throws ends the reading, and that mail is handed over again the next time. Without a cursor
   * nothing is handed over: what was there before is not ours to answer.
   * @param since where the numbers began anew, mail from this moment on is handed over again
   * @returns where reading goes on
   * @throws InboxError when the mailbox cannot be read
   */
  read(
    cursor: Cursor | null,
    since: Temporal.Instant,
    take: TakeMail,
    stopping?: AbortSignal,
  ): Promise<Cursor>;
  /** Tries the way in: null when it is open, else why not, in words. */
  check(): Promise<string | null>;
}

/** Why a mailbox could not be read, in words for whoever set it up. */
export class InboxError extends Error {
  override name = 'InboxError';
}
