import { Link } from '@tanstack/react-router';
import type { LastRound, Today } from '../../../server/foresee/api.ts';
import { Card, dateText, Moment } from '../../parts/index.ts';
import { useBusiness } from '../../shell/business.ts';
import classes from './today.module.css';

/** Whether the house does its work: the last round, what leaves next, who cannot be reached. */
export function Health({ today }: { today: Today }) {
  const { slug, safeMode } = useBusiness();
  const { upcoming, unreachable } = today;
  return (
    <Card title="How it runs">
      <ul className={classes.things}>
        <li>
          <RoundWords round={today.lastRound} />
        </li>
        <li>
          <Link to={`/b/${slug}/chase/outbox` as '/'} search={{ state: 'upcoming' }}>
            {upcoming.count === 0
              ? 'No message is on its way'
              : leavingWords(upcoming.count, safeMode)}
          </Link>
          {upcoming.next !== null && (
            <span className="soft">
              , the next <Moment at={upcoming.next} />
            </span>
          )}
        </li>
        {today.lastRound !== null && today.lastRound.failed > 0 && (
          <li>
            <Link to={`/b/${slug}/chase/outbox` as '/'} search={{ state: 'failed' }}>
              {today.lastRound.failed} could not be delivered
            </Link>
            <span className="soft">: see why, and try again</span>
          </li>
        )}
        <li>
          {unreachable.count === 0 ? (
            <span className="soft">Everybody who owes can be written to</span>
          ) : (
            <Unreachable unreachable={unreachable} />
          )}
        </li>
      </ul>
    </Card>
  );
}

function leavingWords(count: number, safeMode: boolean): string {
  if (safeMode) return count === 1 ? '1 message would leave' : `${count} messages would leave`;
  return count === 1 ? '1 message leaves at its hour' : `${count} messages leave at their hour`;
}

function RoundWords({ round }: { round: LastRound | null }) {
  const here = useBusiness();
  if (round === null) {
    return (
      <>
        No round yet. <Link to={`/b/${here.slug}/chase/round` as '/'}>Make the first</Link>
      </>
    );
  }
  const when = round.asOf === here.today ? 'Today' : dateText(round.asOf, here.today);
  const missed = round.missedDays.length;
  return (
    <>
      <Link to={`/b/${here.slug}/chase/round` as '/'}>Last round</Link>: {when}
      <span className="soft">
        , {round.customers === 1 ? '1 customer' : `${round.customers} customers`}
        {!round.finished && ', not finished'}
      </span>
      {missed > 0 && (
        <p className={classes.missed}>
          {missed === 1
            ? `No round was made on ${dateText(round.missedDays[0] ?? '', here.today)}.`
            : `${missed} working days went by without a round.`}{' '}
          Nothing is lost: the next one says each thing once.
        </p>
      )}
    </>
  );
}

function Unreachable({ unreachable }: { unreachable: Today['unreachable'] }) {
  const { slug } = useBusiness();
  const [first, ...others] = unreachable.customers;
  return (
    <>
      <Link to={`/b/${slug}/customers` as '/'} search={{ reach: 'none' }}>
        {unreachable.count === 1
          ? '1 customer cannot be written to'
          : `${unreachable.count} customers cannot be written to`}
      </Link>
      <span className="soft">
        : {first?.name}
        {others.length > 0 && `, ${others[0]?.name}`}
        {unreachable.count > 2 && ' and others'}
      </span>
    </>
  );
}
