import { textLength } from '../../../core/wording/index.ts';
import type { Channel, Delivery, OutgoingMessage } from '../channel.ts';
import { classifyBreak, classifyRefusal, type Refusal } from './classify.ts';
import { readNumber } from './number.ts';

export interface TwilioOptions {
  /** The account's SID, AC and 32 hexadecimal digits. */
  account: string;
  token: string;
  /** A number of ours (E.164), a sender's name, or the SID of a messaging service (MG…). */
  from: string;
  /** WhatsApp goes the same way, with numbers that say so. */
  kind: 'sms' | 'whatsapp';
  /** Where the service tells what became of a message; null asks it not to. */
  statusUrl: string | null;
  /** The service's address, without a slash at the end. */
  url?: string;
  /** How long the service may be silent before we give up, in milliseconds. */
  timeoutMs?: number;
}

const URL_OF_TWILIO = 'https://api.twilio.com';
const TIMEOUT_MS = 30_000;
/** What one message may hold, in 16-bit units. */
const LONGEST_BODY = 1600;
const LOOK_BACK_HOURS = 48;
const NEVER_LEFT = new Set(['failed', 'undelivered', 'canceled']);

type Answer = { ok: true; body: Record<string, unknown> } | { ok: false; refusal: Refusal };

/** What an attempt stands on: the account, and a way to ask the service. */
interface Line {
  options: TwilioOptions;
  /** Before every number of WhatsApp. */
  prefix: string;
  ask(path: string, form?: URLSearchParams): Promise<Answer>;
}

/** Text messages and WhatsApp by Twilio's Messages resource (API version 2010-04-01). */
export function createTwilioChannel(options: TwilioOptions): Channel {
  const line = lineOf(options);
  const underWay = new Set<Promise<Delivery>>();
  return {
    name: options.kind,
    deliver(message) {
      const attempt = handOver(line, message).finally(() => underWay.delete(attempt));
      underWay.add(attempt);
      return attempt;
    },
    check: () => check(line),
    async close() {
      await Promise.allSettled([...underWay]);
    },
  };
}

function lineOf(options: TwilioOptions): Line {
  const { account, token } = options;
  const root = `${options.url ?? URL_OF_TWILIO}/2010-04-01/Accounts/${account}`;
  const authorization = `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`;
  return {
    options,
    prefix: options.kind === 'whatsapp' ? 'whatsapp:' : '',
    async ask(path, form) {
      const response = await fetch(root + path, {
        method: form ? 'POST' : 'GET',
        headers: { authorization, accept: 'application/json' },
        body: form ?? null,
        redirect: 'error',
        signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS),
      });
      const body = readJson(await response.text());
      if (response.ok && body !== null) return { ok: true, body };
      return { ok: false, refusal: refusalOf(response, body) };
    },
  };
}

async function handOver(line: Line, message: OutgoingMessage): Promise<Delivery> {
  const number = readNumber(message.to.address);
  if (number === null) {
    const reason = `"${message.to.address.slice(0, 100)}" is no number with its country's code`;
    return { outcome: 'refused', reason, permanent: true };
  }
  const text = message.text.trim();
  if (text === '' || text.length > LONGEST_BODY) {
    const reason = `A text has 1 to ${LONGEST_BODY} characters; this one has ${text.length}`;
    return { outcome: 'refused', reason, permanent: false };
  }
  const to = line.prefix + number;
  try {
    const earlier = message.attempt > 1 ? await findEarlier(line, message, to, text) : null;
    const answer = earlier ?? (await line.ask('/Messages.json', formOf(line, message, to, text)));
    if (!answer.ok) return classifyRefusal(answer.refusal, message.attempt);
    const { segments, encoding } = textLength(text);
    const size = `${segments} ${segments === 1 ? 'segment' : 'segments'}, ${encoding}`;
    const { sid, status } = answer.body;
    const was = earlier ? 'an earlier attempt had arrived' : String(status);
    return { outcome: 'accepted', detail: `${was} as ${sid} (${size})` };
  } catch (error) {
    return classifyBreak(error, message.attempt);
  }
}

/** An earlier attempt of which nobody knows may have arrived: its words are looked for first. */
async function findEarlier(
  line: Line,
  message: OutgoingMessage,
  to: string,
  text: string,
): Promise<Answer | null> {
  const query = new URLSearchParams({ To: to, PageSize: '50' });
  const answer = await line.ask(`/Messages.json?${query}`);
  if (!answer.ok) return answer;
  const { messages } = answer.body;
  const found = (Array.isArray(messages) ? messages : []).find((one: Record<string, unknown>) => {
    const age = message.date.epochMilliseconds - Date.parse(String(one.date_created));
    const isRecent = age < LOOK_BACK_HOURS * 3_600_000;
    return isRecent && one.body === text && !NEVER_LEFT.has(String(one.status));
  });
  return found ? { ok: true, body: found } : null;
}

function formOf(
  { options, prefix }: Line,
  message: OutgoingMessage,
  to: string,
  text: string,
): URLSearchParams {
  const form = new URLSearchParams({ To: to, Body: text });
  if (/^MG[0-9a-f]{32}$/.test(options.from)) form.set('MessagingServiceSid', options.from);
  else form.set('From', prefix + options.from);
  if (options.statusUrl !== null) {
    const query = new URLSearchParams({ message: message.headerId.slice(1, -1) });
    form.set('StatusCallback', `${options.statusUrl}?${query}`);
  }
  return form;
}

async function check({ ask }: Line): Promise<string | null> {
  let what: Delivery;
  try {
    const answer = await ask('.json');
    if (answer.ok) {
      const { status } = answer.body;
      return status === 'active' ? null : `The account of the text service is ${status}`;
    }
    what = classifyRefusal(answer.refusal, 1);
  } catch (error) {
    what = classifyBreak(error, 1);
  }
  return what.outcome === 'accepted' ? null : what.reason;
}

function readJson(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

function refusalOf(response: Response, body: Record<string, unknown> | null): Refusal {
  const wait = response.headers.get('retry-after') ?? '';
  // A yes that cannot be read is no yes, and may be one all the same.
  const status = response.ok ? 502 : response.status;
  return {
    status,
    code: typeof body?.code === 'number' ? body.code : null,
    message: typeof body?.message === 'string' ? body.message : response.statusText,
    retryAfter: /^\d{1,6}$/.test(wait) ? Number(wait) : null,
  };
}
