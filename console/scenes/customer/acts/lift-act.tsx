import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useDo } from '../../../api/hooks.ts';
import { ActDialog } from '../../../parts/index.ts';
import type { ActProps, Hold } from './index.tsx';

interface Lifting {
  title: string;
  confirm: string;
  path: string;
  body: Record<string, string>;
  happens: string;
}

/** Ends something that leaves the customer in peace, after saying what follows. */
export function LiftAct({ customer, onClose, hold }: ActProps & { hold: Hold }) {
  const [note, setNote] = useState('');
  const lifting = liftingOf(hold);
  const lift = useDo<void>(
    () => ({
      path: `/customers/${customer.id}/${lifting.path}`,
      body: { ...lifting.body, ...(note.trim() === '' ? {} : { note: note.trim() }) },
    }),
    { said: () => 'Done. The next round looks at them again.', saysItself: true },
  );
  const takesNote = hold.kind === 'ask' || hold.kind === 'dispute';
  return (
    <ActDialog
      opened
      title={lifting.title}
      confirm={lifting.confirm}
      happens={`${lifting.happens} Nothing leaves at once: the next round decides.`}
      busy={lift.isPending}
      error={lift.error}
      onConfirm={() => lift.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p style={{ margin: 0 }}>{hold.text}</p>
      {takesNote && (
        <TextInput
          label="What was done, for your colleagues"
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          data-autofocus
        />
      )}
    </ActDialog>
  );
}

function liftingOf(hold: Hold): Lifting {
  switch (hold.kind) {
    case 'pause':
      return {
        title: 'Lift the pause',
        confirm: 'Lift it',
        path: `pauses/${hold.id}/lift`,
        body: {},
        happens: 'They may be written to again, where the chase was.',
      };
    case 'promise':
      return {
        title: 'Take the promise back',
        confirm: 'Take it back',
        path: `promises/${hold.id}/withdraw`,
        body: {},
        happens: 'What was promised may be asked for again.',
      };
    case 'reply':
      return {
        title: 'The reply is read',
        confirm: 'I have read it',
        path: `replies/${hold.id}/read`,
        body: {},
        happens: 'It no longer holds everything. Write a promise or a dispute down if it was one.',
      };
    case 'ask':
      return {
        title: 'It is dealt with',
        confirm: 'It is done',
        path: `answers/${hold.id}/handle`,
        body: {},
        happens: 'They are given a little time before anything more is said.',
      };
    case 'dispute':
      return {
        title: 'It is settled between us',
        confirm: 'It is settled',
        path: 'disputes/resolve',
        body: { invoice: hold.id },
        happens: 'What was in question may be asked for again.',
      };
    case 'plan':
      return {
        title: 'End the plan',
        confirm: 'End it',
        path: `plans/${hold.id}/end`,
        body: {},
        happens: 'What it covered is due as before.',
      };
    default:
      return {
        title: 'Lift the stop',
        confirm: 'Lift it',
        path: `stops/${hold.id}/lift`,
        body: {},
        happens: 'They may be written to again.',
      };
  }
}
