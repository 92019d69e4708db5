import type { Day } from '../../core/base/index.ts';
import {
  earlierContacts,
  instantThere,
  isInWindow,
  lawfulMoment,
  localMoment,
} from '../../core/chase/index.ts';
import type { LocalMoment } from '../../core/law/index.ts';
import type { Work } from '../platform/platform.ts';
import { addJob } from '../platform/queue.ts';
import { isZone } from '../platform/zones.ts';
import type { Asked } from './ask-at-the-door.ts';
import { isByHand } from './render.ts';

/** Keeps what may leave at that moment, and moves the rest to when it may. */
export async function openAt(
  work: Work,
  asked: readonly Asked[],
  momentOf: (one: Asked) => Temporal.Instant,
  on: Day,
  inPolicyHours: boolean,
): Promise<Asked[]> {
  const open: Asked[] = [];
  for (const one of asked) {
    const until = waitsUntil(work, one, momentOf(one), on, inPolicyHours);
    if (until === null) open.push(one);
    else await putOff(work, one.message.id, until);
  }
  return open;
}

async function putOff(work: Work, id: bigint, until: Temporal.Instant): Promise<void> {
  await work.tx
    .updateTable('message')
    .set({ send_at: until.toString() })
    .where('business_id', '=', work.business.id)
    .where('id', '=', id)
    .execute();
  await addJob(work.platform, work.tx, 'deliver', {}, { runAt: until, key: `deliver/${until}` });
}

/**
 * Until when a message waits that falls outside the policy's hours, or those of the law, where the
 * customer is; null for what need not wait, or may not leave at all: the door says that.
 */
function waitsUntil(
  work: Work,
  one: Asked,
  at: Temporal.Instant,
  on: Day,
  inPolicyHours: boolean,
): Temporal.Instant | null {
  const { customer, message } = one;
  const { zone, law, ladder } = customer;
  if (!isZone(zone)) return null;
  const { window } = ladder.policy;
  const calendar = work.platform.calendars.of(customer.country, customer.region, on);
  const here = localMoment(at, zone);
  const closed = inPolicyHours && !isInWindow(window, zone, calendar, at, on);
  let opens = law.opens(message.channel, here, calendar);
  if (isByHand(message) && opens !== null) opens = capsOf(one, opens, calendar);
  if (opens === null) return null;
  const mayLeave = opens.day === here.day && opens.minutes === here.minutes;
  if (mayLeave && !closed) return null;
  const from = mayLeave ? at : instantThere(opens, zone);
  return lawfulMoment({ window, zone, calendar }, law, message.channel, opens.day, from);
}

/**
 * When a letter of one's own may leave: the law's counts and waits are for it too. Its stops are
 * not, for it is by a person that somebody under one is dealt with.
 */
function capsOf(
  { customer, message }: Asked,
  { day: on, minutes }: LocalMoment,
  calendar: Parameters<Asked['customer']['law']['opens']>[2],
): LocalMoment | null {
  const { channel } = message;
  const earlier = earlierContacts(customer.snapshot);
  const nothing = { optedIn: [], optedOut: [], stops: [] };
  const verdict = customer.law.contact({ channel, on, minutes, calendar, earlier, ...nothing });
  return verdict.result === 'deny' ? verdict.next : { day: on, minutes };
}
