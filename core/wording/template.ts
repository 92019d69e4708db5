import { RefusedError } from '../base/index.ts';
import type { TemplatePurpose } from './view.ts';

/**
 * A message as it is written: front matter, a subject, and one body that is read twice, once as a
 * plain letter and once for the HTML layout. One body, because two drift apart when translated.
 */
export interface Template {
  id: string;
  /** BCP 47 language, such as "en". */
  language: string;
  channel: 'email' | 'phone' | 'propose';
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
];
const CHANNELS = ['email', 'phone', 'propose'] as const;

function refuse(name: string, line: number, message: string): never {
  throw new RefusedError('bad-template', `${name}, line ${line}: ${message}`, {
    problems: [{ line, column: null, value: null, message }],
  });
}

/**
 * Reads a template file: front matter between two lines of `---`, then the body.
 * @throws RefusedError `bad-template` with the line.
 */
export function parseTemplate(source: string, name = 'template'): Template {
  const lines = source
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n');
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end < 0) refuse(name, 1, 'front matter between two lines of --- first');
  const fields = new Map<string, { value: string; line: number }>();
  for (let at = 1; at < end; at += 1) {
    if (lines[at]!.trim() === '') continue;
    const match = /^([a-z]+):\s*(.+)$/.exec(lines[at]!);
    if (!match) refuse(name, at + 1, `"${lines[at]}" is not of the form name: value`);
    fields.set(match[1]!, { value: match[2]!.trim(), line: at + 1 });
  }
  const field = (key: string) => fields.get(key) ?? refuse(name, 1, `${key} is missing`);
  const oneOf = <T extends string>(key: string, allowed: readonly T[]): T => {
    const { value, line } = field(key);
    const found = allowed.find((one) => one === value);
    return found ?? refuse(name, line, `${key} is one of ${allowed.join(', ')}, not "${value}"`);
  };
  const whole = (key: string, from: number, to: number) => {
    const { value, line } = field(key);
    const number = Number(value);
    const fits = Number.isInteger(number) && number >= from && number <= to;
    return fits ? number : refuse(name, line, `${key} is a whole number from ${from} to ${to}`);
  };
  const body = lines.slice(end + 1).join('\n');
  if (body.trim() === '') refuse(name, end + 1, 'the body is empty');
  return {
    id: field('id').value,
    language: field('language').value,
    channel: oneOf('channel', CHANNELS),
    tone: whole('tone', 1, 5),
    purpose: oneOf('purpose', PURPOSES),
    version: whole('version', 1, 1_000_000),
    subject: field('subject').value,
    body,
    subjectLine: field('subject').line,
    bodyLine: end + 2,
  };
}
