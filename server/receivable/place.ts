import { type Day, dayInZone } from '../../core/base/index.ts';
import type { CustomerKind } from '../../core/law/index.ts';
import type { Business, Work } from '../platform/platform.ts';
import { isZone, zoneOf } from '../platform/zones.ts';

export interface Place {
  country: string;
  region: string | null;
  zone: string;
}

const zones = new Map<string, string>();

// Looking a zone up asks Intl and takes 50 µs; a round asks for every customer.
function zoneIn(country: string, region: string | null, fallback: string): string {
  const key = `${country}-${region}-${fallback}`;
  let zone = zones.get(key);
  if (zone === undefined) {
    zone = zoneOf(country, region, fallback);
    zones.set(key, zone);
  }
  return zone;
}

/** Where a customer is: what is known of them, else where the business is. */
export function placeOf(
  business: Business,
  customer: { country: string | null; region: string | null; zone: string | null },
): Place {
  if (customer.country === null)
    return {
      country: business.country,
      region: business.region,
      zone: customer.zone ?? business.zone,
    };
  const abroad = customer.country !== business.country;
  const region = customer.region ?? (abroad ? null : business.region);
  const zone =
    customer.zone ??
    (abroad || customer.region !== null
      ? zoneIn(customer.country, customer.region, business.zone)
      : business.zone);
  return { country: customer.country, region, zone };
}

/** The day it is at a place; where its time zone is not known, the day where the business is. */
export function dayThere(work: Work, { zone }: Place, at: Temporal.Instant): Day {
  return dayInZone(at, isZone(zone) ? zone : work.business.zone);
}

/** Places of many customers, and what each of them is. */
export async function placesOf(
  work: Work,
  ids: readonly bigint[],
): Promise<Map<bigint, Place & { kind: CustomerKind }>> {
  const rows = await work.tx
    .selectFrom('customer')
    .select(['id', 'country', 'region', 'zone', 'kind'])
    .where('business_id', '=', work.business.id)
    .where('id', 'in', [0n, ...ids])
    .execute();
  return new Map(rows.map((row) => [row.id, { ...placeOf(work.business, row), kind: row.kind }]));
}
