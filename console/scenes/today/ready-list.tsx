import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReadyMessage, Today } from '../../../server/foresee/api.ts';
import {
  Card,
  Moment,
  MoneyStack,
  StepPill,
  ToneDots,
  useKeys,
  useRowWalk,
} from '../../parts/index.ts';
import { useBusiness } from '../../shell/business.ts';
import classes from './today.module.css';

/** What would be said to whom today, and why: the first of the round. */
export function ReadyList({
  ready,
  held,
  began,
  due,
}: {
  ready: Today['ready'];
  held: Today['held'];
  /** A round was made before. */
  began: boolean;
  /** Today's round is being made. */
  due: boolean;
}) {
  const { slug } = useBusiness();
  const navigate = useNavigate();
  const walk = useRowWalk(ready.messages.length);
  const open = (message: ReadyMessage) =>
    void navigate({ to: `/b/${slug}/chase/round` as '/', search: { message: message.id } });
  useKeys({
    j: walk.next,
    k: walk.previous,
    enter: () => {
      const message = ready.messages[walk.active];
      if (message) open(message);
    },
  });
  const more = ready.count - ready.messages.length;
  return (
    <Card title="Ready to go out" aside={<Leaves ready={ready} />} flush>
      {ready.messages.length === 0 ? (
        <p className={classes.none}>
          {due
            ? 'Today’s round is being made: every customer is looked at.'
            : began
              ? 'Nothing waits to be said. The next round looks at every customer again.'
              : 'Nobody was looked at yet: go through the round to see what would be said to whom.'}
        </p>
      ) : (
        <ul className={classes.rows}>
          {ready.messages.map((message, index) => (
            <li key={message.id} className={classes.row} {...walk.row(index)}>
              <div className={classes.sentence}>
                <Link to={`/b/${slug}/customers/${message.customer.id}` as '/'}>
                  {message.customer.name}
                </Link>
                <p>{message.reason}</p>
              </div>
              <div className={classes.step}>
                <StepPill step={message.step} tone={message.tone} channel={message.channel} />
                <ToneDots tone={message.tone} />
              </div>
              <div className={classes.total}>
                <MoneyStack values={message.total} strong />
              </div>
              <Button
                variant="default"
                onClick={() => open(message)}
                aria-label={`Read the message to ${message.customer.name}`}
              >
                Read
              </Button>
            </li>
          ))}
        </ul>
      )}
      <Rest more={more} held={held} />
    </Card>
  );
}

function Leaves({ ready }: { ready: Today['ready'] }) {
  const { today } = useBusiness();
  const first = ready.messages[0];
  if (!first) return null;
  // Proposed on an earlier day: its hour has gone by, and it gets another with the yes.
  if (first.sendAt.slice(0, 10) < today) return ready.count;
  return (
    <>
      {ready.count} · the first leaves <Moment at={first.sendAt} />
    </>
  );
}

function Rest({ more, held }: { more: number; held: Today['held'] }) {
  const { slug } = useBusiness();
  if (more === 0 && held.count === 0) return null;
  return (
    <p className={classes.rest}>
      {more > 0 && (
        <>
          <Link to={`/b/${slug}/chase/round` as '/'}>{more} more</Link>
          {held.count > 0 && ' · '}
        </>
      )}
      {held.count > 0 && (
        <>
          <Link to={`/b/${slug}/chase/round` as '/'} search={{ show: 'held' }}>
            {held.count} held, and why
          </Link>
          : {held.reasons.map((one) => `${one.text} ${one.count}`).join(' · ')}
        </>
      )}
    </p>
  );
}
