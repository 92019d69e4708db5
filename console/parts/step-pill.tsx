import type { ReactNode } from 'react';
import classes from './parts.module.css';

export type PillTone = 'sage' | 'blue' | 'stone' | 'amber' | 'clay';

/** A small word on a calm ground; the word carries the meaning, the ground only helps. */
export function Pill({ tone = 'stone', children }: { tone?: PillTone; children: ReactNode }) {
  return (
    <span className={classes.pill} data-tone={tone}>
      {children}
    </span>
  );
}

const WORDS: Record<string, string> = {
  'by-hand': 'letter',
  'heads-up': 'heads-up',
  'last-notice': 'last notice',
  'promise-broken': 'promise missed',
  'not-found': 'not found yet',
  'plan-heads-up': 'plan, heads-up',
  'plan-missed': 'plan missed',
};

/** The name of a step as people say it. */
export function stepWords(step: string): string {
  return WORDS[step] ?? step.replace(/-/g, ' ');
}

/** Which step of the policy a message is; firmer ones on warmer ground, calls on blue. */
export function StepPill({
  step,
  tone,
  channel,
}: {
  step: string;
  tone: number;
  channel?: string | undefined;
}) {
  const ground = channel === 'phone' ? 'blue' : tone >= 5 ? 'clay' : tone === 4 ? 'amber' : 'sage';
  return <Pill tone={ground}>{stepWords(step)}</Pill>;
}

const TASKS: Record<string, [words: string, tone: PillTone]> = {
  call: ['call', 'blue'],
  'look-for-payment': ['paid already', 'sage'],
  'send-copy': ['asks for a copy', 'stone'],
  'add-order': ['needs an order number', 'stone'],
  'other-person': ['another person', 'stone'],
  'resolve-dispute': ['something is wrong', 'clay'],
  hardship: ['cannot pay it all', 'amber'],
  'wrong-contact': ['not them', 'stone'],
  'read-reply': ['reply', 'blue'],
  'unread-reply': ['reply, unread', 'amber'],
  'confirm-promise': ['promise again', 'blue'],
  'allocate-credit': ['credit to place', 'sage'],
  unreachable: ['no address', 'amber'],
};

/** What kind of thing waits for a person. */
export function TaskPill({ kind }: { kind: string }) {
  const [words, tone] = TASKS[kind] ?? [kind.replace(/-/g, ' '), 'stone'];
  return <Pill tone={tone}>{words}</Pill>;
}
