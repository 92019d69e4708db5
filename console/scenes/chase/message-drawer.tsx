import { Button, Drawer, Group, Skeleton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useRead } from '../../api/hooks.ts';
import { Moment, ProblemNote, ReasonList, useKeys } from '../../parts/index.ts';
import { useBusiness } from '../../shell/business.ts';
import classes from './chase.module.css';
import { DropMessage } from './drop-message.tsx';
import { type MessageActs, stateWords, useAllowed } from './message-actions.ts';
import { MessageEdit } from './message-edit.tsx';
import type { MessagePreview } from './types.ts';

/** A message as it arrives: to whom, when, its words, why it is sent; and what can be done. */
export function MessageDrawer({
  id,
  editing,
  acts,
  onClose,
}: {
  id: string | undefined;
  /** Opened for editing rather than reading. */
  editing: boolean;
  acts: MessageActs;
  onClose: () => void;
}) {
  return (
    <Drawer
      opened={id !== undefined}
      onClose={onClose}
      size={680}
      title="Message"
      closeButtonProps={{ 'aria-label': 'Close the message' }}
    >
      {id !== undefined && (
        <Opened key={id} id={id} editing={editing} acts={acts} onClose={onClose} />
      )}
    </Drawer>
  );
}

function Opened({
  id,
  editing,
  acts,
  onClose,
}: {
  id: string;
  editing: boolean;
  acts: MessageActs;
  onClose: () => void;
}) {
  const read = useRead<MessagePreview>(`/messages/${id}`);
  const [edits, setEdits] = useState(editing);
  const [drops, setDrops] = useState(false);
  useEffect(() => setEdits(editing), [editing]);
  const message = read.data;
  if (read.error && !message)
    return <ProblemNote error={read.error} retry={() => void read.refetch()} />;
  if (!message) return <Skeleton h={420} radius={12} aria-label="Reading the message" />;
  if (edits) {
    return (
      <MessageEdit
        message={message}
        busy={acts.edit.isPending}
        onSave={(words) =>
          acts.edit.mutate({ message, ...words }, { onSuccess: () => setEdits(false) })
        }
        onCancel={() => setEdits(false)}
      />
    );
  }
  return (
    <>
      <Envelope message={message} />
      <Body message={message} />
      <h3 className={classes.section}>Why</h3>
      <ReasonList reasons={message.reasons} />
      <Timeline message={message} />
      <Acts
        message={message}
        acts={acts}
        onEdit={() => setEdits(true)}
        onDrop={() => setDrops(true)}
        onDone={onClose}
      />
      <DropMessage
        message={drops ? message : null}
        busy={acts.drop.isPending}
        onDrop={(reason) => acts.drop.mutate({ message, reason }, { onSuccess: onClose })}
        onClose={() => setDrops(false)}
      />
    </>
  );
}

function Envelope({ message }: { message: MessagePreview }) {
  const { safeMode } = useBusiness();
  return (
    <dl className={classes.envelope}>
      <dt>To</dt>
      <dd>
        {message.to ? (
          <>
            {message.to.name !== '' && <strong>{message.to.name} </strong>}
            <span className="soft">{message.to.address}</span>
          </>
        ) : (
          <span className="soft">nobody there can be written to yet</span>
        )}
      </dd>
      {message.from && (
        <>
          <dt>From</dt>
          <dd>
            {message.from.name} <span className="soft">{message.from.address}</span>
          </dd>
        </>
      )}
      <dt>When</dt>
      <dd>
        {message.sendAtLocal} <span className="soft">· {stateWords(message, safeMode)}</span>
      </dd>
      <dt>Subject</dt>
      <dd>
        <strong>{message.subject}</strong>
      </dd>
    </dl>
  );
}

/** The message itself, in a frame of its own: nothing in it can run or reach the console. */
function Body({ message }: { message: MessagePreview }) {
  if (message.html === '') return <pre className={classes.plain}>{message.text}</pre>;
  return (
    <iframe
      className={classes.frame}
      title={`Message to ${message.customer.name}`}
      sandbox=""
      srcDoc={message.html}
    />
  );
}

const OUTCOMES: Record<string, string> = {
  started: 'handed over',
  accepted: 'accepted by their mail server',
  captured: 'kept in safe mode, it did not leave',
  deferred: 'put off by their mail server, tried again later',
  refused: 'refused',
  withdrawn: 'withdrawn',
  held: 'held at the door',
};

function Timeline({ message }: { message: MessagePreview }) {
  if (message.timeline.length === 0) return null;
  return (
    <>
      <h3 className={classes.section}>What became of it</h3>
      <ul className={classes.timeline}>
        {message.timeline.map((entry) => (
          <li key={`${entry.at}/${entry.outcome}`}>
            <span className="soft">
              <Moment at={entry.at} />
            </span>{' '}
            {OUTCOMES[entry.outcome] ?? entry.outcome}
            {entry.detail !== null && entry.outcome !== 'captured' && (
              <span className="soft">: {entry.detail}</span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Acts({
  message,
  acts,
  onEdit,
  onDrop,
  onDone,
}: {
  message: MessagePreview;
  acts: MessageActs;
  onEdit: () => void;
  onDrop: () => void;
  onDone: () => void;
}) {
  const allowed = useAllowed()(message);
  const approve = () => acts.approve.mutate(message, { onSuccess: onDone });
  useKeys(
    {
      a: allowed.approve ? approve : undefined,
      e: allowed.edit ? onEdit : undefined,
      x: allowed.drop ? onDrop : undefined,
    },
    { inDialog: true },
  );
  if (!Object.values(allowed).includes(true)) return null;
  return (
    <Group className={classes.drawerActs} justify="flex-end">
      {allowed.drop && (
        <Button variant="subtle" color="gray" c="var(--ink)" onClick={onDrop}>
          Drop
        </Button>
      )}
      {allowed.edit && (
        <Button variant="default" onClick={onEdit}>
          Edit
        </Button>
      )}
      {allowed.undo && (
        <Button
          variant="default"
          loading={acts.undo.isPending}
          onClick={() => acts.undo.mutate(message)}
        >
          Take back
        </Button>
      )}
      {allowed.retry && (
        <Button loading={acts.retry.isPending} onClick={() => acts.retry.mutate(message)}>
          Try again
        </Button>
      )}
      {allowed.approve && (
        <Button loading={acts.approve.isPending} onClick={approve}>
          Approve
        </Button>
      )}
    </Group>
  );
}
