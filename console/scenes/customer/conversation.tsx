import { Button, Skeleton } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useLayoutEffect, useRef } from 'react';
import type { TimelineEntry } from '../../../server/agree/api.ts';
import { usePages } from '../../api/hooks.ts';
import { dateText, Pill, ProblemNote, Why } from '../../parts/index.ts';
import { useBusiness } from '../../shell/business.ts';
import { useMessageActs } from '../chase/message-actions.ts';
import { MessageDrawer } from '../chase/message-drawer.tsx';
import classes from './customer.module.css';

/** Everything that happened, them on the left, us on the right, the newest at the bottom. */
export function Conversation({
  customerId,
  asOf,
}: {
  customerId: string;
  asOf: string | undefined;
}) {
  const pages = usePages<TimelineEntry>(`/customers/${customerId}/timeline`, { asOf, limit: '20' });
  const { message } = useSearch({ strict: false });
  const navigate = useNavigate();
  const acts = useMessageActs();
  const read = (id: string | undefined) =>
    void navigate({ to: '.', search: { asOf, message: id }, replace: true });
  const entries = pages.pages.toReversed().flatMap((page) => page.items);
  const box = useRef<HTMLDivElement>(null);
  const newest = entries.at(-1)?.id;
  // Opens on the newest, and goes there again when something new is told; older pages stay put.
  useLayoutEffect(() => {
    if (newest && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [newest]);
  if (pages.error) return <ProblemNote error={pages.error} retry={pages.retry} />;
  if (pages.isPending) return <Skeleton h={420} radius={12} aria-label="Reading what was said" />;
  return (
    <div
      ref={box}
      className={classes.conversation}
      role="log"
      aria-label="What was said and done"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by key
      tabIndex={0}
    >
      {pages.hasMore && (
        <p className={classes.between}>
          <Button variant="default" size="xs" loading={pages.isFetching} onClick={pages.more}>
            Earlier
          </Button>
        </p>
      )}
      {entries.length === 0 && (
        <p className={classes.between}>
          Nothing has happened with them yet. Their invoices, payments and every word will be here.
        </p>
      )}
      <ol className={classes.entries}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} onRead={read} />
        ))}
      </ol>
      <p className={classes.between}>{asOf ? 'the day you look at' : 'today'}</p>
      <MessageDrawer id={message} editing={false} acts={acts} onClose={() => read(undefined)} />
    </div>
  );
}

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

function Entry({ entry, onRead }: { entry: TimelineEntry; onRead: (id: string) => void }) {
  const { slug, today } = useBusiness();
  const time = entry.at === null ? '' : ` ${CLOCK.format(new Date(entry.at))}`;
  const isMoney = entry.kind === 'invoice' || entry.kind === 'credit-note';
  return (
    <li className={classes.entry} data-side={entry.side} data-plain={isMoney}>
      <p className={classes.entryHead}>
        <Pill tone={entry.tone}>{entry.pill}</Pill>
        <span>
          {entry.who} · <time dateTime={entry.on}>{dateText(entry.on, today, true)}</time>
          {time}
        </span>
      </p>
      <p className={classes.entryText}>
        {entry.invoiceId ? (
          <Link to={`/b/${slug}/bill/invoices/${entry.invoiceId}` as '/'}>{entry.text}</Link>
        ) : (
          entry.text
        )}
      </p>
      {entry.quote && <p className={classes.quote}>“{entry.quote}”</p>}
      {(entry.delivery || entry.messageId) && (
        <p className={classes.entryFoot}>
          {entry.delivery}
          {entry.messageId && (
            <>
              {entry.delivery && ' · '}
              <button type="button" onClick={() => onRead(entry.messageId ?? '')}>
                read it
              </button>
            </>
          )}
          {entry.reasons.length > 0 && (
            <>
              {' · '}
              <Why reasons={entry.reasons}>why this was sent</Why>
            </>
          )}
        </p>
      )}
    </li>
  );
}
