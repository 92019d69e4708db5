import { RefusedError } from '../base/index.ts';
import type { TemplatePurpose } from './view.ts';
import type { Address } from './words/index.ts';

/** The channels that have words of their own. A letter is an email's body on paper. */
export const TEMPLATE_CHANNELS = ['email', 'sms', 'phone', 'propose'] as const;

export type TemplateChannel = (typeof TEMPLATE_CHANNELS)[number];

/** Every way a message can go. */
export type Channel = TemplateChannel | 'letter' | 'whatsapp' | 'call';

/** Whose words a channel uses. */
export function templateChannel(channel: Channel): TemplateChannel {
  if (channel === 'letter') return 'email';
  if (channel === 'whatsapp') return 'sms';
  return channel === 'call' ? 'phone' : channel;
}

/**
 * A message as it is written for one channel: front matter, a subject, and one body that is read
 * twice, once as a plain letter and once for the HTML layout. One body, because two drift apart
 * when translated. A file holds several of them, one for each section.
 */
export interface Template {
  id: string;
  /** BCP 47 language such as "en", or a locale such as "en-US" where a place has its own words. */
  language: string;
  address: Address;
  channel: TemplateChannel;
  /** 1 warm … 5 last notice. */
  tone: number;
  purpose: TemplatePurpose;
  version: number;
  subject: string;
  body: string;
  /** Lines of the file on which subject and body begin, so that errors name the right line. */
  subjectLine: number;
  bodyLine: number;
}

const PURPOSES: readonly TemplatePurpose[] = [
  'heads-up',
  'step',
  'promise-broken',
  'not-found',
  'plan-heads-up',
  'plan-missed',
  'thanks',
  'statement',
  'plan-offered',
  'plan-agreed',
  'dispute-received',
  'dispute-resolved',
  'hardship',
  'thank-you',
  'answer-received',
  'pre-action',
];

/** What stands between the dashes of a section's line, and whose words the section has. */
const SECTIONS: Readonly<Record<string, TemplateChannel>> = {
  sms: 'sms',
  call: 'phone',
  note: 'propose',
};

function refuse(name: string, line: number, message: string): never {
  throw new RefusedError('bad-template', `${name}, line ${line}: ${message}`, {
    problems: [{ line, column: null, value: null, message }],
  });
}

/** A section's words and the line of the file on which they begin. */
interface Section {
  channel: TemplateChannel;
  body: string;
  line: number;
}

/**
 * Reads a template file: front matter between two lines of `---`, the body for email and letter,
 * then sections for other channels, each below a line such as `--- sms ---`. The file stands for
 * one template per section.
 * @throws RefusedError `bad-template` with the line.
 */
export function parseTemplates(
  source: string,
  name = 'template',
  address: Address = 'formal',
): Template[] {
  const lines = source
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n');
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end < 0) refuse(name, 1, 'front matter between two lines of --- first');
  const front = frontMatter(lines.slice(0, end), name);
  const sections = sectionsOf(lines, end + 1, name);
  if (sections.length === 0) refuse(name, end + 1, 'the body is empty');
  // The subject is the mail's. A text message has none, and a call beside a mail is titled like
  // every call.
  const [{ channel: main } = { channel: 'email' }] = sections;
  return sections.map(({ channel, body, line }) => ({
    ...front,
    subject: channel === main ? front.subject : '',
    address,
    channel,
    body,
    bodyLine: line,
  }));
}

/** Reads a file that has one section. @throws RefusedError `bad-template` with the line. */
export function parseTemplate(source: string, name = 'template'): Template {
  const [first, second] = parseTemplates(source, name);
  if (second) refuse(name, second.bodyLine, 'one section is meant here');
  return first!;
}

type Front = Omit<Template, 'address' | 'channel' | 'body' | 'bodyLine'>;

function frontMatter(lines: readonly string[], name: string): Front {
  const fields = new Map<string, { value: string; line: number }>();
  for (let at = 1; at < lines.length; at += 1) {
    if (lines[at]!.trim() === '') continue;
    const match = /^([a-z]+):\s*(.+)$/.exec(lines[at]!);
    if (!match) refuse(name, at + 1, `"${lines[at]}" is not of the form name: value`);
    fields.set(match[1]!, { value: match[2]!.trim(), line: at + 1 });
  }
  const field = (key: string) => fields.get(key) ?? refuse(name, 1, `${key} is missing`);
  const whole = (key: string, from: number, to: number) => {
    const { value, line } = field(key);
    const number = Number(value);
    const fits = Number.isInteger(number) && number >= from && number <= to;
    return fits ? number : refuse(name, line, `${key} is a whole number from ${from} to ${to}`);
  };
  const said = field('purpose');
  const purpose = PURPOSES.find((one) => one === said.value);
  if (!purpose) {
    refuse(name, said.line, `purpose is one of ${PURPOSES.join(', ')}, not "${said.value}"`);
  }
  return {
    id: field('id').value,
    language: field('language').value,
    tone: whole('tone', 1, 5),
    purpose,
    version: whole('version', 1, 1_000_000),
    subject: field('subject').value,
    subjectLine: field('subject').line,
  };
}

function sectionsOf(lines: readonly string[], from: number, name: string): Section[] {
  const sections: Section[] = [];
  let section: Section = { channel: 'email', body: '', line: from + 1 };
  const close = (at: number) => {
    const body = lines.slice(section.line - 1, at).join('\n');
    if (body.trim() !== '') sections.push({ ...section, body: `${body.trimEnd()}\n` });
    else if (section.line !== from + 1) refuse(name, section.line - 1, 'the section is empty');
  };
  for (let at = from; at < lines.length; at += 1) {
    const title = /^---\s*(\S+)\s*---\s*$/.exec(lines[at]!)?.[1];
    if (title === undefined) continue;
    close(at);
    const channel = SECTIONS[title];
    if (!channel) {
      const known = Object.keys(SECTIONS).join(', ');
      refuse(name, at + 1, `a section is one of ${known}, not "${title}"`);
    }
    if (sections.some((one) => one.channel === channel)) {
      refuse(name, at + 1, `there are two sections "${title}"`);
    }
    section = { channel, body: '', line: at + 2 };
  }
  close(lines.length);
  return sections;
}
