import { RefusedError } from '../../../core/base/index.ts';
import type { Caller } from '../http/index.ts';
import type { Platform } from '../platform.ts';
import { createUser, hasUsers, userByEmail } from './users.ts';

const VISITOR = 'visitor@demo.invalid';

/** Makes sure that the demo business stands, with its invented data; gives its slug. */
export type EnsureDemo = (platform: Platform) => Promise<string>;

/** What is known of somebody who wants to look around. */
export interface Visitor {
  caller: Caller | null;
  /** Whether they sit at this very machine. */
  loopback: boolean;
}

/**
 * Whether a visitor may look around without a password: before anybody has set the program up, at
 * the machine it runs on, or when they are signed in anyway. The demo business holds only invented
 * people and never leaves safe mode, and its visitor can enter nothing else; the rule keeps
 * strangers from leaving things on somebody's server.
 */
export async function mayVisitDemo(platform: Platform, visitor: Visitor): Promise<boolean> {
  if (visitor.caller !== null || visitor.loopback) return true;
  return !(await hasUsers(platform.database.system));
}

/**
 * The user who looks around, as owner of the demo business only.
 * @throws RefusedError `demo-closed` (403).
 */
export async function demoVisitor(
  platform: Platform,
  visitor: Visitor,
  ensureDemo: EnsureDemo,
): Promise<{ userId: string; slug: string }> {
  if (!(await mayVisitDemo(platform, visitor))) {
    throw new RefusedError(
      'demo-closed',
      'This installation is in use, so its demo opens only for people who sign in.',
      { status: 403 },
    );
  }
  const slug = await ensureDemo(platform);
  const now = platform.clock.now();
  const userId = await platform.database.system.transaction().execute(async (tx) => {
    const business = await tx
      .selectFrom('business')
      .select(['id', 'demo'])
      .where('slug', '=', slug)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (!business.demo) throw new Error(`business ${slug} is not a demo`);
    const user =
      (await userByEmail(tx, VISITOR)) ??
      (await createUser(tx, now, { name: 'Demo visitor', email: VISITOR, demo: true }));
    await tx
      .insertInto('membership')
      .values({
        business_id: business.id,
        user_id: user.id,
        role: 'owner',
        created_at: now.toString(),
      })
      .onConflict((clash) => clash.doNothing())
      .execute();
    return user.id;
  });
  return { userId, slug };
}
