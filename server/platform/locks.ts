/**
 * The advisory locks of the program, all in one place so that no two mean different things.
 * Session locks of the database; 'DULY' in ASCII, then a number.
 */
const base = 0x44554c59 * 1000;

/** Held while migrations run. */
export const MIGRATION_LOCK = base + 1;
