import { day, dayInZone, formatMoney, isoDay, shortDay, spokenDay } from '../../core/base/index.ts';
import { decodeLines, decodeTotals } from '../../core/receivable/index.ts';
import type { TimelineEntry } from './api.ts';
import type { Telling, Told } from './timeline.ts';

type Tone = TimelineEntry['tone'];

/** An entry with what nearly all of them have in common. */
export function entry(
  told: Told,
  { work }: Telling,
  rest: Partial<TimelineEntry> &
    Pick<TimelineEntry, 'side' | 'kind' | 'pill' | 'tone' | 'who' | 'text'>,
): TimelineEntry {
  const isSameDay =
    told.at !== null &&
    isoDay(dayInZone(Temporal.Instant.from(told.at), work.business.zone)) === told.on;
  return {
    id: `${told.source}/${told.id}`,
    on: told.on,
    at: isSameDay ? told.at : null,
    quote: null,
    delivery: null,
    messageId: null,
    invoiceId: null,
    paymentId: null,
    reasons: [],
    ...rest,
  };
}

interface MessageData {
  step: string;
  purpose: string;
  tone: number;
  channel: string;
  state: 'sent' | 'captured' | 'failed' | 'sending';
  subject: string | null;
  body: string | null;
  to: string | null;
  lines: string;
  totals: string;
  note: string | null;
  approvedBy: string | null;
  reasons: string | null;
}

const STEPS: Record<string, string> = {
  'by-hand': 'letter',
  'heads-up': 'heads-up',
  'last-notice': 'last notice',
  'promise-broken': 'promise missed',
  'not-found': 'not found yet',
  'plan-heads-up': 'plan, heads-up',
  'plan-missed': 'plan missed',
};

const DELIVERY: Record<MessageData['state'], string> = {
  sent: 'accepted by their mail server',
  captured: 'kept in safe mode, it did not leave',
  failed: 'could not be delivered',
  sending: 'leaving right now',
};

/** A message of ours. */
export function sayMessage(told: Told, telling: Telling): TimelineEntry {
  const data = told.data as unknown as MessageData;
  const person = telling.work.business.person || telling.work.business.name;
  const delivery = DELIVERY[data.state];
  return entry(told, telling, {
    side: 'us',
    kind: 'message',
    pill: STEPS[data.step] ?? data.step.replace(/-/g, ' '),
    tone: groundOf(data),
    who: whoSays(data, person),
    text: messageText(data),
    delivery: data.state === 'failed' && data.note ? `${delivery}: ${data.note}` : delivery,
    messageId: String(told.id),
    reasons: data.reasons === null ? [] : (JSON.parse(data.reasons) as TimelineEntry['reasons']),
  });
}

function whoSays({ purpose, approvedBy }: MessageData, person: string): string {
  if (purpose === 'by-hand') return approvedBy ?? person;
  return approvedBy ? `Duly for ${person}, approved by ${approvedBy}` : `Duly for ${person}`;
}

function groundOf({ tone, purpose, channel }: MessageData): Tone {
  if (purpose === 'thanks') return 'sage';
  if (channel === 'phone') return 'blue';
  return tone >= 5 ? 'clay' : tone === 4 ? 'amber' : 'sage';
}

/** The first sentences of the message itself; what it lists, where it was never worded. */
function messageText(data: MessageData): string {
  const [, ...paragraphs] = (data.body ?? '').split(/\n\s*\n/);
  const first = paragraphs
    .find((one) => one.trim().length > 20)
    ?.replace(/\s+/g, ' ')
    .trim();
  if (first) return first.length > 220 ? `${first.slice(0, 217).trimEnd()}…` : first;
  const due = decodeLines(data.lines).filter((line) => line.part === 'due');
  const listed = due.slice(0, 4).map((line) => `${line.number} ${formatMoney(line)}`);
  const more = due.length > listed.length ? ` and ${due.length - listed.length} more` : '';
  const total = decodeTotals(data.totals)
    .map((one) => formatMoney(one))
    .join(' and ');
  return due.length === 0
    ? (data.subject ?? total)
    : `About ${listed.join(', ')}${more}: ${total}.`;
}

