import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CustomerPage } from '../../../server/agree/api.ts';
import { Card, dateText, Money, moneyListText, Pill } from '../../parts/index.ts';
import { may, useBusiness } from '../../shell/business.ts';
import type { Act } from './acts/index.tsx';
import classes from './customer.module.css';

const SHOWN = 6;

/** What is open, invoice by invoice, with what of it is left in peace. */
export function OpenCard({
  customer,
  onAct,
}: {
  customer: CustomerPage;
  onAct: (act: Act) => void;
}) {
  const { slug, role } = useBusiness();
  const [all, setAll] = useState(false);
  const items = all ? customer.items : customer.items.slice(0, SHOWN);
  const more = customer.items.length - SHOWN;
  return (
    <Card label="What is open">
      <p className={classes.openHead}>
        <span className="soft">Open</span>
        <Link to={`/b/${slug}/customers/${customer.id}/statement` as '/'}>statement</Link>
      </p>
      <p className={classes.big}>
        {customer.open.length === 0 ? 'Nothing' : moneyListText(customer.open)}
      </p>
      {customer.overdue.length > 0 && (
        <p className={classes.rests}>{moneyListText(customer.overdue)} of it is overdue</p>
      )}
      {customer.credit.map((credit) => (
        <p key={credit.currency} className={classes.credit}>
          <Pill tone="sage">credit on account</Pill> <Money value={credit} strong />
          {may(role, 'record') &&
            customer.items.some((item) => item.amount.currency === credit.currency) && (
              <button
                type="button"
                className={classes.lift}
                onClick={() => onAct({ kind: 'place-credit', credit })}
              >
                Set it against what is open
              </button>
            )}
        </p>
      ))}
      {items.length > 0 && (
        <ul className={classes.items}>
          {items.map((item) => (
            <Item key={`${item.invoiceId}/${item.instalment}`} item={item} />
          ))}
        </ul>
      )}
      {more > 0 && !all && (
        <button type="button" className={classes.lift} onClick={() => setAll(true)}>
          {more} more
        </button>
      )}
    </Card>
  );
}

function Item({ item }: { item: CustomerPage['items'][number] }) {
  const { slug, today } = useBusiness();
  return (
    <li>
      <div className={classes.itemLine}>
        <Link to={`/b/${slug}/bill/invoices/${item.invoiceId}` as '/'}>
          {item.number}
          {item.instalment > 1 && `, part ${item.instalment}`}
        </Link>
        <Money value={item.outstanding} />
      </div>
      <p>{lateWords(item.daysLate, item.dueOn, today)}</p>
      {item.held.map((held) => (
        <p key={held.code} className={classes.heldPart}>
          {held.text}
        </p>
      ))}
    </li>
  );
}

function lateWords(days: number, dueOn: string, today: string): string {
  if (days === 0) return 'due today';
  if (days > 0) return days === 1 ? '1 day late' : `${days} days late`;
  return `due ${dateText(dueOn, today, true)}`;
}
