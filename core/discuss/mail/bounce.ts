import { headerOf, idsIn } from './clues.ts';
import type { InboundMail } from './mail.ts';

/** What a mail system says became of a message it had taken. */
export interface Bounce {
  /** Given up for good because of the address; false for a full mailbox, a policy, or later. */
  permanent: boolean;
  /** Still being tried: nothing has become of it yet. */
  delayed: boolean;
  recipient: string | null;
  /** What the other side said, in its words. */
  reason: string;
  /** Message-IDs found in what was returned. */
  about: string[];
}

const LONGEST_BOUNCE = 20_000;
const FROM_MACHINE = /^(mailer-daemon|postmaster|mail-daemon|mdaemon|bounces?)([+.-][^@]*)?@/;
const SUBJECTS = [
  'undeliver(?:able|ed)',
  'delivery (?:status notification|failure|has failed|failed|incomplete)',
  'returned mail',
  'mail delivery (?:failed|failure|system)',
  'failure notice',
  'message (?:not delivered|delivery failure|could not be delivered)',
  'unzustellbar',
  'nicht zugestellt',
  'non remis',
  'onbestelbaar',
  'no se puede entregar',
  'no entregado',
  'non recapitabile',
  'mancata consegna',
  'niedostarczon',
  'não entregue',
  '配信不能',
  '配信できません',
  '退信',
  '无法投递',
  'تعذر التسليم',
];
const SUBJECT = new RegExp(SUBJECTS.join('|'), 'i');
const NOBODY = new RegExp(
  [
    '(user|recipient|address|mailbox|account)\\W{1,3}(?:[\\w<>@.-]{1,100} ){0,4}(unknown|not found|invalid|disabled)',
    "(user|recipient|address|mailbox|account)\\W{1,3}(?:[\\w<>@.-]{1,100} ){0,4}(does not exist|doesn't exist)",
    '(user|recipient|address|mailbox|account)\\W{1,3}(?:[\\w<>@.-]{1,100} ){0,4}(unavailable|rejected)',
    'no such (user|recipient|mailbox|address|person)',
    'unknown (user|recipient|address)',
    '\\b55[013]\\b',
  ].join('|'),
  'i',
);

/**
 * Reads a mail as a bounce: a report by RFC 3464, or what mail systems wrote before and beside it.
 * Null when it is none. The codes are those of RFC 3463.
 */
export function readBounce(mail: InboundMail): Bounce | null {
  const status = mail.reports.find((one) => one.kind === 'delivery-status');
  if (status) return standardBounce(mail, status.text);
  const type = mail.headers.get('content-type') ?? '';
  const machine =
    FROM_MACHINE.test(mail.from?.address ?? '') || mail.headers.has('x-failed-recipients');
  const says = SUBJECT.test(mail.subject) || /report-type="?delivery-status/i.test(type);
  return machine && says ? plainBounce(mail) : null;
}

function standardBounce(mail: InboundMail, text: string): Bounce | null {
  const action = headerOf(text, 'action').toLowerCase();
  if (action === 'delivered' || action === 'relayed' || action === 'expanded') return null;
  const code = headerOf(text, 'status');
  const said = headerOf(text, 'diagnostic-code').replace(/^smtp;\s*/i, '');
  const recipient = headerOf(text, 'final-recipient') || headerOf(text, 'original-recipient');
  const delayed = action === 'delayed' || (action !== 'failed' && code.startsWith('4'));
  return {
    permanent: !delayed && isAboutAddress(code, said),
    delayed,
    recipient: recipient.replace(/^[^;]*;\s*/, '').toLowerCase() || null,
    reason: words(said || code || mail.subject),
    about: idsAbout(mail),
  };
}

function plainBounce(mail: InboundMail): Bounce {
  const text = mail.text.slice(0, LONGEST_BOUNCE);
  const line = /^.*\b[45]\d\d[ -].*$/m.exec(text)?.[0] ?? '';
  const code = /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(text)?.[0] ?? '';
  const failed = mail.headers
    .get('x-failed-recipients')
    ?.toLowerCase()
    .split(/[\s,]+/)[0];
  const delayed = /\b(delayed|will (?:be )?retr|still trying|wird erneut)/i.test(
    `${mail.subject} ${text.slice(0, 600)}`,
  );
  return {
    permanent: !delayed && isAboutAddress(code, line || text.slice(0, 2000)),
    delayed,
    recipient:
      failed || /<?([^\s<>"']{1,64}@[^\s<>"']{1,250}\.[a-z]{2,20})>?:?/i.exec(text)?.[1] || null,
    reason: words(line || mail.subject),
    about: idsAbout(mail),
  };
}

/** 5.1.x but policy codes, and 5.2.1: the address is no good. Words where there is no code. */
function isAboutAddress(code: string, said: string): boolean {
  const known = /\b5\.(\d{1,3})\.(\d{1,3})\b/.exec(`${code} ${said}`);
  if (known && known[1] !== '0') {
    if (known[1] === '1') return known[2] !== '7' && known[2] !== '8';
    return known[1] === '2' && known[2] === '1';
  }
  if (/^4/.test(code)) return false;
  return NOBODY.test(said) && !/\b5\.7\.|spam|policy|blocked|blacklist|quota|full/i.test(said);
}

function idsAbout(mail: InboundMail): string[] {
  const originals = mail.reports.filter((one) => one.kind === 'original');
  const returned = originals.flatMap((one) => idsIn(headerOf(one.text, 'message-id')));
  const quoted = [
    ...mail.text.slice(0, LONGEST_BOUNCE).matchAll(/^[>\s]*message-id:\s*(<[^<>\s]{3,250}>)/gim),
  ];
  return [...new Set([...returned, ...quoted.map((found) => found[1]!), ...mail.answers])];
}

function words(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 300);
}
