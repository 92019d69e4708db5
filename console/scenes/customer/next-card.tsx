import { Link } from '@tanstack/react-router';
import type { WhatNext } from '../../../server/rounds/next-api.ts';
import { Card, dateText, ProblemNote, StepPill, ToneDots, Why } from '../../parts/index.ts';
import { useBusiness } from '../../shell/business.ts';
import classes from './customer.module.css';

/** Today, and what follows if the money arrives and if it does not. */
export function NextCard({ next, error }: { next: WhatNext | undefined; error: unknown }) {
  const { slug, today } = useBusiness();
  if (error && !next) return <ProblemNote error={error} />;
  if (!next) return <Card title="What happens next">…</Card>;
  const waits =
    next.message !== null && ['proposed', 'queued', 'open'].includes(next.message.state);
  return (
    <Card title="What happens next">
      {next.tone !== null && next.step !== null && (
        <p className={classes.nextHead}>
          <StepPill step={next.step} tone={next.tone} channel={next.channel ?? undefined} />
          <ToneDots tone={next.tone} />
        </p>
      )}
      <p className={classes.nextLine}>
        {next.words} <Why reasons={next.reasons}>why</Why>
      </p>
      {waits && (
        <p className={classes.nextLine}>
          <Link to={`/b/${slug}/chase/round` as '/'} search={{ message: next.message?.id ?? '' }}>
            Read it in the round
          </Link>
        </p>
      )}
      {next.ifItArrives && (
        <p className={classes.nextLine}>
          <strong>If it arrives:</strong> {next.ifItArrives}
        </p>
      )}
      {next.ifNot && (
        <p className={classes.nextLine}>
          <strong>
            If not{next.ifNot.on === null ? '' : `, ${dateText(next.ifNot.on, today)}`}:
          </strong>{' '}
          {next.ifNot.words}
        </p>
      )}
      <p className={classes.rests}>{next.rests.join(' · ')}</p>
    </Card>
  );
}
