import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useRead, withQuery } from '../../api/hooks.ts';
import {
  Card,
  ConfirmSend,
  dateText,
  EmptyPage,
  moneyListText,
  PageTitle,
  Pill,
  ProblemNote,
  SpokenDate,
  stepWords,
  useKeys,
  useRowWalk,
} from '../../parts/index.ts';
import { may, useBusiness } from '../../shell/business.ts';
import { DropMessage } from './drop-message.tsx';
import { HeldList } from './held-list.tsx';
import { type MessageActs, useAllowed, useMessageActs } from './message-actions.ts';
import { MessageDrawer } from './message-drawer.tsx';
import { MessageRow } from './message-row.tsx';
import type { Round, RoundMessage } from './types.ts';

/** The round: what would be said to whom today and why, for a yes, other words, or a no. */
export function RoundScene() {
  const { asOf, show, message, edit } = useSearch({ strict: false });
  const navigate = useNavigate();
  const read = useRead<Round>(withQuery('/round', { asOf }), {
    refetchEverySeconds: 60,
    isComing: (one) => one.due,
  });
  const acts = useMessageActs();
  const [confirming, setConfirming] = useState(false);
  const round = read.data;
  if (read.error && !round)
    return <ProblemNote error={read.error} retry={() => void read.refetch()} />;
  if (!round) return <Skeleton h={420} radius={12} aria-label="Reading the round" />;
  const proposed = round.messages.filter((one) => one.state === 'proposed');
  const go = (search: Record<string, string | undefined>) =>
    void navigate({ to: '.', search: { asOf, show, ...search }, replace: true });
  // Whoever owes nothing is not held, there is nothing to say.
  const held = round.held.filter((one) => one.reason !== 'nothing-open');
  const heldCount = held.reduce((sum, one) => sum + one.count, 0);
  return (
    <>
      <RoundTitle
        round={round}
        proposed={proposed.length}
        acts={acts}
        onApproveAll={() => setConfirming(true)}
      />
      <SegmentedControl
        aria-label="What to look at"
        value={show === 'held' ? 'held' : 'out'}
        onChange={(value) => go({ show: value === 'held' ? 'held' : undefined })}
        data={[
          { value: 'out', label: `To go out ${round.messages.length}` },
          { value: 'held', label: `Held ${heldCount}` },
        ]}
        mb="md"
      />
      {show === 'held' ? (
        <HeldList held={held} asOf={asOf} />
      ) : (
        <Messages
          round={round}
          acts={acts}
          onRead={(one, editing) => go({ message: one.id, edit: editing ? 'yes' : undefined })}
        />
      )}
      <MessageDrawer
        id={message}
        editing={edit === 'yes'}
        acts={acts}
        onClose={() => go({ message: undefined, edit: undefined })}
      />
      <ApproveAll
        opened={confirming}
        proposed={proposed}
        acts={acts}
        onClose={() => setConfirming(false)}
      />
    </>
  );
}

function RoundTitle({
  round,
  proposed,
  acts,
  onApproveAll,
}: {
  round: Round;
  proposed: number;
  acts: MessageActs;
  onApproveAll: () => void;
}) {
  const { role, safeMode } = useBusiness();
  const leaving = round.messages.filter((one) => one.state === 'queued').length;
  const calls = round.messages.filter((one) => one.state === 'open').length;
  const parts = [
    proposed > 0 && `${proposed} ${proposed === 1 ? 'waits' : 'wait'} for your yes`,
    leaving > 0 && leavingWords(leaving, safeMode),
    calls > 0 && `${calls} ${calls === 1 ? 'call' : 'calls'} to make`,
  ].filter((part) => part !== false);
  return (
    <PageTitle
      title="The round"
      crumbs="Chase"
      actions={
        may(role, 'send') && (
          <>
            {safeMode && <Pill>safe mode: nothing leaves yet</Pill>}
            <Button
              variant="default"
              loading={acts.makeRound.isPending}
              onClick={() => acts.makeRound.mutate()}
            >
              Look at everybody again
            </Button>
            {proposed > 0 && <Button onClick={onApproveAll}>Approve all {proposed}</Button>}
          </>
        )
      }
    >
      {round.asOf === null ? (
        'No round was made yet.'
      ) : (
        <>
          <SpokenDate day={round.asOf} />.{' '}
          {parts.length > 0 ? `${parts.join(', ')}.` : !round.due && 'Nothing waits.'}
          {round.due && ' Today’s round is being made.'}
        </>
      )}
    </PageTitle>
  );
}

function leavingWords(count: number, safeMode: boolean): string {
  if (safeMode) return `${count} would leave at ${count === 1 ? 'its' : 'their'} hour`;
  return count === 1 ? '1 leaves at its hour' : `${count} leave at their hour`;
}

