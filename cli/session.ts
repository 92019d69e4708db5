import type { OpenPlatform } from '../server/platform/index.ts';

/** The person or the machine asked the verb to stop before it was done. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';
}

export interface SessionOptions {
  /** How long work that was asked to stop may take to come to an end by itself. */
  finishWithinMs?: number;
}

/**
 * Opens the platform for one verb and lets go of it afterwards, whatever happens. Starts the
 * embedded database or joins the one that runs. Ctrl-C and SIGTERM stop the verb: `stopping` is
 * aborted, and what is not committed is taken back.
 * @throws RefusedError `configuration` and whatever `run` refuses; StoppedError.
 */
export async function withPlatform<T>(
  run: (platform: OpenPlatform, stopping: AbortSignal) => Promise<T>,
  options: SessionOptions = {},
): Promise<T> {
  const { openPlatform, readConfig } = await import('../server/platform/index.ts');
  // A verb speaks for itself; the log only says what somebody should look at.
  const config = readConfig({ ...process.env, DULY_LOG: process.env.DULY_LOG || 'warn' });
  const stop = listenForStop();
  const opened = await openPlatform(config).catch((error) => {
    stop.forget();
    throw error;
  });
  const platform: OpenPlatform = {
    ...opened,
    // Read only when something is told: most verbs tell nothing.
    afterTold: async (...told) => (await import('../server/rounds/index.ts')).decideAgain(...told),
  };
  let done = false;
  try {
    stop.signal.throwIfAborted();
    const running = run(platform, stop.signal).finally(() => {
      done = true;
    });
    return await Promise.race([running, stop.after(options.finishWithinMs ?? 0)]);
  } finally {
    // Work that is under way must not hold the goodbye up: the database takes it back.
    await platform.close({ hurry: stop.signal.aborted && !done });
    stop.forget();
  }
}

function listenForStop() {
  const abort = new AbortController();
  const onSignal = () =>
    abort.abort(
      new StoppedError('Stopped before it was done. What was not finished was taken back.'),
    );
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  return {
    signal: abort.signal,
    /** Rejects that long after a stop was asked for; never settles without one. */
    after: (milliseconds: number) =>
      new Promise<never>((_resolve, reject) => {
        abort.signal.addEventListener('abort', () => {
          setTimeout(() => reject(abort.signal.reason), milliseconds).unref();
        });
      }),
    forget: () => {
      for (const signal of signals) process.removeListener(signal, onSignal);
    },
  };
}
