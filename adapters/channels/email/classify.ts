import { type Delivery, waitAfterAttempt } from '../channel.ts';

/** What nodemailer tells about a failed attempt, as far as we read it. */
export interface MailError {
  code?: string | undefined;
  /** The system's own code, such as ECONNREFUSED, under nodemailer's. */
  originalCode?: string | undefined;
  responseCode?: number | undefined;
  response?: string | undefined;
  command?: string | undefined;
  message: string;
}

const LOGIN_WAIT_SECONDS = 15 * 60;
const NEVER_CONNECTED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH']);

/**
 * What a failed attempt means (RFC 5321 section 4.2, RFC 3463 for the enhanced codes): 4yz is
 * "later", 5yz is "no". A no to the recipient is about the address; any other no is about this
 * message or about us. A line that breaks once the server was reached leaves it open whether the
 * message arrived.
 */
export function classify(error: MailError, attempt: number): Delivery {
  const { code, responseCode, response } = error;
  const said = (response ?? error.message).replace(/\s+/g, ' ').slice(0, 300);
  if (code === 'EAUTH' || code === 'ENOAUTH' || code === 'EOAUTH2') {
    return later('login', `The mail server did not let us in: ${said}`, LOGIN_WAIT_SECONDS);
  }
  if (responseCode !== undefined && responseCode >= 400 && responseCode < 500) {
    return later('busy', `The mail server asked to try later: ${said}`, waitAfterAttempt(attempt));
  }
  // 503 says that the session was out of step, not that the message is refused.
  if (responseCode !== undefined && responseCode >= 500 && responseCode !== 503) {
    return { outcome: 'refused', reason: said, permanent: isAboutAddress(error) };
  }
  if (code === 'ETLS' || code === 'EDNS' || isNeverConnected(error)) {
    const reason = `The mail server could not be reached: ${said}`;
    return later('connection', reason, waitAfterAttempt(attempt));
  }
  if (code === 'EENVELOPE' || code === 'EMESSAGE' || code === 'EMAXLIMIT') {
    return { outcome: 'refused', reason: said, permanent: false };
  }
  const reason = `The connection broke, they may have it already: ${said}`;
  return later('unknown', reason, waitAfterAttempt(attempt));
}

function later(
  code: Extract<Delivery, { outcome: 'deferred' }>['code'],
  reason: string,
  retryAfterSeconds: number,
): Delivery {
  return { outcome: 'deferred', code, reason, retryAfterSeconds };
}

function isNeverConnected(error: MailError): boolean {
  return (
    NEVER_CONNECTED.has(error.originalCode ?? '') ||
    NEVER_CONNECTED.has(error.code ?? '') ||
    /greeting never received|connection timeout/i.test(error.message)
  );
}

/** The recipient was refused for a reason of the address: 5.1.x, 5.2.1, a bare 550, 551, 553. */
function isAboutAddress({ command, responseCode, response = '' }: MailError): boolean {
  const enhanced = /\b5\.(\d{1,3})\.(\d{1,3})\b/.exec(response);
  if (enhanced) {
    if (enhanced[1] === '1') return enhanced[2] !== '7' && enhanced[2] !== '8';
    return enhanced[1] === '2' && enhanced[2] === '1';
  }
  return command === 'RCPT TO' && [550, 551, 553].includes(responseCode ?? 0);
}