function Messages({
  round,
  acts,
  onRead,
}: {
  round: Round;
  acts: MessageActs;
  onRead: (message: RoundMessage, editing: boolean) => void;
}) {
  const allowed = useAllowed();
  const walk = useRowWalk(round.messages.length);
  const [dropping, setDropping] = useState<RoundMessage | null>(null);
  const at = round.messages[walk.active];
  const can = at && allowed(at);
  useKeys({
    j: walk.next,
    k: walk.previous,
    enter: at && (() => onRead(at, false)),
    a: at && can?.approve ? () => acts.approve.mutate(at) : undefined,
    e: at && can?.edit ? () => onRead(at, true) : undefined,
    x: at && can?.drop ? () => setDropping(at) : undefined,
  });
  if (round.messages.length === 0) {
    return <NothingToSay round={round} acts={acts} />;
  }
  return (
    <>
      <Card flush label="Messages of the round">
        <ul style={{ margin: 0, padding: 0, listStyle: 'none' }}>
          {round.messages.map((message, index) => (
            <MessageRow
              key={message.id}
              message={message}
              attributes={walk.row(index)}
              onRead={() => onRead(message, false)}
            >
              <RowActs message={message} acts={acts} />
            </MessageRow>
          ))}
        </ul>
      </Card>
      <KeyWords />
      <DropMessage
        message={dropping}
        busy={acts.drop.isPending}
        onDrop={(reason) =>
          dropping &&
          acts.drop.mutate({ message: dropping, reason }, { onSuccess: () => setDropping(null) })
        }
        onClose={() => setDropping(null)}
      />
    </>
  );
}

function NothingToSay({ round, acts }: { round: Round; acts: MessageActs }) {
  const { role, today, safeMode } = useBusiness();
  if (round.due) {
    return (
      <EmptyPage title="Today’s round is being made">
        Every customer is looked at; what is to be said is here in a moment.
      </EmptyPage>
    );
  }
  if (round.asOf !== null) {
    return (
      <EmptyPage title={`Nothing more is to be said on ${dateText(round.asOf, today)}`}>
        Whoever is not among the sent is paid up, has answered, heard from you lately, or is closed
        that day. Held says who and why.
      </EmptyPage>
    );
  }
  return (
    <EmptyPage
      title="The first round"
      action={
        may(role, 'send') && (
          <Button loading={acts.makeRound.isPending} onClick={() => acts.makeRound.mutate()}>
            Look at every customer now
          </Button>
        )
      }
    >
      A round looks at every customer and says what would be said to whom, and why, or why they are
      left in peace.{' '}
      {safeMode
        ? 'You are in safe mode: whatever it decides, nothing leaves.'
        : 'Gentle messages then leave at their hour; what is firm waits for your yes.'}
    </EmptyPage>
  );
}

function RowActs({ message, acts }: { message: RoundMessage; acts: MessageActs }) {
  const allowed = useAllowed()(message);
  if (allowed.approve) {
    return (
      <Button
        variant="light"
        loading={acts.approve.isPending && acts.approve.variables.id === message.id}
        onClick={() => acts.approve.mutate(message)}
        aria-label={`Approve the message to ${message.customer.name}`}
      >
        Approve
      </Button>
    );
  }
  if (!allowed.undo) return null;
  return (
    <Button
      variant="subtle"
      onClick={() => acts.undo.mutate(message)}
      aria-label={`Take back the message to ${message.customer.name}`}
    >
      Take back
    </Button>
  );
}

function KeyWords() {
  return (
    <p className="soft" style={{ fontSize: '0.82rem' }}>
      Keys: j and k walk, enter reads, a approves, e edits, x drops.
    </p>
  );
}

function ApproveAll({
  opened,
  proposed,
  acts,
  onClose,
}: {
  opened: boolean;
  proposed: RoundMessage[];
  acts: MessageActs;
  onClose: () => void;
}) {
  const { safeMode } = useBusiness();
  const count = proposed.length;
  return (
    <ConfirmSend
      opened={opened}
      title={count === 1 ? 'Approve 1 message' : `Approve ${count} messages`}
      confirm={count === 1 ? 'Approve it' : `Approve ${count}`}
      busy={acts.approveMany.isPending}
      recipients={proposed.map((one) => ({
        who: one.customer.name,
        what: `${stepWords(one.step)} · ${moneyListText(one.total)} · ${one.sendAtLocal}`,
      }))}
      onConfirm={() => acts.approveMany.mutate(proposed, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>
        {safeMode
          ? 'You are in safe mode: each is written and kept in the outbox, none leaves.'
          : 'Each leaves in the hours of its customer. Until then it can be taken back.'}
      </p>
    </ConfirmSend>
  );
}
