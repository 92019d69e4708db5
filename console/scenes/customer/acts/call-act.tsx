import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useDo } from '../../../api/hooks.ts';
import { ActDialog } from '../../../parts/index.ts';
import classes from '../customer.module.css';
import type { ActProps } from './index.tsx';

const OUTCOMES = [
  'no answer',
  'left a message',
  'spoke, will look into it',
  'spoke, will pay',
  'wrong number',
] as const;

/** A call that was made, and what came of it; a call that was waiting is done with it. */
export function CallAct({ customer, onClose }: ActProps) {
  const [outcome, setOutcome] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const call = useDo<void>(
    () => ({
      path: `/customers/${customer.id}/calls`,
      body: { outcome: [outcome, note.trim()].filter(Boolean).join(': ') },
    }),
    { said: () => 'The call is written down.', saysItself: true },
  );
  const happens =
    outcome === 'spoke, will pay'
      ? 'It counts as a contact. If they named a day, write the promise down next: it holds the chase.'
      : 'It counts as a contact: nothing more goes out until the days between two messages are over.';
  return (
    <ActDialog
      opened
      title={`A call to ${customer.name}`}
      confirm="Write it down"
      happens={happens}
      ready={outcome !== null}
      busy={call.isPending}
      error={call.error}
      onConfirm={() => call.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      {numbersOf(customer) !== '' && <p style={{ margin: 0 }}>{numbersOf(customer)}</p>}
      <fieldset className={classes.outcomes}>
        <legend>What came of it</legend>
        <Group gap={8}>
          {OUTCOMES.map((one) => (
            <Button
              key={one}
              variant={one === outcome ? 'filled' : 'default'}
              aria-pressed={one === outcome}
              onClick={() => setOutcome(one)}
              size="sm"
            >
              {one}
            </Button>
          ))}
        </Group>
      </fieldset>
      <TextInput
        label="A note, for your colleagues"
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </ActDialog>
  );
}

function numbersOf(customer: ActProps['customer']): string {
  const ofPeople = customer.contacts
    .filter((one) => one.phone !== null)
    .map((one) => `${one.name || one.role} ${one.phone}`);
  return [...(customer.phone ? [customer.phone] : []), ...ofPeople].join(' · ');
}
