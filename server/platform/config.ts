import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { fieldProblem, type Problem, RefusedError } from '../../core/base/index.ts';
import { writeOnce } from './write-once.ts';

/** What the program is told by its environment; read and checked once, by readConfig. */
export interface Config {
  port: number;
  /** Address to listen on; loopback unless DULY_HOST or DULY_PUBLIC_URL says otherwise. */
  host: string;
  /** Folder for the database and files, absolute. */
  dataFolder: string;
  /** Address payers and users reach the program at, without a slash at the end. */
  publicUrl: string;
  smtpUrl: string | null;
  /** PostgreSQL given by the user; null starts the program's own. */
  databaseUrl: string | null;
  /** Where the program's clock starts, for trials; null for the machine's clock. */
  now: Temporal.Instant | null;
  owner: { email: string; password: string } | null;
  roles: readonly Role[];
  logLevel: string;
  /** Signs sessions and payer links; given, or made once and kept in the data folder. */
  secret: string;
  dkim: { domain: string; selector: string; keyFile: string } | null;
  /** Messages a minute to one recipient domain. */
  mailPerDomainPerMinute: number;
  /** Mailboxes to read replies from: imap:// or imaps://, each with its user and password. */
  imapUrls: readonly string[];
  /** Signs mail that is pushed to us; null takes none. */
  inboundSecret: string | null;
  /** Address for replies by hand, whose mail server knows plus-addresses; null is the sender's. */
  replyTo: string | null;
  /** A language model that is asked about replies which no rule understands; null asks none. */
  model: { url: string; name: string; key: string | null } | null;
  /** The account that sends text messages; `url` null is the service's own address. */
  twilio: { account: string; token: string; from: string; url: string | null } | null;
  /** Names that begin with DULY_ and mean nothing: likely misspelt, so said at start. */
  unknown: readonly string[];
}

type Role = 'web' | 'worker';
type Environment = Readonly<Record<string, string | undefined>>;

/** The folder of the project, where `data` lies unless DULY_DATA says otherwise. */
const PROJECT_FOLDER = resolve(import.meta.dirname, '../..');

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** One variable: how its text becomes a value, and in words what would be right. */
interface Setting<T> {
  name: string;
  expected: string;
  read: (text: string) => T | null;
  /** Never shown, not even when it is wrong. */
  secret?: boolean;
}

const settings = {
  port: setting('DULY_PORT', 'a port from 0 to 65535, such as 7788', (text) =>
    /^\d{1,5}$/.test(text) && Number(text) <= 65535 ? Number(text) : null,
  ),
  host: setting('DULY_HOST', 'an address to listen on, such as 127.0.0.1', (text) =>
    /^[\w.:-]+$/.test(text) ? text : null,
  ),
  publicUrl: setting('DULY_PUBLIC_URL', 'an address such as https://pay.example.com', (text) => {
    const url = readUrl(text, ['http:', 'https:']);
    return url && !url.search && !url.hash && !url.username ? text.replace(/\/+$/, '') : null;
  }),
  smtpUrl: setting(
    'DULY_SMTP_URL',
    'smtp://user:password@host:587 or smtps://…',
    (text) => (readUrl(text, ['smtp:', 'smtps:']) ? text : null),
    true,
  ),
  databaseUrl: setting(
    'DATABASE_URL',
    'postgresql://user:password@host:5432/database',
    (text) => (/^postgres(ql)?:\/\/[^/?]*\/[^/?]+/.test(text) ? text : null),
    true,
  ),
  now: setting('DULY_NOW', 'a moment such as 2026-11-24T10:00:00Z', (text) => {
    try {
      return Temporal.Instant.from(text);
    } catch {
      return null;
    }
  }),
  ownerEmail: setting('DULY_OWNER_EMAIL', 'an email address', (text) =>
    z.email().safeParse(text).success ? text : null,
  ),
  ownerPassword: setting(
    'DULY_OWNER_PASSWORD',
    'at least 10 characters',
    (text) => (text.length >= 10 && text.length <= 128 ? text : null),
    true,
  ),
  roles: setting('DULY_ROLE', 'web, worker or web,worker', readRoles),
  logLevel: setting('DULY_LOG', `one of ${LEVELS.join(', ')}`, (text) =>
    LEVELS.includes(text) ? text : null,
  ),
  secret: setting(
    'DULY_SECRET',
    'at least 32 characters that nobody can guess',
    (text) => (text.length >= 32 ? text : null),
    true,
  ),
  dkimDomain: setting('DULY_DKIM_DOMAIN', 'a domain such as example.com', (text) =>
    /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(text) ? text.toLowerCase() : null,
  ),
  dkimSelector: setting('DULY_DKIM_SELECTOR', 'a name such as duly', (text) =>
    /^[a-z0-9._-]+$/i.test(text) ? text : null,
  ),
  dkimKeyFile: setting('DULY_DKIM_KEY_FILE', 'a file that holds a private key (PEM)', (text) =>
    existsSync(text) && readFileSync(text, 'utf8').includes('PRIVATE KEY') ? resolve(text) : null,
  ),
  mailPerDomain: setting('DULY_MAIL_PER_DOMAIN', 'messages a minute, from 1 to 100000', (text) =>
    /^\d{1,6}$/.test(text) && Number(text) >= 1 && Number(text) <= 100_000 ? Number(text) : null,
  ),
};

