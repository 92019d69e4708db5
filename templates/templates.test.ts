import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { addDays, day } from '../core/base/index.ts';
import {
  ABOUT_NOTHING,
  lint,
  lintRendered,
  type MessageView,
  offeredLanguages,
  renderMessage,
  sampleLine,
  sampleView,
  type Template,
  wordsOf,
} from '../core/wording/index.ts';
import { shippedTemplates } from './index.ts';

const today = day('2026-11-24');
const many = Array.from({ length: 40 }, (_, at) =>
  sampleLine(
    `H-${2000 + at}`,
    BigInt(1_000 + at),
    addDays(today, -at - 1),
    'due',
    today,
    at % 3 ? 'GBP' : 'EUR',
  ),
);
const disputes = (['accepted', 'part', 'stands'] as const).map((outcome) => [
  `a dispute that ended ${outcome}`,
  { about: { ...sampleView().about, outcome } },
]);
const views: Record<string, Partial<MessageView>> = {
  'one due, one soon, one held': {},
  'one due': { lines: [sampleLine('A-1', 50_000n, addDays(today, -1), 'due', today)] },
  'one due today': { lines: [sampleLine('A-1', 50_000n, today, 'due', today)] },
  'one coming': { lines: [sampleLine('A-1', 50_000n, addDays(today, 3), 'due', today)] },
  'forty in two currencies': { lines: many },
  'a stranger may not see it': { discreet: true },
  'they asked for the sums too': { discreet: false },
  'nothing known of the contact': {
    contact: { name: '', firstName: null, phone: null, greeting: null },
    about: ABOUT_NOTHING,
  },
  'a greeting of their own': {
    contact: { ...sampleView().contact, greeting: 'Sehr geehrte Frau Mag. Huber,' },
  },
  'texts that the law wants': { required: ['First text of the law.', 'Second text,\ntwo lines.'] },
  'a business that said little': {
    business: {
      name: 'Harbour & Pine',
      person: 'Ruth Okafor',
      phone: null,
      email: null,
      address: null,
      howToPay: null,
      colour: '#21584A',
    },
  },
  ...Object.fromEntries(disputes),
};

function nameOf({ language, address, id, channel }: Template): string {
  return `${language}/${address === 'informal' ? 'informal/' : ''}${id}, ${channel}`;
}

/** A view in the language of a template, with the formats of its own place. */
function viewFor(template: Template, change: Partial<MessageView>): MessageView {
  const { language, address, purpose } = template;
  const locale = language.includes('-') ? language : wordsOf(language)!.locale;
  const law = purpose === 'pre-action' ? { required: ['What the law wants said here.'] } : {};
  return sampleView({ locale, address, ...law, ...change });
}

describe.each(shippedTemplates().map((template) => [nameOf(template), template] as const))(
  'template %s',
  (_name, template) => {
    it('has nothing a linter would mend', () => {
      expect(lint(template)).toEqual([]);
    });

    it.each(Object.entries(views))('is whole for %s', (_case, change) => {
      const view = viewFor(template, change);
      const rendered = renderMessage(template, view);
      expect(lintRendered(template, view, rendered)).toEqual([]);
      expect(rendered.text).not.toMatch(
        /\{\{|\{%|undefined|\bnull\b|\[object| ,| \.(?!\w)|\(\)|[{}]/,
      );
      expect(rendered.subject).not.toMatch(/[£€$¥]/);
      expect(rendered.html === '').toBe(template.channel !== 'email');
    });
  },
);

const english = shippedTemplates().filter((one) => one.language === 'en');

describe.each(offeredLanguages())('the language %s', (language) => {
  const own = shippedTemplates().filter((one) => one.language === language);

  it.each(english.map((one) => [`${one.id}, ${one.channel}`, one] as const))(
    'has %s, of the same tone and purpose',
    (_name, { id, channel, tone, purpose }) => {
      const found = own.find(
        (one) => one.id === id && one.channel === channel && one.address === 'formal',
      );
      expect(found).toMatchObject({ tone, purpose });
    },
  );

  it('has nothing that English has not, and the informal address only where there is one', () => {
    const known = new Set(english.map((one) => `${one.id}, ${one.channel}`));
    expect(own.filter((one) => !known.has(`${one.id}, ${one.channel}`))).toEqual([]);
    const informal = own.filter((one) => one.address === 'informal');
    expect(informal.length > 0).toBe(wordsOf(language)!.informal !== null);
  });
});

describe('the shelf', () => {
  it('has each template once, in languages whose shared words are there', () => {
    const names = shippedTemplates().map(nameOf);
    expect(new Set(names).size).toBe(names.length);
    const strange = shippedTemplates().filter((one) => wordsOf(one.language) === null);
    expect(strange.map(nameOf)).toEqual([]);
  });

  const folder = join(import.meta.dirname, '../policies');
  const steps = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) =>
      (parse(readFileSync(join(folder, file), 'utf8')) as { steps: PolicyStep[] }).steps.map(
        (step) => [file, step] as const,
      ),
    );

  it.each(steps)('has what %s says in %j, no firmer than its step', (_file, step) => {
    const purpose = step.offset < 0 ? 'heads-up' : 'step';
    const template = english.find(
      (one) => one.id === step.template && one.channel === step.channel,
    );
    expect(template).toMatchObject({ channel: step.channel, purpose });
    if (step.channel === 'email') expect(template!.tone).toBeLessThanOrEqual(step.tone);
  });
});

interface PolicyStep {
  offset: number;
  channel: string;
  tone: number;
  template: string;
}
