import { setImmediate } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Day, day, isoDay } from '../../core/base/index.ts';
import {
  type Addressee,
  type Culture,
  type Decision,
  decide,
  type Ladder,
  type SourceOfTruth,
} from '../../core/chase/index.ts';
import {
  CONTACT_CHANNELS,
  type ContactChannel,
  type CustomerKind,
  type Law,
} from '../../core/law/index.ts';
import { decodeSnapshot, emptySnapshot, type Snapshot } from '../../core/receivable/index.ts';
import { cultureOf, profileFor } from '../../core/wording/index.ts';
import { cultureProfiles } from '../../culture/index.ts';
import type { Ladders } from '../chase/index.ts';
import type { Business, Work } from '../platform/platform.ts';
import { lawOf, placeOf, snapshotsAsOf } from '../receivable/index.ts';
import { connectedSource } from './sources.ts';

/** A customer as a round meets them: the snapshot, and what decide needs beside it. */
export interface OnRoster {
  id: bigint;
  code: string;
  name: string;
  country: string | null;
  region: string | null;
  zone: string;
  ladder: Ladder;
  snapshot: Snapshot;
  addressee: Addressee;
  culture: Culture;
  law: Law;
  contactId: bigint | null;
  /** Rises whenever something about them is told; 0 while nothing was. */
  version: bigint;
}

interface RosterRow {
  id: bigint;
  code: string;
  name: string;
  kind: CustomerKind;
  country: string | null;
  region: string | null;
  zone: string | null;
  policy_id: string | null;
  tone_ceiling: number | null;
  language: string | null;
  culture: string | null;
  snapshot: string | null;
  latest_on: string | null;
  version: bigint | null;
  contact_id: bigint | null;
  phone: boolean;
  opted_in: string | null;
  opted_out: string | null;
}

const cultures = new Map<string, Culture>();

/** How contact is softened for a customer: by what they say of themselves, else as here. */
function cultureIn(business: Business, row: RosterRow): Culture {
  const { language, culture, tone_ceiling: ceiling } = row;
  const country = row.country ?? business.country;
  const key = `${culture} ${language} ${country} ${business.language} ${business.country} ${ceiling}`;
  let known = cultures.get(key);
  if (!known) {
    const said = { culture, language, country };
    known = cultureOf(profileFor(cultureProfiles(), said, business), ceiling);
    // A handful of places and languages; what anybody types in does not make it grow for ever.
    if (cultures.size > 10_000) cultures.clear();
    cultures.set(key, known);
  }
  return known;
}

/**
 * Starts reading customers after an id, in order of ids; `ids` reads just those. Snapshots and
 * contacts are bounded as the page is on both sides, so that no plan reads those of other pages.
 */
export function readRoster(
  work: Work,
  after: bigint,
  limit: number,
  ids: readonly bigint[] | null = null,
) {
  const business = work.business.id;
  const among = ids === null ? sql`> ${after}` : sql`= any(${ids}::bigint[])`;
  const upTo = sql`<= (select max(id) from page)`;
  return sql<RosterRow>`
    with page as materialized (
      select id, code, name, kind, country, region, zone, policy_id, tone_ceiling, language, culture, phone
      from customer where business_id = ${business} and id ${among} order by id limit ${limit}
    )
    select c.id, c.code, c.name, c.kind, c.country, c.region, c.zone, c.policy_id, c.tone_ceiling,
           c.language, c.culture, s.snapshot, s.latest_on, s.version,
           k.id as contact_id, (c.phone is not null or k.phone is not null) as phone,
           w.opted_in, w.opted_out
    from page c
    left join customer_snapshot s on s.business_id = ${business} and s.customer_id = c.id
      and s.customer_id ${among} and s.customer_id ${upTo}
    left join (
      select distinct on (customer_id) customer_id, id, phone from contact
      where business_id = ${business} and customer_id ${among} and customer_id ${upTo}
        and email is not null and not_me_on is null and unreachable_on is null
      order by customer_id, position, id
    ) k on k.customer_id = c.id
    left join (
      select customer_id, string_agg(array_to_string(opted_in, ' '), ' ') as opted_in,
             string_agg(array_to_string(opted_out, ' '), ' ') as opted_out
      from contact
      where business_id = ${business} and customer_id ${among} and customer_id ${upTo}
        and not_me_on is null and (opted_in <> '{}' or opted_out <> '{}')
      group by customer_id
    ) w on w.customer_id = c.id
    order by c.id`.execute(work.tx);
}

