import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { BusinessJson } from '../../../server/platform/business/api.ts';
import { useDo } from '../../api/hooks.ts';
import { Card, Moment } from '../../parts/index.ts';
import classes from './settings.module.css';

const FIRST_WORDS =
  'Bank details or a link, as they should stand in every message and on the page of every customer.';
const OTHER_WORDS =
  'Other words wait a day, or until another owner confirms them, before a customer sees them: ' +
  'nobody who gets in for an hour can have your money sent elsewhere.';

/** Bank details as customers read them; other ones wait for a second person or a day. */
export function HowToPayCard({ business, owner }: { business: BusinessJson; owner: boolean }) {
  const [words, setWords] = useState(business.howToPay ?? '');
  const first = business.howToPay === null;
  const ask = useDo<string, BusinessJson>(
    (howToPay) => ({ path: '', method: 'PATCH', body: { howToPay } }),
    {
      said: (answer) =>
        answer.howToPayWaiting
          ? 'Asked for. Customers see the present words until then.'
          : 'Saved.',
    },
  );
  const changed = words.trim() !== '' && words.trim() !== (business.howToPay ?? '');
  return (
    <Card title="How customers pay you">
      <p className="soft">{first ? FIRST_WORDS : OTHER_WORDS}</p>
      {business.howToPayWaiting && <Waiting change={business.howToPayWaiting} owner={owner} />}
      <Textarea
        label="Words"
        autosize
        minRows={3}
        value={words}
        disabled={!owner}
        placeholder={'By bank transfer to Harbour & Pine\nSort code 00-00-00, account 12345678'}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {owner && (
        <div className={classes.acts}>
          <Button
            loading={ask.isPending}
            disabled={!changed}
            onClick={() => ask.mutate(words.trim())}
          >
            {first ? 'Save' : 'Ask for these words'}
          </Button>
        </div>
      )}
    </Card>
  );
}

function Waiting({
  change,
  owner,
}: {
  change: NonNullable<BusinessJson['howToPayWaiting']>;
  owner: boolean;
}) {
  const confirm = useDo<void>(() => ({ path: '/how-to-pay/confirm' }), {
    said: () => 'Customers see the new words from now on.',
  });
  const cancel = useDo<void>(() => ({ path: '/how-to-pay/cancel' }), {
    said: () => 'Forgotten. Customers go on seeing what they saw.',
  });
  return (
    <div className={classes.waiting}>
      <p>
        <strong>{change.mine ? 'You asked' : `${change.askedBy} asked`}</strong> for other words on{' '}
        <Moment at={change.askedAt} />. They can be confirmed by another owner now, by anybody who
        is one from <Moment at={change.confirmFrom} />.
      </p>
      <pre>{change.howToPay}</pre>
      {owner && (
        <div className={classes.acts}>
          <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate()}>
            Forget them
          </Button>
          <Button loading={confirm.isPending} onClick={() => confirm.mutate()}>
            Confirm
          </Button>
        </div>
      )}
    </div>
  );
}
