import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signForm } from '../../adapters/channels/index.ts';

/** A message as the service holds it; what it answers is made of these. */
export interface HeldText {
  sid: string;
  to: string;
  from: string | null;
  service: string | null;
  body: string;
  status: string;
  errorCode: number | null;
  callback: string | null;
}

/** How the service behaves: as it should, or an error, or a line that breaks before or after. */
export type Behaviour =
  | 'accept'
  | 'break'
  | 'take-and-break'
  | { status: number; code: number; message: string; retryAfter?: number };

/** The part of Twilio that we use, on loopback, with a memory. */
export interface FakeTwilio {
  url: string;
  account: string;
  token: string;
  texts: HeldText[];
  /** Numbers that wrote STOP to it. */
  stopped: Set<string>;
  behave(as: Behaviour): void;
  /** Moves a message to a state and tells its callback, signed, as the service does. */
  report(text: HeldText, status: string, errorCode?: number): Promise<Response | null>;
  close(): Promise<void>;
}

const NOW = 'Tue, 24 Nov 2026 09:30:00 +0000';

/** Starts the service on a free port of this machine. */
export async function startFakeTwilio(): Promise<FakeTwilio> {
  const account = `AC${randomBytes(16).toString('hex')}`;
  const token = randomBytes(16).toString('hex');
  const login = `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`;
  const texts: HeldText[] = [];
  const stopped = new Set<string>();
  let as: Behaviour = 'accept';

  const take = taker(account, texts, stopped);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const body = await readAll(request);
    const answer: Answer = (status, value, headers = {}) => {
      if (as === 'take-and-break') return void request.socket.destroy();
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(value));
    };
    const path = url.pathname.replace(`/2010-04-01/Accounts/${account}`, '');
    if (request.headers.authorization !== login) {
      answer(401, errorBody(401, 20003, 'Authenticate'));
    } else if (request.method === 'GET' && path === '.json') {
      answer(200, { sid: account, status: 'active', friendly_name: 'trial' });
    } else if (path !== '/Messages.json') {
      answer(404, errorBody(404, 20404, `The requested resource ${path} was not found`));
    } else if (request.method === 'GET') {
      const to = url.searchParams.get('To');
      const found = texts.filter((one) => to === null || one.to === to);
      const messages = found.map((one) => resourceOf(account, one));
      answer(200, { messages, page: 0, page_size: 50, next_page_uri: null });
    } else if (as === 'break') {
      request.socket.destroy();
    } else if (typeof as === 'object') {
      const { status, code, message, retryAfter } = as;
      const wait = retryAfter === undefined ? null : { 'retry-after': String(retryAfter) };
      answer(status, errorBody(status, code, message), wait ?? {});
    } else {
      const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlenc');
      take(new URLSearchParams(isForm ? body : ''), answer);
    }
  }

  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ account, token, texts, stopped },
    behave: (how) => {
      as = how;
    },
    async report(text, status, errorCode) {
      text.status = status;
      text.errorCode = errorCode ?? null;
      if (text.callback === null) return null;
      return post(token, text.callback, callbackOf(account, text));
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Takes a message, or says why not. */
function taker(
  account: string,
  texts: HeldText[],
  stopped: ReadonlySet<string>,
): (form: URLSearchParams, answer: Answer) => void {
  return (form, answer) => {
    const problem = problemOf(form, stopped);
    if (problem) {
      answer(400, errorBody(400, ...problem));
      return;
    }
    const text: HeldText = {
      sid: `SM${randomBytes(16).toString('hex')}`,
      to: form.get('To')!,
      from: form.get('From'),
      service: form.get('MessagingServiceSid'),
      body: form.get('Body')!,
      status: 'queued',
      errorCode: null,
      callback: form.get('StatusCallback'),
    };
    texts.unshift(text);
    answer(201, resourceOf(account, text));
  };
}

type Answer = (status: number, body: object, headers?: Record<string, string>) => void;

/** Posts a form as the service does: signed for the address it is posted to. */
export function post(
  token: string,
  url: string,
  fields: Record<string, string>,
): Promise<Response> {
  const form = new URLSearchParams(fields);
  const signature = signForm(token, url, form);
  return fetch(url, { method: 'POST', body: form, headers: { 'x-twilio-signature': signature } });
}

/** What the service posts to a status callback. */
function callbackOf(account: string, text: HeldText): Record<string, string> {
  return {
    AccountSid: account,
    ApiVersion: '2010-04-01',
    From: text.from ?? '',
    MessageSid: text.sid,
    MessageStatus: text.status,
    SmsSid: text.sid,
    SmsStatus: text.status,
    To: text.to,
    ...(text.errorCode === null ? {} : { ErrorCode: String(text.errorCode) }),
  };
}

/** What the service refuses: its codes and words. */
function problemOf(form: URLSearchParams, stopped: ReadonlySet<string>): [number, string] | null {
  const to = form.get('To') ?? '';
  if (to === '') return [21604, "A 'To' phone number is required."];
  if (!form.get('From') && !form.get('MessagingServiceSid')) {
    return [21603, "A 'From' phone number is required."];
  }
  if (!form.get('Body')) return [21602, 'Message body is required.'];
  if (form.get('Body')!.length > 1600)
    return [21617, 'The concatenated message body exceeds 1600.'];
  if (!/^(whatsapp:)?\+[1-9]\d{7,14}$/.test(to)) {
    return [21211, `The 'To' number ${to} is not a valid phone number.`];
  }
  if (stopped.has(to)) return [21610, 'Attempt to send to unsubscribed recipient'];
  return null;
}

function errorBody(status: number, code: number, message: string) {
  return { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status };
}

/** The resource as the service's API description has it (api.v2010.account.message). */
function resourceOf(account: string, text: HeldText) {
  const uri = `/2010-04-01/Accounts/${account}/Messages/${text.sid}`;
  return {
    account_sid: account,
    api_version: '2010-04-01',
    body: text.body,
    date_created: NOW,
    date_sent: null,
    date_updated: NOW,
    direction: 'outbound-api',
    error_code: text.errorCode,
    error_message: null,
    from: text.from,
    messaging_service_sid: text.service,
    num_media: '0',
    num_segments: '1',
    price: null,
    price_unit: null,
    sid: text.sid,
    status: text.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: text.to,
    uri: `${uri}.json`,
  };
}

async function readAll(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
