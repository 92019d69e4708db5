import { isOffered, profileFor } from '../../core/wording/index.ts';
import { cultureProfiles } from '../../culture/index.ts';
import type { Business } from '../platform/platform.ts';
import type { Customer, CustomerPage } from './api.ts';

/** What a profile is called when somebody switches them off for a customer. */
export const PLAIN_CULTURE = 'plain';

/** Whether a culture can be set for a customer: a profile's id, or "plain". */
export function isCulture(id: string): boolean {
  return id === PLAIN_CULTURE || cultureProfiles().has(id);
}

/** The cultures to choose from, plain last. */
export function cultures(): { id: string; name: string }[] {
  const named = [...cultureProfiles().values()].map(({ id, name }) => ({ id, name }));
  const byName = named.sort((a, b) => (a.name < b.name ? -1 : 1));
  return [...byName, { id: PLAIN_CULTURE, name: 'None: as the policy says' }];
}

/** How a customer is spoken to and why, for their page. */
export function mannerOf(business: Business, customer: Customer): CustomerPage['manner'] {
  const { language, country, culture } = customer;
  const said = { language, culture, country: country ?? business.country };
  const profile = profileFor(cultureProfiles(), said, business);
  const spoken = language ?? business.language;
  return {
    language: isOffered(spoken) ? spoken : 'en',
    wished: spoken,
    culture: profile === null ? null : { id: profile.id, name: profile.name },
    because: becauseOf(customer, profile !== null),
    effects: profile === null ? [] : effectsOf(profile),
  };
}

function becauseOf({ culture, language, country }: Customer, found: boolean): string {
  if (culture !== null) return found ? 'set for them' : 'switched off for them';
  if (language === null && country === null) return 'yours, as nothing else is known';
  return country === null ? 'from the language they want' : 'from where they are';
}

type Profile = NonNullable<ReturnType<typeof profileFor>>;

/** What a profile takes away from a policy, in words. */
function effectsOf({ pace, seasons }: Profile): string[] {
  const effects = [];
  const firmest = Math.max(...pace.steps.map((step) => step.tone));
  if (firmest < 5) effects.push(`never firmer than ${firmest} of 5`);
  if (pace.multiplier > 1) effects.push(`gaps ${pace.multiplier} times as long`);
  if (pace.leastGapDays > 0) effects.push(`at least ${pace.leastGapDays} days between messages`);
  const all = [...seasons.values()];
  for (const [mode, words] of [
    ['none', 'nobody writes in'],
    ['slow', 'slower in'],
  ] as const) {
    const names = [...new Set(all.filter((one) => one.mode === mode).map((one) => one.name))];
    if (names.length > 0) effects.push(`${words} ${names.join(', ')}`);
  }
  return effects;
}
