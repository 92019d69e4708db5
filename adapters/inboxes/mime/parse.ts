import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import {
  type InboundMail,
  idsIn,
  type MailAttachment,
  type MailReport,
} from '../../../core/discuss/index.ts';
import { htmlToText } from './html-text.ts';
import { sniffType } from './sniff.ts';

/** What is kept of a mail's words, in characters. */
const TEXT_LIMIT = 100_000;
const SUBJECT_LIMIT = 500;
const REPORT_LIMIT = 20_000;

/**
 * Reads a mail as it came over the wire (RFC 5322, MIME). Never throws for what a sender wrote: a
 * mail that is no mail is one without words.
 */
export async function parseMail(raw: Uint8Array): Promise<InboundMail> {
  const email = await read(raw);
  const headers = new Map<string, string>();
  for (const { key, value } of email.headers) if (!headers.has(key)) headers.set(key, value);
  const [from] = partiesOf(email.from === undefined ? [] : [email.from]);
  const reports = email.attachments.flatMap(reportOf);
  const ids = idsIn(email.inReplyTo ?? '');
  const references = idsIn(email.references ?? '').toReversed();
  return {
    messageId: idsIn(email.messageId ?? '')[0] ?? null,
    answers: [...new Set([...ids, ...references])],
    from: from ?? null,
    to: recipientsOf(email, headers),
    subject: clean(email.subject ?? '')
      .replace(/\s+/g, ' ')
      .slice(0, SUBJECT_LIMIT),
    sentAt: email.date !== undefined && /^\d{4}-\d\d-\d\dT/.test(email.date) ? email.date : null,
    headers,
    text: clean(wordsOf(email)).slice(0, TEXT_LIMIT),
    reports,
    attachments: email.attachments.flatMap((one) => (reportOf(one).length > 0 ? [] : fileOf(one))),
  };
}

async function read(raw: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(raw, { forceRfc822Attachments: true, maxNestingDepth: 50 });
  } catch {
    // Nested or long beyond reason: its headers alone tell who wrote and about what.
    const end = Buffer.from(raw).indexOf('\r\n\r\n');
    const headers = raw.subarray(0, Math.min(end === -1 ? raw.length : end, 64 * 1024));
    const only = Buffer.concat([
      Buffer.from(
        Buffer.from(headers)
          .toString('latin1')
          .replace(/^content-(?:type|transfer-encoding):.*(?:\r?\n[ \t].*)*\r?\n?/gim, ''),
        'latin1',
      ),
      Buffer.from('\r\n\r\n'),
    ]);
    return PostalMime.parse(only);
  }
}

/** The plain part where it has words; else those of the HTML. */
function wordsOf(email: Email): string {
  const text = email.text?.trim() ?? '';
  return text !== '' || email.html === undefined ? text : htmlToText(email.html);
}

// PostgreSQL keeps no zero bytes, and nobody reads control characters.
function clean(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '').toWellFormed();
}

function partiesOf(addresses: readonly Address[]) {
  return addresses
    .flatMap((one) => one.group ?? [one])
    .filter((one) => /^[^\s@]+@[^\s@]+$/.test(one.address))
    .map((one) => ({
      name: clean(one.name).slice(0, 200),
      address: clean(one.address).toLowerCase().slice(0, 320),
    }));
}

function recipientsOf(email: Email, headers: ReadonlyMap<string, string>): string[] {
  const named = partiesOf([...(email.to ?? []), ...(email.cc ?? [])]).map((one) => one.address);
  const delivered = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to'].flatMap(
    (name) =>
      headers
        .get(name)
        ?.toLowerCase()
        .match(/[^\s<>,;"']+@[^\s<>,;"']+/g) ?? [],
  );
  return [...new Set([...delivered, ...named])].slice(0, 100);
}

const REPORTS: Readonly<Record<string, MailReport['kind']>> = {
  'message/delivery-status': 'delivery-status',
  'message/global-delivery-status': 'delivery-status',
  'message/feedback-report': 'feedback',
  'message/rfc822': 'original',
  'message/global': 'original',
  'message/rfc822-headers': 'original',
  'text/rfc822-headers': 'original',
};

function reportOf({ mimeType, content }: Attachment): MailReport[] {
  const kind = REPORTS[mimeType];
  if (kind === undefined) return [];
  const text = clean(new TextDecoder().decode(bytesOf(content)));
  return [{ kind, text: text.slice(0, REPORT_LIMIT) }];
}

function fileOf({ filename, content }: Attachment): MailAttachment[] {
  const bytes = bytesOf(content);
  return [{ name: clean(filename ?? ''), type: sniffType(bytes), bytes }];
}

function bytesOf(content: Attachment['content']): Uint8Array {
  if (typeof content === 'string') return Buffer.from(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}
