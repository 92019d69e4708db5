import type pg from 'pg';

/** A table as a backup takes it. */
export interface TableShape {
  name: string;
  /** Without those that the database works out itself. */
  columns: readonly string[];
}

/** Every table of the schema but the list of migrations, each after those it refers to. */
export async function listTables(client: pg.ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape & { needs: string[] }>(`
    select c.relname as name,
      array(select a.attname::text from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        order by a.attnum) as columns,
      array(select distinct f.relname::text from pg_constraint k
        join pg_class f on f.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as needs
    from pg_class c
    where c.relnamespace = 'duly'::regnamespace and c.relkind = 'r' and c.relname <> 'duly_migration'
    order by c.relname`);
  const ordered: TableShape[] = [];
  const placed = new Set<string>();
  while (ordered.length < rows.length) {
    const ready = rows.filter(
      ({ name, needs }) => !placed.has(name) && needs.every((other) => placed.has(other)),
    );
    if (ready.length === 0) throw new Error('Tables of the schema refer to each other in a ring');
    for (const { name, columns } of ready) {
      ordered.push({ name, columns });
      placed.add(name);
    }
  }
  return ordered;
}

/** How many rows each table holds. */
export async function countRows(
  client: pg.ClientBase,
  tables: readonly TableShape[],
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await client.query<{ n: bigint }>(`select count(*) as n from ${quoted(name)}`);
    counts[name] = Number(rows[0]?.n ?? 0n);
  }
  return counts;
}

/** A name as SQL takes it, with the schema. */
export function quoted(table: string): string {
  return `duly."${table.replaceAll('"', '""')}"`;
}

/** Column names as SQL takes them. */
export function quotedColumns(columns: readonly string[]): string {
  return columns.map((name) => `"${name.replaceAll('"', '""')}"`).join(', ');
}
