import { Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { PromiseDue } from '../../../server/foresee/api.ts';
import { usePages } from '../../api/hooks.ts';
import { Card, EmptyPage, moneyListText, ProblemNote, SpokenDate } from '../../parts/index.ts';
import { useBusiness } from '../../shell/business.ts';
import classes from './discuss.module.css';

/** What was promised for these days, and by when it should be here. */
export function Promises() {
  const { slug } = useBusiness();
  const pages = usePages<PromiseDue>('/promises-due');
  if (pages.error) return <ProblemNote error={pages.error} retry={pages.retry} />;
  if (pages.isPending) return <Skeleton h={240} radius={12} aria-label="Reading the promises" />;
  if (pages.items.length === 0) {
    return (
      <EmptyPage title="No promise is near its day">
        When a customer says on which day they will pay, that amount is left in peace until then,
        and two business days more for the bank.
      </EmptyPage>
    );
  }
  return (
    <Card flush label="Promises">
      <ul className={classes.rows}>
        {pages.items.map((promise) => (
          <li
            key={`${promise.customer.id}/${promise.payOn}/${promise.madeOn}`}
            className={classes.promised}
          >
            <div className={classes.sentence}>
              <Link to={`/b/${slug}/customers/${promise.customer.id}` as '/'}>
                {promise.customer.name}
              </Link>
              <p>
                said on <SpokenDate day={promise.madeOn} />
              </p>
            </div>
            <div className={classes.promise}>
              <strong className="tnum">{moneyListText(promise.amounts)}</strong>
              <p>
                by <SpokenDate day={promise.payOn} />
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
