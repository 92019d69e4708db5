import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Message } from '../../../../server/chase/api.ts';
import { useDo } from '../../../api/hooks.ts';
import { ActDialog } from '../../../parts/index.ts';
import { useBusiness } from '../../../shell/business.ts';
import classes from '../customer.module.css';
import type { ActProps, Hold } from './index.tsx';

/** What to think of before writing to somebody who has said something. */
const THINK: Partial<Record<Hold['kind'], string>> = {
  promise: 'They have promised a day.',
  dispute: 'They say something is wrong.',
  pause: 'They are paused.',
  reply: 'They have answered, and nobody has read it.',
  plan: 'They pay in parts, as agreed.',
};

/** A letter in one's own words, in the business's layout; kept in the outbox and the timeline. */
export function WriteAct({ customer, onClose }: ActProps) {
  const { safeMode } = useBusiness();
  const to = customer.contacts.find((one) => one.email && !one.notMeOn && !one.unreachableOn);
  const [subject, setSubject] = useState('');
  const [text, setText] = useState(`Dear ${to?.name || customer.name},\n\n\n\nBest wishes,`);
  const write = useDo<void, Message>(
    () => ({ path: `/customers/${customer.id}/messages`, body: { subject, text } }),
    {
      said: (letter) =>
        safeMode
          ? 'Kept in the outbox; in safe mode it does not leave.'
          : `It leaves ${letter.sendAtLocal} on their clock. You can take it back until then.`,
      saysItself: true,
    },
  );
  const warnings = warningsOf(customer);
  const where = to ? (to.name ? `${to.name}, ${to.email}` : to.email) : null;
  return (
    <ActDialog
      opened
      title={`Write to ${customer.name}`}
      confirm={safeMode ? 'Keep it' : 'Send it'}
      happens={
        where === null
          ? 'There is no address of theirs that may be written to. Add a contact first.'
          : `It goes to ${where} in their next open hour, with your name and the business below it. ` +
            (safeMode ? 'You are in safe mode: it is kept, and does not leave.' : '')
      }
      ready={where !== null && subject.trim() !== '' && text.trim() !== ''}
      busy={write.isPending}
      error={write.error}
      onConfirm={() => write.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      {warnings.length > 0 && (
        <div className={classes.think} role="note">
          <strong>Before you write.</strong> {warnings.join(' ')}
        </div>
      )}
      <TextInput
        label="Subject"
        value={subject}
        onChange={(event) => setSubject(event.currentTarget.value)}
        required
        maxLength={120}
        data-autofocus
      />
      <Textarea
        label="Words"
        autosize
        minRows={9}
        maxRows={22}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        required
      />
    </ActDialog>
  );
}

/** What is known that a person would want to know before writing: nothing of it refuses. */
function warningsOf(customer: ActProps['customer']): string[] {
  if (customer.banner) return [customer.banner.text];
  const kinds = new Set(customer.holds.map((hold) => hold.kind));
  const said = [...kinds].flatMap((kind) => THINK[kind] ?? []);
  return customer.open.length === 0 ? ['Everything they owe is paid.', ...said] : said;
}
