import { createColumnHelper, tableFeatures, useTable } from '@tanstack/react-table';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { useKeys, useRowWalk } from './keys.ts';
import classes from './virtual-table.module.css';

/** A column: its head, what stands in a row, and how wide it is (a CSS grid track). */
export interface Column<T> {
  id: string;
  head: string;
  cell: (row: T) => ReactNode;
  width?: string;
  align?: 'end';
  /** What the server sorts by when the head is pressed; not sortable without. */
  sort?: string;
}

export interface Sorting {
  by: string;
  onSort: (by: string) => void;
}

const features = tableFeatures({});
const ROW_PX = 61;

/**
 * A list of any length: the server gives it page by page, only the rows in sight are in the
 * document. j and k walk, Enter opens. On a phone each row becomes a small block.
 */
export function VirtualTable<T extends object>({
  label,
  columns,
  items,
  rowKey,
  hasMore,
  more,
  onOpen,
  sorting,
}: {
  label: string;
  columns: readonly Column<T>[];
  items: T[];
  rowKey: (row: T) => string;
  hasMore: boolean;
  more: () => void;
  onOpen?: (row: T) => void;
  sorting?: Sorting;
}) {
  const table = useTable({
    features,
    columns: useMemo(() => columnDefs(columns), [columns]),
    data: items,
    getRowId: rowKey,
  });
  const rows = table.getRowModel().rows;
  const list = useRef<HTMLTableSectionElement>(null);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_PX,
    overscan: 12,
    scrollMargin: list.current?.offsetTop ?? 0,
  });
  const walk = useRowWalk(rows.length);
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasMore && last >= rows.length - 20) more();
  }, [hasMore, last, rows.length, more]);
  useEffect(() => {
    if (walk.active >= 0) virtual.scrollToIndex(walk.active, { align: 'auto' });
  }, [walk.active, virtual]);
  useKeys({
    j: walk.next,
    k: walk.previous,
    enter: () => {
      const row = rows[walk.active];
      if (row) onOpen?.(row.original);
    },
  });
  const template = columns.map((column) => column.width ?? '1fr').join(' ');
  return (
    <table
      className={classes.table}
      aria-label={label}
      aria-rowcount={hasMore ? -1 : rows.length + 1}
    >
      <thead>
        <tr className={classes.head} style={{ gridTemplateColumns: template }}>
          {columns.map((column) => (
            <Head key={column.id} column={column} {...(sorting ? { sorting } : {})} />
          ))}
        </tr>
      </thead>
      <tbody ref={list} className={classes.body} style={{ height: virtual.getTotalSize() }}>
        {shown.map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <tr
              key={row.id}
              ref={virtual.measureElement}
              data-index={item.index}
              className={classes.row}
              aria-rowindex={item.index + 2}
              data-opens={onOpen !== undefined}
              {...walk.row(item.index)}
              style={{
                gridTemplateColumns: template,
                transform: `translateY(${item.start - virtual.options.scrollMargin}px)`,
              }}
              onClick={(event) => {
                if (!(event.target as Element).closest('a,button,input')) onOpen?.(row.original);
              }}
            >
              {row.getAllCells().map((cell, index) => (
                <td key={cell.id} data-align={columns[index]?.align}>
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function columnDefs<T extends object>(columns: readonly Column<T>[]) {
  const helper = createColumnHelper<typeof features, T>();
  return columns.map((column) =>
    helper.display({
      id: column.id,
      header: column.head,
      cell: (context) => column.cell(context.row.original),
    }),
  );
}

function Head<T>({ column, sorting }: { column: Column<T>; sorting?: Sorting }) {
  const key = column.sort;
  if (!key || !sorting) {
    return (
      <th scope="col" data-align={column.align}>
        {column.head}
      </th>
    );
  }
  const up = sorting.by === key;
  const down = sorting.by === `-${key}`;
  return (
    <th
      scope="col"
      data-align={column.align}
      aria-sort={up ? 'ascending' : down ? 'descending' : 'none'}
    >
      <button type="button" onClick={() => sorting.onSort(up ? `-${key}` : key)}>
        {column.head}
        <span aria-hidden="true">{up ? ' ↑' : down ? ' ↓' : ''}</span>
      </button>
    </th>
  );
}
