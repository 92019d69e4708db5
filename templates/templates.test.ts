import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { addDays, day } from '../core/base/index.ts';
import {
  lint,
  lintRendered,
  renderMessage,
  sampleLine,
  sampleView,
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
const views = {
  'one due, one soon, one held': sampleView(),
  'one due': sampleView({ lines: [sampleLine('A-1', 50_000n, addDays(today, -1), 'due', today)] }),
  'one coming': sampleView({
    lines: [sampleLine('A-1', 50_000n, addDays(today, 3), 'due', today)],
  }),
  'forty in two currencies': sampleView({ lines: many }),
  'nothing known of the contact': sampleView({
    contact: { name: '', firstName: null, phone: null },
    about: { on: null, total: null },
  }),
  'a business that said little': sampleView({
    business: {
      name: 'Harbour & Pine',
      person: 'Ruth Okafor',
      phone: null,
      email: null,
      address: null,
      howToPay: null,
      colour: '#21584A',
    },
  }),
};

describe.each(shippedTemplates().map((template) => [template.id, template] as const))(
  'template %s',
  (_id, template) => {
    it('has nothing a linter would mend', () => {
      expect(lint(template)).toEqual([]);
    });

    it.each(Object.entries(views))('is whole for %s', (_name, view) => {
      const rendered = renderMessage(template, view);
      expect(lintRendered(template, view, rendered)).toEqual([]);
      expect(rendered.text).not.toMatch(/\{\{|\{%|undefined|null|\[object| ,| \.|\(\)/);
      expect(rendered.subject).not.toMatch(/[£€]/);
      expect(rendered.html === '').toBe(template.channel !== 'email');
    });
  },
);

const asking = shippedTemplates().filter(
  (template) => template.channel === 'email' && template.purpose !== 'thanks',
);

it.each(asking.map((template) => [template.id, template] as const))(
  'template %s forgives what is already on its way',
  (_id, template) => {
    expect(template.body.replace(/\s+/g, ' ')).toMatch(
      /forgive (this|the) m|it has left, please forgive/,
    );
  },
);

describe('the shelf', () => {
  it('has every word around the steps', () => {
    const templates = shippedTemplates();
    const ids = templates.map((template) => template.id);
    expect(new Set(ids).size).toBe(ids.length);
    const around = ['promise-broken', 'not-found', 'thanks', 'plan-heads-up', 'plan-missed'];
    for (const purpose of [...around, 'statement']) {
      const found = templates.find((template) => template.id === purpose);
      expect([purpose, found?.purpose]).toEqual([purpose, purpose]);
    }
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
    const template = shippedTemplates().find((one) => one.id === step.template);
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
