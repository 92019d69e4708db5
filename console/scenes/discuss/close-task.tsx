import { Button, Group, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { TaskJson } from '../../../server/discuss/api.ts';
import { useDo } from '../../api/hooks.ts';
import { ActDialog } from '../../parts/index.ts';
import { useBusiness } from '../../shell/business.ts';
import classes from './discuss.module.css';

interface Ways {
  /** Usual outcomes, each a button. */
  outcomes: string[];
  happens: string;
}

const TIME_AFTER = 'They have three business days after it before anything more is said.';

const WAYS: Record<string, Ways> = {
  'read-reply': {
    outcomes: ['read'],
    happens:
      'The reply no longer holds everything. Nothing leaves at once: the next round decides.',
  },
  'resolve-dispute': {
    outcomes: ['settled between us', 'credit was given', 'it was right as billed'],
    happens: 'What was in question may be asked for again from the next round on.',
  },
  'look-for-payment': {
    outcomes: ['found it', 'it has not arrived'],
    happens:
      'If it arrived, record the payment first. If not, they are asked kindly once, no firmer than before.',
  },
  'send-copy': { outcomes: ['sent'], happens: TIME_AFTER },
  'add-order': { outcomes: ['sent with the order number'], happens: TIME_AFTER },
  'other-person': { outcomes: ['the right person is known'], happens: TIME_AFTER },
  hardship: {
    outcomes: ['agreed on a way', 'no way was found'],
    happens: 'The chase goes on where it was, unless a plan was agreed.',
  },
  'wrong-contact': {
    outcomes: ['found the right person'],
    happens: 'Add the right person on their page first: the old address stays unwritten.',
  },
  'confirm-promise': {
    outcomes: ['confirmed', 'not accepted'],
    happens: 'Confirmed, the promise holds the chase until its day and two business days more.',
  },
  call: {
    outcomes: ['no answer', 'left a message', 'spoke, will look into it', 'spoke, will pay'],
    happens: 'The call counts as a contact, and its step is done.',
  },
};

const OTHERWISE: Ways = {
  outcomes: ['done'],
  happens: 'The task is closed with what you say came of it.',
};

/** Says what came of a task; what follows is said before. */
export function CloseTask({
  task,
  customer,
  onClose,
}: {
  task: Pick<TaskJson, 'id' | 'kind' | 'title' | 'detail'>;
  customer: TaskJson['customer'];
  onClose: () => void;
}) {
  const { slug } = useBusiness();
  const { outcomes, happens } = WAYS[task.kind] ?? OTHERWISE;
  const [outcome, setOutcome] = useState(outcomes.length === 1 ? (outcomes[0] ?? '') : '');
  const [note, setNote] = useState('');
  const close = useDo<void>(
    () => ({
      path: `/tasks/${task.id}/close`,
      body: { outcome: [outcome, note.trim()].filter(Boolean).join(': ') },
    }),
    { said: () => 'Dealt with.', saysItself: true },
  );
  return (
    <ActDialog
      opened
      title={task.title}
      confirm="Done"
      happens={happens}
      ready={outcome !== '' || note.trim() !== ''}
      busy={close.isPending}
      error={close.error}
      onConfirm={() => close.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      {task.detail !== '' && <p className={classes.quote}>“{task.detail}”</p>}
      <p style={{ margin: 0 }}>
        <Link to={`/b/${slug}/customers/${customer.id}` as '/'}>
          Open the page of {customer.name}
        </Link>
      </p>
      <fieldset className={classes.outcomes}>
        <legend>Usually one of these</legend>
        <Group gap={8}>
          {outcomes.map((one) => (
            <Button
              key={one}
              size="sm"
              variant={one === outcome ? 'filled' : 'default'}
              aria-pressed={one === outcome}
              onClick={() => setOutcome(one)}
            >
              {one}
            </Button>
          ))}
        </Group>
      </fieldset>
      <TextInput
        label="What came of it"
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </ActDialog>
  );
}
