import { type Delivery, waitAfterAttempt } from '../channel.ts';

/** What the service answered instead of yes, as far as we read it. */
export interface Refusal {
  status: number;
  /** The service's own number for what is wrong. */
  code: number | null;
  message: string;
  /** Seconds it asked us to wait. */
  retryAfter: number | null;
}

/** They wrote STOP: the network itself takes nothing for them any more. */
const UNSUBSCRIBED = 21610;
/** No such number, none that takes texts, none that is on WhatsApp. */
const BAD_NUMBER = new Set([21211, 21214, 21217, 21401, 21421, 21614, 21635, 63003, 63024]);
/** Our own number or account, which a person can mend: nothing is lost until then. */
const OUR_FAULT = new Set([20003, 20005, 20404, 21212, 21603, 21606, 21659, 21660, 63007]);

const LOGIN_WAIT_SECONDS = 15 * 60;
const LONGEST_ASKED_WAIT_SECONDS = 24 * 3600;
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** What a refusal means for the message, by its code and else by its status. */
export function classifyRefusal(refusal: Refusal, attempt: number): Delivery {
  const { status, code, retryAfter } = refusal;
  const said = sayRefusal(refusal);
  const wait = waitAfterAttempt(attempt);
  if (code === UNSUBSCRIBED) {
    const reason = `They asked for no more texts from this number: ${said}`;
    return { outcome: 'refused', reason, permanent: true, unsubscribed: true };
  }
  if (code !== null && BAD_NUMBER.has(code)) {
    return { outcome: 'refused', reason: said, permanent: true };
  }
  if (status === 401 || status === 403 || (code !== null && OUR_FAULT.has(code))) {
    const reason = `The text service does not take messages from us: ${said}`;
    return later('login', reason, LOGIN_WAIT_SECONDS);
  }
  if (status === 429 || status === 503) {
    const asked = Math.min(LONGEST_ASKED_WAIT_SECONDS, retryAfter ?? 0);
    return later('busy', `The text service asked to try later: ${said}`, Math.max(wait, asked));
  }
  if (status >= 500) {
    return later('unknown', `The text service failed, they may have it already: ${said}`, wait);
  }
  return { outcome: 'refused', reason: said, permanent: false };
}

/** What a line that broke means: nothing was tried, or nobody knows. */
export function classifyBreak(error: unknown, attempt: number): Delivery {
  const { message, code } = innermost(error);
  const wait = waitAfterAttempt(attempt);
  if (NEVER_CONNECTED.has(code)) {
    return later('connection', `The text service could not be reached: ${message}`, wait);
  }
  return later('unknown', `The connection broke, they may have it already: ${message}`, wait);
}

function sayRefusal({ status, code, message }: Refusal): string {
  const said = message.replace(/\s+/g, ' ').trim().slice(0, 300);
  return `${said} (${code === null ? `status ${status}` : `code ${code}`})`;
}

function later(
  code: Extract<Delivery, { outcome: 'deferred' }>['code'],
  reason: string,
  retryAfterSeconds: number,
): Delivery {
  return { outcome: 'deferred', code, reason, retryAfterSeconds };
}

/** The system's own error under those of fetch. */
function innermost(error: unknown): { message: string; code: string } {
  let one = error;
  while (one instanceof Error && one.cause instanceof Error) one = one.cause;
  const code = one instanceof Error && 'code' in one ? String(one.code) : '';
  const message = one instanceof Error ? one.message || code : String(one);
  return { message: message.slice(0, 300), code };
}
