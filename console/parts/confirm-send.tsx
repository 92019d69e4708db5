import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './parts.module.css';

/** Who will receive what: shown before anything outward happens. */
export interface Recipient {
  who: string;
  what: string;
}

const SHOWN = 8;

/** Says who will receive what and asks for a yes; nothing has happened until it is given. */
export function ConfirmSend({
  opened,
  title,
  recipients,
  children,
  confirm,
  busy,
  onConfirm,
  onClose,
}: {
  opened: boolean;
  title: string;
  recipients?: readonly Recipient[];
  children?: ReactNode;
  /** The word on the button, such as "Approve 14 messages". */
  confirm: string;
  busy?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const more = (recipients?.length ?? 0) - SHOWN;
  return (
    <Modal opened={opened} onClose={onClose} title={title} size="lg">
      {children}
      {recipients && recipients.length > 0 && (
        <ul className={classes.recipients}>
          {recipients.slice(0, SHOWN).map((one) => (
            <li key={`${one.who}/${one.what}`}>
              <strong>{one.who}</strong>
              <span className="soft">{one.what}</span>
            </li>
          ))}
          {more > 0 && <li className="soft">and {more} more, as in the list</li>}
        </ul>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          Not yet
        </Button>
        <Button onClick={onConfirm} loading={busy ?? false} data-autofocus>
          {confirm}
        </Button>
      </Group>
    </Modal>
  );
}
