import { day, formatMoney, spokenDay } from '../../core/base/index.ts';
import type { Happening } from '../../core/receivable/index.ts';
import { decodeHappening } from '../receivable/index.ts';
import type { TimelineEntry } from './api.ts';
import type { Telling, Told } from './timeline.ts';
import { entry } from './timeline-words.ts';

interface EventData {
  kind: string;
  data: object;
  shown: Record<string, unknown>;
  by: string;
}

interface Said {
  side: 'them' | 'us';
  pill: string;
  tone: TimelineEntry['tone'];
  text: string;
  quote?: string | null;
}

/** Anything that is not money and not a message of ours. */
export function sayHappening(told: Told, telling: Telling): TimelineEntry {
  const { kind, data, shown, by } = told.data as unknown as EventData;
  const happening = decodeHappening({ kind, on: day(told.on), id: String(told.id), data });
  const said = say(happening, shown, telling);
  const note = textOf(shown.note) ?? textOf(shown.text);
  const quote = said.quote === undefined ? note : said.quote;
  return entry(told, telling, {
    side: said.side,
    kind,
    pill: said.pill,
    tone: said.tone,
    who: whoSaid(said.side, by, telling),
    text: said.text,
    quote: quote === said.text ? null : quote,
    messageId: textOf(shown.message),
  });
}

function whoSaid(side: 'them' | 'us', by: string, { them, work }: Telling): string {
  if (by === 'duly')
    return side === 'us' ? `Duly for ${work.business.person || work.business.name}` : them;
  if (by === 'customer') return them;
  return side === 'us' ? by : `${them}, noted by ${by}`;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

const ASKS = {
  'paid-already': ['paid already', 'sage', 'Says it has been paid.'],
  'needs-something': ['asks for something', 'stone', 'Needs something before paying.'],
  'cannot-pay-all': ['cannot pay it all', 'amber', 'Cannot pay it all now.'],
  'not-me': ['not them', 'stone', 'Says it is not for them.'],
} as const;

const CHANNELS: Record<string, string> = {
  email: 'email',
  sms: 'text',
  whatsapp: 'WhatsApp',
  phone: 'phone',
};

const NEEDS: Record<string, string> = {
  copy: 'Asks for a copy.',
  'purchase-order': 'Asks for the order number on the invoice.',
  'other-person': 'Names another person to write to.',
};

function say(fact: Happening, shown: Record<string, unknown>, telling: Telling): Said {
  const { today } = telling.work;
  switch (fact.kind) {
    case 'promised': {
      const { amount, currency } = fact;
      const what =
        amount === null || currency === null ? 'all of it' : formatMoney({ amount, currency });
      return them('will pay on', 'blue', `${spokenDay(fact.payOn, today)}, ${what}.`);
    }
    case 'disputed': {
      const number = telling.numbers.get(fact.invoiceId) ?? textOf(shown.invoice) ?? 'An invoice';
      return { ...them('something is wrong', 'clay', `${number}: ${fact.reason}`), quote: null };
    }
    case 'reply-received': {
      const words = textOf(shown.text);
      return { ...them('reply', 'blue', words ?? 'Replied.'), quote: null };
    }
    case 'opted-out':
    case 'opted-in': {
      const name = CHANNELS[fact.channel] ?? fact.channel;
      return fact.kind === 'opted-out'
        ? them(`no ${name}`, 'stone', `Wants to hear no more by ${name}.`)
        : them(`${name} is fine`, 'sage', `May be reached by ${name}.`);
    }
    case 'asked': {
      const [pill, tone, text] = ASKS[fact.ask];
      const need = fact.ask === 'needs-something' ? NEEDS[String(shown.what)] : undefined;
      const paidOn = textOf(shown.paidOn);
      const paid = paidOn ? `Says it was paid on ${spokenDay(day(paidOn), today)}.` : undefined;
      return them(pill, tone, need ?? paid ?? text);
    }
    default:
      return sayOurs(fact, shown, telling);
  }
}

type Theirs = 'promised' | 'disputed' | 'reply-received' | 'asked' | 'opted-out' | 'opted-in';
type Ours = Exclude<Happening, { kind: Theirs }>;

function sayOurs(fact: Ours, shown: Record<string, unknown>, telling: Telling): Said {
  const { today } = telling.work;
  switch (fact.kind) {
    case 'task-worked':
      return us('call', 'blue', sentence(fact.outcome.replace(/-/g, ' ')));
    case 'step-dropped':
      return us('dropped', 'stone', `The message "${fact.stepId}" was dropped before it left.`);
    case 'promise-confirmed':
      return us(
        'promise accepted',
        'blue',
        'The promise counts although earlier ones were not kept.',
      );
    case 'promise-withdrawn':
      return us('promise lifted', 'stone', 'The promise no longer holds anything back.');
    case 'dispute-resolved': {
      const number = telling.numbers.get(fact.invoiceId) ?? textOf(shown.invoice) ?? 'The invoice';
      return us('settled between us', 'sage', `${number} is no longer in dispute.`);
    }
    case 'charge-waived': {
      const number = telling.numbers.get(fact.invoiceId) ?? textOf(shown.invoice) ?? 'A charge';
      return us('waived', 'sage', `${number}, ${formatMoney(fact)}: ${sentence(fact.reason)}`);
    }
    case 'paused': {
      const until =
        fact.until === null ? 'Until it is lifted' : `Until ${spokenDay(fact.until, today)}`;
      return us('paused', 'blue', `${until}: ${sentence(fact.reason)}`);
    }
    case 'pause-lifted':
      return us('pause lifted', 'stone', 'Messages may go out again.');
    case 'ask-handled':
      return us('done', 'sage', 'What they asked for was done.');
    case 'plan-agreed':
      return us('plan', 'blue', planText(fact, today));
    case 'plan-ended':
      return us('plan ended', 'stone', 'What it covered is due as before.');
    case 'stopped':
      return us('not chased', 'stone', sentence(fact.reason));
    case 'stop-lifted':
      return us('stop lifted', 'stone', 'They may be written to again.');
    default:
      return us(fact.kind.replace(/-/g, ' '), 'stone', textOf(shown.text) ?? '');
  }
}

function planText(
  fact: Extract<Happening, { kind: 'plan-agreed' }>,
  today: Telling['work']['today'],
) {
  const parts = fact.instalments.map(
    (one) =>
      `${formatMoney({ amount: one.amount, currency: fact.currency })} on ${spokenDay(one.dueOn, today)}`,
  );
  const shown = parts.length > 4 ? [...parts.slice(0, 3), `${parts.length - 3} more parts`] : parts;
  return `${shown.join(', ')}.`;
}

function them(pill: string, tone: Said['tone'], text: string): Said {
  return { side: 'them', pill, tone, text };
}

function us(pill: string, tone: Said['tone'], text: string): Said {
  return { side: 'us', pill, tone, text };
}

function sentence(text: string): string {
  const start = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(start) ? start : `${start}.`;
}
