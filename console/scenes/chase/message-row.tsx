import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { MoneyStack, Pill, StepPill, ToneDots, Why } from '../../parts/index.ts';
import { useBusiness } from '../../shell/business.ts';
import classes from './chase.module.css';
import { stateWords } from './message-actions.ts';
import type { RoundMessage } from './types.ts';

/** A message as a row of sentences: to whom, why, which step, how much, and where it stands. */
export function MessageRow({
  message,
  attributes,
  onRead,
  children,
}: {
  message: RoundMessage;
  attributes: object;
  onRead: () => void;
  /** What else can be done with it from here. */
  children?: ReactNode;
}) {
  const { slug } = useBusiness();
  return (
    <li className={classes.row} {...attributes}>
      <div className={classes.sentence}>
        <Link to={`/b/${slug}/customers/${message.customer.id}` as '/'}>
          {message.customer.name}
        </Link>
        <p>
          {message.reason}
          {message.reasons.length > 1 && (
            <>
              {' '}
              <Why reasons={message.reasons}>why</Why>
            </>
          )}
        </p>
        {message.note !== null && <p className={classes.note}>{message.note}</p>}
      </div>
      <div className={classes.step}>
        <StepPill step={message.step} tone={message.tone} channel={message.channel} />
        <ToneDots tone={message.tone} />
      </div>
      <div className={classes.stand}>
        <MoneyStack values={message.total} strong />
        <StateWords message={message} />
      </div>
      <div className={classes.acts}>
        {children}
        <Button
          variant="default"
          onClick={onRead}
          aria-label={`Read the message to ${message.customer.name}`}
        >
          Read
        </Button>
      </div>
    </li>
  );
}

function StateWords({ message }: { message: RoundMessage }) {
  const { safeMode } = useBusiness();
  const words = stateWords(message, safeMode);
  if (message.state === 'proposed') return <Pill tone="amber">{words}</Pill>;
  if (message.state === 'failed') return <Pill tone="clay">{words}</Pill>;
  return <span className={classes.state}>{words}</span>;
}