interface PaymentData {
  amount: string;
  currency: string;
  method: string | null;
  reference: string | null;
  voidedOn: string | null;
  dayKnown: boolean;
  settles: string[] | null;
}

/** Money that came. */
export function sayPayment(told: Told, telling: Telling): TimelineEntry {
  const data = told.data as unknown as PaymentData;
  const amount = formatMoney({ amount: BigInt(data.amount), currency: data.currency });
  const how = data.method ? ` by ${data.method}` : '';
  const reference = data.reference ? `, reference ${data.reference}` : '';
  const settles = data.settles?.length ? ` for ${inWords(data.settles)}` : ', on account';
  const back = data.voidedOn
    ? ` Taken back on ${spokenDay(day(data.voidedOn), telling.work.today)}.`
    : '';
  const likely = data.dayKnown ? '' : ' Nobody told the day; this is the likely one.';
  return entry(told, telling, {
    side: 'them',
    kind: 'payment',
    pill: data.voidedOn ? 'payment taken back' : 'paid',
    tone: data.voidedOn ? 'stone' : 'sage',
    who: telling.them,
    text: `${amount}${how}${settles}${reference}.${likely}${back}`,
    paymentId: String(told.id),
  });
}

function inWords(numbers: readonly string[]): string {
  if (numbers.length > 4) return `${numbers.slice(0, 3).join(', ')} and ${numbers.length - 3} more`;
  return numbers.length < 2
    ? numbers.join('')
    : `${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)}`;
}

interface InvoiceData {
  kind: 'invoice' | 'credit-note' | 'charge';
  number: string;
  amount: string;
  currency: string;
  dueOn: string;
  voidedOn: string | null;
  description: string | null;
}

/** An invoice or a credit note of ours. */
export function sayInvoice(told: Told, telling: Telling): TimelineEntry {
  const data = told.data as unknown as InvoiceData;
  const { today, business } = telling.work;
  const amount = formatMoney({ amount: BigInt(data.amount), currency: data.currency });
  const due = data.kind !== 'credit-note' ? `, due ${shortDay(day(data.dueOn), today)}` : '';
  const what = data.description ? `: ${data.description}` : '';
  const gone = data.voidedOn ? ` Taken back on ${spokenDay(day(data.voidedOn), today)}.` : '';
  return entry(told, telling, {
    side: 'us',
    kind: data.kind,
    pill: data.kind.replace('-', ' '),
    tone: 'stone',
    who: business.name,
    text: `${data.number}, ${amount}${due}${what}.${gone}`.replace(/\.\./g, '.'),
    invoiceId: String(told.id),
  });
}

interface MailData {
  kind: 'auto-reply' | 'bounce' | 'bulk' | 'reply' | 'unsubscribe' | 'complaint';
  subject: string;
  words: string;
  note: string | null;
}

const MACHINES: Partial<Record<MailData['kind'], [pill: string, tone: Tone, text: string]>> = {
  'auto-reply': ['automatic reply', 'stone', 'Answered by itself; it holds nothing.'],
  bounce: ['came back', 'amber', 'A mail system says what became of a message.'],
  bulk: ['newsletter', 'stone', 'Sent to many; it holds nothing.'],
};

/** A mail that holds nothing, because a machine wrote it. */
export function sayMail(told: Told, telling: Telling): TimelineEntry {
  const { kind, subject, words, note } = told.data as unknown as MailData;
  const [pill, tone, text] = MACHINES[kind] ?? ['mail', 'stone', 'A mail of theirs.'];
  const quote = words.replace(/\s+/g, ' ').trim() || subject;
  return entry(told, telling, {
    side: 'them',
    kind: 'mail',
    pill,
    tone,
    who: telling.them,
    text: note ?? text,
    quote: kind === 'bounce' || quote === '' ? null : quote,
  });
}
