import { sql } from 'kysely';
import type { Platform } from './platform.ts';
import { queueState } from './queue.ts';

/** Jobs that could run and have not for this long mean that no worker takes them. */
const STUCK_SECONDS = 900;

/** Whether the program can do its work, for whoever watches over it. */
export interface Health {
  status: 'ok' | 'failing';
  database: 'ok' | 'does not answer';
  queue: 'ok' | 'stuck' | 'unknown';
}

/** Asks the database and looks at the queue; a queue that stands still does not fail the web. */
export async function checkHealth(platform: Platform): Promise<Health> {
  try {
    await sql`select 1`.execute(platform.database.system);
    const { oldest_seconds } = await queueState(platform);
    return { status: 'ok', database: 'ok', queue: oldest_seconds > STUCK_SECONDS ? 'stuck' : 'ok' };
  } catch (error) {
    platform.log.error({ err: error }, 'the database does not answer');
    return { status: 'failing', database: 'does not answer', queue: 'unknown' };
  }
}
