import { RefusedError } from '../../../core/base/index.ts';
import type { Business, Work } from '../platform.ts';
import { loadBusiness } from '../work.ts';
import { checkPlaces } from './defaults.ts';

/** What an owner may change at once. How to pay is changed by askHowToPay. */
export interface SettingsChange {
  name?: string;
  person?: string;
  email?: string | null;
  phone?: string | null;
  address?: string | null;
  colour?: string;
  zone?: string;
  region?: string | null;
  language?: string;
}

/**
 * Changes the settings of the business and gives it as it is now.
 * @throws RefusedError `invalid-business`; `live-needs-address` when the address that messages
 * come from is taken away while mail really leaves.
 */
export async function changeSettings(work: Work, change: SettingsChange): Promise<Business> {
  const { tx, business } = work;
  checkPlaces({ zone: change.zone });
  if (change.email === null && business.live.email) {
    throw new RefusedError(
      'live-needs-address',
      'Messages come from this address while email is live. Give another one, or switch back to safe mode first. Nothing was changed.',
    );
  }
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  if (given.length > 0) {
    await tx
      .updateTable('business')
      .set(Object.fromEntries(given))
      .where('id', '=', business.id)
      .execute();
  }
  return loadBusiness(tx, business.id);
}
