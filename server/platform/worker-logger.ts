import { Logger as QueueLogger } from 'graphile-worker';
import type { Logger } from 'pino';

/** Lets the queue speak through the program's log; what it calls info is our debug. */
export function workerLogger(log: Logger): QueueLogger {
  const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const;
  return new QueueLogger((scope) => (level, message, meta) => {
    log[levels[level]]({ queue: scope, ...describe(meta) }, message);
  });
}

function describe(meta: Record<string, unknown> | undefined): Record<string, unknown> {
  const error = meta?.error;
  return error instanceof Error ? { err: error } : {};
}
