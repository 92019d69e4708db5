import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import classes from './chase.module.css';
import type { RoundMessage } from './types.ts';

/** Asks before a message is dropped: the step counts as done, the customer hears nothing of it. */
export function DropMessage({
  message,
  busy,
  onDrop,
  onClose,
}: {
  /** Null while nothing is to be dropped. */
  message: RoundMessage | null;
  busy: boolean;
  onDrop: (reason: string) => void;
  onClose: () => void;
}) {
  const [reason, setReason] = useState('');
  return (
    <Modal
      opened={message !== null}
      onClose={onClose}
      title={`Drop the message to ${message?.customer.name ?? ''}`}
    >
      <form
        className={classes.edit}
        onSubmit={(event) => {
          event.preventDefault();
          onDrop(reason);
        }}
      >
        <p className="soft">
          They hear nothing this time, and this step counts as taken. The next one comes when its
          day comes.
        </p>
        <TextInput
          label="Why, for your colleagues"
          placeholder="not needed"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Keep it
          </Button>
          <Button type="submit" loading={busy}>
            Drop it
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
