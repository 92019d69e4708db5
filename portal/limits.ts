import { createHash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/**
 * How often one address, and one link, may be used a minute. A mail scanner that opens all seven
 * links of a message stays below it.
 */
const LIMITS = {
  open: { address: 90, link: 60 },
  send: { address: 20, link: 10 },
} as const;

export type Use = keyof typeof LIMITS;

/** Counts the use of the payer's pages, by address and by link, in this process. */
export interface PortalLimits {
  /** 0 when it may go on, else the seconds to wait. */
  secondsToWait(use: Use, address: string, token: string): Promise<number>;
}

/** Counters that start at nothing. */
export function makeLimits(): PortalLimits {
  const limiter = (points: number) => new RateLimiterMemory({ points, duration: 60 });
  const counters = {
    open: { address: limiter(LIMITS.open.address), link: limiter(LIMITS.open.link) },
    send: { address: limiter(LIMITS.send.address), link: limiter(LIMITS.send.link) },
  };
  return {
    async secondsToWait(use, address, token) {
      // Tokens are credentials: only their hash is kept, here too.
      const link = createHash('sha256').update(token).digest('base64url');
      try {
        await counters[use].address.consume(address);
        await counters[use].link.consume(link);
        return 0;
      } catch (full) {
        if (full instanceof RateLimiterRes) return Math.max(1, Math.ceil(full.msBeforeNext / 1000));
        throw full;
      }
    },
  };
}
