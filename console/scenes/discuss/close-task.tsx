import { Button, Group, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { TaskJson } from '../../../server/discuss/api.ts';
import { useDo } from '../../api/hooks.ts';

/** What closing a task of each kind means for the customer, said before it is done. */
const MEANS: Record<string, string> = {
  call: 'The call counts as made; the next step comes when its day comes.',
  'look-for-payment':
    'Record the payment on their page if it is here. If not, they get one gentle word.',
  'send-copy': 'They have what they asked for; three business days later the chase may go on.',
  'add-order': 'They have what they asked for; three business days later the chase may go on.',
  'other-person': 'The right person is known now; three business days later the chase may go on.',
  'resolve-dispute': 'The dispute is settled; what was in dispute may be asked for again.',
  hardship: 'You have found a way together; the chase may go on with what you agreed.',
  'read-reply': 'The reply counts as read; the chase may go on.',
  'confirm-promise':
    'Writing “confirmed” accepts the promise, and what it covers is left in peace.',
};

/** Asks what came of a task; closing it does what it asked for. */
export function CloseTask({ task, onClose }: { task: TaskJson | null; onClose: () => void }) {
  const [outcome, setOutcome] = useState(task?.kind === 'confirm-promise' ? 'confirmed' : '');
  const close = useDo<TaskJson>(
    ({ id }) => ({ path: `/tasks/${id}/close`, body: { outcome: outcome.trim() } }),
    { said: () => 'Kept, with your name and today’s date.' },
  );
  return (
    <Modal opened={task !== null} onClose={onClose} title={task?.title ?? ''}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (task) close.mutate(task, { onSuccess: onClose });
        }}
      >
        <p className="soft">{MEANS[task?.kind ?? ''] ?? 'It no longer waits for anybody.'}</p>
        <Textarea
          label="What came of it"
          autosize
          minRows={2}
          value={outcome}
          onChange={(event) => setOutcome(event.currentTarget.value)}
          data-autofocus
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            Not yet
          </Button>
          <Button type="submit" loading={close.isPending} disabled={outcome.trim() === ''}>
            Done
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
