import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useDo } from '../../../api/hooks.ts';
import { ActDialog, dateText } from '../../../parts/index.ts';
import { useBusiness } from '../../../shell/business.ts';
import type { ActProps } from './index.tsx';

/** Leaves a customer in peace until a day, with the reason for colleagues. */
export function PauseAct({ customer, onClose }: ActProps) {
  const { today } = useBusiness();
  const [until, setUntil] = useState('');
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const pause = useDo<void>(
    () => ({
      path: `/customers/${customer.id}/pauses`,
      body: { until: open ? null : until, reason },
    }),
    { said: () => `${customer.name} is left in peace.`, saysItself: true },
  );
  const end = open ? 'until you lift the pause' : until ? `until ${dateText(until, today)}` : '';
  return (
    <ActDialog
      opened
      title={`Pause ${customer.name}`}
      confirm="Pause"
      happens={
        end === ''
          ? 'Nothing is sent to them while it lasts. Then the chase goes on where it was.'
          : `Nothing is sent to them ${end}. Then the chase goes on where it was.`
      }
      ready={(open || until !== '') && reason.trim() !== ''}
      busy={pause.isPending}
      error={pause.error}
      onConfirm={() => pause.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      <TextInput
        type="date"
        label="Last day of the pause"
        min={today}
        value={until}
        disabled={open}
        onChange={(event) => setUntil(event.currentTarget.value)}
        data-autofocus
      />
      <Checkbox
        label="Until somebody lifts it"
        checked={open}
        onChange={(event) => setOpen(event.currentTarget.checked)}
      />
      <TextInput
        label="Why, for your colleagues"
        placeholder="The director is ill"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        required
      />
    </ActDialog>
  );
}