/** Turns rows into customers as at the work's day. */
export async function rosterOf(
  work: Work,
  rows: readonly RosterRow[],
  ladders: Ladders,
): Promise<OnRoster[]> {
  const roster: OnRoster[] = [];
  for await (const some of rosterInTurns(work, rows, ladders)) roster.push(...some);
  return roster;
}

/** Customers worked on in one go, a few milliseconds of it. */
const TURN = 200;

/**
 * The same one by one, for a round: a customer is made, decided and let go before the next. They
 * come in parts, each in a turn of its own: a page takes node as long as the database, which would
 * stand idle if its answers were not heard, and its next statement not sent, between. Snapshots
 * with later facts are folded anew.
 */
export async function* rosterInTurns(
  work: Work,
  rows: readonly RosterRow[],
  ladders: Ladders,
): AsyncGenerator<Iterable<OnRoster>> {
  const today = isoDay(work.today);
  const later = rows
    .filter((row) => row.latest_on !== null && row.latest_on > today)
    .map((row) => row.id);
  const refolded = new Map(
    later.length === 0
      ? []
      : (await snapshotsAsOf(work, later, work.today)).map((one) => [one.customerId, one.snapshot]),
  );
  for (let at = 0; at < rows.length; at += TURN) {
    await setImmediate();
    yield Iterator.from(rows.slice(at, at + TURN)).map((row) =>
      onRoster(work.business, row, ladders, refolded.get(row.id)),
    );
  }
}

const NO_CHANNELS: readonly ContactChannel[] = [];

/** What any of a customer's contacts said of channels counts for the customer. */
function channelsIn(text: string | null): readonly ContactChannel[] {
  if (text === null) return NO_CHANNELS;
  const named = new Set(text.split(' '));
  return CONTACT_CHANNELS.filter((channel) => named.has(channel));
}

function onRoster(
  business: Business,
  row: RosterRow,
  ladders: Ladders,
  refolded: Snapshot | undefined,
): OnRoster {
  const place = placeOf(business, row);
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    ...place,
    ladder: ladders.of({
      policyId: row.policy_id,
      code: row.code,
      country: row.country,
      kind: row.kind,
    }),
    snapshot: refolded ?? (row.snapshot === null ? emptySnapshot() : decodeSnapshot(row.snapshot)),
    addressee: {
      name: row.name,
      reachable: { email: row.contact_id !== null, phone: row.phone },
      optedIn: channelsIn(row.opted_in),
      optedOut: channelsIn(row.opted_out),
    },
    culture: cultureIn(business, row),
    law: lawOf(business, { ...place, kind: row.kind }),
    contactId: row.contact_id,
    version: row.version ?? 0n,
  };
}

/**
 * Where the facts come from: connected sources where there are any, else imports of invoices or
 * payments by hand, and rounds that a person confirmed. A list of customers says nothing about who
 * has paid.
 */
export async function sourceOfTruth(work: Work): Promise<SourceOfTruth> {
  const connected = await connectedSource(work);
  if (connected !== null) return connected;
  const latest = await work.tx
    .selectFrom('import')
    .select((eb) => eb.fn.max('imported_on').as('on'))
    .where('business_id', '=', work.business.id)
    .where(
      sql<boolean>`jsonb_path_exists(counts, '$.invoices.*?(@ > 0)')
        or jsonb_path_exists(counts, '$.payments.*?(@ > 0)')`,
    )
    .executeTakeFirst();
  const imported = latest?.on ? day(String(latest.on)) : null;
  const confirmed = work.business.confirmedOn;
  const freshOn =
    imported === null || (confirmed !== null && confirmed > imported) ? confirmed : imported;
  return { kind: 'imported', freshOn };
}

/** Decides for one customer as at a day. */
export function decideFor(
  work: Work,
  customer: OnRoster,
  source: SourceOfTruth,
  today: Day = work.today,
): Decision {
  return decide({
    ladder: customer.ladder,
    snapshot: customer.snapshot,
    customer: customer.addressee,
    law: customer.law,
    calendar: work.platform.calendars.of(customer.country, customer.region, today),
    culture: customer.culture,
    source,
    // Nothing gives a score yet: steps that ask for one are passed over, and say so.
    score: null,
    today,
  });
}
