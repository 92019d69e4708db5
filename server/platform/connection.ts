import pg from 'pg';

const INT8 = 20;
const DATE = 1082;
const TIMESTAMP = 1114;
const TIMESTAMPTZ = 1184;
const NUMERIC = 1700;
const INT8_ARRAY = 1016;
const DATE_ARRAY = 1182;
const NUMERIC_ARRAY = 1231;

type Parser = (text: string) => unknown;

/** `2026-11-22 05:23:27.123+00`, as a session in UTC says it, in ISO 8601 with a Z. */
function isoInstant(text: string): string {
  if (!text.endsWith('+00')) return text;
  return `${text.slice(0, 10)}T${text.slice(11, -3)}Z`;
}

/** A one-dimensional array of items that never hold a comma or a quote. */
function plainArray<T>(item: (text: string) => T): (text: string) => (T | null)[] {
  return (text) =>
    text === '{}'
      ? []
      : text
          .slice(1, -1)
          .split(',')
          .map((part) => (part === 'NULL' ? null : item(part)));
}

const asText: Parser = (text) => text;

const parsers: ReadonlyMap<number, Parser> = new Map<number, Parser>([
  [INT8, BigInt],
  [DATE, asText],
  [TIMESTAMP, asText],
  [NUMERIC, asText],
  [TIMESTAMPTZ, isoInstant],
  [INT8_ARRAY, plainArray(BigInt)],
  [DATE_ARRAY, plainArray(asText)],
  [NUMERIC_ARRAY, plainArray(asText)],
]);

/**
 * How values come out of the database, the same on every connection of the program: int8 as
 * bigint, date and numeric as strings, timestamptz as an ISO 8601 string in UTC.
 */
export const types: pg.CustomTypesConfig = {
  // biome-ignore lint/suspicious/noExplicitAny: the signature that pg declares
  getTypeParser(oid: number, format?: string): any {
    const own = format === 'binary' ? undefined : parsers.get(oid);
    return own ?? pg.types.getTypeParser(oid, format as 'text');
  },
};

/** Settings of a session beyond schema and UTC, by name; `role` makes it work as that role. */
export type SessionSettings = Readonly<Record<string, string>>;

/**
 * The pg configuration for a connection string: schema duly, UTC, ISO dates, our types, and what
 * `settings` adds. Options that the string itself carries are kept and win.
 */
export function clientConfig(url: string, settings: SessionSettings = {}): pg.ClientConfig {
  const [address, query = ''] = url.split('?', 2);
  const parameters = new URLSearchParams(query);
  const given = parameters.get('options');
  parameters.delete('options');
  const said = { search_path: 'duly', timezone: 'UTC', datestyle: 'ISO', ...settings };
  const options = Object.entries(said)
    .map(([name, value]) => `-c ${name}=${value.replace(/([\\ ])/g, '\\$1')}`)
    .concat(given ?? [])
    .join(' ');
  const rest = parameters.toString();
  return {
    connectionString: rest === '' ? address : `${address}?${rest}`,
    options,
    application_name: 'duly',
    types,
  };
}

/** The name of the database a connection string speaks of. */
export function databaseName(url: string): string {
  return decodeURIComponent(/^[^?]*\/([^/?]*)/.exec(url)?.[1] ?? '');
}

/** One connection as the owner, for work outside the pools; end it yourself. */
export async function connectOwner(
  url: string,
  settings: SessionSettings = {},
): Promise<pg.Client> {
  const client = new pg.Client({
    ...clientConfig(url, settings),
    connectionTimeoutMillis: 15_000,
  });
  await client.connect();
  return client;
}
