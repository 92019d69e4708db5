import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import { makeCalendars } from './calendars.ts';
import { fakeClock } from './clock.ts';
import type { Config } from './config.ts';
import { connectOwner } from './connection.ts';
import { openDatabase, openDatabases } from './database.ts';
import { silentLog } from './log.ts';
import type { Business, Platform } from './platform.ts';
import { signedInAs } from './tenant-login.ts';
import { loadBusiness } from './work.ts';

/** A platform whose clock a test sets. */
export interface TestPlatform extends Platform {
  clock: ReturnType<typeof fakeClock>;
}

export interface TestPlatformOptions {
  /** Where the clock stands; 2026-03-02T09:00:00Z (a Monday) unless said. */
  now?: string;
  config?: Partial<Config>;
}

const opened: (() => Promise<void>)[] = [];

/**
 * A whole platform on a database of its own: a copy of the migrated template, with a clock that
 * stands still. Closed and dropped after the test file, which fails if anything was left open.
 */
export async function testPlatform(options: TestPlatformOptions = {}): Promise<TestPlatform> {
  const template = inject('templateUrl');
  const name = `t_${randomBytes(8).toString('hex')}`;
  const admin = withDatabase(template, 'postgres');
  await onServer(admin, `create database ${name} template duly strategy wal_log`);
  const url = withDatabase(template, name);
  const log = silentLog();
  const tenantUrl = signedInAs(url, inject('tenantLogin'));
  const database = openDatabase({ url, tenantUrl, log, connections: 5 });
  opened.push(async () => {
    await database.close();
    await onServer(admin, `drop database ${name} with (force)`);
  });
  return {
    config: testConfig({ databaseUrl: url, ...options.config }),
    clock: fakeClock(options.now ?? '2026-03-02T09:00:00Z'),
    log,
    database,
    calendars: makeCalendars(),
  };
}

/** A configuration that reaches nothing outside the test. */
export function testConfig(overrides: Partial<Config> = {}): Config {
  return {
    port: 0,
    host: '127.0.0.1',
    dataFolder: '/nonexistent',
    publicUrl: 'http://localhost:7788',
    smtpUrl: null,
    databaseUrl: null,
    now: null,
    owner: null,
    roles: ['web', 'worker'],
    logLevel: 'silent',
    secret: 'a secret of sixty-four characters that only tests ever come to see',
    dkim: null,
    mailPerDomainPerMinute: 6000,
    imapUrls: [],
    inboundSecret: null,
    replyTo: null,
    model: null,
    twilio: null,
    unknown: [],
    ...overrides,
  };
}

let businesses = 0;

export interface TestBusiness extends Partial<Omit<Business, 'id' | 'live' | 'confirmedOn'>> {
  live?: Record<string, string>;
  confirmedOn?: string | null;
}

/** A business in England that trades in pounds, unless said otherwise. */
export async function testBusiness(
  platform: Platform,
  overrides: TestBusiness = {},
): Promise<Business> {
  businesses += 1;
  const { howToPay, live, confirmedOn, ...same } = overrides;
  const { id } = await platform.database.system
    .insertInto('business')
    .values({
      slug: `business-${businesses}`,
      name: 'Hartley Joinery',
      country: 'GB',
      region: 'ENG',
      zone: 'Europe/London',
      currency: 'GBP',
      language: 'en',
      person: 'Anna Hartley',
      email: 'anna@hartley.example',
      phone: '+44 20 7946 0000',
      address: null,
      how_to_pay: howToPay ?? 'By bank transfer to Hartley Joinery, 00-00-00, 12345678',
      live: JSON.stringify(live ?? {}),
      confirmed_on: confirmedOn ?? null,
      ...same,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return platform.database.tenant(id, (tx) => loadBusiness(tx, id));
}

/** Gives a user (by id) a role in a business. */
export async function testMembership(
  platform: Platform,
  business: Business,
  userId: string,
  role: 'owner' | 'collector' | 'bookkeeper' | 'viewer',
): Promise<void> {
  await platform.database.system
    .insertInto('membership')
    .values({ business_id: business.id, user_id: userId, role })
    .execute();
}

/** Called by the runner for every test file: closes its platforms and fails it when one leaked. */
export function closeAfterFile(): void {
  afterAll(async () => {
    for (const close of opened.splice(0)) await close();
    const leaked = openDatabases();
    if (leaked.length > 0) throw new Error(`Databases were left open: ${leaked.join(', ')}`);
  });
}

function withDatabase(url: string, database: string): string {
  return url.replace(/\/[^/?]*(\?|$)/, `/${database}$1`);
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = await connectOwner(url);
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
