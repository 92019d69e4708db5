import { Button, Menu, Skeleton } from '@mantine/core';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { CustomerPage } from '../../../server/agree/api.ts';
import type { WhatNext } from '../../../server/rounds/next-api.ts';
import { useRead, withQuery } from '../../api/hooks.ts';
import { PageTitle, Pill, ProblemNote, SpokenDate } from '../../parts/index.ts';
import { may, useBusiness } from '../../shell/business.ts';
import { RepliesOf } from '../discuss/replies.tsx';
import { type Act, CustomerActs } from './acts/index.tsx';
import { Conversation } from './conversation.tsx';
import classes from './customer.module.css';
import { DetailsCard } from './details-card.tsx';
import { NextCard } from './next-card.tsx';
import { OpenCard } from './open-card.tsx';
import { PayingCard } from './paying-card.tsx';

/**
 * A customer as a conversation: them on the left, us on the right, and what happens next in sight.
 */
export function CustomerScene() {
  const { customer: id = '' } = useParams({ strict: false });
  const { asOf } = useSearch({ strict: false });
  const read = useRead<CustomerPage>(withQuery(`/customers/${id}`, { asOf }));
  const next = useRead<WhatNext>(withQuery(`/customers/${id}/next`, { asOf }));
  const [act, setAct] = useState<Act | null>(null);
  const customer = read.data;
  if (read.error && !customer)
    return <ProblemNote error={read.error} retry={() => void read.refetch()} />;
  if (!customer || customer.id !== id)
    return <Skeleton h={480} radius={12} aria-label="Reading the customer" />;
  return (
    <>
      <PageTitle
        title={customer.name}
        crumbs={[{ label: 'Customers', to: '/customers' }]}
        actions={<Actions customer={customer} onAct={setAct} />}
      >
        <Lead customer={customer} />
      </PageTitle>
      {asOf && <AsOf asOf={asOf} />}
      {customer.banner && <Banner customer={customer} onAct={setAct} />}
      {!asOf && <RepliesOf key={`replies ${id}`} customerId={id} />}
      <div className={classes.page}>
        <Conversation key={id} customerId={id} asOf={asOf} />
        <aside className={classes.context} aria-label={`About ${customer.name}`}>
          <NextCard next={next.data} error={next.error} />
          <OpenCard customer={customer} onAct={setAct} />
          <PayingCard paying={customer.howTheyPay} />
          <DetailsCard customer={customer} />
        </aside>
      </div>
      <CustomerActs customer={customer} act={act} onClose={() => setAct(null)} />
    </>
  );
}

const regions = new Intl.DisplayNames(['en-GB'], { type: 'region' });
const languages = new Intl.DisplayNames(['en-GB'], { type: 'language' });

/** Who is written to, where, what time it is there, and by which policy. */
function Lead({ customer }: { customer: CustomerPage }) {
  const { slug } = useBusiness();
  const contact = customer.contacts.find(
    (one) => one.notMeOn === null && one.unreachableOn === null,
  );
  const who = contact && [contact.name || contact.email, contact.role].filter(Boolean).join(', ');
  const parts = [
    who ?? 'nobody to write to yet',
    `${regions.of(customer.place.country)}, ${customer.timeThere} there`,
    ...(customer.language ? [`writes ${languages.of(customer.language)}`] : []),
  ];
  return (
    <>
      {parts.join(' · ')} ·{' '}
      <Link to={`/b/${slug}/chase/policies/${customer.policy.id}` as '/'}>
        {customer.policy.name}
      </Link>
      {customer.toneCeiling !== null && customer.toneCeiling < 5 && (
        <> · never firmer than {customer.toneCeiling} of 5</>
      )}
    </>
  );
}

function AsOf({ asOf }: { asOf: string }) {
  return (
    <p>
      <Pill tone="amber">
        as at <SpokenDate day={asOf} />
      </Pill>
    </p>
  );
}

function Actions({ customer, onAct }: { customer: CustomerPage; onAct: (act: Act) => void }) {
  const { role } = useBusiness();
  const sends = may(role, 'send');
  if (!may(role, 'record')) return null;
  const isPaused = customer.holds.some((hold) => hold.kind === 'pause');
  return (
    <>
      {sends && (
        <Button variant="default" onClick={() => onAct({ kind: 'call' })}>
          Record a call
        </Button>
      )}
      {sends && !isPaused && (
        <Button variant="default" onClick={() => onAct({ kind: 'pause' })}>
          Pause
        </Button>
      )}
      <Menu position="bottom-end" shadow="none" width={230}>
        <Menu.Target>
          <Button variant="default">Write down…</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onAct({ kind: 'payment' })}>A payment that arrived</Menu.Item>
          {sends && (
            <>
              <Menu.Item onClick={() => onAct({ kind: 'promise' })}>A promise to pay</Menu.Item>
              <Menu.Item onClick={() => onAct({ kind: 'reply' })}>A reply they sent</Menu.Item>
              <Menu.Item onClick={() => onAct({ kind: 'dispute' })}>Something is wrong</Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {sends && <Button onClick={() => onAct({ kind: 'write' })}>Write</Button>}
    </>
  );
}

/** What leaves them in peace altogether, until when, and the way to lift it. */
function Banner({ customer, onAct }: { customer: CustomerPage; onAct: (act: Act) => void }) {
  const { role, slug } = useBusiness();
  const banner = customer.banner!;
  const isHeldForReceipt = customer.holds.some((hold) => hold.kind === 'receipt');
  const lifts = customer.holds.filter(
    (hold) => banner.holds.includes(hold.id) && hold.kind !== 'receipt',
  );
  return (
    <section className={classes.banner} aria-label="Left in peace">
      <strong>
        {banner.until === null ? (
          'Nothing is sent for now.'
        ) : (
          <>
            Nothing is sent until <SpokenDate day={banner.until} />.
          </>
        )}
      </strong>{' '}
      {banner.text}{' '}
      {may(role, 'send') &&
        lifts.map((hold) => (
          <button
            key={`${hold.kind}/${hold.id}`}
            type="button"
            className={classes.lift}
            onClick={() => onAct({ kind: 'lift', hold })}
          >
            {LIFT[hold.kind] ?? 'Lift'}
          </button>
        ))}
      {isHeldForReceipt && (
        <Link className={classes.lift} to={`/b/${slug}/settle/receipts` as '/'}>
          See what came
        </Link>
      )}
    </section>
  );
}

const LIFT: Record<string, string> = {
  reply: 'I have read it',
  ask: 'It is dealt with',
};
