import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { CustomerRow } from '../../../server/agree/api.ts';
import type { PolicyPreview } from '../../../server/rounds/next-api.ts';
import { ask } from '../../api/fetch.ts';
import { businessPath, type Page, useRead } from '../../api/hooks.ts';
import {
  Card,
  dateText,
  moneyListText,
  Pill,
  ProblemNote,
  ReasonList,
  StepPill,
  ToneDots,
} from '../../parts/index.ts';
import { useBusiness } from '../../shell/business.ts';
import { CustomerChoice } from '../bill/new-invoice.tsx';
import { faultsOf } from './faults.tsx';
import classes from './policy.module.css';

/**
 * Tries the text on a customer whenever typing rests; the last answer stays while the next is on
 * its way.
 */
export function usePreview(yaml: string, customer: string | null): UseQueryResult<PolicyPreview> {
  const { slug } = useBusiness();
  return useQuery<PolicyPreview>({
    queryKey: [slug, 'policies', 'preview', yaml, customer],
    queryFn: ({ signal }) =>
      ask<PolicyPreview>(businessPath(slug, '/policies/preview'), {
        method: 'POST',
        body: { yaml, customer },
        signal,
      }),
    enabled: customer !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

/** What the text would do to a real customer today, and its first message as it would arrive. */
export function PreviewCard({
  preview,
  customer,
  onCustomer,
}: {
  preview: UseQueryResult<PolicyPreview>;
  customer: string | null;
  onCustomer: (id: string | null) => void;
}) {
  const first = useRead<Page<CustomerRow>>('/customers?filter=overdue&sort=-late&limit=1');
  const id = first.data?.items[0]?.id;
  // Somebody to begin with: whoever is latest.
  useEffect(() => {
    if (customer === null && id !== undefined) onCustomer(id);
  }, [customer, id, onCustomer]);
  const shown = preview.data;
  const isBad = faultsOf(preview.error).length > 0;
  return (
    <Card title={shown && customer ? `For ${shown.customer.name}, today` : 'Try it on somebody'}>
      <CustomerChoice label="Try it on" value={customer} onChoose={onCustomer} required={false} />
      {preview.error && !isBad ? <ProblemNote error={preview.error} /> : null}
      {isBad && <p className={classes.small}>It is tried again once it is right.</p>}
      {shown && customer && !isBad && <Shown preview={shown} />}
    </Card>
  );
}

const BY: Record<string, string> = {
  email: 'by email',
  phone: 'a call',
  propose: 'put before you',
};

function saysWords({ channel, totals, outcome }: PolicyPreview): string {
  const yes = outcome === 'propose' && channel !== 'propose' ? ', once you say yes' : '';
  return `${moneyListText(totals)}, ${BY[channel ?? ''] ?? ''}${yes}`;
}

function Shown({ preview }: { preview: PolicyPreview }) {
  const { today } = useBusiness();
  const isHeld = preview.outcome === 'hold' || preview.outcome === 'none';
  const { next, message } = preview;
  return (
    <div className={classes.preview}>
      <p>
        {isHeld ? (
          <Pill tone="blue">held</Pill>
        ) : (
          <StepPill
            step={preview.step ?? ''}
            tone={preview.tone ?? 1}
            channel={preview.channel ?? undefined}
          />
        )}{' '}
        {isHeld ? preview.words : saysWords(preview)}
      </p>
      {isHeld && (
        <p className={classes.small}>
          {next ? (
            <>
              next would be: {next.words}, {dateText(next.on, today)} <ToneDots tone={next.tone} />
            </>
          ) : (
            'nothing comes by itself until a person has dealt with it'
          )}
        </p>
      )}
      <details>
        <summary>Why</summary>
        <ReasonList reasons={preview.reasons} />
      </details>
      {preview.messageProblem && <p className={classes.fault}>{preview.messageProblem}</p>}
      {message && (
        <>
          <p className={classes.small}>
            {message.to ? `To ${message.to}` : 'Nobody there can be written to yet'}
          </p>
          <p>
            <strong>{message.subject}</strong>
          </p>
          {message.html === '' ? (
            <pre className={classes.plain}>{message.text}</pre>
          ) : (
            <iframe
              className={classes.frame}
              title={`Message to ${preview.customer.name}`}
              sandbox=""
              srcDoc={message.html}
            />
          )}
        </>
      )}
    </div>
  );
}
