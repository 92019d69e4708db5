import type { Platform } from '../platform.ts';
import { accessRoutes } from './access-routes.ts';
import { makeAuthenticator } from './identity.ts';
import { secondStepRoutes } from './second-step-routes.ts';
import { type AuthHooks, sessionRoutes } from './session-routes.ts';
import { makeSignIn } from './sign-in.ts';

export type { EnsureDemo } from './demo.ts';
export { ensureOwner, likelyOwner } from './first-run.ts';
export type { AuthHooks } from './session-routes.ts';
export { createUser, forgetWhatIsOver, linkForUser, setPassword } from './users.ts';

/** Sign-in for the whole program: who asks, and the routes to come in, go out and let others in. */
export function makeAuth(platform: Platform, hooks: AuthHooks) {
  const signIn = makeSignIn(platform);
  return {
    authenticator: makeAuthenticator(platform, signIn),
    routers: [sessionRoutes(platform, signIn, hooks), secondStepRoutes(signIn), accessRoutes()],
  };
}
