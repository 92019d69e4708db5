import { Button, Group, SegmentedControl, Skeleton } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { InvoiceRow } from '../../../server/bill/api.ts';
import { usePages } from '../../api/hooks.ts';
import {
  type Column,
  dateText,
  EmptyPage,
  Money,
  moneyText,
  PageTitle,
  Pill,
  ProblemNote,
  SearchBox,
  VirtualTable,
} from '../../parts/index.ts';
import { may, useBusiness } from '../../shell/business.ts';
import customer from '../customer/customer.module.css';
import { NewInvoice } from './new-invoice.tsx';

const STATES = [
  { value: 'all', label: 'All' },
  { value: 'open', label: 'Open' },
  { value: 'overdue', label: 'Overdue' },
  { value: 'paid', label: 'Paid' },
];

/** Every invoice, the newest first: what it came to, what is open, and how late. */
export function InvoicesScene() {
  const { q = '', state = 'all', sort = '-issued', asOf } = useSearch({ strict: false });
  const navigate = useNavigate();
  const { role } = useBusiness();
  const [adding, setAdding] = useState(false);
  const go = (change: Record<string, string | undefined>) =>
    void navigate({ to: '.', search: { q, state, sort, asOf, ...change }, replace: true });
  return (
    <>
      <PageTitle
        title="Invoices"
        crumbs="Bill"
        actions={
          may(role, 'record') && <Button onClick={() => setAdding(true)}>Write an invoice</Button>
        }
      >
        What was billed, what of it is open, and since when.
      </PageTitle>
      <Group mb="md" gap="sm">
        <SearchBox
          label="Search invoices"
          placeholder="Number, reference or customer  ( / )"
          value={q}
          onSearch={(text) => go({ q: text === '' ? undefined : text })}
        />
        <SegmentedControl
          aria-label="Which invoices"
          className="scrolls"
          value={state}
          onChange={(value) => go({ state: value === 'all' ? undefined : value })}
          data={STATES}
        />
      </Group>
      <List
        key={`${state}/${sort}`}
        query={{ q, state, sort, asOf }}
        onSort={(by) => go({ sort: by === '-issued' ? undefined : by })}
      />
      {adding && <NewInvoice onClose={() => setAdding(false)} />}
    </>
  );
}

function List({
  query,
  onSort,
}: {
  query: { q: string; state: string; sort: string; asOf: string | undefined };
  onSort: (by: string) => void;
}) {
  const { slug, today } = useBusiness();
  const navigate = useNavigate();
  const pages = usePages<InvoiceRow>('/invoices', query);
  if (pages.error) return <ProblemNote error={pages.error} retry={pages.retry} />;
  if (pages.isPending) return <Skeleton h={420} radius={12} aria-label="Reading the invoices" />;
  if (pages.items.length === 0) return <Nothing q={query.q} state={query.state} />;
  return (
    <VirtualTable
      label="Invoices"
      columns={columnsFor(slug, today)}
      items={pages.items}
      rowKey={(row) => row.id}
      hasMore={pages.hasMore}
      more={pages.more}
      sorting={{ by: query.sort, onSort }}
      onOpen={(row) => void navigate({ to: `/b/${slug}/bill/invoices/${row.id}` as '/' })}
    />
  );
}

const columns = new Map<string, Column<InvoiceRow>[]>();

function columnsFor(slug: string, today: string): Column<InvoiceRow>[] {
  const key = `${slug}/${today}`;
  const known = columns.get(key);
  if (known) return known;
  const made: Column<InvoiceRow>[] = [
    {
      id: 'number',
      head: 'Invoice',
      width: 'minmax(0, 1fr)',
      sort: 'number',
      cell: (row) => (
        <div className={customer.sentence}>
          <Link to={`/b/${slug}/bill/invoices/${row.id}` as '/'}>{row.number}</Link>
          <p>
            {row.customer.name}
            {row.description ? ` · ${row.description}` : ''}
          </p>
        </div>
      ),
    },
    {
      id: 'issued',
      head: 'Issued',
      width: '110px',
      sort: 'issued',
      cell: (row) => <time dateTime={row.issuedOn}>{dateText(row.issuedOn, today, true)}</time>,
    },
    {
      id: 'due',
      head: 'Due',
      width: '170px',
      sort: 'due',
      cell: (row) => <StateWords row={row} today={today} />,
    },
    {
      id: 'amount',
      head: 'Amount',
      width: '120px',
      align: 'end',
      sort: 'amount',
      cell: (row) => <Money value={row.amount} />,
    },
    {
      id: 'open',
      head: 'Open',
      width: '120px',
      align: 'end',
      cell: (row) =>
        row.state === 'open' || row.state === 'overdue' ? (
          <Money value={row.outstanding} strong />
        ) : (
          <span className="soft">–</span>
        ),
    },
  ];
  columns.set(key, made);
  return made;
}

/** Where an invoice stands, in words. */
export function StateWords({ row, today }: { row: InvoiceRow; today: string }) {
  switch (row.state) {
    case 'paid':
      return <Pill tone="sage">paid</Pill>;
    case 'void':
      return <Pill>taken back</Pill>;
    case 'credit-note':
      return <Pill>credit note</Pill>;
    case 'open':
      return <span>due {dateText(row.dueOn, today, true)}</span>;
    case 'overdue':
      return (
        <Pill tone={row.daysLate > 60 ? 'clay' : 'amber'}>
          {row.daysLate === 1 ? '1 day late' : `${row.daysLate} days late`}
        </Pill>
      );
  }
}

function Nothing({ q, state }: { q: string; state: string }) {
  const { slug } = useBusiness();
  if (q !== '')
    return (
      <EmptyPage title={`No invoice has “${q}” in it`}>
        Try a part of the number, a reference, or the customer's name.
      </EmptyPage>
    );
  if (state !== 'all')
    return <EmptyPage title="None just now">There is no invoice of that kind.</EmptyPage>;
  return (
    <EmptyPage
      title="Your invoices will be here"
      action={
        <Button component={Link} to={`/b/${slug}/settle/import` as '/'}>
          Import a file
        </Button>
      }
    >
      Bring the list of open invoices from your accounts, or write one by hand.
    </EmptyPage>
  );
}

/** What is open of an invoice, in one line. */
export function openWords(row: Pick<InvoiceRow, 'state' | 'outstanding' | 'amount'>): string {
  if (row.state === 'paid') return 'Paid in full';
  if (row.outstanding.amount === row.amount.amount) return 'Nothing has been paid yet';
  return `${moneyText(row.outstanding)} of ${moneyText(row.amount)} is open`;
}
