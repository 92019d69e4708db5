import { Button, Group, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import classes from './chase.module.css';
import type { MessagePreview } from './types.ts';

const WHAT_STAYS =
  'What is due, how to pay and the answers they can give stand below them as always.';

/** One's own words for one message; the list of what is due and the six answers stay. */
export function MessageEdit({
  message,
  busy,
  onSave,
  onCancel,
}: {
  message: MessagePreview;
  busy: boolean;
  onSave: (words: { subject: string; text: string }) => void;
  onCancel: () => void;
}) {
  const [subject, setSubject] = useState(
    message.edited?.subject ?? message.words?.subject ?? message.subject,
  );
  const [text, setText] = useState(message.edited?.text ?? message.words?.text ?? '');
  const ready = subject.trim() !== '' && text.trim() !== '';
  return (
    <form
      className={classes.edit}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onSave({ subject, text });
      }}
    >
      <p className="soft">
        {message.purpose === 'by-hand'
          ? `Your letter to ${message.customer.name}; your name and the business stand below it.`
          : `Your words for ${message.customer.name}, this time only. ${WHAT_STAYS}`}
      </p>
      <TextInput
        label="Subject"
        value={subject}
        onChange={(event) => setSubject(event.currentTarget.value)}
        data-autofocus
      />
      <Textarea
        label="Words"
        autosize
        minRows={12}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel}>
          Leave as it was
        </Button>
        <Button type="submit" loading={busy} disabled={!ready}>
          Keep these words
        </Button>
      </Group>
    </form>
  );
}
