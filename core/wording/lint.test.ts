import { describe, expect, it } from 'vitest';
import { lint, lintEdited, parseTemplate, type Template } from './index.ts';

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
