/**
 * The advisory locks of what runs by itself: the first number of a pair, the second being the
 * business. (The platform's own are in server/platform/locks.ts.)
 */

/** One round of a business at a time; held to the end of its transaction. */
export const ROUND_LOCK = 1;
/** One deliverer of a business at a time; held by a session, so that a crash lets go of it. */
export const DELIVERY_LOCK = 2;
/** One maker of the demo business at a time; held to the end of its transaction. */
export const DEMO_LOCK = 3;
