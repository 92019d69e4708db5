import { RefusedError } from '../../../core/base/index.ts';
import type { Work } from '../platform.ts';
import { tellOwners } from './notice.ts';

/** Hours a change of bank details waits when no second person confirms it. */
export const WAITING_HOURS = 24;

/** Other words on how to pay, asked for and not yet shown to anybody. */
export interface WaitingChange {
  id: bigint;
  howToPay: string;
  askedBy: string;
  askedById: string;
  askedAt: Temporal.Instant;
  /** From when the person who asked may confirm it alone. */
  confirmFrom: Temporal.Instant;
}

/** The change that waits, if one does. */
export async function waitingChange(work: Work): Promise<WaitingChange | null> {
  const row = await work.tx
    .selectFrom('how_to_pay_change')
    .selectAll()
    .where('business_id', '=', work.business.id)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  if (!row) return null;
  const askedAt = Temporal.Instant.from(row.asked_at);
  return {
    id: row.id,
    howToPay: row.how_to_pay,
    askedBy: row.asked_by,
    askedById: row.asked_by_id,
    askedAt,
    confirmFrom: askedAt.add({ hours: WAITING_HOURS }),
  };
}

/**
 * Asks for other words on how to pay. The first ones are taken at once; from then on customers go
 * on seeing the present ones until the change is confirmed, so that nobody who got in for an hour
 * can have money sent elsewhere. Asking again replaces what waited and begins the waiting anew.
 */
export async function askHowToPay(work: Work, howToPay: string, userId: string): Promise<void> {
  const { business, by, now, platform } = work;
  const wanted = howToPay.trim();
  if (wanted === (business.howToPay ?? '')) return;
  await settle(work, 'cancelled');
  if (!business.howToPay) return show(work, wanted);
  const { id } = await work.tx
    .insertInto('how_to_pay_change')
    .values({
      business_id: business.id,
      how_to_pay: wanted,
      asked_by: by,
      asked_by_id: userId,
      asked_at: now.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tellOwners(work, id, 'asked');
  platform.log.warn({ business: business.slug, by }, 'other bank details were asked for');
}

/**
 * Shows the change to customers from now on. Another owner may say so at once, if they have been
 * an owner's equal here for as long as the waiting time (a second person invited a minute ago is
 * none); the one who asked, or a newer owner, when the waiting time is over.
 * @throws RefusedError `nothing-waits` (404), `still-waiting`.
 */
export async function confirmHowToPay(work: Work, userId: string): Promise<void> {
  const change = await waitingChange(work);
  if (!change) throw nothingWaits();
  if (Temporal.Instant.compare(work.now, change.confirmFrom) < 0) {
    const second = userId !== change.askedById && (await isOldHand(work, userId));
    if (!second) throw stillWaiting(work, change);
  }
  await settle(work, 'confirmed');
  await show(work, change.howToPay);
  await tellOwners(work, change.id, 'shown');
  const { business, by, platform } = work;
  platform.log.warn({ business: business.slug, by }, 'other bank details are shown from now on');
}

/** Forgets the change; customers see what they saw. @throws RefusedError `nothing-waits`. */
export async function cancelHowToPay(work: Work): Promise<void> {
  if (!(await settle(work, 'cancelled'))) throw nothingWaits();
}

async function show(work: Work, howToPay: string): Promise<void> {
  await work.tx
    .updateTable('business')
    .set({ how_to_pay: howToPay === '' ? null : howToPay })
    .where('id', '=', work.business.id)
    .execute();
}

async function settle(work: Work, state: 'confirmed' | 'cancelled'): Promise<boolean> {
  const done = await work.tx
    .updateTable('how_to_pay_change')
    .set({ state, settled_by: work.by, settled_at: work.now.toString() })
    .where('business_id', '=', work.business.id)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

async function isOldHand(work: Work, userId: string): Promise<boolean> {
  const member = await work.tx
    .selectFrom('membership')
    .select('created_at')
    .where('business_id', '=', work.business.id)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (!member) return false;
  const since = Temporal.Instant.from(member.created_at).add({ hours: WAITING_HOURS });
  return Temporal.Instant.compare(since, work.now) <= 0;
}

function nothingWaits(): RefusedError {
  return new RefusedError('nothing-waits', 'No change of how to pay is waiting.', { status: 404 });
}

function stillWaiting(work: Work, change: WaitingChange): RefusedError {
  const from = change.confirmFrom.toZonedDateTimeISO(work.business.zone);
  const when = from.toLocaleString('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  });
  return new RefusedError(
    'still-waiting',
    `Bank details wait ${WAITING_HOURS} hours before customers see them. You can confirm them from ${when}, ` +
      'or another owner who has been here longer than that can now. Customers still see the present ones.',
  );
}
