import { sql } from 'kysely';
import { addDays, type Day, isBusinessDay } from '../../../core/base/index.ts';
import { installPolicies, listPolicies, savePolicy } from '../../chase/index.ts';
import { addBusinessIn, type NewBusiness } from '../../platform/business/index.ts';
import { todayIn } from '../../platform/clock.ts';
import type { Platform, Work } from '../../platform/platform.ts';
import { DEMO_LOCK } from '../locks.ts';
import { runRound } from '../round.ts';
import { fill } from './fill.ts';

const HARBOUR_AND_PINE: NewBusiness = {
  name: 'Harbour & Pine',
  country: 'GB',
  region: 'ENG',
  zone: 'Europe/London',
  currency: 'GBP',
  person: 'Ruth Okafor',
  email: 'ruth@harbourandpine.example',
  phone: '+44 1326 555 014',
  address: 'The Old Rope Works, Commercial Quay, Falmouth, Cornwall',
  howToPay:
    'By bank transfer to Harbour & Pine (an invented business)\nSort code 00-00-00 · account 00000000\nPlease give the invoice number as the reference.',
  demo: true,
};

/**
 * Makes sure that the demo business stands: a joinery with sixty customers and fourteen months
 * behind it, all invented, and today's round. Two calls at once make one.
 * @returns its slug
 */
export async function ensureDemo(platform: Platform): Promise<string> {
  const made = await platform.database.system.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${DEMO_LOCK}, 0)`.execute(tx);
    const there = await tx
      .selectFrom('business')
      .select('slug')
      .where('demo', '=', true)
      .orderBy('id')
      .executeTakeFirst();
    if (there) return { slug: there.slug, lastOpen: null };
    let lastOpen: Day | null = null;
    const business = await addBusinessIn(platform, tx, HARBOUR_AND_PINE, {
      onAdded: async (work) => {
        await installPolicies(work);
        await askForEverything(work);
        lastOpen = lastOpenDay(work);
        await fill(work, lastOpen);
      },
    });
    return { slug: business.slug, lastOpen: lastOpen as Day | null };
  });
  if (made.lastOpen !== null) {
    const today = todayIn(platform.clock, HARBOUR_AND_PINE.zone!);
    for (let on = made.lastOpen; on <= today; on = addDays(on, 1)) {
      await runRound(platform, made.slug, { asOf: on, withoutMessages: true });
    }
  }
  return made.slug;
}

/** In the demo every message waits for a yes, so that whoever looks around finds them waiting. */
async function askForEverything(work: Work): Promise<void> {
  for (const { yaml } of await listPolicies(work)) {
    await savePolicy(work, yaml.replace(/^mode: \w+$/m, 'mode: draft'));
  }
}

/** Today, or the last day before it on which people worked. */
function lastOpenDay({ platform, business, today }: Work): Day {
  let at = today;
  while (!isBusinessDay(platform.calendars.of(business.country, business.region, at), at)) {
    at = addDays(at, -1);
  }
  return at;
}
