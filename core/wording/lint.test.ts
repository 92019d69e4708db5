import { describe, expect, it } from 'vitest';
import {
  lint,
  lintEdited,
  lintRendered,
  parseTemplate,
  renderMessage,
  sampleView,
  type Template,
} from './index.ts';

function template(change: Partial<Template>): Template {
  return {
    ...parseTemplate(
      '---\nid: trial\nlanguage: en\ntone: 2\npurpose: step\nversion: 1\nsubject: Invoice\n---\nDear {{ contact.called }}, please forgive this message.\n\n{% lines %}\n\n{% pay %}\n\n{% answers %}\n\n{% signature %}\n',
    ),
    ...change,
  };
}

const rules = (change: Partial<Template>, ceiling = 5) =>
  lint(template(change), { ceiling }).map((finding) => finding.rule);

describe('lint', () => {
  it('has nothing to say of a good template', () => {
    expect(rules({})).toEqual([]);
  });

  it.each([
    [
      'a placeholder in a branch never taken',
      'Dear {{ contact.called }}{% if tone == 9 %}{{ customer.nope }}{% endif %} {% lines %}{% pay %}{% answers %}{% signature %}',
      'unknown-placeholder',
    ],
    [
      'no answers',
      'Dear {{ contact.called }} {% lines %}{% pay %}{% signature %}',
      'missing-answers',
    ],
    ['no name', 'Hello {% lines %}{% pay %}{% answers %}{% signature %}', 'missing-name'],
    [
      'a threat',
      'Dear {{ contact.called }}, legal action follows {% lines %}{% pay %}{% answers %}{% signature %}',
      'forbidden-phrase',
    ],
    [
      'haste',
      'Dear {{ contact.called }}, pay immediately {% lines %}{% pay %}{% answers %}{% signature %}',
      'forbidden-phrase',
    ],
    [
      'a raised voice',
      'Dear {{ contact.called }}! {% lines %}{% pay %}{% answers %}{% signature %}',
      'exclamation',
    ],
    [
      'capitals',
      'Dear {{ contact.called }}, PLEASE {% lines %}{% pay %}{% answers %}{% signature %}',
      'capitals',
    ],
    ['something that cannot be read', 'Dear {{ contact.called', 'unreadable'],
  ])('finds %s', (_what, body, rule) => {
    expect(rules({ body })).toContain(rule);
  });

  it('keeps amounts and hard words out of subjects, and softer words in peace', () => {
    expect(rules({ subject: 'Pay {{ asked.total | money }}' })).toContain('amount-in-subject');
    expect(rules({ subject: 'Overdue invoice' })).toContain('subject-word');
    expect(rules({ subject: 'The latest invoice, with courtesy' })).toEqual([]);
  });

  it('knows what a culture does not say', () => {
    const found = lint(template({ subject: 'A demand' }), { taboo: ['demand'] });
    expect(found.map((one) => one.rule)).toContain('taboo');
  });

  it('finds what is too long or too hard to read', () => {
    const whole = template({}).body;
    const hard =
      'Notwithstanding aforementioned contractual considerations, remuneration obligations ' +
      'concerning ' +
      'previously communicated invoicing documentation necessitate comprehensive administrative ' +
      'reconciliation procedures throughout participating organisational accounting departments, ' +
      'whereupon subsequent correspondence regarding outstanding reimbursement arrangements commences.';
    expect(rules({ body: `${hard}\n\n${hard}\n\n${whole}` })).toEqual(['hard-to-read']);
    expect(rules({ body: `${'We met. '.repeat(160)}\n\n${whole}` })).toEqual(['too-long']);
  });

  it.each([
    ['a private word', 'Hello, pay {{ link }}', 'told-to-strangers'],
    ['nobody who writes', 'Hello {{ link }}', 'missing-sender'],
    ['the long link', '{{ business.person }} of {{ business.name }}: {{ page }}', 'long-link'],
  ])('finds in a text message %s', (_what, body, rule) => {
    const text = template({ channel: 'sms', subject: '', body });
    const view = sampleView();
    const found = [...lint(text), ...lintRendered(text, view, renderMessage(text, view))];
    expect(found.map((one) => one.rule)).toContain(rule);
  });

  it('knows a tone ceiling', () => {
    expect(rules({ tone: 4 }, 3)).toEqual(['above-tone-ceiling']);
  });

  it('looks over what a person wrote', () => {
    const found = lintEdited(template({}), { subject: 'Final warning', text: 'Pay or else!' });
    expect(new Set(found.map((finding) => finding.rule))).toEqual(
      new Set(['subject-word', 'forbidden-phrase', 'exclamation']),
    );
  });
});

describe('parseTemplate', () => {
  it.each([
    ['Hello', 'line 1: front matter'],
    ['---\nid: x\n---\nHi', 'purpose is missing'],
    ['---\nid: x\npurpose: fax\n---\nHi', 'line 3: purpose is one of'],
    ['---\nid: x\nwhat\n---\nHi', 'line 3: "what"'],
  ])('names the line of %j', (source, says) => {
    expect(() => parseTemplate(source)).toThrow(says);
  });
});
