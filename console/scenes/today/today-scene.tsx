import { Button, Skeleton } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { Today } from '../../../server/foresee/api.ts';
import { useRead, withQuery } from '../../api/hooks.ts';
import { EmptyPage, PageTitle, Pill, ProblemNote, SpokenDate } from '../../parts/index.ts';
import { useBusiness } from '../../shell/business.ts';
import { Health } from './health.tsx';
import { ReadyList } from './ready-list.tsx';
import { ReceiptsToMatch } from './receipts-card.tsx';
import { Tiles } from './tiles.tsx';
import classes from './today.module.css';
import { PromisesDue, WaitingForYou } from './waiting-for-you.tsx';

/** The first page of the day: what is owed, what would be said to whom and why, and what waits. */
export function TodayScene() {
  const { asOf } = useSearch({ strict: false });
  const navigate = useNavigate();
  const read = useRead<Today>(withQuery('/today', { asOf }), {
    refetchEverySeconds: 60,
    isComing: (one) => one.roundDue,
  });
  const today = read.data;
  if (read.error && !today)
    return <ProblemNote error={read.error} retry={() => void read.refetch()} />;
  if (!today) return <Waiting />;
  if (today.empty) return <FirstStep today={today} />;
  return (
    <>
      <Greeting today={today} />
      <Tiles
        today={today}
        onAsOf={(day) => void navigate({ to: '.', search: { asOf: day || undefined } })}
      />
      <div className={classes.columns}>
        <ReadyList
          ready={today.ready}
          held={today.held}
          began={today.lastRound !== null}
          due={today.roundDue}
        />
        <div className={classes.beside}>
          <WaitingForYou waiting={today.waiting} />
          <ReceiptsToMatch />
          <PromisesDue promises={today.promises} />
          <Health today={today} />
        </div>
      </div>
    </>
  );
}

function Greeting({ today }: { today: Today }) {
  const { slug, safeMode } = useBusiness();
  const { part, name } = today.greeting;
  return (
    <PageTitle
      title={`Good ${part}, ${name}`}
      actions={
        <>
          {safeMode && <Pill>safe mode: nothing leaves yet</Pill>}
          <Button component={Link} to={`/b/${slug}/chase/round`}>
            Go through the round
          </Button>
        </>
      }
    >
      <SpokenDate day={today.asOf} />. <strong>{readyWords(today.ready.count)}</strong>,{' '}
      {waitingWords(today.waiting.count)}, {peaceWords(today.held.count)}.
    </PageTitle>
  );
}

function readyWords(count: number): string {
  if (count === 0) return 'Nothing is ready to go out';
  return count === 1 ? '1 message is ready' : `${count} messages are ready`;
}

function waitingWords(count: number): string {
  if (count === 0) return 'nobody waits for an answer';
  return count === 1 ? '1 thing waits for you' : `${count} things wait for you`;
}

function peaceWords(count: number): string {
  return count === 1 ? '1 customer is left in peace' : `${count} customers are left in peace`;
}

function FirstStep({ today }: { today: Today }) {
  const { slug } = useBusiness();
  return (
    <>
      <PageTitle title={`Good ${today.greeting.part}, ${today.greeting.name}`} />
      <EmptyPage
        title="Who owes what will be here"
        action={
          <Button component={Link} to={`/b/${slug}/settle/import`}>
            Bring in your invoices
          </Button>
        }
      >
        Bring in a file of your invoices, as your accounting program writes it. Duly then shows what
        is owed, what it would say to whom, and why. Nothing leaves until you say so.
      </EmptyPage>
    </>
  );
}

function Waiting() {
  return (
    <div aria-busy="true">
      <span className="visually-hidden">Reading today's figures</span>
      <Skeleton h={38} w={320} mb={14} />
      <Skeleton h={18} w={480} maw="100%" mb={28} />
      <div className={classes.tiles}>
        {[1, 2, 3, 4].map((tile) => (
          <Skeleton key={tile} h={152} radius={12} />
        ))}
      </div>
      <Skeleton h={320} radius={12} mt={16} />
    </div>
  );
}
