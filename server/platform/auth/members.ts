import type { Kysely, Transaction } from 'kysely';
import { RefusedError } from '../../../core/base/index.ts';
import type { Role } from '../http/index.ts';
import type { Platform, Work } from '../platform.ts';
import type { Tables } from '../tables.ts';
import { createUser, passwordLink, type User, userByEmail } from './users.ts';

export interface Member extends User {
  role: Role;
  since: string;
  /** Whether they have chosen a password yet. */
  hasPassword: boolean;
}

/** Everybody who may enter the business, by name. */
export async function members(work: Work): Promise<Member[]> {
  return membersIn(work.platform.database.system, work.business.id);
}

async function membersIn(db: Kysely<Tables>, businessId: bigint): Promise<Member[]> {
  const rows = await db
    .selectFrom('membership as m')
    .innerJoin('auth_user as u', 'u.id', 'm.user_id')
    .leftJoin('auth_account as a', (join) =>
      join.onRef('a.user_id', '=', 'u.id').on('a.provider_id', '=', 'credential'),
    )
    .select(['u.id', 'u.name', 'u.email', 'm.role', 'm.created_at as since', 'a.password'])
    .where('m.business_id', '=', businessId)
    .orderBy('u.name')
    .orderBy('u.id')
    .execute();
  return rows.map(({ password, ...row }) => ({ ...row, hasPassword: password !== null }));
}

/**
 * Lets somebody in. A new person gets a link to choose a password, shown to the owner once, who
 * hands it over; somebody who has a password from another business here just gains this one.
 * @throws RefusedError `demo-is-invented`, `already-member` (409).
 */
export async function invite(
  work: Work,
  person: { name: string; email: string; role: Role },
): Promise<{ member: Member; link: string | null }> {
  const { business, platform, now } = work;
  refuseDemo(work);
  const userId = await platform.database.system.transaction().execute(async (tx) => {
    const user = (await userByEmail(tx, person.email)) ?? (await createUser(tx, now, person));
    const added = await tx
      .insertInto('membership')
      .values({
        business_id: business.id,
        user_id: user.id,
        role: person.role,
        created_at: now.toString(),
      })
      .onConflict((clash) => clash.doNothing())
      .executeTakeFirst();
    if (added.numInsertedOrUpdatedRows === 0n) {
      throw new RefusedError('already-member', `${user.email} is here already.`, { status: 409 });
    }
    return user.id;
  });
  const member = await memberOf(work, userId);
  const elsewhere = await servesElsewhere(platform, business.id, userId);
  const link = elsewhere || member.hasPassword ? null : await passwordLink(platform, userId);
  return { member, link };
}

/**
 * A new link to choose a password, for somebody who lost theirs.
 * @throws RefusedError `unknown-member` (404); `serves-others` when the person also serves a
 * business that is not this one: its owner would not want another to open that door.
 */
export async function newPasswordLink(work: Work, userId: string): Promise<string> {
  refuseDemo(work);
  await memberOf(work, userId);
  if (await servesElsewhere(work.platform, work.business.id, userId)) {
    throw new RefusedError(
      'serves-others',
      'This person also serves another business here, so one owner alone cannot open their door. ' +
        'They can change their password themselves, or the person who runs the program makes a link.',
    );
  }
  return passwordLink(work.platform, userId);
}

/** Gives a member another role. @throws RefusedError `unknown-member`, `last-owner`. */
export async function changeRole(work: Work, userId: string, role: Role): Promise<Member> {
  refuseDemo(work);
  await keepingAnOwner(work, async (tx) => {
    const done = await tx
      .updateTable('membership')
      .set({ role })
      .where('business_id', '=', work.business.id)
      .where('user_id', '=', userId)
      .executeTakeFirst();
    if (done.numUpdatedRows === 0n) throw unknownMember();
  });
  return memberOf(work, userId);
}

/** Lets somebody out, at once. @throws RefusedError `unknown-member`, `last-owner`. */
export async function removeMember(work: Work, userId: string): Promise<void> {
  refuseDemo(work);
  await keepingAnOwner(work, async (tx) => {
    const done = await tx
      .deleteFrom('membership')
      .where('business_id', '=', work.business.id)
      .where('user_id', '=', userId)
      .executeTakeFirst();
    if (done.numDeletedRows === 0n) throw unknownMember();
  });
}

async function keepingAnOwner(
  work: Work,
  change: (tx: Transaction<Tables>) => Promise<void>,
): Promise<void> {
  const { platform, business } = work;
  await platform.database.system.transaction().execute(async (tx) => {
    // Two owners who let each other out at the same moment take turns.
    await tx
      .selectFrom('membership')
      .select('user_id')
      .where('business_id', '=', business.id)
      .forUpdate()
      .execute();
    await change(tx);
    const owner = await tx
      .selectFrom('membership')
      .select('user_id')
      .where('business_id', '=', business.id)
      .where('role', '=', 'owner')
      .limit(1)
      .executeTakeFirst();
    if (owner) return;
    throw new RefusedError(
      'last-owner',
      'A business keeps at least one owner. Make somebody else an owner first. Nothing was changed.',
    );
  });
}

async function memberOf(work: Work, userId: string): Promise<Member> {
  const all = await members(work);
  const found = all.find((member) => member.id === userId);
  if (!found) throw unknownMember();
  return found;
}

async function servesElsewhere(
  platform: Platform,
  businessId: bigint,
  userId: string,
): Promise<boolean> {
  const other = await platform.database.system
    .selectFrom('membership')
    .select('business_id')
    .where('user_id', '=', userId)
    .where('business_id', '<>', businessId)
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}

function refuseDemo(work: Work): void {
  if (!work.business.demo) return;
  throw new RefusedError(
    'demo-is-invented',
    'The demo business has no real users. Start your own business to invite people.',
    { status: 403 },
  );
}

function unknownMember(): RefusedError {
  return new RefusedError('unknown-member', 'There is no such person here.', { status: 404 });
}
