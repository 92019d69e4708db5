import { fieldProblem, isCurrency, type Problem, RefusedError } from '../../../core/base/index.ts';
import { isZone } from '../zones.ts';

/** Whether a text is the ISO 3166-1 code of a country. */
export function isCountry(country: string): boolean {
  if (!/^[A-Z]{2}$/.test(country)) return false;
  const name = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(country);
  return name !== undefined && country !== 'ZZ';
}

/** A short name for addresses, made from the name: "Brightwood & Sons" is "brightwood-sons". */
export function slugFrom(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50)
    .replace(/-+$/, '');
  return plain === '' ? 'business' : plain;
}

/**
 * Refuses places and currencies that do not exist, all at once.
 * @throws RefusedError `invalid-business`.
 */
export function checkPlaces(given: {
  country?: string;
  currency?: string;
  zone?: string | null;
  slug?: string;
}): void {
  const problems: Problem[] = [];
  const expect = (column: string, value: string | null | undefined, fine: boolean, say: string) => {
    if (value !== undefined && value !== null && !fine) {
      problems.push(fieldProblem(column, value, say));
    }
  };
  const { country, currency, zone, slug } = given;
  expect('country', country, isCountry(country ?? ''), 'a two-letter country code such as GB');
  expect('currency', currency, isCurrency(currency ?? ''), 'a currency code such as GBP');
  expect('zone', zone, isZone(zone ?? ''), 'a time zone such as Europe/London');
  const slugFine = /^[a-z0-9][a-z0-9-]{0,62}$/.test(slug ?? '');
  expect('slug', slug, slugFine, 'small letters, digits and dashes, such as brightwood');
  if (problems.length === 0) return;
  const said = problems.map((p) => `${p.column} "${p.value}" should be ${p.message}`).join('; ');
  throw new RefusedError('invalid-business', `Nothing was changed: ${said}.`, { problems });
}
