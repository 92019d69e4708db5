import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useDo } from '../../../api/hooks.ts';
import { ActDialog } from '../../../parts/index.ts';
import type { ActProps } from './index.tsx';

/** A reply that came another way than through Duly. */
export function ReplyAct({ customer, onClose }: ActProps) {
  const [text, setText] = useState('');
  const reply = useDo<void>(
    () => ({
      path: `/customers/${customer.id}/replies`,
      body: text.trim() === '' ? {} : { text: text.trim() },
    }),
    { said: () => 'The reply is written down.', saysItself: true },
  );
  return (
    <ActDialog
      opened
      title={`A reply of ${customer.name}`}
      confirm="Write it down"
      happens="Nothing is sent to them until somebody has read it. A task is put before your team."
      busy={reply.isPending}
      error={reply.error}
      onConfirm={() => reply.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Textarea
        label="What they wrote"
        autosize
        minRows={4}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        data-autofocus
      />
    </ActDialog>
  );
}
