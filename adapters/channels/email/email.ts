import { readFileSync } from 'node:fs';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Channel, Delivery, OutgoingMessage, Party } from '../channel.ts';
import { readAddress } from './address.ts';
import { classify, type MailError } from './classify.ts';

export interface EmailOptions {
  /** smtp:// or smtps:// with user and password in it; nodemailer's options as its query. */
  smtpUrl: string;
  /** Messages a minute to one recipient domain. */
  perDomainPerMinute: number;
  dkim: { domain: string; selector: string; keyFile: string } | null;
  /** Connections held open to the server at once. */
  connections?: number;
  /** How long the server may be silent before we give up, in milliseconds. */
  timeoutMs?: number;
}

const CONNECTIONS = 5;
const TIMEOUT_MS = 30_000;
// A server that trickles its replies is never silent; this bounds one message as a whole.
const MESSAGE_TIMEOUTS = 4;

/** Email by SMTP: pooled connections, paced per recipient domain, signed where there is a key. */
export function createEmailChannel(options: EmailOptions): Channel {
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const transport = createTransport(transportOptions(options, timeoutMs));
  const pace = new RateLimiterMemory({
    points: Math.max(1, options.perDomainPerMinute),
    duration: 60,
  });
  const underWay = new Set<Promise<Delivery>>();

  async function handOver(message: OutgoingMessage): Promise<Delivery> {
    const to = readAddress(message.to.address);
    const from = readAddress(message.from.address);
    if (to === null) {
      const reason = `"${message.to.address.slice(0, 100)}" is not an email address`;
      return { outcome: 'refused', reason, permanent: true };
    }
    if (from === null) {
      const reason = `"${message.from.address.slice(0, 100)}" cannot be sent from`;
      return { outcome: 'refused', reason, permanent: false };
    }
    const wait = await secondsToWait(pace, to.domain);
    if (wait > 0) {
      const reason = `At most ${options.perDomainPerMinute} messages a minute go to ${to.domain}`;
      return { outcome: 'deferred', code: 'pace', reason, retryAfterSeconds: wait };
    }
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), timeoutMs * MESSAGE_TIMEOUTS);
    try {
      const mail = mailOf(message, from.address, to.address);
      const sent = await transport.sendMail({ ...mail, signal: giveUp.signal });
      return { outcome: 'accepted', detail: sent.response };
    } catch (error) {
      return classify(error as MailError, message.attempt);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    name: 'email',
    deliver(message) {
      const attempt = handOver(message).finally(() => underWay.delete(attempt));
      underWay.add(attempt);
      return attempt;
    },
    async check() {
      try {
        await transport.verify();
        return null;
      } catch (error) {
        const what = classify(error as MailError, 1);
        return what.outcome === 'accepted' ? null : what.reason;
      }
    },
    async close() {
      await Promise.allSettled([...underWay]);
      transport.close();
    },
  };
}

function transportOptions(options: EmailOptions, timeoutMs: number) {
  const url = new URL(options.smtpUrl);
  const loopback = ['localhost', '127.0.0.1', '[::1]', '::1'].includes(url.hostname);
  const decided = ['ignoreTLS', 'requireTLS', 'secure'].some((name) => url.searchParams.has(name));
  return {
    url: options.smtpUrl,
    pool: true as const,
    maxConnections: options.connections ?? CONNECTIONS,
    maxMessages: 500,
    // A message whose line broke is tried again by the outbox, where it is written down.
    maxRequeues: 0,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    // A password is not sent in the clear over a network unless the address says so.
    ...(url.username !== '' && url.protocol === 'smtp:' && !loopback && !decided
      ? { requireTLS: true }
      : {}),
    ...(options.dkim
      ? {
          dkim: {
            domainName: options.dkim.domain,
            keySelector: options.dkim.selector,
            privateKey: readFileSync(options.dkim.keyFile, 'utf8'),
          },
        }
      : {}),
  };
}

/** 0 when the message may go now, else the seconds until its domain has room again. */
async function secondsToWait(pace: RateLimiterMemory, domain: string): Promise<number> {
  try {
    await pace.consume(domain);
    return 0;
  } catch (full) {
    if (full instanceof RateLimiterRes) return Math.max(1, Math.ceil(full.msBeforeNext / 1000));
    throw full;
  }
}

function named(party: Party, address: string): { name: string; address: string } {
  return { name: party.name.replace(/[\p{Cc}<>"\u2028\u2029]+/gu, ' ').trim(), address };
}

function mailOf(message: OutgoingMessage, from: string, to: string): SendMailOptions {
  const replyTo = message.replyTo === null ? null : readAddress(message.replyTo);
  const headers: Record<string, string> = {
    'Auto-Submitted': 'auto-generated',
    'Content-Language': message.language.replace(/[^A-Za-z0-9-]/g, ''),
  };
  if (message.notMeUrl !== null && URL.canParse(message.notMeUrl)) {
    headers['List-Unsubscribe'] = `<${new URL(message.notMeUrl).href}>`;
  }
  return {
    messageId: message.headerId,
    date: new Date(message.date.epochMilliseconds),
    from: named(message.from, from),
    to: named(message.to, to),
    ...(replyTo ? { replyTo: replyTo.address } : {}),
    envelope: { from, to: [to] },
    subject: message.subject.replace(/[\p{Cc}\u2028\u2029]+/gu, ' '),
    text: message.text,
    ...(message.html === '' ? {} : { html: message.html }),
    headers,
  };
}
