import { fieldProblem, type Problem, RefusedError } from '../../core/base/index.ts';
import type { Work } from '../platform/platform.ts';
import { isZone } from '../platform/zones.ts';
import { isCulture } from './manner.ts';

interface Checked {
  country?: string | null | undefined;
  region?: string | null | undefined;
  zone?: string | null | undefined;
  language?: string | null | undefined;
  policyId?: string | null | undefined;
  culture?: string | null | undefined;
  emails?: readonly (string | null | undefined)[];
}

// One @, something on both sides, a dot in the domain, no blanks: what a mail server could take.
const EMAIL = /^[^\s@<>",;:]{1,64}@[^\s@<>",;:]+\.[^\s@<>",;:.]{2,}$/;

const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const languages = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

/** Whether the text is an ISO 3166-1 country that exists. */
export function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && names.of(code) !== undefined && code !== 'ZZ';
}

function isLanguage(tag: string): boolean {
  try {
    return languages.of(new Intl.Locale(tag).language) !== undefined;
  } catch {
    return false;
  }
}

/**
 * Checks where a customer is and how they are spoken to, every fault at once.
 * @throws RefusedError `invalid-customer` with the fields that are wrong.
 */
export async function checkCustomer(work: Work, given: Checked): Promise<void> {
  const problems: Problem[] = [];
  const say = (field: string, value: unknown, message: string) =>
    problems.push(fieldProblem(field, value, message));
  if (given.country && !isCountry(given.country))
    say('country', given.country, 'a country is its two capital letters, such as GB');
  if (given.region && !/^[A-Z0-9]{1,3}$/.test(given.region))
    say('region', given.region, 'a region is its ISO letters without the country, such as ENG');
  if (given.zone && !isZone(given.zone))
    say('zone', given.zone, 'a time zone is a name such as Europe/London');
  if (given.language && !isLanguage(given.language))
    say('language', given.language, 'a language is its letters, such as en or pt-BR');
  if (given.culture && !isCulture(given.culture))
    say('culture', given.culture, 'there is no such profile; "plain" switches them off');
  for (const email of given.emails ?? []) {
    if (email && !EMAIL.test(email))
      say('email', email, 'this is not an address mail can be sent to, such as anna@firm.example');
  }
  if (given.policyId && !(await isPolicy(work, given.policyId)))
    say('policyId', given.policyId, 'there is no policy of that name here');
  if (problems.length === 0) return;
  const fields = [...new Set(problems.map((problem) => problem.column))].join(', ');
  throw new RefusedError('invalid-customer', `Look at: ${fields}. Nothing was changed.`, {
    problems,
  });
}

async function isPolicy(work: Work, id: string): Promise<boolean> {
  const row = await work.tx
    .selectFrom('policy')
    .select('id')
    .where('business_id', '=', work.business.id)
    .where('id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}
