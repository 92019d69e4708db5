import type { MiddlewareHandler } from 'hono';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { AnyContext, Env } from './env.ts';
import { problemResponse } from './problem-details.ts';

/** How often one address may ask for something, per process. */
export interface Limit {
  requests: number;
  seconds: number;
}

/** Attempts to sign in, to use a one-time link, to create the first user. */
export const SIGN_IN_LIMIT: Limit = { requests: 20, seconds: 60 };

/** Refuses an address that asks too often with 429 and Retry-After. */
export function rateLimit(limit: Limit): MiddlewareHandler<Env> {
  const limiter = new RateLimiterMemory({ points: limit.requests, duration: limit.seconds });
  return async (c, next) => {
    const wait = await secondsToWait(limiter, c);
    if (wait === null) return next();
    c.header('Retry-After', String(wait));
    const detail = `That was too often from one place. Try again in ${wait} seconds.`;
    return problemResponse(c, 429, 'too-often', detail);
  };
}

async function secondsToWait(limiter: RateLimiterMemory, c: AnyContext): Promise<number | null> {
  try {
    await limiter.consume(c.var.address);
    return null;
  } catch (refused) {
    if (refused instanceof Error) throw refused;
    return Math.max(1, Math.ceil((refused as RateLimiterRes).msBeforeNext / 1000));
  }
}
