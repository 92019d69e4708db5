import { useDo } from '../../api/hooks.ts';
import { may, useBusiness } from '../../shell/business.ts';
import type { RoundMessage } from './types.ts';

/** What can be done with a message as it stands, for somebody with this role. */
export interface Allowed {
  approve: boolean;
  edit: boolean;
  drop: boolean;
  undo: boolean;
  retry: boolean;
}

/** Approve, edit, drop, take back or try again: whatever its state and the person's role allow. */
export function useAllowed(): (message: RoundMessage) => Allowed {
  const { role } = useBusiness();
  const send = may(role, 'send');
  return ({ state, mode, channel }) => {
    const waits = state === 'proposed' || state === 'queued';
    return {
      approve: send && state === 'proposed',
      edit: send && waits && channel === 'email',
      drop: send && (waits || state === 'open'),
      undo: send && state === 'queued' && mode === 'propose',
      retry: send && state === 'failed',
    };
  };
}

/** The acts on messages; each says what it did and what can still be taken back. */
export function useMessageActs() {
  const at = (id: string, act: string) => `/messages/${id}/${act}`;
  return {
    approve: useDo<RoundMessage>((message) => ({ path: at(message.id, 'approve') }), {
      said: (_, message) =>
        message.channel === 'email'
          ? `Approved for ${message.customer.name}. You can take it back until it leaves.`
          : `Approved for ${message.customer.name}.`,
    }),
    drop: useDo<{ message: RoundMessage; reason: string }>(
      ({ message, reason }) => ({
        path: at(message.id, 'drop'),
        body: reason.trim() === '' ? {} : { reason: reason.trim() },
      }),
      {
        said: (_, { message }) => `Dropped. ${message.customer.name} is not written to this time.`,
      },
    ),
    edit: useDo<{ message: RoundMessage; subject: string; text: string }>(
      ({ message, subject, text }) => ({ path: at(message.id, 'edit'), body: { subject, text } }),
      { said: () => 'Your own words are kept for this message.' },
    ),
    undo: useDo<RoundMessage>((message) => ({ path: at(message.id, 'undo') }), {
      said: () => 'Taken back. It waits for your yes again.',
    }),
    retry: useDo<RoundMessage>((message) => ({ path: at(message.id, 'retry') }), {
      said: () => 'It is tried again now.',
    }),
    approveMany: useDo<RoundMessage[], { approved: number }>(
      (messages) => ({
        path: '/round/approve',
        // As they stand on the page: what came or grew since wants a yes of its own.
        body: { messages: messages.map(({ id, mark }) => ({ id, mark })) },
      }),
      { said: () => 'Approved. Each can be taken back until it leaves.' },
    ),
    makeRound: useDo<void>(() => ({ path: '/round', body: {} }), {
      said: () => 'The round is made: every customer was looked at.',
    }),
  };
}

export type MessageActs = ReturnType<typeof useMessageActs>;

const STATES: Record<string, string> = {
  proposed: 'waits for your yes',
  queued: 'leaves by itself',
  sending: 'leaving now',
  sent: 'sent',
  captured: 'kept in safe mode',
  withdrawn: 'withdrawn',
  dropped: 'dropped',
  failed: 'not delivered',
  open: 'to be rung',
  worked: 'done',
};

/** Where a message stands, in words; in safe mode it would leave, and is kept instead. */
export function stateWords(message: RoundMessage, safeMode: boolean): string {
  if (message.state === 'proposed' && message.channel === 'propose')
    return 'waits for your decision';
  if (message.state === 'queued')
    return `${safeMode ? 'would leave' : 'leaves'} ${message.sendAtLocal}`;
  return STATES[message.state] ?? message.state;
}
