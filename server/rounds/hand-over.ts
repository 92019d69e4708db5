import type { Channel, Delivery } from '../../adapters/channels/index.ts';
import type { Work } from '../platform/platform.ts';
import { isLive } from './capture.ts';
import type { Claimed } from './claim.ts';
import { changedSince, takeBack } from './last-look.ts';
import { type Outcome, recordOutcomes } from './outcomes.ts';

export type Within = <T>(run: (work: Work) => Promise<T>) => Promise<T>;

/** What stands between a claimed message and its leaving, beside the facts. */
export interface Deliverer {
  within: Within;
  channel: Channel;
  /** Whether this process is still the one that delivers. */
  holdsLock(): Promise<boolean>;
  stopping?: AbortSignal | undefined;
}

/** What became of messages that were handed over. */
export interface HandedOver {
  sent: number;
  failed: number;
}

/** Messages handed over at once. */
const AT_ONCE = 10;

/**
 * Hands claimed messages over, each asked about once more right before. What may not leave after
 * all is taken back into the outbox. Outcomes are written as they come, so that a crash leaves as
 * little as possible in doubt.
 */
export async function handOver(
  deliverer: Deliverer,
  messages: readonly Claimed[],
): Promise<HandedOver> {
  const waiting = [...messages];
  const desk = new Desk(deliverer);
  const lane = async () => {
    let outcome: Outcome | null = null;
    for (;;) {
      const next = waiting.shift() ?? null;
      if (outcome === null && next === null) return;
      // A lane takes its next message when the last is written: a crash repeats AT_ONCE at most.
      const mayLeave = await desk.turn(outcome, next);
      outcome = null;
      if (next === null) return;
      if (!mayLeave) continue;
      const delivery: Delivery = await deliverer.channel.deliver(next.outgoing);
      outcome = { claimed: next, delivery };
    }
  };
  const lanes = await Promise.allSettled(
    Array.from({ length: Math.min(AT_ONCE, messages.length) }, lane),
  );
  for (const one of lanes) if (one.status === 'rejected') throw one.reason;
  return desk.handedOver;
}

interface Turn {
  outcome: Outcome | null;
  next: Claimed | null;
  done: PromiseWithResolvers<boolean>;
}

/** Where outcomes are written and messages cleared to leave, for several lanes together. */
class Desk {
  readonly handedOver: HandedOver = { sent: 0, failed: 0 };
  readonly #deliverer: Deliverer;
  #waiting: Turn[] = [];
  #working: Promise<void> = Promise.resolve();
  #broken = false;

  constructor(deliverer: Deliverer) {
    this.#deliverer = deliverer;
  }

  /** Writes what became of a lane's last message. @returns whether its next one may leave now */
  turn(outcome: Outcome | null, next: Claimed | null): Promise<boolean> {
    const done = Promise.withResolvers<boolean>();
    this.#waiting.push({ outcome, next, done });
    this.#working = this.#working.then(() => this.#serve());
    return done.promise;
  }

  async #serve(): Promise<void> {
    const turns = this.#waiting;
    this.#waiting = [];
    if (turns.length === 0) return;
    try {
      const holdsLock = await this.#deliverer.holdsLock();
      const served = await this.#deliverer.within(async (work) => {
        const written = await recordOutcomes(
          work,
          turns.flatMap(({ outcome }) => (outcome === null ? [] : [outcome])),
        );
        const nexts = turns.flatMap(({ next }) => (next === null ? [] : [next]));
        // Without the lock another deliverer may have them: they are its own to finish.
        if (!holdsLock || this.#broken) return { written, cleared: new Set<Claimed>() };
        return { written, cleared: await this.#clear(work, nexts) };
      });
      this.handedOver.sent += served.written.sent;
      this.handedOver.failed += served.written.failed;
      for (const { next, done } of turns) done.resolve(next !== null && served.cleared.has(next));
    } catch (error) {
      // What cannot be written down is not to be followed by more.
      this.#broken = true;
      for (const { done } of turns) done.reject(error);
    }
  }

  /** Those that may leave at this moment; the others go back into the outbox. */
  async #clear(work: Work, nexts: readonly Claimed[]): Promise<Set<Claimed>> {
    const why = this.#deliverer.stopping?.aborted
      ? 'the program was stopping'
      : isLive(work)
        ? null
        : 'email was switched to safe mode';
    const staying = why === null ? await changedSince(work, nexts) : [...nexts];
    await takeBack(work, staying, why ?? 'something about the customer was told meanwhile');
    return new Set(nexts.filter((one) => !staying.includes(one)));
  }
}
