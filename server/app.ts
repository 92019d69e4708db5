import { portalRoutes } from '../portal/index.ts';
import { agreeRoutes } from './agree/index.ts';
import { billRoutes } from './bill/index.ts';
import { chargeRoutes } from './charge/index.ts';
import { chaseRoutes, installPolicies, loadLadders, policyRoutes } from './chase/index.ts';
import { discussRoutes, mailRoutes } from './discuss/index.ts';
import { foreseeRoutes } from './foresee/index.ts';
import { mailChannel } from './mail.ts';
import { type AuthHooks, likelyOwner, makeAuth } from './platform/auth/index.ts';
import {
  addBusiness as addBusinessTo,
  businessRoutes,
  type NewBusiness,
} from './platform/business/index.ts';
import { createApp } from './platform/http/index.ts';
import type { Business, Platform } from './platform/platform.ts';
import {
  decideAgain,
  ensureDemo,
  importRoutes,
  inboundRoutes,
  nextRoutes,
  roundsRoutes,
  sourceRoutes,
  testMailRoutes,
  textRoutes,
} from './rounds/index.ts';
import { receiptRoutes, settleRoutes } from './settle/index.ts';

/** What the rooms do when something of the platform happens. */
const hooks: AuthHooks = {
  onAdded: installPolicies,
  ensureDemo,
};

/** Every room that answers over HTTP; a new one is added here and nowhere else. */
const rooms = [
  (platform: Platform) => agreeRoutes(platform, loadLadders),
  billRoutes,
  chargeRoutes,
  chaseRoutes,
  policyRoutes,
  discussRoutes,
  mailRoutes,
  foreseeRoutes,
  settleRoutes,
  receiptRoutes,
  importRoutes,
  inboundRoutes,
  roundsRoutes,
  nextRoutes,
  sourceRoutes,
  textRoutes,
  (platform: Platform) => testMailRoutes(platform, () => mailChannel(platform.config)),
];

/** The platform on which what is told of customers is decided about at once. */
export function withRounds<P extends Platform>(platform: P): P {
  return { ...platform, afterTold: decideAgain };
}

/** The whole program over HTTP: the rooms, sign-in, the payer's pages and the console. */
export function buildApp(bare: Platform) {
  const platform = withRounds(bare);
  const auth = makeAuth(platform, hooks);
  return createApp(platform, {
    authenticator: auth.authenticator,
    routers: [...auth.routers, businessRoutes(), ...rooms.map((room) => room(platform))],
    portal: portalRoutes(platform),
  });
}

/**
 * Adds a business from the command line, with the policies that are shipped. It belongs to the
 * user of DULY_OWNER_EMAIL, else to the only user there is, else to whoever sets the program up.
 * @throws RefusedError `invalid-business`, `slug-taken`.
 */
export async function addBusiness(platform: Platform, input: NewBusiness): Promise<Business> {
  return addBusinessTo(platform, input, hooks, { ownerId: await likelyOwner(platform) });
}
