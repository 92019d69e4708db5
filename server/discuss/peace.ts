import { addDays, type Day, isoDay } from '../../core/base/index.ts';
import type { StopKind } from '../../core/discuss/index.ts';
import type { Work } from '../platform/platform.ts';
import { appendEvent, lockCustomer } from '../receivable/index.ts';
import { checkDay, checkText, knownOn, refused } from './known.ts';
import { closeTasks, openTask } from './tasks.ts';

const LONGEST_PAUSE_DAYS = 366;

/**
 * Leaves a customer in peace until a day (that day included), or until it is lifted.
 * @returns the pause's id
 * @throws RefusedError when the day cannot be or no reason is given.
 */
export async function pause(
  work: Work,
  input: { customerId: bigint; until: Day | null; reason: string; on?: Day },
): Promise<bigint> {
  const on = input.on ?? work.today;
  await lockCustomer(work, input.customerId);
  const reason = checkText(input.reason, 'The reason', { required: true });
  if (input.until !== null) {
    checkDay(input.until, on, addDays(on, LONGEST_PAUSE_DAYS), 'The last day of a pause');
  }
  return appendEvent(
    work,
    input.customerId,
    { kind: 'paused', on, until: input.until, reason },
    { reason, until: input.until === null ? null : isoDay(input.until) },
  );
}

/** Ends one pause, or all of a customer's. @throws RefusedError `not-paused`. */
export async function liftPause(
  work: Work,
  input: { customerId: bigint; pauseId?: bigint | null; on?: Day },
): Promise<void> {
  const on = input.on ?? work.today;
  await lockCustomer(work, input.customerId);
  const { pauses } = await knownOn(work, input.customerId, on);
  const wanted = input.pauseId ?? null;
  const there = pauses.some((one) => wanted === null || one.id === String(wanted));
  if (!there) throw refused('not-paused', 'There is no such pause.', 404);
  const pauseId = wanted === null ? null : String(wanted);
  await appendEvent(work, input.customerId, { kind: 'pause-lifted', on, pauseId });
}

/** Stops the chase of a customer for good, until somebody lifts it. @returns the stop's id */
export async function stop(
  work: Work,
  input: {
    customerId: bigint;
    stop: StopKind;
    reason: string;
    source?: string | null;
    on?: Day;
  },
): Promise<bigint> {
  const on = input.on ?? work.today;
  await lockCustomer(work, input.customerId);
  const reason = checkText(input.reason, 'The reason', { required: true });
  const source = checkText(input.source ?? '', 'The source', { required: false }) || null;
  return appendEvent(
    work,
    input.customerId,
    { kind: 'stopped', on, stop: input.stop, reason, source },
    { stop: input.stop, reason, source },
  );
}

/** Lifts a stop. @throws RefusedError `not-stopped`. */
export async function liftStop(
  work: Work,
  input: { customerId: bigint; stopId: bigint; on?: Day },
): Promise<void> {
  const on = input.on ?? work.today;
  await lockCustomer(work, input.customerId);
  const { stops } = await knownOn(work, input.customerId, on);
  if (!stops.some((one) => one.id === String(input.stopId))) {
    throw refused('not-stopped', 'There is no such stop.', 404);
  }
  await appendEvent(work, input.customerId, {
    kind: 'stop-lifted',
    on,
    stopId: String(input.stopId),
  });
}

/**
 * Records that a reply came. It holds everything for the customer until somebody has read it.
 * @returns the reply's id
 */
export async function recordReply(
  work: Work,
  input: {
    customerId: bigint;
    text?: string;
    from?: string | undefined;
    /** The mail it came in, where it did. */
    mailId?: bigint;
    /** The network's name for the text it came in, where it did. */
    textSid?: string;
    on?: Day;
  },
): Promise<bigint> {
  const on = input.on ?? work.today;
  const { name } = await lockCustomer(work, input.customerId);
  const text = checkText(input.text ?? '', 'The reply', { required: false });
  const id = await appendEvent(
    work,
    input.customerId,
    { kind: 'reply-received', on },
    {
      ...(text === '' ? {} : { text }),
      ...(input.from ? { from: input.from } : {}),
      ...(input.mailId === undefined ? {} : { mail: String(input.mailId) }),
      ...(input.textSid === undefined ? {} : { textSid: input.textSid }),
    },
  );
  await openTask(work, {
    customerId: input.customerId,
    kind: 'read-reply',
    key: `reply/${id}`,
    title: `Read the reply of ${name}`,
    detail: text,
    role: 'collector',
    on,
    businessDays: 2,
    eventId: id,
  });
  return id;
}

/** Says that a reply, or all of a customer's, were read. @throws RefusedError `no-reply`. */
export async function markReplyRead(
  work: Work,
  input: { customerId: bigint; replyId?: bigint | null; on?: Day },
): Promise<void> {
  const on = input.on ?? work.today;
  await lockCustomer(work, input.customerId);
  const { unread } = await knownOn(work, input.customerId, on);
  const wanted = input.replyId ?? null;
  const read = unread.filter((reply) => wanted === null || reply.id === String(wanted));
  if (read.length === 0) throw refused('no-reply', 'There is no such reply to be read.', 404);
  const replyId = wanted === null ? null : String(wanted);
  await appendEvent(work, input.customerId, { kind: 'reply-read', on, replyId });
  const keys = read.map((reply) => `reply/${reply.id}`);
  await closeTasks(work, input.customerId, keys, 'read', on);
}
