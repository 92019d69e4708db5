/** One message as a channel is handed it: rendered, addressed, and with a name of its own. */
export interface OutgoingMessage {
  /**
   * Message-ID with its angle brackets. The same message has the same one at every attempt, so
   * that a mail system which already has it can tell.
   */
  headerId: string;
  /** The business's own address, with the name of the person who writes. */
  from: Party;
  /** Where an answer by hand goes, when not to `from`. */
  replyTo: string | null;
  to: Party;
  subject: string;
  text: string;
  html: string;
  /** The moment that stands in the message as its date. */
  date: Temporal.Instant;
  /** BCP 47 language of the message. */
  language: string;
  /** Page on which the reader can say "this is not me"; null where there is none. */
  notMeUrl: string | null;
  /** 1 for the first attempt; it decides how long to wait before the next. */
  attempt: number;
}

export interface Party {
  name: string;
  address: string;
}

/** What became of one attempt to hand a message over. */
export type Delivery =
  | { outcome: 'accepted'; detail: string }
  | {
      outcome: 'deferred';
      /**
       * pace: our own limit, nothing was tried · busy: they asked to come later · connection: the
       * server could not be reached · login: it did not let us in · unknown: the line broke, and
       * they may have it already: the next attempt carries the same Message-ID.
       */
      code: 'pace' | 'busy' | 'connection' | 'login' | 'unknown';
      reason: string;
      retryAfterSeconds: number;
    }
  | {
      outcome: 'refused';
      reason: string;
      /** True when the address itself is no good; false when this message was not taken. */
      permanent: boolean;
      /** The reader told the network that they want nothing more this way. */
      unsubscribed?: true;
    };

/** A way to reach people. Delivering never throws for what the other side does or does not do. */
export interface Channel {
  readonly name: string;
  deliver(message: OutgoingMessage): Promise<Delivery>;
  /** Tries the way without sending anything: null when it is open, else why not, in words. */
  check(): Promise<string | null>;
  /** Lets what is under way finish, then lets go of every connection. */
  close(): Promise<void>;
}

const FIRST_WAIT_SECONDS = 60;
const LONGEST_WAIT_SECONDS = 6 * 3600;

/** How long to wait after a failed attempt: 1, 4, 16, 64, 256 minutes, then 6 hours each time. */
export function waitAfterAttempt(attempt: number): number {
  const wait = FIRST_WAIT_SECONDS * 4 ** Math.min(10, Math.max(0, attempt - 1));
  return Math.min(LONGEST_WAIT_SECONDS, wait);
}
