import type { Context } from 'hono';
import type { Business, Platform } from '../platform.ts';

export type Role = 'owner' | 'collector' | 'bookkeeper' | 'viewer';

/** Who asks: a signed-in user, or a program with an API key of one business. */
export type Caller =
  | {
      kind: 'user';
      userId: string;
      name: string;
      email: string;
      demo: boolean;
      /** Signed in with a second step. */
      twoFactor: boolean;
    }
  | { kind: 'key'; keyId: bigint; businessId: bigint; name: string; role: Role };

/** What the caller may do in the business of the path. */
export interface Access {
  caller: Caller;
  businessId: bigint;
  slug: Business['slug'];
  role: Role;
}

/** Finds out who asks; the auth room makes one, the composition root hands it over. */
export interface Authenticator {
  /** Who a request comes from, by its cookie or its API key; null when by nobody we know. */
  identify(headers: Headers): Promise<Caller | null>;
  /** What the caller may do in a business; null when it does not exist or is not theirs. */
  access(caller: Caller, slug: string): Promise<Access | null>;
}

/** What every request carries; `c.var.platform` and the rest. */
export interface Env {
  Variables: {
    platform: Platform;
    authenticator: Authenticator;
    requestId: string;
    /** Address the request came from, for rate limits. */
    address: string;
    /** Whether it came from this very machine, through no proxy. */
    loopback: boolean;
    access: Access | undefined;
  };
}

/** A context of any of our routes. */
// biome-ignore lint/suspicious/noExplicitAny: path and input of the route do not matter to us
export type AnyContext = Context<Env, any, any>;
