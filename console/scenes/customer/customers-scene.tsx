import { Button, Group, SegmentedControl, Skeleton } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { CustomerRow } from '../../../server/agree/api.ts';
import { usePages } from '../../api/hooks.ts';
import {
  type Column,
  dateText,
  EmptyPage,
  MoneyStack,
  PageTitle,
  Pill,
  ProblemNote,
  SearchBox,
  StepPill,
  stepWords,
  VirtualTable,
} from '../../parts/index.ts';
import { may, useBusiness } from '../../shell/business.ts';
import { AddCustomer } from './add-customer.tsx';
import classes from './customer.module.css';

const FILTERS = [
  { value: 'all', label: 'All' },
  { value: 'overdue', label: 'Overdue' },
  { value: 'held', label: 'Left in peace' },
  { value: 'unreachable', label: 'No address' },
];

/** Everybody the business deals with: what each owes, and what is said to them next or why not. */
export function CustomersScene() {
  const { q = '', reach, sort = 'name', asOf, ...search } = useSearch({ strict: false });
  const filter = search.filter ?? (reach === 'none' ? 'unreachable' : 'all');
  const navigate = useNavigate();
  const here = useBusiness();
  const [adding, setAdding] = useState(false);
  const go = (change: Record<string, string | undefined>) =>
    void navigate({ to: '.', search: { q, filter, sort, asOf, ...change }, replace: true });
  return (
    <>
      <PageTitle
        title="Customers"
        actions={
          may(here.role, 'record') && (
            <Button onClick={() => setAdding(true)}>Add a customer</Button>
          )
        }
      >
        What each owes, and what is said to them next, or why nothing is.
      </PageTitle>
      <Group mb="md" gap="sm">
        <SearchBox
          label="Search customers"
          placeholder="Name, code or address  ( / )"
          value={q}
          onSearch={(text) => go({ q: text === '' ? undefined : text })}
        />
        <SegmentedControl
          aria-label="Which customers"
          className="scrolls"
          value={filter}
          onChange={(value) => go({ filter: value === 'all' ? undefined : value })}
          data={FILTERS}
        />
      </Group>
      <List
        key={`${filter}/${sort}`}
        query={{ q, filter, sort, asOf }}
        onSort={(by) => go({ sort: by === 'name' ? undefined : by })}
        onAdd={() => setAdding(true)}
      />
      <AddCustomer opened={adding} onClose={() => setAdding(false)} />
    </>
  );
}

function List({
  query,
  onSort,
  onAdd,
}: {
  query: { q: string; filter: string; sort: string; asOf: string | undefined };
  onSort: (by: string) => void;
  onAdd: () => void;
}) {
  const { slug, today, role } = useBusiness();
  const navigate = useNavigate();
  const pages = usePages<CustomerRow>('/customers', query);
  if (pages.error) return <ProblemNote error={pages.error} retry={pages.retry} />;
  if (pages.isPending) return <Skeleton h={420} radius={12} aria-label="Reading the customers" />;
  if (pages.items.length === 0) {
    return <Nothing query={query} onAdd={may(role, 'record') ? onAdd : null} />;
  }
  return (
    <VirtualTable
      label="Customers"
      columns={columnsFor(slug, today)}
      items={pages.items}
      rowKey={(row) => row.id}
      hasMore={pages.hasMore}
      more={pages.more}
      sorting={{ by: query.sort, onSort }}
      onOpen={(row) => void navigate({ to: `/b/${slug}/customers/${row.id}` as '/' })}
    />
  );
}

const columns = new Map<string, Column<CustomerRow>[]>();

