import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import type { MailJson } from '../../../server/discuss/mail/api.ts';
import { useDo, usePages } from '../../api/hooks.ts';
import { Card, EmptyPage, ProblemNote } from '../../parts/index.ts';
import { may, useBusiness } from '../../shell/business.ts';
import { CustomerChoice } from '../bill/new-invoice.tsx';
import { MailFiles } from './mail-files.tsx';
import { MarkedWords } from './marked-words.tsx';
import classes from './replies.module.css';
import { MailFrom } from './reply-card.tsx';

/** Mail of senders whom no customer has: a person says whose it is, or that it is nobody's. */
export function UnknownMail() {
  const pages = usePages<MailJson>('/mail', { show: 'unknown' });
  if (pages.error) return <ProblemNote error={pages.error} retry={pages.retry} />;
  if (pages.isPending) return <Skeleton h={240} radius={12} aria-label="Reading the mail" />;
  if (pages.items.length === 0) {
    return (
      <EmptyPage title="Every mail has found its customer">
        Mail from an address that no customer has, or that several have, will be here for you to say
        whose it is.
      </EmptyPage>
    );
  }
  return (
    <div className={classes.replies}>
      {pages.items.map((mail) => (
        <UnknownCard key={mail.id} mail={mail} />
      ))}
      {pages.hasMore && (
        <Button variant="default" loading={pages.isFetching} onClick={pages.more}>
          More
        </Button>
      )}
    </div>
  );
}

function UnknownCard({ mail }: { mail: MailJson }) {
  const { role } = useBusiness();
  const [customer, setCustomer] = useState<string | null>(null);
  const place = useDo<void>(() => ({ path: `/mail/${mail.id}/place`, body: { customer } }), {
    said: () => 'It holds their chase until it is read.',
    saysItself: true,
  });
  const aside = useDo<void>(() => ({ path: `/mail/${mail.id}/set-aside` }), {
    said: () => 'Set aside.',
    saysItself: true,
  });
  const error = place.error ?? aside.error;
  return (
    <Card label={`Mail of ${mail.from.address ?? 'somebody'}`}>
      <MailFrom mail={mail} />
      {mail.subject !== '' && <p className={classes.hint}>{mail.subject}</p>}
      <MarkedWords words={mail.words} sentences={[]} />
      <MailFiles mail={mail} />
      {error && <ProblemNote error={error} />}
      {may(role, 'send') && (
        <div className={classes.acts}>
          <CustomerChoice
            label="Whose mail it is"
            required={false}
            value={customer}
            onChoose={setCustomer}
          />
          <Button
            disabled={customer === null}
            loading={place.isPending}
            onClick={() => place.mutate()}
          >
            It is theirs
          </Button>
          <Button variant="default" loading={aside.isPending} onClick={() => aside.mutate()}>
            It is about no customer
          </Button>
        </div>
      )}
    </Card>
  );
}
