import type { Kysely, Transaction } from 'kysely';
import type { PoolClient } from 'pg';
import type { Logger } from 'pino';
import type { Calendar, Day } from '../../core/base/index.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Tables } from './tables.ts';

/** What the whole program stands on; built once, in main.ts or in a test. */
export interface Platform {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  readonly database: Database;
  /** The working days of a place, from public holiday data, cached per year. */
  readonly calendars: Calendars;
  /**
   * What follows, in the very transaction, when something was told of customers; the composition
   * root sets it to what the rounds do then. Without it they look when their next one runs.
   */
  readonly afterTold?: AfterTold;
}

export type AfterTold = (work: Work, customerIds: readonly bigint[] | 'all') => Promise<void>;

export interface Calendars {
  /**
   * Calendar for a country (ISO 3166-1) and region (ISO 3166-2 without the country, such as
   * "ENG"), wide enough for any day near `around`.
   */
  of(country: string | null, region: string | null, around: Day): Calendar;
}

export interface Database {
  /** Connection string of the owner, for what brings its own pool (sign-in, queue, backup). */
  readonly url: string;
  /**
   * Owner of the schema: sees every business. Only for sign-in, the list of businesses,
   * migrations and fan-out of jobs.
   */
  readonly system: Kysely<Tables>;
  /** One transaction as role duly_app with row-level security set to one business. */
  tenant<T>(businessId: bigint, work: (tx: Transaction<Tables>) => Promise<T>): Promise<T>;
  /** The same for a read that needs no transaction of its own: repeatable read, read only. */
  tenantRead<T>(businessId: bigint, work: (tx: Transaction<Tables>) => Promise<T>): Promise<T>;
  /**
   * A tenant transaction with its raw connection as well, to stream rows (COPY, cursors); `tx` and
   * `client` are the same connection and the same transaction.
   */
  tenantClient<T>(
    businessId: bigint,
    work: (client: PoolClient, tx: Transaction<Tables>) => Promise<T>,
  ): Promise<T>;
  /** Waits for work that still runs; in a `hurry` it is cut off, and the database takes it back. */
  close(options?: { hurry?: boolean }): Promise<void>;
}

/** A business as commands and queries see it. */
export interface Business {
  id: bigint;
  slug: string;
  name: string;
  country: string;
  region: string | null;
  zone: string;
  currency: string;
  language: string;
  person: string;
  email: string | null;
  phone: string | null;
  address: string | null;
  howToPay: string | null;
  colour: string;
  live: Record<string, string>;
  demo: boolean;
  confirmedOn: Day | null;
}

/**
 * One unit of work for one business: a transaction under its row-level security, who does it, and
 * when. Every command takes a Work first; nothing below it reads a clock.
 */
export interface Work {
  readonly platform: Platform;
  readonly tx: Transaction<Tables>;
  readonly business: Business;
  /** 'duly', 'customer', or the name of the user who does it. */
  readonly by: string;
  readonly now: Temporal.Instant;
  /** Today where the business is, or the day the caller asked for (--as-of, --on). */
  readonly today: Day;
}

/** Runs `work` for the business with that slug. @throws RefusedError `unknown-business`. */
export type Working = <T>(
  slug: string,
  by: string,
  work: (work: Work) => Promise<T>,
  options?: { today?: Day; readOnly?: boolean },
) => Promise<T>;
