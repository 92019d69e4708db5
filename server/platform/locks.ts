/**
 * The advisory locks of the program, all in one place so that no two mean different things.
 * Single numbers are locks of the whole database, classes take a second number.
 */

/** Held while migrations run; 'DULY' in ASCII, then a number. */
export const MIGRATION_LOCK = 0x44554c59 * 1000 + 1;

/** Class of locks that living workers hold, each by the hash of its id. */
export const WORKER_LOCKS = 0x4455;

/** Held, to the end of a transaction, while a business is added. */
export const ADD_BUSINESS_LOCK = MIGRATION_LOCK + 1;

/** Held, to the end of a transaction, while the first user is made. */
export const FIRST_RUN_LOCK = MIGRATION_LOCK + 2;
