import { RefusedError } from '../../../core/base/index.ts';
import type { Access, Authenticator, Caller } from '../http/index.ts';
import type { Platform } from '../platform.ts';
import { keyCaller } from './api-keys.ts';
import type { SignIn } from './sign-in.ts';

/** Who asks, and what they may do where. */
export function makeAuthenticator(platform: Platform, signIn: SignIn): Authenticator {
  return {
    identify: async (headers) => {
      // A key that is wrong is not made good by a cookie that came along.
      const authorization = headers.get('authorization');
      if (authorization !== null) {
        const key = /^Bearer\s+(\S+)$/i.exec(authorization)?.[1];
        return key === undefined ? null : keyCaller(platform, key);
      }
      const user = await signIn.who(headers);
      return user && { kind: 'user', ...user };
    },
    access: (caller, slug) => access(platform, caller, slug),
  };
}

async function access(platform: Platform, caller: Caller, slug: string): Promise<Access | null> {
  const { system } = platform.database;
  const business = system
    .selectFrom('business as b')
    .select(['b.id', 'b.slug', 'b.demo'])
    .where('b.slug', '=', slug);
  if (caller.kind === 'key') {
    const found = await business.where('b.id', '=', caller.businessId).executeTakeFirst();
    return found ? { caller, businessId: found.id, slug: found.slug, role: caller.role } : null;
  }
  const found = await business
    .innerJoin('membership as m', 'm.business_id', 'b.id')
    .leftJoin('sign_in_rule as r', 'r.business_id', 'b.id')
    .select(['m.role', 'r.requires_two_factor'])
    .where('m.user_id', '=', caller.userId)
    .executeTakeFirst();
  // Whatever the table says, a visitor of the demo sees nothing else.
  if (!found || (caller.demo && !found.demo)) return null;
  if (found.requires_two_factor && !caller.twoFactor) {
    throw new RefusedError(
      'needs-two-factor',
      'This business lets in only people with a second step at sign-in. Set yours up, and come in.',
      { status: 403 },
    );
  }
  return { caller, businessId: found.id, slug: found.slug, role: found.role };
}

/** A business as its user sees it in the list of theirs. */
export interface OwnBusiness {
  slug: string;
  name: string;
  country: string;
  currency: string;
  colour: string;
  demo: boolean;
  role: Access['role'];
}

/** The businesses the caller may enter, by name. */
export async function ownBusinesses(platform: Platform, caller: Caller): Promise<OwnBusiness[]> {
  const { system } = platform.database;
  const columns = ['b.slug', 'b.name', 'b.country', 'b.currency', 'b.colour', 'b.demo'] as const;
  if (caller.kind === 'key') {
    const rows = await system
      .selectFrom('business as b')
      .select(columns)
      .where('b.id', '=', caller.businessId)
      .execute();
    return rows.map((row) => ({ ...row, role: caller.role }));
  }
  return system
    .selectFrom('business as b')
    .innerJoin('membership as m', 'm.business_id', 'b.id')
    .select([...columns, 'm.role'])
    .where('m.user_id', '=', caller.userId)
    .$if(caller.demo, (query) => query.where('b.demo', '=', true))
    .orderBy('b.name')
    .orderBy('b.id')
    .execute();
}
