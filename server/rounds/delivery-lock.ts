import pg from 'pg';
import type { Platform } from '../platform/platform.ts';
import { DELIVERY_LOCK } from './locks.ts';

/** What a process holds while it is the only deliverer of a business. */
export interface DeliveryLock {
  /** Whether it is still held: asks the very connection that the lock belongs to. */
  isHeld(): Promise<boolean>;
}

// A connection that says nothing for so long is taken as lost.
const SILENT_MS = 10_000;

/**
 * Runs `work` while this process is the only deliverer of a business; does nothing when another
 * is at it. The lock belongs to a connection, so the end of a process, however sudden, frees it,
 * and whoever holds it knows that a message marked as leaving was left by a process now dead.
 * @returns whether the work was done
 */
export async function withDeliveryLock(
  platform: Platform,
  businessId: bigint,
  work: (lock: DeliveryLock) => Promise<void>,
): Promise<boolean> {
  const client = new pg.Client({
    connectionString: platform.database.url,
    application_name: 'duly deliverer',
    query_timeout: SILENT_MS,
  });
  let lost = false;
  client.on('error', (error) => {
    lost = true;
    platform.log.warn(
      { err: error },
      'the deliverer lost its lock; it hands nothing over any more',
    );
  });
  await client.connect();
  try {
    const key = Number(businessId % 2_147_483_647n);
    const { rows } = await client.query<{ got: boolean }>(
      'select pg_try_advisory_lock($1, $2) as got',
      [DELIVERY_LOCK, key],
    );
    if (!rows[0]?.got) return false;
    const isHeld = async () => {
      if (!lost) {
        await client.query('select 1').catch(() => {
          lost = true;
        });
      }
      return !lost;
    };
    try {
      await work({ isHeld });
    } finally {
      // Let go at once: the end of the connection is noticed a little later by the server, and
      // whoever delivers next would find the lock still held.
      await client.query('select pg_advisory_unlock($1, $2)', [DELIVERY_LOCK, key]).catch(() => {});
    }
    return true;
  } finally {
    await client.end().catch(() => {});
  }
}