/** Made once for each business and day: the table measures its columns by identity. */
function columnsFor(slug: string, today: string): Column<CustomerRow>[] {
  const key = `${slug}/${today}`;
  const known = columns.get(key);
  if (known) return known;
  const made: Column<CustomerRow>[] = [
    {
      id: 'name',
      head: 'Customer',
      width: 'minmax(0, 1fr)',
      sort: 'name',
      cell: (row) => (
        <div className={classes.sentence}>
          <Link to={`/b/${slug}/customers/${row.id}` as '/'}>{row.name}</Link>
          <p>{rowSentence(row, today)}</p>
        </div>
      ),
    },
    {
      id: 'next',
      head: 'Next',
      width: '150px',
      cell: (row) => <NextPill row={row} today={today} />,
    },
    {
      id: 'late',
      head: 'Days late',
      width: '90px',
      align: 'end',
      sort: '-late',
      cell: (row) => (
        <span className="tnum">
          {row.daysLate > 0 ? row.daysLate : <span className="soft">–</span>}
          <span className={classes.onPhone}> days late</span>
        </span>
      ),
    },
    {
      id: 'overdue',
      head: 'Overdue',
      width: '130px',
      align: 'end',
      sort: '-overdue',
      cell: (row) =>
        row.overdue.length === 0 ? (
          <span className="soft">–</span>
        ) : (
          <MoneyStack values={row.overdue} strong />
        ),
    },
    {
      id: 'open',
      head: 'Open in all',
      width: '130px',
      align: 'end',
      cell: (row) =>
        row.open.length === 0 ? <span className="soft">–</span> : <MoneyStack values={row.open} />,
    },
  ];
  columns.set(key, made);
  return made;
}

/** States of a message that has been said, or was decided not to be. */
const SAID = new Set(['sent', 'captured', 'sending', 'worked']);
const OVER = new Set([...SAID, 'withdrawn', 'dropped', 'failed']);

/** What the latest round said to them is past, and not what comes next. */
function saidSentence(row: CustomerRow, today: string): string {
  const what = stepWords(row.step ?? '');
  const on = row.message?.sentOn ?? null;
  const when = on === null ? '' : ` on ${dateText(on, today, true)}`;
  const done = row.message?.channel === 'phone' ? 'call made' : `${what} sent`;
  return `${capital(done)}${when}; the next round looks again.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function isQuiet(row: CustomerRow, today: string): boolean {
  return row.quietUntil !== null && (row.quietUntil === 'infinity' || row.quietUntil >= today);
}

/** One sentence of what is known and what is done about it. */
export function rowSentence(row: CustomerRow, today: string): string {
  if (row.open.length === 0) return 'Nothing is open.';
  if (isQuiet(row, today) && row.outcome !== 'hold') {
    return row.quietUntil === 'infinity'
      ? 'Left in peace until somebody has dealt with what they said.'
      : `Left in peace until ${dateText(row.quietUntil ?? '', today)}.`;
  }
  if (row.message && SAID.has(row.message.state)) return saidSentence(row, today);
  if (row.because !== null) return `${row.because}${/[.!?]$/.test(row.because) ? '' : '.'}`;
  return row.daysLate > 0 ? 'No round has looked at it yet.' : 'Not due yet.';
}

function NextPill({ row, today }: { row: CustomerRow; today: string }) {
  if (row.open.length === 0) return null;
  if (!row.reachable && row.daysLate > 0) return <Pill tone="amber">no address</Pill>;
  if (isQuiet(row, today)) return <Pill tone="blue">in peace</Pill>;
  if (row.outcome === 'hold') {
    return row.nextOn !== null && row.step !== null ? (
      <span className={classes.nextStep}>
        <Pill>{stepWords(row.step)}</Pill>
        <span className="soft">{dateText(row.nextOn, today, true)}</span>
      </span>
    ) : row.daysLate > 0 ? (
      <Pill tone="blue">in peace</Pill>
    ) : null;
  }
  if (row.step === null || (row.message && OVER.has(row.message.state))) return null;
  return <StepPill step={row.step} tone={row.message?.tone ?? 2} channel={row.message?.channel} />;
}

function Nothing({
  query,
  onAdd,
}: {
  query: { q: string; filter: string };
  onAdd: (() => void) | null;
}) {
  const { slug } = useBusiness();
  if (query.q !== '')
    return (
      <EmptyPage title={`Nobody is called “${query.q}”`}>
        Try a part of the name, the code or an address.
      </EmptyPage>
    );
  if (query.filter !== 'all')
    return (
      <EmptyPage title="Nobody, as it should be">
        There is no customer of that kind just now.
      </EmptyPage>
    );
  return (
    <EmptyPage
      title="Your customers will be here"
      action={
        <Group justify="center">
          <Button component={Link} to={`/b/${slug}/settle/import` as '/'}>
            Import a file
          </Button>
          {onAdd && (
            <Button variant="default" onClick={onAdd}>
              Add one by hand
            </Button>
          )}
        </Group>
      }
    >
      Bring the list of open invoices from your accounts: the customers come with it.
    </EmptyPage>
  );
}
