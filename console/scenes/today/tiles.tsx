import { Anchor, Popover } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useId } from 'react';
import type { MoneyJson } from '../../../core/base/index.ts';
import type { Today } from '../../../server/foresee/api.ts';
import { AgeingBar, AgeingWords, Card, dateText, Money, SpokenDate } from '../../parts/index.ts';
import { useBusiness } from '../../shell/business.ts';
import { overdueWords } from './share.ts';
import classes from './today.module.css';

/** The figures: each opens the list behind it. */
export function Tiles({ today, onAsOf }: { today: Today; onAsOf: (day: string) => void }) {
  const { currency } = today.dso.outstanding;
  const { slug, today: here } = useBusiness();
  const invoices = `/b/${slug}/bill/invoices`;
  // A figure of a past day opens the list of that day.
  const asOf = today.asOf === here ? undefined : today.asOf;
  return (
    <div className={classes.tiles}>
      <Card label="Owed to you">
        <div className={classes.tileHead}>
          <h2>Owed to you</h2>
          <AsOf today={today} onAsOf={onAsOf} />
        </div>
        <Figure
          to={invoices}
          search={{ state: 'open', asOf }}
          values={amounts(today, 'total', currency).slice(0, 1)}
          label="open invoices"
        />
        <Buckets today={today} currency={currency} />
      </Card>
      <Card label="Overdue">
        <h2>Overdue</h2>
        <Figure
          to={invoices}
          search={{ state: 'overdue', asOf }}
          values={amounts(today, 'overdue', currency)}
          label="overdue invoices"
        />
        <p>{overdueWords(today, currency)}</p>
      </Card>
      <DsoTile today={today} />
      <Card label="Paid this week">
        <h2>Paid this week</h2>
        <Figure
          to={invoices}
          search={{ state: 'paid' }}
          values={
            today.paidThisWeek.totals.length > 0
              ? today.paidThisWeek.totals
              : [{ amount: '0', currency }]
          }
          label="paid invoices"
        />
        <p>{paidWords(today.paidThisWeek.payments)}</p>
      </Card>
    </div>
  );
}

function paidWords(count: number): string {
  if (count === 0) return 'No payment since Monday';
  return count === 1 ? '1 payment since Monday' : `${count} payments since Monday`;
}

/** The main currency first, then the others; none is added to another. */
function amounts(today: Today, part: 'total' | 'overdue', main: string): MoneyJson[] {
  const all = Object.entries(today.ageing.currencies).map(([currency, aged]) => ({
    amount: aged[part],
    currency,
  }));
  const first = all.find((one) => one.currency === main) ?? { amount: '0', currency: main };
  return [first, ...all.filter((one) => one.currency !== main)];
}

function Figure({
  to,
  search,
  values,
  label,
}: {
  to: string;
  search: Record<string, string | undefined>;
  values: MoneyJson[];
  label: string;
}) {
  const [first, ...others] = values;
  return (
    <Link to={to as '/'} search={search} className={classes.figure} title={`See the ${label}`}>
      {first && <Money value={first} />}
      {others.map((value) => (
        <span key={value.currency} className={classes.otherCurrency}>
          <span className="visually-hidden"> and </span>
          <Money value={value} />
        </span>
      ))}
      <span className="visually-hidden">, see the {label}</span>
    </Link>
  );
}

function Buckets({ today, currency }: { today: Today; currency: string }) {
  const main = today.ageing.currencies[currency];
  const others = Object.entries(today.ageing.currencies).filter(([code]) => code !== currency);
  return (
    <>
      {main && <AgeingBar buckets={main} currency={currency} />}
      {others.map(([code, buckets]) => (
        <p key={code}>
          <Money value={{ amount: buckets.total, currency: code }} strong />:{' '}
          <AgeingWords buckets={buckets} currency={code} />
        </p>
      ))}
    </>
  );
}

function AsOf({ today, onAsOf }: { today: Today; onAsOf: (day: string) => void }) {
  const id = useId();
  const here = useBusiness();
  return (
    <label htmlFor={id} className={classes.asOf}>
      as at
      <input
        id={id}
        type="date"
        value={today.asOf}
        max={here.today}
        onChange={(event) =>
          onAsOf(event.currentTarget.value === here.today ? '' : event.currentTarget.value)
        }
      />
    </label>
  );
}

function DsoTile({ today }: { today: Today }) {
  const here = useBusiness();
  const { dso, before } = today;
  const then = dateText(before.asOf, here.today).split(' ').slice(2).join(' ');
  return (
    <Card label="Days to get paid">
      <h2>Days to get paid (DSO)</h2>
      <p className={classes.figure}>
        <span className="tnum">{dso.days ?? '–'}</span>
      </p>
      <p>
        {before.dso.days === null
          ? 'Not known for the quarter before'
          : `${before.dso.days} in ${then}`}
        <br />
        <HowItIsCounted>
          <p>What is owed, divided by what was billed in the last 90 days, times 90.</p>
          <dl className={classes.sums}>
            <dt>owed on {dateText(dso.to, here.today, true)}</dt>
            <dd>
              <Money value={dso.outstanding} />
            </dd>
            <dt>
              billed since <SpokenDate day={dso.from} short />
            </dt>
            <dd>
              <Money value={dso.billed} />
            </dd>
            <dt>days to get paid</dt>
            <dd className="tnum">{dso.days ?? 'not known: nothing was billed'}</dd>
          </dl>
          <p className="soft">
            In {dso.outstanding.currency}, net of credit notes. A quarter of a year before it was
            reckoned in the same way.
          </p>
        </HowItIsCounted>
      </p>
    </Card>
  );
}

function HowItIsCounted({ children }: { children: ReactNode }) {
  return (
    <Popover width={320} withArrow shadow="none" trapFocus returnFocus>
      <Popover.Target>
        <Anchor component="button" type="button" underline="always" inherit>
          how it is counted
        </Anchor>
      </Popover.Target>
      <Popover.Dropdown className={classes.counted}>{children}</Popover.Dropdown>
    </Popover>
  );
}
