import { CASTING } from './casting.ts';
import type { Character, Habit, Trade } from './character.ts';
import { ENDINGS } from './endings.ts';

/** Where customers are, with what follows from it. */
const PLACES: Readonly<
  Record<string, { country: string; region: string | null; currency: string; phone: string | null }>
> = {
  Falmouth: { country: 'GB', region: 'ENG', currency: 'GBP', phone: '+44 1632 960' },
  Dublin: { country: 'IE', region: null, currency: 'EUR', phone: '+353 20 910 0' },
  Bologna: { country: 'IT', region: null, currency: 'EUR', phone: null },
  Portland: { country: 'US', region: 'ME', currency: 'USD', phone: '+1 207 555 0' },
  Hamburg: { country: 'DE', region: 'HH', currency: 'EUR', phone: '+49 40 66969 ' },
};

/** Towns that belong to a place above. */
const TOWNS: Readonly<Record<string, string>> = {
  Cork: 'Dublin',
  Parma: 'Bologna',
  Boston: 'Portland',
  Berlin: 'Hamburg',
};

/** In the order of CASTING's columns. */
export type Casting = readonly [
  name: string,
  kind: Character['kind'],
  trade: Trade,
  habit: Habit,
  street: string,
  town: string,
  contact: string,
  yearly: number,
];

/** Everybody in the demo, in the order they became customers. */
export function cast(): Character[] {
  return CASTING.map(([name, kind, trade, habit, street, town, contact, yearly], index) => {
    const place = PLACES[TOWNS[town] ?? town] ?? PLACES.Falmouth!;
    const domain = `${name.toLowerCase().replace(/[^a-z]+/g, '')}.example`;
    const first = contact.split(' ')[0]!.toLowerCase();
    const special = ENDINGS[name];
    return {
      code: `C${String(index + 101)}`,
      name,
      kind,
      trade,
      habit,
      country: place.country,
      region: place.region,
      // Abroad pays in its own money, except where the work was agreed in pounds.
      currency: special?.currency ?? place.currency,
      place: `${street}, ${town}`,
      contact,
      role: kind === 'consumer' ? 'customer' : 'accounts',
      phone: place.phone === null ? null : `${place.phone}${String(100 + index)}`,
      email: special?.noEmail ? null : `${first}@${domain}`,
      bounced: special?.bounced ?? false,
      policyId: special?.policyId ?? null,
      toneCeiling: special?.toneCeiling ?? null,
      notes: special?.notes ?? '',
      yearly,
      ending: special?.ending ?? null,
    };
  });
}
