import { Button, Skeleton } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Invoice } from '../../../server/bill/api.ts';
import { useRead } from '../../api/hooks.ts';
import type { ReasonShown } from '../../parts/index.ts';
import {
  Card,
  dateText,
  Money,
  moneyText,
  PageTitle,
  Pill,
  ProblemNote,
  ReasonList,
} from '../../parts/index.ts';
import { may, useBusiness } from '../../shell/business.ts';
import classes from './bill.module.css';
import { type InvoiceAct, InvoiceActs } from './invoice-acts.tsx';
import { openWords, StateWords } from './invoices-scene.tsx';

interface Why {
  decision: string;
  step: string | null;
  reasons: ReasonShown[];
}

/** An invoice with all that happened to it, and why it is or is not asked for today. */
export function InvoiceScene() {
  const { invoice: id = '' } = useParams({ strict: false });
  const { slug, today } = useBusiness();
  const read = useRead<Invoice>(`/invoices/${id}`);
  const invoice = read.data;
  const why = useRead<Why>(`/invoices/${encodeURIComponent(invoice?.number ?? '')}/why`, {
    enabled: invoice !== undefined && invoice.kind === 'invoice',
  });
  const [act, setAct] = useState<InvoiceAct | null>(null);
  if (read.error && !invoice)
    return <ProblemNote error={read.error} retry={() => void read.refetch()} />;
  if (!invoice || invoice.id !== id)
    return <Skeleton h={420} radius={12} aria-label="Reading the invoice" />;
  const row = { ...invoice, instalments: invoice.instalments.length };
  return (
    <>
      <PageTitle
        title={invoice.number}
        crumbs={[{ label: 'Invoices', to: '/bill/invoices' }]}
        actions={<StateWords row={row} today={today} />}
      >
        <Link to={`/b/${slug}/customers/${invoice.customer.id}` as '/'}>
          {invoice.customer.name}
        </Link>{' '}
        · issued {dateText(invoice.issuedOn, today)}
        {invoice.reference && <> · {invoice.reference}</>}
        {invoice.description && <> · {invoice.description}</>}
      </PageTitle>
      <div className={classes.columns}>
        <div className={classes.stack}>
          <History invoice={invoice} />
          <Instalments invoice={invoice} />
          <Payments invoice={invoice} onAct={setAct} />
          <Disputes invoice={invoice} />
        </div>
        <aside className={classes.stack} aria-label={`About ${invoice.number}`}>
          <Card label="What is open">
            <p className={classes.small}>Open</p>
            <p className={classes.big}>
              {invoice.kind === 'credit-note'
                ? moneyText(invoice.amount)
                : moneyText(invoice.outstanding)}
            </p>
            {invoice.kind === 'invoice' && <p className={classes.small}>{openWords(row)}</p>}
            <Acts invoice={invoice} onAct={setAct} />
          </Card>
          {why.data && invoice.kind === 'invoice' && (
            <Card title="Today, and why">
              <ReasonList reasons={why.data.reasons} />
            </Card>
          )}
          <SourceFacts invoice={invoice} />
        </aside>
      </div>
      <InvoiceActs invoice={invoice} act={act} onClose={() => setAct(null)} />
    </>
  );
}

function Acts({ invoice, onAct }: { invoice: Invoice; onAct: (act: InvoiceAct) => void }) {
  const { role } = useBusiness();
  if (!may(role, 'record') || invoice.kind !== 'invoice' || invoice.state === 'void') return null;
  const isOpen = invoice.state === 'open' || invoice.state === 'overdue';
  return (
    <div className={classes.acts}>
      <Button variant="default" onClick={() => onAct({ kind: 'credit' })}>
        Give credit for it
      </Button>
      {isOpen && (
        <Button variant="default" onClick={() => onAct({ kind: 'write-off' })}>
          Give it up
        </Button>
      )}
    </div>
  );
}

function History({ invoice }: { invoice: Invoice }) {
  const { today } = useBusiness();
  if (invoice.history.length === 0) return null;
  return (
    <Card title="What happened to it" flush>
      <ul className={classes.list}>
        <li className={classes.headRow} aria-hidden="true">
          <span>Day</span>
          <span>What</span>
          <span className={classes.amount}>Change</span>
          <span className={classes.amount}>Open after</span>
        </li>
        {invoice.history.map((line) => (
          <li key={line.id}>
            <time dateTime={line.on}>{dateText(line.on, today, true)}</time>
            <span>{line.text}</span>
            <span className={classes.amount}>
              <Money value={line.change} />
            </span>
            <span className={classes.amount}>
              <Money value={line.open} strong />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Instalments({ invoice }: { invoice: Invoice }) {
  const { today } = useBusiness();
  if (invoice.instalments.length < 2) return null;
  return (
    <Card title="Parts" flush>
      <ul className={classes.list}>
        {invoice.instalments.map((part) => (
          <li key={part.no}>
            <time dateTime={part.dueOn}>{dateText(part.dueOn, today, true)}</time>
            <span>
              Part {part.no}{' '}
              {part.daysLate > 0 && <Pill tone="amber">{part.daysLate} days late</Pill>}
            </span>
            <span className={classes.amount}>
              <Money value={part.amount} />
            </span>
            <span className={classes.amount}>
              <Money value={part.outstanding} strong />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Payments({ invoice, onAct }: { invoice: Invoice; onAct: (act: InvoiceAct) => void }) {
  const { today, role } = useBusiness();
  if (invoice.payments.length === 0) return null;
  return (
    <Card title="Payments" flush>
      <ul className={classes.list}>
        {invoice.payments.map((payment) => (
          <li key={payment.id}>
            <time dateTime={payment.on}>{dateText(payment.on, today, true)}</time>
            <span>
              {moneyText(payment.amount)}
              {payment.method ? ` by ${payment.method}` : ''}
              {payment.reference ? `, ${payment.reference}` : ''}{' '}
              {!payment.dayKnown && <Pill>day not known</Pill>}{' '}
              {payment.takenBackOn && <Pill>taken back</Pill>}
            </span>
            <span className={classes.amount}>
              <Money value={payment.here} strong />
            </span>
            <span>
              {may(role, 'record') && !payment.takenBackOn && (
                <Button
                  variant="default"
                  size="xs"
                  onClick={() => onAct({ kind: 'take-back', payment })}
                >
                  Take back
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Disputes({ invoice }: { invoice: Invoice }) {
  const { today } = useBusiness();
  if (invoice.disputes.length === 0) return null;
  return (
    <Card title="In question" flush>
      <ul className={classes.list}>
        {invoice.disputes.map((dispute) => (
          <li key={dispute.id}>
            <time dateTime={dispute.on}>{dateText(dispute.on, today, true)}</time>
            <span>“{dispute.reason}”</span>
            <span className={classes.amount}>
              {dispute.amount ? <Money value={dispute.amount} strong /> : 'all of it'}
            </span>
            <span>
              {dispute.resolvedOn ? (
                <Pill tone="sage">settled {dateText(dispute.resolvedOn, today, true)}</Pill>
              ) : (
                <Pill tone="clay">open</Pill>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function SourceFacts({ invoice }: { invoice: Invoice }) {
  const facts = Object.entries(invoice.sourceFacts ?? {});
  if (facts.length === 0) return null;
  return (
    <Card title="As the file said">
      {facts.map(([name, value]) => (
        <p key={name} className={classes.small}>
          {name}: {String(value)}
        </p>
      ))}
    </Card>
  );
}
