import { sql } from 'kysely';
import { fileOf } from '../../adapters/books/files/index.ts';
import type { Channel } from '../../adapters/channels/index.ts';
import {
  addDays,
  Chance,
  type Day,
  day,
  decimal,
  isoDay,
  RefusedError,
} from '../../core/base/index.ts';
import { decodeSnapshot, encodeSnapshot, type Snapshot } from '../../core/receivable/index.ts';
import { installPolicies } from '../../server/chase/index.ts';
import { addBusiness, setLive } from '../../server/platform/business/index.ts';
import type { fakeClock } from '../../server/platform/clock.ts';
import { openWork, type Platform, type Work } from '../../server/platform/index.ts';
import { refoldCustomers } from '../../server/receivable/index.ts';
import { importFile, openImportWork } from '../../server/rounds/import/index.ts';
import { decideAgain } from '../../server/rounds/index.ts';
import { fragile } from './fragile.ts';

export interface SimulatedPlatform extends Platform {
  clock: ReturnType<typeof fakeClock>;
}

export interface SimulationOptions {
  customers: number;
  days: number;
  seed: number;
  /** How much more the customers speak than people do; 1 unless said. */
  talkative?: number;
  /** Mail leaves through this while the business is live; none keeps it in safe mode. */
  channel?: Channel | null;
  /**
   * Spoils what the program believes before it decides and delivers, to see that the checks notice;
   * it is put right again after each, so that nothing but what was said can give it away.
   */
  spoil?: (snapshot: Snapshot) => Snapshot;
  onDay?: (on: Day, world: World) => void;
}

/** How a customer of the simulation is. */
export interface Soul {
  id: bigint;
  name: string;
  /** How likely they are to pay on a day when something is due. */
  payer: number;
  talker: number;
}

export const FIRST_DAY = day('2026-01-05');
const PLACES = [
  ['GB', 'ENG'],
  ['GB', 'SCT'],
  ['IE', null],
  ['US', 'NY'],
  ['DE', 'HH'],
  ['IT', null],
  ['AU', 'NSW'],
] as const;

/** What the world did, counted apart from the program, to be compared with what it kept. */
export interface Book {
  cash: bigint;
  promised: number;
  disputed: number;
  paused: number;
  replies: number;
  asked: number;
  refused: number;
  crashes: number;
}

/** One business in a database of its own, its customers, and the chance that moves them. */
export class World {
  readonly platform: SimulatedPlatform;
  readonly options: SimulationOptions;
  readonly chance: Chance;
  readonly souls: Soul[] = [];
  readonly book: Book = {
    cash: 0n,
    promised: 0,
    disputed: 0,
    paused: 0,
    replies: 0,
    asked: 0,
    refused: 0,
    crashes: 0,
  };
  slug = '';
  businessId = 0n;
  live = false;
  #invoices = 0;

  constructor(platform: SimulatedPlatform, options: SimulationOptions) {
    // A program that is spoilt is not to be put right by what is told while it is.
    this.platform = options.spoil ? platform : { ...platform, afterTold: decideAgain };
    this.options = options;
    this.chance = new Chance(options.seed);
  }

  async open(): Promise<void> {
    this.setTime(FIRST_DAY, '05:00');
    const business = await addBusiness(
      this.platform,
      {
        name: `Simulated ${this.options.seed}`,
        country: 'GB',
        region: 'ENG',
        zone: 'Europe/London',
        currency: 'GBP',
        person: 'Ruth Okafor',
        email: 'ruth@simulated.example',
        howToPay: 'By bank transfer',
      },
      { onAdded: installPolicies },
    );
    this.slug = business.slug;
    this.businessId = business.id;
    await this.within(async (work) => {
      for (let index = 0; index < this.options.customers; index += 1)
        await this.#addSoul(work, index);
    });
    await this.bill(FIRST_DAY, Math.ceil(this.options.customers * 1.5));
  }