const inbound = {
  imapUrls: setting(
    'DULY_IMAP_URL',
    'imaps://user:password@host, several with a space between them',
    readImapUrls,
    true,
  ),
  inboundSecret: setting(
    'DULY_INBOUND_SECRET',
    'at least 32 characters that nobody can guess',
    (text) => (text.length >= 32 ? text : null),
    true,
  ),
  replyTo: setting('DULY_REPLY_TO', 'an email address such as replies@example.com', (text) =>
    z.email().safeParse(text).success && !text.includes('+') ? text.toLowerCase() : null,
  ),
  modelUrl: setting('DULY_MODEL_URL', 'an address such as http://localhost:11434/v1', (text) =>
    readUrl(text, ['http:', 'https:']) ? text.replace(/\/+$/, '') : null,
  ),
  modelName: setting('DULY_MODEL', 'the name of a model', (text) =>
    /^[\w./:@-]{1,200}$/.test(text) ? text : null,
  ),
  modelKey: setting('DULY_MODEL_KEY', 'a key of the model', (text) => text, true),
};

const texts = {
  account: setting('DULY_TWILIO_ACCOUNT', 'AC and 32 hexadecimal digits', (text) =>
    /^AC[0-9a-f]{32}$/.test(text) ? text : null,
  ),
  token: setting(
    'DULY_TWILIO_TOKEN',
    "the account's token",
    (text) => (/^[\x21-\x7e]{16,128}$/.test(text) ? text : null),
    true,
  ),
  from: setting('DULY_TWILIO_FROM', 'a number such as +447700900001, or a service (MG…)', (text) =>
    /^(\+[1-9]\d{7,14}|MG[0-9a-f]{32})$/.test(text) ? text : null,
  ),
  url: setting('DULY_TWILIO_URL', 'an address such as https://api.twilio.com', (text) =>
    readUrl(text, ['http:', 'https:']) ? text.replace(/\/+$/, '') : null,
  ),
};

function setting<T>(
  name: string,
  expected: string,
  read: (text: string) => T | null,
  secret = false,
): Setting<T> {
  return { name, expected, read, secret };
}

/**
 * Reads and checks the whole environment at once. Makes the data folder, and the secret in it
 * where none is given.
 * @throws RefusedError `configuration`, whose problems name every fault with its value (secrets
 * are not shown) and what would be right.
 */
export function readConfig(env: Environment): Config {
  const problems: Problem[] = [];
  const read = <T>(one: Setting<T>): T | null => {
    const text = env[one.name]?.trim() ?? '';
    if (text === '') return null;
    const value = one.read(text);
    if (value === null) {
      const shown = one.secret ? '(not shown)' : text;
      problems.push(fieldProblem(one.name, shown, `expected ${one.expected}`));
    }
    return value;
  };
  const port = read(settings.port) ?? 7788;
  const publicUrl = read(settings.publicUrl);
  const checked = {
    port,
    host: read(settings.host) ?? (publicUrl === null ? '127.0.0.1' : '0.0.0.0'),
    publicUrl: publicUrl ?? `http://localhost:${port}`,
    smtpUrl: read(settings.smtpUrl),
    databaseUrl: read(settings.databaseUrl),
    now: read(settings.now),
    owner: together(
      { email: read(settings.ownerEmail), password: read(settings.ownerPassword) },
      [settings.ownerEmail, settings.ownerPassword],
      env,
      problems,
    ),
    roles: read(settings.roles) ?? (['web', 'worker'] as const),
    logLevel: read(settings.logLevel) ?? 'info',
    dkim: together(
      {
        domain: read(settings.dkimDomain),
        selector: read(settings.dkimSelector),
        keyFile: read(settings.dkimKeyFile),
      },
      [settings.dkimDomain, settings.dkimSelector, settings.dkimKeyFile],
      env,
      problems,
    ),
    mailPerDomainPerMinute: read(settings.mailPerDomain) ?? 60,
    imapUrls: read(inbound.imapUrls) ?? [],
    inboundSecret: read(inbound.inboundSecret),
    replyTo: read(inbound.replyTo),
    model: readModel(read, env, problems),
    twilio: readTwilio(read, env, problems),
  };
  const givenSecret = read(settings.secret);
  const dataFolder = readDataFolder(env.DULY_DATA, problems);
  if (problems.length > 0) throw refusal(problems);
  return {
    ...checked,
    dataFolder,
    secret: givenSecret ?? makeSecret(dataFolder),
    unknown: unknownNames(env),
  };
}

