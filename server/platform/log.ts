import { stderr } from 'node:process';
import { type DestinationStream, type Logger, pino } from 'pino';

// Whatever a caller logs by mistake, these never reach the log; one level of nesting is covered
// too. Addresses of customers are theirs, so they count as well.
const secrets = [
  'password',
  'secret',
  'token',
  'authorization',
  'cookie',
  'apiKey',
  'smtpUrl',
  'databaseUrl',
  'email',
  'to_address',
];
const paths = secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `headers["${name}"]`]);

const labels: Record<number, string> = { 30: '', 40: 'note: ', 50: 'failed: ', 60: 'failed: ' };

/** The program's log: JSON lines on stderr, or short plain lines where a person watches. */
export function makeLog(level: string, destination?: DestinationStream): Logger {
  const out = destination ?? (stderr.isTTY ? terminal : stderr);
  return pino(
    {
      level,
      base: { name: 'duly' },
      redact: { paths, censor: '(hidden)' },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: errorFields },
    },
    out,
  );
}

/** A log that keeps nothing, for tests. */
export function silentLog(): Logger {
  return pino({ level: 'silent' });
}

/** What of an error goes into the log; not a database error's detail, which may quote rows. */
function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(code === undefined ? {} : { code }),
    stack: error.stack,
  };
}

const terminal: DestinationStream = {
  write: (line) => {
    const { level, msg, err } = JSON.parse(line) as {
      level: number;
      msg?: string;
      err?: { message: string; stack?: string };
    };
    const cause = err ? `: ${level >= 50 && err.stack ? err.stack : err.message}` : '';
    stderr.write(`${labels[level] ?? '  '}${msg ?? ''}${cause}\n`);
  },
};
