import { Button, Group, Modal } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import classes from './parts.module.css';
import { ProblemNote } from './problem-note.tsx';

/**
 * A form that does one thing: its fields, what will happen in words, and the button that says it.
 */
export function ActDialog({
  opened,
  title,
  children,
  happens,
  confirm,
  ready = true,
  busy,
  error,
  onConfirm,
  onClose,
}: {
  opened: boolean;
  title: string;
  children?: ReactNode;
  /** What will happen, said before it does. */
  happens: ReactNode;
  confirm: string;
  ready?: boolean;
  busy: boolean;
  error?: unknown;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !busy) onConfirm();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size="md"
      classNames={{ title: classes.modalTitle ?? '' }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={submit} className={classes.actForm}>
        {children}
        <p className={classes.happens}>{happens}</p>
        {error ? <ProblemNote error={error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
          <Button type="submit" loading={busy} disabled={!ready}>
            {confirm}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