function refusal(problems: readonly Problem[]): RefusedError {
  const lines = problems.map(({ column, value, message }) =>
    value === null ? `  ${column}: ${message}` : `  ${column}=${value}: ${message}`,
  );
  return new RefusedError(
    'configuration',
    `Duly did not start, because of its configuration:\n${lines.join('\n')}`,
    { problems },
  );
}

/** Values that only make sense together: all of them, or null when none is given. */
function together<T extends Record<string, string | null>>(
  values: T,
  parts: readonly Setting<string>[],
  env: Environment,
  problems: Problem[],
): { [K in keyof T]: string } | null {
  const missing = parts.filter(({ name }) => !env[name]?.trim());
  if (missing.length === parts.length) return null;
  for (const { name, expected } of missing) {
    const others = parts.filter((part) => !missing.includes(part)).map((part) => part.name);
    problems.push(
      fieldProblem(name, null, `missing, though ${others.join(' and ')} is set: ${expected}`),
    );
  }
  return values as { [K in keyof T]: string };
}

/** A model has an address and a name; one on this machine may want no key. */
function readModel(
  read: (one: Setting<string>) => string | null,
  env: Environment,
  problems: Problem[],
): Config['model'] {
  const { modelUrl, modelName, modelKey } = inbound;
  const both = { url: read(modelUrl), name: read(modelName) };
  const model = together(both, [modelUrl, modelName], env, problems);
  return model && { ...model, key: read(modelKey) };
}

/** The account of a text service is its name, its token and what texts come from. */
function readTwilio(
  read: (one: Setting<string>) => string | null,
  env: Environment,
  problems: Problem[],
): Config['twilio'] {
  const { url, ...parts } = texts;
  const { account, token, from } = parts;
  const all = { account: read(account), token: read(token), from: read(from) };
  const twilio = together(all, [account, token, from], env, problems);
  const at = read(url);
  return twilio && { ...twilio, url: at };
}

const known = [settings, inbound, texts].flatMap((some) => Object.values<{ name: string }>(some));
const own = new Set([...known.map(({ name }) => name), 'DULY_DATA']);

function unknownNames(env: Environment): string[] {
  return Object.keys(env).filter((name) => name.startsWith('DULY_') && !own.has(name));
}

function readUrl(text: string, protocols: readonly string[]): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url && protocols.includes(url.protocol) && url.hostname !== '' ? url : null;
}

/** Mailboxes, each with somebody to sign in as. */
function readImapUrls(text: string): string[] | null {
  const urls = text.split(/\s+/);
  const sound = urls.every((one) => {
    const url = readUrl(one, ['imap:', 'imaps:']);
    return url !== null && url.username !== '' && url.password !== '';
  });
  return sound ? [...new Set(urls)] : null;
}

function readRoles(text: string): Role[] | null {
  const roles = text.split(',').map((role) => role.trim());
  const known = roles.every((role) => role === 'web' || role === 'worker');
  return known ? [...new Set(roles as Role[])] : null;
}

function readDataFolder(given: string | undefined, problems: Problem[]): string {
  const folder = resolve(given?.trim() || join(PROJECT_FOLDER, 'data'));
  const probe = join(folder, `.writable-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(probe, 'a full disk shows here already');
    rmSync(probe);
  } catch (error) {
    const why = (error as Error).message;
    problems.push(fieldProblem('DULY_DATA', folder, `expected a folder to write to (${why})`));
  }
  return folder;
}

function makeSecret(dataFolder: string): string {
  return writeOnce(join(dataFolder, 'secret'), () => randomBytes(48).toString('base64url'));
}
