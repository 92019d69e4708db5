import { describe, expect, it } from 'vitest';
import { chooseTemplate, parseTemplates, type Template } from './index.ts';

const [whole] = parseTemplates(
  '---\nid: gentle\nlanguage: en\ntone: 2\npurpose: step\nversion: 1\nsubject: Invoice\n---\nDear {{ contact.called }},\n\n--- sms ---\n\nHello\n',
);

function template(change: Partial<Template>): Template {
  return { ...whole!, ...change };
}

const shelf = [
  template({}),
  template({ id: 'clear', tone: 3 }),
  template({ id: 'clear', tone: 3, language: 'en-US' }),
  template({ id: 'gentle', language: 'xx' }),
  template({ id: 'gentle', channel: 'sms' }),
  template({ id: 'thanks', tone: 1, purpose: 'thanks' }),
];

const wanted = {
  id: 'clear',
  purpose: 'step',
  tone: 3,
  channel: 'email',
  languages: ['en-GB'],
} as const;

describe('chooseTemplate', () => {
  it('takes the named template in the language asked for', () => {
    const chosen = chooseTemplate(shelf, wanted);
    expect(chosen?.template).toMatchObject({ id: 'clear', language: 'en' });
    expect(chosen?.fellBack).toBeNull();
  });

  it('takes what a place says otherwise, there and nowhere else', () => {
    const chosen = chooseTemplate(shelf, { ...wanted, languages: ['en-US'] });
    expect(chosen?.template.language).toBe('en-US');
    expect(chosen?.fellBack).toBeNull();
  });

  it('falls back whole, and says so', () => {
    const chosen = chooseTemplate(shelf, { ...wanted, id: 'gentle', languages: ['xx-YY', 'zz'] });
    expect(chosen?.template.language).toBe('en');
    expect(chosen?.fellBack).toContain('all of it is in "en"');
  });

  it('never takes a firmer one in place of one that is missing', () => {
    const chosen = chooseTemplate(shelf, { ...wanted, id: 'gone', tone: 2 });
    expect(chosen?.template.id).toBe('gentle');
    expect(chosen?.fellBack).toContain('no template "gone"');
    expect(chooseTemplate(shelf, { ...wanted, id: 'gone', tone: 1 })).toBeNull();
  });

  it('reads the words of a text message for WhatsApp, and those of an email for a letter', () => {
    const of = (channel: 'whatsapp' | 'letter') =>
      chooseTemplate(shelf, { ...wanted, id: 'gentle', channel })?.template.channel;
    expect([of('whatsapp'), of('letter')]).toEqual(['sms', 'email']);
  });

  it('asks nothing of a language that has one address for everybody', () => {
    expect(chooseTemplate(shelf, { ...wanted, address: 'informal' })?.fellBack).toBeNull();
  });
});
