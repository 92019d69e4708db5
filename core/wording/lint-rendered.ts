import { formatMoney } from '../base/index.ts';
import { clean } from './engine.ts';
import { greetingOf } from './greeting.ts';
import { howToPayLines } from './letter.ts';
import { type Finding, isAsking, privateFindings } from './lint.ts';
import type { Rendered } from './render.ts';
import { sayDay } from './speech.ts';
import type { Template } from './template.ts';
import { textLength } from './text-length.ts';
import { ANSWER_KINDS, type MessageView } from './view.ts';
import { type Words, wordsOf } from './words/index.ts';

const SUBJECT_ADVICE = 78;

/** Longest text message in units: two to three segments in either encoding. */
export const TEXT_LIMITS = { 'GSM-7': 320, 'UCS-2': 201 } as const;

/**
 * Looks over a message as it would leave: every number, amount and date that it asks for, the way
 * to pay, both names and the six answers are in its text, its subject is fit to be seen, and a
 * text message tells a stranger nothing.
 */
export function lintRendered(template: Template, view: MessageView, rendered: Rendered): Finding[] {
  const words = wordsOf(view.locale, template.address)!;
  if (template.channel === 'sms') return lintText(view, rendered.text, words);
  const findings = missingValues(template, view, rendered.text, words);
  if ([...rendered.subject].length > SUBJECT_ADVICE) {
    const message = `The subject has ${rendered.subject.length} characters; ${SUBJECT_ADVICE} are seen`;
    findings.push({ rule: 'long-subject', line: null, message });
  }
  return findings;
}

/** White space does not count: a letter is wrapped, and scripts without spaces wrap anywhere. */
const squeezed = (text: string) => clean(text).replace(/\s+/g, '');

function missingValues(
  template: Template,
  view: MessageView,
  text: string,
  words: Words,
): Finding[] {
  const needed: [rule: string, value: string][] = [['person', view.business.person]];
  if (template.channel === 'email') {
    const greeting = greetingOf(view, words).split('\n').at(-1)!;
    needed.push(['addressee', template.body.includes('greeting') ? greeting : '']);
    needed.push(['business-name', view.business.name]);
    for (const required of view.required) needed.push(['required-text', required]);
  }
  if (template.channel === 'email' && isAsking(template.purpose)) {
    for (const line of view.lines.filter((one) => one.part !== 'held')) {
      needed.push(['invoice-number', line.number]);
      needed.push(['amount', formatMoney(line, view.locale)]);
      if (line.dueOn !== view.today) {
        needed.push(['due-date', sayDay(line.dueOn, view.today, view.locale, words.weekday)]);
      }
    }
    for (const line of howToPayLines(view, words)) needed.push(['how-to-pay', line]);
    for (const kind of ANSWER_KINDS) needed.push(['answer', view.links.answers[kind]]);
  }
  const said = squeezed(text);
  return needed
    .filter(([, value]) => !said.includes(squeezed(value)))
    .map(([rule, value]) => ({
      rule: `missing-${rule}`,
      line: null,
      message: `"${value}" is not in the message`,
    }));
}

function lintText(view: MessageView, text: string, words: Words): Finding[] {
  const findings: Finding[] = [];
  const add = (rule: string, message: string) => findings.push({ rule, line: null, message });
  const { encoding, units } = textLength(text);
  if (units > TEXT_LIMITS[encoding]) {
    add('too-long', `A text of ${units} units (${encoding}); ${TEXT_LIMITS[encoding]} are enough`);
  }
  for (const name of [view.business.name, view.business.person]) {
    if (!text.includes(clean(name).trim())) add('missing-sender', `"${name}" is not in the text`);
  }
  const links = text.match(/https?:\/\//g)?.length ?? 0;
  if (links > 1) add('many-links', `There are ${links} links in the text; one is enough`);
  if (!view.discreet) return findings;
  const own = [view.business.name, view.business.person, view.customer.name, view.contact.name];
  const rest = own.reduce((left, name) => left.replaceAll(name, ''), text);
  findings.push(...privateFindings(rest.replace(/https?:\/\/\S+/g, ''), words));
  const told = view.lines.flatMap((line) => [line.number, formatMoney(line, view.locale)]);
  const found = told.find((value) => squeezed(text).includes(squeezed(value)));
  if (found !== undefined) {
    add('told-to-strangers', `A text is read by whoever holds the phone: "${found}" is in it`);
  }
  return findings;
}
