import { Link } from '@tanstack/react-router';
import type { Today } from '../../../server/foresee/api.ts';
import { Card, moneyListText, Pill, SpokenDate, TaskPill } from '../../parts/index.ts';
import { useBusiness } from '../../shell/business.ts';
import classes from './today.module.css';

// The card says the most pressing; the rest are a click away.
const SHOWN = 5;

/** Answers, replies and questions that only a person can deal with. */
export function WaitingForYou({ waiting }: { waiting: Today['waiting'] }) {
  const { slug } = useBusiness();
  const more = waiting.count - SHOWN;
  return (
    <Card title="Waiting for you" aside={waiting.count > 0 ? String(waiting.count) : undefined}>
      {waiting.things.length === 0 ? (
        <p className="soft">Nobody waits for an answer.</p>
      ) : (
        <ul className={classes.things}>
          {waiting.things.slice(0, SHOWN).map((thing) => (
            <li key={thing.id}>
              <TaskPill kind={thing.kind} />{' '}
              <Link to={`/b/${slug}/customers/${thing.customer.id}` as '/'}>{thing.title}</Link>
              {thing.detail !== '' && <span className="soft"> “{thing.detail}”</span>}
            </li>
          ))}
        </ul>
      )}
      {more > 0 && (
        <p className={classes.more}>
          <Link to={`/b/${slug}/discuss` as '/'}>{more} more</Link>
        </p>
      )}
    </Card>
  );
}

/** Promises whose day is near or just went by; what they cover is left in peace. */
export function PromisesDue({ promises }: { promises: Today['promises'] }) {
  const { slug, today } = useBusiness();
  if (promises.count === 0) return null;
  return (
    <Card title="Promised these days" aside={String(promises.count)}>
      <ul className={classes.things}>
        {promises.promises.slice(0, SHOWN).map((promise) => (
          <li key={`${promise.customer.id}/${promise.payOn}/${promise.madeOn}`}>
            <Pill tone="blue">promise</Pill>{' '}
            <Link to={`/b/${slug}/customers/${promise.customer.id}` as '/'}>
              {promise.customer.name}
            </Link>{' '}
            {moneyListText(promise.amounts)}{' '}
            <span className="soft">
              {promise.payOn < today ? 'was for' : 'by'} <SpokenDate day={promise.payOn} />
            </span>
          </li>
        ))}
      </ul>
      {promises.count > SHOWN && (
        <p className={classes.more}>
          <Link to={`/b/${slug}/discuss` as '/'} search={{ show: 'promises' }}>
            {promises.count - SHOWN} more
          </Link>
        </p>
      )}
    </Card>
  );
}
