import { Button, Skeleton, TextInput } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { Statement } from '../../../server/bill/api.ts';
import { useRead, withQuery } from '../../api/hooks.ts';
import {
  Card,
  dateText,
  EmptyPage,
  Money,
  moneyText,
  PageTitle,
  ProblemNote,
} from '../../parts/index.ts';
import { useBusiness } from '../../shell/business.ts';
import classes from './bill.module.css';

/**
 * The statement of account as at any day: what it opened with, every movement, the balance after
 * each.
 */
export function StatementScene() {
  const { customer: id = '' } = useParams({ strict: false });
  const { today } = useBusiness();
  const { from, asOf } = useSearch({ strict: false });
  const navigate = useNavigate();
  const read = useRead<Statement>(withQuery(`/customers/${id}/statement`, { from, asOf }));
  const statement = read.data;
  const go = (change: Record<string, string | undefined>) =>
    void navigate({ to: '.', search: { from, asOf, ...change }, replace: true });
  const day = (label: string, name: 'from' | 'asOf', value: string | undefined) => (
    <TextInput
      type="date"
      label={label}
      max={today}
      value={value ?? ''}
      onChange={(event) => go({ [name]: event.currentTarget.value || undefined })}
    />
  );
  return (
    <>
      <PageTitle
        title={statement ? `Statement of ${statement.customer.name}` : 'Statement'}
        crumbs={[
          { label: 'Customers', to: '/customers' },
          { label: statement?.customer.name ?? 'Customer', to: `/customers/${id}` },
        ]}
        actions={
          <Button variant="default" className={classes.noPrint} onClick={() => window.print()}>
            Print
          </Button>
        }
      >
        As at {dateText(asOf ?? today, today)}.
      </PageTitle>
      <div className={`${classes.period} ${classes.noPrint}`}>
        {day('From', 'from', from)}
        {day('As at', 'asOf', asOf ?? today)}
      </div>
      {read.error ? (
        <ProblemNote error={read.error} retry={() => void read.refetch()} />
      ) : !statement ? (
        <Skeleton h={320} radius={12} aria-label="Reading the statement" />
      ) : statement.currencies.length === 0 ? (
        <EmptyPage title="Nothing was billed or paid">
          Their invoices, credit notes and payments will be here, with the balance after each.
        </EmptyPage>
      ) : (
        <div className={classes.stack}>
          {statement.currencies.map((account) => (
            <Account key={account.currency} account={account} statement={statement} />
          ))}
        </div>
      )}
    </>
  );
}

function Account({
  account,
  statement,
}: {
  account: Statement['currencies'][number];
  statement: Statement;
}) {
  const { today } = useBusiness();
  return (
    <Card
      title={`In ${account.currency}`}
      aside={`${moneyText(account.overdue)} of it is overdue`}
      flush
    >
      <ul className={classes.list}>
        <li className={classes.headRow} aria-hidden="true">
          <span>Day</span>
          <span>What</span>
          <span className={classes.amount}>Change</span>
          <span className={classes.amount}>Balance</span>
        </li>
        {statement.from && (
          <li>
            <time dateTime={statement.from}>{dateText(statement.from, today, true)}</time>
            <span>Opening balance</span>
            <span className={classes.amount} />
            <span className={classes.amount}>
              <Money value={account.opening} strong />
            </span>
          </li>
        )}
        {account.lines.map((line) => (
          <li key={line.id}>
            <time dateTime={line.on}>{dateText(line.on, today, true)}</time>
            <span>{line.text}</span>
            <span className={classes.amount}>
              <Money value={line.amount} />
            </span>
            <span className={classes.amount}>
              <Money value={line.balance} />
            </span>
          </li>
        ))}
        <li className={classes.closing}>
          <time dateTime={statement.asOf}>{dateText(statement.asOf, today, true)}</time>
          <span>Balance</span>
          <span className={classes.amount} />
          <span className={classes.amount}>
            <Money value={account.closing} strong />
          </span>
        </li>
      </ul>
    </Card>
  );
}
