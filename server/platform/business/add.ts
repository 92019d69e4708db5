import { sql, type Transaction } from 'kysely';
import { fieldProblem, RefusedError } from '../../../core/base/index.ts';
import { APP_ROLE } from '../database.ts';
import { ADD_BUSINESS_LOCK } from '../locks.ts';
import type { Business, Platform, Work } from '../platform.ts';
import type { Tables } from '../tables.ts';
import { startWork } from '../work.ts';
import { zoneOf } from '../zones.ts';
import { checkPlaces, slugFrom } from './defaults.ts';

/** What a new business needs to say about itself; the rest can follow in its settings. */
export interface NewBusiness {
  name: string;
  /** Its short name in addresses; made from the name when not given. */
  slug?: string;
  country: string;
  currency: string;
  region?: string | null;
  zone?: string | null;
  language?: string;
  person?: string;
  email?: string | null;
  phone?: string | null;
  address?: string | null;
  howToPay?: string | null;
  colour?: string;
  demo?: boolean;
}

/** What other rooms do when a business is born; the composition root hands it in. */
export interface BusinessHooks {
  /** Runs in the transaction that adds the business, under its row-level security. */
  onAdded(work: Work): Promise<void>;
}

/**
 * Adds a business in safe mode: nothing it writes leaves until somebody switches a channel live.
 * Its owner is the user named, or nobody yet.
 * @throws RefusedError `invalid-business`, `slug-taken`.
 */
export async function addBusiness(
  platform: Platform,
  input: NewBusiness,
  hooks: BusinessHooks,
  options: { by?: string; ownerId?: string | null } = {},
): Promise<Business> {
  return platform.database.system
    .transaction()
    .execute((tx) => addBusinessIn(platform, tx, input, hooks, options));
}

/** The same inside a transaction of the schema's owner, together with a first user. */
export async function addBusinessIn(
  platform: Platform,
  tx: Transaction<Tables>,
  input: NewBusiness,
  hooks: BusinessHooks,
  options: { by?: string; ownerId?: string | null } = {},
): Promise<Business> {
  checkPlaces(input);
  const name = input.name.trim();
  if (name === '' || name.length > 200) {
    throw new RefusedError('invalid-business', 'A business has a name of 1 to 200 characters.', {
      problems: [fieldProblem('name', input.name, 'a name of 1 to 200 characters')],
    });
  }
  // Looser than a form's check (a trial writes from anna@localhost), but never two addresses or a
  // line of a header.
  if (input.email && !/^[^\s@<>,;"]+@[^\s@<>,;"]{1,190}$/.test(input.email)) {
    throw new RefusedError('invalid-business', 'Its address should be one like anna@example.com.', {
      problems: [fieldProblem('email', input.email, 'an address such as anna@example.com')],
    });
  }
  // One at a time, so that two of the same name get two short names.
  await sql`select pg_advisory_xact_lock(${ADD_BUSINESS_LOCK})`.execute(tx);
  const now = platform.clock.now().toString();
  const { id } = await tx
    .insertInto('business')
    .values({
      slug: await freeSlug(tx, name, input.slug),
      name,
      country: input.country,
      region: input.region ?? null,
      zone: input.zone ?? zoneOf(input.country, input.region ?? null),
      currency: input.currency,
      language: input.language ?? 'en',
      person: input.person?.trim() ?? '',
      email: input.email ?? null,
      phone: input.phone ?? null,
      address: input.address ?? null,
      how_to_pay: input.howToPay ?? null,
      ...(input.colour ? { colour: input.colour } : {}),
      demo: input.demo ?? false,
      confirmed_on: null,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (options.ownerId) {
    await tx
      .insertInto('membership')
      .values({ business_id: id, user_id: options.ownerId, role: 'owner', created_at: now })
      .execute();
  }
  return asTenant(tx, id, async () => {
    const work = await startWork(platform, tx, id, options.by ?? 'duly');
    await hooks.onAdded(work);
    return work.business;
  });
}

/** Runs `work` as the program's own role in one business, inside a transaction of the owner. */
async function asTenant<T>(
  tx: Transaction<Tables>,
  businessId: bigint,
  work: () => Promise<T>,
): Promise<T> {
  await sql`set local role ${sql.id(APP_ROLE)}`.execute(tx);
  await sql`select set_config('duly.business', ${String(businessId)}, true)`.execute(tx);
  const done = await work();
  await sql`set local role none`.execute(tx);
  return done;
}

async function freeSlug(
  tx: Transaction<Tables>,
  name: string,
  wanted: string | undefined,
): Promise<string> {
  const base = wanted ?? slugFrom(name);
  const taken = await tx
    .selectFrom('business')
    .select('slug')
    .where('slug', 'like', `${base}%`)
    .execute();
  const names = new Set(taken.map((row) => row.slug));
  if (!names.has(base)) return base;
  if (wanted !== undefined) {
    throw new RefusedError(
      'slug-taken',
      `The short name "${wanted}" is taken. Nothing was added; choose another.`,
      { status: 409, problems: [fieldProblem('slug', wanted, 'a short name nobody has')] },
    );
  }
  let count = 2;
  while (names.has(`${base}-${count}`)) count += 1;
  return `${base}-${count}`;
}

/** A business in a list: enough to choose one. */
export interface ListedBusiness {
  id: bigint;
  slug: string;
  name: string;
  country: string;
  currency: string;
  zone: string;
  demo: boolean;
  live: Record<string, string>;
  owners: number;
}

/** Every business of the installation, by name; for the command line and for start. */
export async function listBusinesses(platform: Platform): Promise<ListedBusiness[]> {
  const rows = await platform.database.system
    .selectFrom('business as b')
    .select(['id', 'slug', 'name', 'country', 'currency', 'zone', 'demo', 'live'])
    .select((eb) =>
      eb
        .selectFrom('membership as m')
        .whereRef('m.business_id', '=', 'b.id')
        .where('m.role', '=', 'owner')
        .select((count) => count.fn.countAll<bigint>().as('owners'))
        .as('owners'),
    )
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    ...row,
    live: row.live as Record<string, string>,
    owners: Number(row.owners ?? 0),
  }));
}
