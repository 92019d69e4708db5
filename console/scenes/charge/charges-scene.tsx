import { Button, Checkbox, Select, Skeleton, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type {
  ChargeJson,
  ChargeLineJson,
  ChargeProposal,
  ChargeSettingJson,
} from '../../../server/charge/api.ts';
import { useDo, usePages, useRead } from '../../api/hooks.ts';
import {
  ActDialog,
  Card,
  dateText,
  EmptyPage,
  moneyListText,
  moneyText,
  PageTitle,
  Pill,
  ProblemNote,
} from '../../parts/index.ts';
import { may, useBusiness } from '../../shell/business.ts';
import classes from './charge.module.css';

/** What could be claimed for paying late, and what was: each with its lines. */
export function ChargesScene() {
  const { slug } = useBusiness();
  const proposals = usePages<ChargeProposal>('/charges/proposals');
  const charges = usePages<ChargeJson>('/charges');
  const error = proposals.error ?? charges.error;
  if (error) return <ProblemNote error={error} retry={proposals.retry} />;
  if (proposals.isPending || charges.isPending)
    return <Skeleton h={420} radius={12} aria-label="Reading the charges" />;
  const isEmpty = proposals.items.length + charges.items.length === 0;
  return (
    <>
      <PageTitle title="Charges" crumbs="Bill" actions={<Charging />}>
        What paying late has cost, under <Link to={`/b/${slug}/law` as '/'}>the law</Link> and what
        was agreed. Nothing is claimed until somebody claims it here.
      </PageTitle>
      {isEmpty && (
        <EmptyPage title="No charges">
          Late invoices show here with what could be claimed on them, once charges are switched on.
        </EmptyPage>
      )}
      <div className={classes.page}>
        {proposals.items.map((one) => (
          <Proposed key={one.invoice.id} one={one} />
        ))}
        {charges.items.map((one) => (
          <Claimed key={one.id} one={one} />
        ))}
        {(proposals.hasMore || charges.hasMore) && (
          <Button
            variant="default"
            onClick={() => {
              proposals.more();
              charges.more();
            }}
          >
            Show more
          </Button>
        )}
      </div>
    </>
  );
}

const CHARGING = [
  { value: 'never', label: 'Never claim' },
  { value: 'threaten', label: 'Only mention' },
  { value: 'propose', label: 'Propose' },
  { value: 'claim', label: 'Claim' },
];

/** The owner's choice for the business; agreed terms stay as they are. */
function Charging() {
  const { role } = useBusiness();
  const { data } = useRead<ChargeSettingJson>('/charges/setting');
  const put = useDo<string>(
    (charges) => ({ path: '/charges/setting', method: 'PUT', body: { ...data, charges } }),
    { said: () => 'Saved.' },
  );
  if (!data || !may(role, 'settings')) return null;
  return (
    <Select
      aria-label="What is done about charges"
      data={CHARGING}
      value={data.charges ?? 'never'}
      allowDeselect={false}
      disabled={put.isPending}
      onChange={(value) => value && put.mutate(value)}
    />
  );
}

function Proposed({ one }: { one: ChargeProposal }) {
  const { slug, role } = useBusiness();
  const [confirmed, setConfirmed] = useState(false);
  const claim = useDo<void>(
    () => ({ path: `/invoices/${one.invoice.id}/charges`, body: { confirmed } }),
    { said: () => `Claimed on ${one.invoice.number}.` },
  );
  const offers = one.charging === 'propose' || one.charging === 'claim';
  const ready = one.needs.length === 0 || confirmed;
  const toInvoice = `/b/${slug}/bill/invoices/${one.invoice.id}`;
  return (
    <Card
      title={
        <>
          <Link to={toInvoice as '/'}>{one.invoice.number}</Link> · {one.customer.name}
        </>
      }
      aside={one.totals.length > 0 ? moneyListText(one.totals) : 'nothing to claim now'}
    >
      {one.refused !== null && <p role="note">{one.refused.message}</p>}
      <Lines lines={one.lines} notes={one.notes} />
      {Number(one.held.amount) > 0 && (
        <p className={classes.small}>{moneyText(one.held)} more is in dispute and waits for it.</p>
      )}
      {Number(one.tooMuch.amount) > 0 && (
        <p className={classes.small}>
          {moneyText(one.tooMuch)} of what was claimed before is not owed any more; waive it.
        </p>
      )}
      {offers && one.lines.length > 0 && may(role, 'record') && (
        <div className={classes.fields}>
          {one.needs.length > 0 && (
            <Checkbox
              label={`This was done: ${one.needs.join(' ')}`}
              checked={confirmed}
              onChange={(event) => setConfirmed(event.currentTarget.checked)}
            />
          )}
          <Button disabled={!ready} loading={claim.isPending} onClick={() => claim.mutate()}>
            Claim {moneyListText(one.totals)}
          </Button>
        </div>
      )}
    </Card>
  );
}

function Claimed({ one }: { one: ChargeJson }) {
  const { slug, role, today } = useBusiness();
  const [waiving, setWaiving] = useState(false);
  const isOpen = Number(one.outstanding.amount) > 0;
  const toCharge = `/b/${slug}/bill/invoices/${one.id}`;
  return (
    <Card
      title={
        <>
          <Link to={toCharge as '/'}>{one.number}</Link> · {one.customer.name}
        </>
      }
      aside={moneyText(one.amount)}
    >
      <p>
        {one.description}. Claimed {dateText(one.issuedOn, today)},{' '}
        {isOpen ? `${moneyText(one.outstanding)} is open` : 'nothing is open'}.{' '}
        {one.waived !== null && <Pill tone="sage">waived: {one.waived.because}</Pill>}
      </p>
      <Lines lines={one.lines} notes={one.notes} />
      {isOpen && may(role, 'record') && (
        <Button variant="default" onClick={() => setWaiving(true)}>
          Waive it
        </Button>
      )}
      {waiving && <Waive one={one} onClose={() => setWaiving(false)} />}
    </Card>
  );
}

function Waive({ one, onClose }: { one: ChargeJson; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const waive = useDo<void>(() => ({ path: `/charges/${one.id}/waive`, body: { reason } }), {
    said: () => `${one.number} is waived.`,
    saysItself: true,
  });
  return (
    <ActDialog
      opened
      title={`Waive ${one.number}`}
      confirm="Waive it"
      happens={`${moneyText(one.outstanding)} is credited, and these days are not claimed again.`}
      ready={reason.trim() !== ''}
      busy={waive.isPending}
      error={waive.error}
      onConfirm={() => waive.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      <TextInput
        label="Why"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActDialog>
  );
}

function Lines({ lines, notes }: { lines: ChargeLineJson[]; notes: string[] }) {
  const { today } = useBusiness();
  if (lines.length + notes.length === 0) return null;
  return (
    <details>
      <summary>Line by line</summary>
      <ul>
        {lines.map((line) => (
          <li key={`${line.kind}/${line.instalment}/${line.from}`}>
            {line.from !== null && line.to !== null
              ? `${dateText(line.from, today, true)} to ${dateText(line.to, today, true)}, ${line.days} days`
              : line.kind === 'fee'
                ? 'Late fee that was agreed'
                : 'Fixed sum'}
            {line.ratePercent !== null && ` at ${line.ratePercent} %`}
            {line.base !== null && ` on ${moneyText(line.base)}`}:{' '}
            <strong>{moneyText(line.amount)}</strong>
            <p className={classes.small}>{line.source}</p>
          </li>
        ))}
      </ul>
      {notes.map((note) => (
        <p key={note} className={classes.small}>
          {note}
        </p>
      ))}
    </details>
  );
}
