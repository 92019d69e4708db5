import { Button, Checkbox, Select } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { MailJson } from '../../../server/discuss/mail/api.ts';
import { useDo } from '../../api/hooks.ts';
import { Card, dateText, Pill, ProblemNote } from '../../parts/index.ts';
import { may, useBusiness } from '../../shell/business.ts';
import { MailFiles } from './mail-files.tsx';
import { MarkedWords } from './marked-words.tsx';
import classes from './replies.module.css';

const KINDS: Partial<Record<MailJson['kind'], string>> = {
  unsubscribe: 'asks for no more mail',
  complaint: 'called unwanted',
};

/** Who wrote, how that is known, and when. */
export function MailFrom({ mail }: { mail: MailJson }) {
  const { slug, today } = useBusiness();
  const writer = mail.from.name || mail.from.address || 'somebody';
  return (
    <p className={classes.from}>
      <Pill tone="blue">{KINDS[mail.kind] ?? 'reply'}</Pill>
      {mail.customer && (
        <Link to={`/b/${slug}/customers/${mail.customer.id}` as '/'}>{mail.customer.name}</Link>
      )}
      <span>
        {writer}
        {mail.from.name && mail.from.address ? `, ${mail.from.address}` : ''} ·{' '}
        <time dateTime={mail.writtenAt}>{dateText(mail.writtenAt.slice(0, 10), today, true)}</time>
      </span>
      {mail.customer && !mail.knownSender && <Pill tone="amber">not one of their contacts</Pill>}
    </p>
  );
}

/**
 * A reply that waits: their words with the sentences marked that may say which answer it is, and
 * one click for yes.
 */
export function ReplyCard({ mail }: { mail: MailJson }) {
  const { role } = useBusiness();
  const { proposals } = mail;
  const [chosen, setChosen] = useState(() => proposals.map((_, index) => index));
  const [invoice, setInvoice] = useState<string | null>(null);
  const confirm = useDo<void>(
    () => ({
      path: `/mail/${mail.id}/confirm`,
      body: { proposals: chosen, ...(invoice === null ? {} : { invoice }) },
    }),
    { said: () => 'Recorded.', saysItself: true },
  );
  const read = useDo<void>(
    () => ({
      path: `/customers/${mail.customer?.id}/replies/${mail.replyId}/read`,
      body: {},
    }),
    { said: () => 'Read. The next round decides.', saysItself: true },
  );
  const choices = chosen.flatMap((index) => proposals[index]?.choose ?? []);
  const isReady = chosen.length > 0 && (choices.length === 0 || invoice !== null);
  const error = confirm.error ?? read.error;
  return (
    <Card label={`Reply of ${mail.customer?.name ?? 'somebody'}`}>
      <MailFrom mail={mail} />
      <MarkedWords words={mail.words} sentences={proposals.map((one) => one.sentence)} />
      <MailFiles mail={mail} />
      {mail.note && <p className={classes.hint}>{mail.note}</p>}
      {proposals.length > 0 && (
        <ul className={classes.proposals} aria-label="What it may mean">
          {proposals.map((one, index) => (
            <li key={`${one.kind} ${one.sentence}`}>
              {proposals.length === 1 ? (
                <strong>{one.says}</strong>
              ) : (
                <Checkbox
                  label={one.says}
                  checked={chosen.includes(index)}
                  onChange={({ currentTarget: { checked } }) =>
                    setChosen((now) =>
                      checked ? [...now, index].toSorted() : now.filter((other) => other !== index),
                    )
                  }
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {choices.length > 0 && (
        <Select
          mt="xs"
          maw={260}
          label="Which invoice"
          data={[...new Set(choices)]}
          value={invoice}
          onChange={setInvoice}
        />
      )}
      {error && <ProblemNote error={error} />}
      {may(role, 'send') && (
        <div className={classes.acts}>
          {proposals.length > 0 && (
            <Button
              disabled={!isReady}
              loading={confirm.isPending}
              onClick={() => confirm.mutate()}
            >
              Yes, record it
            </Button>
          )}
          <Button variant="default" loading={read.isPending} onClick={() => read.mutate()}>
            {proposals.length > 0 ? 'It means something else; it is read' : 'It is read'}
          </Button>
        </div>
      )}
      <p className={classes.hint}>
        {proposals.length === 0
          ? 'No rule knows what it means. Write down what they say on their page; until it is read, they hear nothing.'
          : mail.proposedBy === 'model'
            ? 'Proposed by the language model you set. They hear nothing until you say yes, or that it is read.'
            : 'They hear nothing until you say yes, or that it is read.'}
      </p>
    </Card>
  );
}
