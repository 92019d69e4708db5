import type { Day } from '../base/index.ts';
import { languageOf } from './words/index.ts';

/** A time of year that is left in peace, or in which everything goes slower. */
export interface Season {
  name: string;
  /** none: nobody is written to; slow: gaps are twice as long. */
  mode: 'none' | 'slow';
}

/** How people of a place expect to be written to about money, as far as the program uses it. */
export interface CultureProfile {
  /** "ja-JP". */
  id: string;
  language: string;
  region: string;
  name: string;
  version: number;
  /** 1 implicit … 5 explicit. */
  directness: number;
  formality: number;
  address: { form: string; switch: string; titleRequired: boolean; nameOrder: string };
  greeting: { known: string; unknown: string };
  closing: string;
  cushion: { required: boolean; text: string; position: string };
  pace: {
    multiplier: number;
    leastGapDays: number;
    steps: readonly { day: number; channel: string; tone: number }[];
  };
  channels: { prefer: readonly string[]; avoid: readonly string[] };
  callNorm: string;
  terms: { prefer: readonly string[]; taboo: readonly string[] };
  evidence: readonly { of: readonly string[]; grade: string; claim: string; source: string }[];
  seasons: ReadonlyMap<Day, Season>;
}

/**
 * How contact is softened for a customer. It can never firm a policy up: tones and gaps are those
 * of the policy where they are softer or longer.
 */
export interface Culture {
  name: string;
  /** The firmest tone that fits, 1 … 5. */
  toneCeiling: number;
  /** Least days between two chases here; the policy's own gap holds when it is longer. */
  minGapDays: number;
  /** How many times as long as the policy's the gaps are; 1 or more. */
  pace: number;
  /** Days of peace, and slow days. */
  seasons: ReadonlyMap<Day, Season>;
}

const PLAIN: Culture = {
  name: 'plain',
  toneCeiling: 5,
  minGapDays: 0,
  pace: 1,
  seasons: new Map(),
};

/** What is known of a customer, from which their culture is chosen; never their name. */
export interface Said {
  /** Set by a person: a profile's id, or "plain" for none. */
  culture: string | null;
  /** The language the customer wants, such as "ja". */
  language: string | null;
  country: string | null;
}

/**
 * The profile of a customer: the one a person set; else that of the language and country they say;
 * of the country; of the language; else the business's own. Null for plain.
 */
export function profileFor(
  profiles: ReadonlyMap<string, CultureProfile>,
  customer: Said,
  business: { language: string; country: string },
): CultureProfile | null {
  if (customer.culture !== null) return profiles.get(customer.culture) ?? null;
  return (
    spokenIn(profiles, customer.language, customer.country) ??
    spokenIn(profiles, business.language, business.country) ??
    null
  );
}

function spokenIn(
  profiles: ReadonlyMap<string, CultureProfile>,
  said: string | null,
  country: string | null,
): CultureProfile | undefined {
  const language = said === null ? null : languageOf(said);
  const all = [...profiles.values()];
  return (
    all.find((one) => one.language === language && one.region === country) ??
    all.find((one) => one.region === country) ??
    // The first of a language by name would be an accident: a language of several places says
    // nothing of one.
    only(all.filter((one) => one.language === language && country === null))
  );
}

function only<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}

/** What decide needs of a profile, with the firmest tone a person set for this customer. */
export function cultureOf(profile: CultureProfile | null, toneCeiling: number | null): Culture {
  const own = toneCeiling ?? 5;
  if (profile === null) {
    return own === 5 ? PLAIN : { ...PLAIN, name: 'this customer', toneCeiling: own };
  }
  const { multiplier, leastGapDays, steps } = profile.pace;
  const firmest = Math.max(...steps.map((step) => step.tone));
  return {
    name: own < firmest ? 'this customer' : profile.name,
    toneCeiling: Math.min(own, firmest),
    minGapDays: leastGapDays,
    pace: multiplier,
    seasons: profile.seasons,
  };
}

/** Whether a channel fits the place: preferred, usual, or better not. */
export function channelFits(
  profile: CultureProfile | null,
  channel: string,
): 'prefer' | 'ok' | 'avoid' {
  if (profile?.channels.prefer.includes(channel)) return 'prefer';
  return profile?.channels.avoid.includes(channel) ? 'avoid' : 'ok';
}