  async #addSoul(work: Work, index: number): Promise<void> {
    const name = `Customer ${index + 1}`;
    const [country, region] = this.chance.is(0.5) ? PLACES[0] : this.chance.pick(PLACES);
    const { id } = await work.tx
      .insertInto('customer')
      .values({ business_id: work.business.id, code: name, name, country, region })
      .returning('id')
      .executeTakeFirstOrThrow();
    const email = this.chance.is(0.06)
      ? null
      : `c${index + 1}@${this.chance.pick(['a', 'b', 'c'])}.example`;
    await work.tx
      .insertInto('contact')
      .values({ business_id: work.business.id, customer_id: id, name: 'Sam Finch', email })
      .execute();
    this.souls.push({
      id,
      name,
      payer: this.chance.pick([0.005, 0.02, 0.05, 0.12, 0.3]),
      talker: this.chance.pick([0.2, 0.5, 0.9]) * (this.options.talkative ?? 1),
    });
  }

  /** A moment of a day by the clock in London, where the business is. */
  setTime(on: Day, time: string): void {
    const at = Temporal.PlainDateTime.from(`${isoDay(on)}T${time}`).toZonedDateTime(
      'Europe/London',
    );
    this.platform.clock.set(at.toInstant().toString());
  }

  within<T>(run: (work: Work) => Promise<T>, by = 'Ruth Okafor'): Promise<T> {
    return openWork(this.platform)(this.slug, by, run);
  }

  /** A command that may be refused, as people's wishes are; true when it was done. */
  async attempt(run: (work: Work) => Promise<unknown>, by = 'Ruth Okafor'): Promise<boolean> {
    try {
      await this.within(run, by);
      return true;
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      this.book.refused += 1;
      return false;
    }
  }

  /** Runs something on a program that dies at a random moment of its work; false when it died. */
  async onFragile(run: (platform: Platform) => Promise<unknown>): Promise<boolean> {
    try {
      await run(fragile(this.platform, this.chance.whole(1, 60)));
      return true;
    } catch (error) {
      if (!(error instanceof Error) || error.message !== 'the program died') throw error;
      this.book.crashes += 1;
      return false;
    }
  }

  /** Runs the program with its memory spoilt, where the simulation is to be tried itself. */
  async whileSpoilt<T>(run: () => Promise<T>): Promise<T> {
    const { spoil } = this.options;
    if (!spoil) return run();
    await this.#guard('disable');
    await this.within(async (work) => {
      const rows = await work.tx
        .selectFrom('customer_snapshot')
        .select(['customer_id', 'snapshot'])
        .where('business_id', '=', work.business.id)
        .execute();
      for (const row of rows) {
        await work.tx
          .updateTable('customer_snapshot')
          .set({ snapshot: encodeSnapshot(spoil(decodeSnapshot(row.snapshot))) })
          .where('business_id', '=', work.business.id)
          .where('customer_id', '=', row.customer_id)
          .execute();
      }
    });
    const done = await run();
    await this.within((work) =>
      refoldCustomers(
        work,
        this.souls.map((soul) => soul.id),
      ),
    );
    await this.#guard('enable');
    return done;
  }

  /** The database's own guard would keep in what is to be found out. */
  async #guard(how: 'enable' | 'disable'): Promise<void> {
    await sql`alter table message ${sql.raw(how)} trigger message_leaves`.execute(
      this.platform.database.system,
    );
  }

  /** New invoices come as a file, sometimes twice, sometimes with yesterday's corrected. */
  async bill(on: Day, count: number): Promise<void> {
    const lines: string[] = [];
    for (let index = 0; index < count; index += 1) {
      this.#invoices += 1;
      lines.push(this.#line(this.#invoices, this.chance.pick(this.souls).name, on));
    }
    if (lines.length === 0) return;
    await this.#import(lines);
    if (this.chance.is(0.3)) await this.#import(lines);
    if (this.chance.is(0.15)) {
      const corrected = lines.map((line, index) =>
        index === 0 ? line.replace(/[\d.]+$/, '77.70') : line,
      );
      await this.#import(corrected);
    }
  }

  #line(number: number, customer: string, on: Day): string {
    // Now and then somebody brings in what has been due for months.
    const issuedOn = addDays(
      on,
      -(this.chance.is(0.12) ? this.chance.whole(40, 120) : this.chance.whole(0, 3)),
    );
    const dueOn = addDays(issuedOn, this.chance.pick([0, 7, 14, 30, 30, 30]));
    const amount = decimal(BigInt(this.chance.whole(500, 400_000)), 'GBP');
    return `${customer},INV-${number},${isoDay(issuedOn)},${isoDay(dueOn)},GBP,${amount}`;
  }

  async #import(lines: readonly string[]): Promise<void> {
    const head = 'Customer,Invoice Number,Invoice Date,Due Date,Currency,Amount\n';
    const file = fileOf(Buffer.from(`${head}${lines.join('\n')}\n`), 'invoices.csv');
    const result = await openImportWork(this.platform, this.businessId, 'Ruth Okafor', (work) =>
      importFile(work, file),
    );
    if (result.problems.length > 0)
      throw new Error(`An import failed: ${result.problems[0]!.message}`);
  }

  async switchLive(on: boolean): Promise<void> {
    if (!this.options.channel) return;
    await setLive(this.platform, this.slug, 'email', on, 'Ruth Okafor');
    this.live = on;
  }
}
