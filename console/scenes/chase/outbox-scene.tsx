import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { usePages } from '../../api/hooks.ts';
import {
  Card,
  EmptyPage,
  Moment,
  PageTitle,
  Pill,
  ProblemNote,
  useKeys,
  useRowWalk,
} from '../../parts/index.ts';
import { useBusiness } from '../../shell/business.ts';
import { type MessageActs, useAllowed, useMessageActs } from './message-actions.ts';
import { MessageDrawer } from './message-drawer.tsx';
import { MessageRow } from './message-row.tsx';
import type { RoundMessage } from './types.ts';

const STATES = [
  { value: 'upcoming', label: 'Upcoming' },
  { value: 'held', label: 'Held' },
  { value: 'sent', label: 'Sent' },
  { value: 'failed', label: 'Not delivered' },
  { value: 'all', label: 'All' },
];

const NOTHING: Record<string, [title: string, words: string]> = {
  upcoming: [
    'Nothing is on its way',
    'Messages that have their yes, and those that need none, wait here for their hour.',
  ],
  held: ['Nothing is held back', 'A message that may not leave after all stands here, with why.'],
  sent: ['Nothing was sent yet', 'What has left is kept here with what became of it.'],
  failed: [
    'Everything arrived',
    'What could not be delivered stands here, with why and a way to try again.',
  ],
  all: ['No message was written yet', 'The first round writes the first messages.'],
};

/** Every message and what became of it: upcoming, held and why, sent, not delivered and why. */
export function OutboxScene() {
  const { state = 'upcoming', message } = useSearch({ strict: false });
  const navigate = useNavigate();
  const { safeMode } = useBusiness();
  const acts = useMessageActs();
  const go = (search: Record<string, string | undefined>) =>
    void navigate({ to: '.', search: { state, ...search }, replace: true });
  return (
    <>
      <PageTitle
        title="Outbox"
        crumbs="Chase"
        actions={safeMode && <Pill>safe mode: messages are kept, none leaves</Pill>}
      >
        What leaves, what is held and why, what has left and what became of it.
      </PageTitle>
      <SegmentedControl
        aria-label="Which messages"
        value={state}
        onChange={(value) => go({ state: value })}
        data={STATES}
        mb="md"
        className="scrolls"
      />
      <Messages key={state} state={state} acts={acts} onRead={(id) => go({ message: id })} />
      <MessageDrawer
        id={message}
        editing={false}
        acts={acts}
        onClose={() => go({ message: undefined })}
      />
    </>
  );
}

function Messages({
  state,
  acts,
  onRead,
}: {
  state: string;
  acts: MessageActs;
  onRead: (id: string) => void;
}) {
  const pages = usePages<RoundMessage>('/outbox', { state });
  const walk = useRowWalk(pages.items.length);
  const allowed = useAllowed();
  const at = pages.items[walk.active];
  useKeys({
    j: walk.next,
    k: walk.previous,
    enter: at && (() => onRead(at.id)),
    a: at && allowed(at).approve ? () => acts.approve.mutate(at) : undefined,
  });
  if (pages.error) return <ProblemNote error={pages.error} retry={pages.retry} />;
  if (pages.isPending) return <Skeleton h={320} radius={12} aria-label="Reading the outbox" />;
  if (pages.items.length === 0) {
    const [title, words] = NOTHING[state] ?? ['Nothing here', ''];
    return <EmptyPage title={title}>{words}</EmptyPage>;
  }
  return (
    <Card flush label="Messages">
      <ul style={{ margin: 0, padding: 0, listStyle: 'none' }}>
        {pages.items.map((message, index) => (
          <MessageRow
            key={message.id}
            message={message}
            attributes={walk.row(index)}
            onRead={() => onRead(message.id)}
          >
            {message.sentAt !== null && (
              <span className="soft">
                <Moment at={message.sentAt} />
              </span>
            )}
            {allowed(message).retry && (
              <Button
                variant="default"
                onClick={() => acts.retry.mutate(message)}
                aria-label={`Try the message to ${message.customer.name} again`}
              >
                Try again
              </Button>
            )}
          </MessageRow>
        ))}
      </ul>
      {pages.hasMore && (
        <div style={{ padding: 14, textAlign: 'center' }}>
          <Button variant="default" loading={pages.isFetching} onClick={pages.more}>
            More
          </Button>
        </div>
      )}
    </Card>
  );
}
