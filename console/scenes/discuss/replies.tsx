import { Button, Skeleton } from '@mantine/core';
import type { MailJson } from '../../../server/discuss/mail/api.ts';
import { usePages } from '../../api/hooks.ts';
import { EmptyPage, ProblemNote } from '../../parts/index.ts';
import classes from './replies.module.css';
import { ReplyCard } from './reply-card.tsx';

/** Replies by mail that wait to be read, the oldest first. */
export function Replies() {
  const pages = usePages<MailJson>('/mail', { show: 'waiting' });
  if (pages.error) return <ProblemNote error={pages.error} retry={pages.retry} />;
  if (pages.isPending) return <Skeleton h={240} radius={12} aria-label="Reading the replies" />;
  if (pages.items.length === 0) {
    return (
      <EmptyPage title="No reply waits to be read">
        When a customer replies by mail, their words will be here, with what they may mean. Replies
        are read from a mailbox once one is set; the guide on replies says how.
      </EmptyPage>
    );
  }
  return (
    <div className={classes.replies}>
      {pages.items.map((mail) => (
        <ReplyCard key={mail.id} mail={mail} />
      ))}
      {pages.hasMore && (
        <Button variant="default" loading={pages.isFetching} onClick={pages.more}>
          More
        </Button>
      )}
    </div>
  );
}

/** The replies of one customer that wait; nothing where none does. */
export function RepliesOf({ customerId }: { customerId: string }) {
  const pages = usePages<MailJson>('/mail', { show: 'waiting', customer: customerId });
  if (pages.items.length === 0) return null;
  return (
    <section
      className={classes.replies}
      aria-label="Replies that wait"
      style={{ marginBottom: 16 }}
    >
      {pages.items.map((mail) => (
        <ReplyCard key={mail.id} mail={mail} />
      ))}
    </section>
  );
}
