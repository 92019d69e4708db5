import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Channel } from '../adapters/channels/index.ts';
import { RefusedError } from '../core/base/index.ts';
import { buildApp, withRounds } from './app.ts';
import { mailChannel } from './mail.ts';
import { ensureOwner, forgetWhatIsOver } from './platform/auth/index.ts';
import { checkClockIsSafe, noticeTasks, type SendNotice } from './platform/business/index.ts';
import { sweepUploads } from './platform/http/index.ts';
import {
  type Config,
  type OpenPlatform,
  openPlatform,
  type RunningWorker,
  startWorker,
} from './platform/index.ts';
import { INBOUND_CRON, inboundTasks, ROUND_CRON, roundTasks } from './rounds/index.ts';

export { mailChannel };

/** How long a stop waits for what is under way, in milliseconds. */
const FINISH_WITHIN_MS = 3_500;
/** How long a stop takes at most, in milliseconds. */
const STOP_WITHIN_MS = 4_700;

/** Signals so close together are one, in milliseconds. */
const SAME_WISH_MS = 1_000;

/** The program while it runs. */
export interface Serving {
  platform: OpenPlatform;
  /** Where the console is; null for a worker without the web. */
  address: string | null;
  /** Takes nothing new, lets what is under way finish for a moment, and lets go of everything. */
  stop(): Promise<void>;
}

/**
 * Starts the program in the roles of its configuration: the web, the worker, or both.
 * @throws RefusedError `port-in-use`, `clock-moved`, and what openPlatform refuses.
 */
export async function serve(config: Config): Promise<Serving> {
  // The port comes first: when it is taken, no database is started for nothing.
  const web = config.roles.includes('web') ? await listen(config) : null;
  const settled = web ? withPort(config, web.port) : config;
  let platform: OpenPlatform | undefined;
  let worker: Worker | null = null;
  const stop = async () => {
    await within(FINISH_WITHIN_MS, Promise.all([web?.stop(), worker?.stop()]));
    await platform?.close();
  };
  try {
    platform = await openPlatform(settled);
    await checkClockIsSafe(platform);
    await ensureOwner(platform);
    await forgetWhatIsOver(platform);
    await sweepUploads(platform);
    web?.answerWith(buildApp(platform).fetch);
    if (config.roles.includes('worker')) worker = await work(platform);
  } catch (error) {
    await stop();
    throw error;
  }
  platform.log.info({ address: web && settled.publicUrl, roles: config.roles }, 'started');
  return { platform, address: web && settled.publicUrl, stop };
}

/**
 * Serves until the process is asked to stop (SIGTERM, SIGINT), telling `say` where it is. Comes
 * back when everything is let go of; a second signal does not wait.
 */
export async function serveUntilStopped(
  config: Config,
  say: (line: string) => void,
): Promise<void> {
  const { promise: asked, resolve: ask } = Promise.withResolvers<NodeJS.Signals>();
  const signals = ['SIGTERM', 'SIGINT'] as const;
  for (const signal of signals) process.on(signal, ask);
  const serving = await serve(config);
  const { now, roles } = config;
  if (now) say(`The clock was started at ${now.toString()} (DULY_NOW): this is a trial.`);
  say(
    serving.address === null
      ? `Duly runs as ${roles.join(' and ')}.`
      : `Duly is at ${serving.address} (stop it with Ctrl-C).`,
  );
  await asked;
  // A launcher passes on what its whole group was sent already: within a moment it is the same
  // wish, said twice.
  const deaf = setTimeout(() => {
    for (const signal of signals) process.removeListener(signal, ask);
  }, SAME_WISH_MS);
  deaf.unref();
  await within(STOP_WITHIN_MS, serving.stop());
}

interface Web {
  port: number;
  answerWith(fetch: Parameters<typeof getRequestListener>[0]): void;
  stop(): Promise<void>;
}

async function listen(config: Config): Promise<Web> {
  let answer: RequestListener = (_request, response) => {
    response.writeHead(503, { 'retry-after': '1', 'content-type': 'text/plain' });
    response.end('Duly is starting.\n');
  };
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portFault(error, config)));
    server.listen(config.port, config.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    answerWith: (fetch) => {
      const listener = getRequestListener(fetch, { overrideGlobalObjects: false });
      answer = (request, response) => void listener(request, response);
    },
    stop: () => closeServer(server),
  };
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const late = setTimeout(() => server.closeAllConnections(), FINISH_WITHIN_MS);
  await closed;
  clearTimeout(late);
}

function portFault(error: NodeJS.ErrnoException, config: Config): Error {
  const { port, host } = config;
  const other = 'Nothing was started. Stop it, or choose another one with DULY_PORT.';
  if (error.code === 'EADDRINUSE') {
    const what = `Port ${port} is in use by another program, or by a Duly that runs already.`;
    return new RefusedError('port-in-use', `${what} ${other}`);
  }
  if (error.code === 'EACCES') {
    return new RefusedError('port-in-use', `Port ${port} is not ours to listen on. ${other}`);
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    const text = `${host} is no address of this machine. Nothing was started. Look at DULY_HOST.`;
    return new RefusedError('no-such-host', text);
  }
  return error;
}

/** With port 0 the system chooses one; the address that is shown and sent follows it. */
function withPort(config: Config, port: number): Config {
  if (config.port === port) return config;
  return { ...config, port, publicUrl: config.publicUrl.replace(/:0$/, `:${port}`) };
}

type Worker = Pick<RunningWorker, 'stop'>;

/** Runs what the queue holds and what begins by itself. */
async function work(platform: OpenPlatform): Promise<Worker> {
  const channel = mailChannel(platform.config);
  const tasks = {
    ...roundTasks(platform, channel),
    ...inboundTasks(withRounds(platform)),
    ...noticeTasks(platform, channel && noticesBy(channel)),
  };
  const running = await startWorker(platform, tasks, {
    cron: [...ROUND_CRON, ...INBOUND_CRON],
  });
  return {
    stop: async () => {
      await running.stop();
      await channel?.close();
    },
  };
}

/** Notices to owners go the way messages go; what is deferred is tried again by the queue. */
function noticesBy(channel: Channel): SendNotice {
  return async (notice, attempt) => {
    const message = { ...notice, replyTo: null, notMeUrl: null, attempt };
    const delivery = await channel.deliver(message);
    if (delivery.outcome === 'deferred') throw new Error(delivery.reason);
  };
}

async function within(milliseconds: number, done: Promise<unknown>): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, milliseconds);
  await Promise.race([done, late]);
  clearTimeout(timer);
}
