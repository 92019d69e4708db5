import { sql } from 'kysely';
import type { Work } from '../../platform/platform.ts';
import type { Tables } from '../../platform/tables.ts';

interface Owner {
  customer: { id: bigint };
}

/** What the names of a life became in the database. */
export class Names {
  readonly #known = new Map<string, string>();

  learn(owner: Owner, name: string, value: bigint | string): void {
    this.#known.set(`${owner.customer.id} ${name}`, String(value));
  }

  /** @throws RangeError for a name nobody has learned. */
  of(owner: Owner, name: string): string {
    const value = this.#known.get(`${owner.customer.id} ${name}`);
    if (value === undefined) throw new RangeError(`Nothing is called ${name}`);
    return value;
  }

  /** A text with every name in it replaced. */
  in(owner: Owner, text: string): string {
    return text.replace(/§[inem]\d+§/g, (name) => this.of(owner, name));
  }
}

type Numbered = 'customer' | 'contact' | 'invoice' | 'payment' | 'posting' | 'event' | 'message';

/** Takes numbers that the table would have given, in rising order. */
export async function reserve(work: Work, table: Numbered, count: number): Promise<bigint[]> {
  const result = await sql<{ id: bigint }>`
    select nextval(pg_get_serial_sequence(${`duly.${table}`}, 'id')) as id
    from generate_series(1, ${count}) order by 1`.execute(work.tx);
  return result.rows.map((row) => row.id);
}

type Cell = string | number | bigint | boolean | null;
type Columns<Row> = Record<
  string,
  readonly [
    type: 'bigint' | 'int' | 'text' | 'date' | 'timestamptz' | 'jsonb' | 'boolean',
    (row: Row) => Cell,
  ]
>;

/** Inserts rows of the business in one statement, with the numbers they were given. */
export async function inBulk<Row>(
  work: Work,
  table: keyof Tables,
  rows: readonly Row[],
  columns: Columns<Row>,
): Promise<void> {
  if (rows.length === 0) return;
  const names = Object.keys(columns);
  const arrays = Object.values(columns).map(
    ([type, read]) => sql`${rows.map(read)}::${sql.raw(type === 'jsonb' ? 'text' : type)}[]`,
  );
  const cells = Object.entries(columns).map(([name, [type]]) =>
    sql.raw(`r.${name}${type === 'jsonb' ? '::jsonb' : ''}`),
  );
  await sql`
    insert into ${sql.table(table)} (business_id, ${sql.join(names.map((name) => sql.ref(name)))})
    overriding system value
    select ${work.business.id}, ${sql.join(cells)}
    from unnest(${sql.join(arrays)}) as r (${sql.join(names.map((name) => sql.ref(name)))})`.execute(
    work.tx,
  );
}
