import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean, escapeHtml } from './engine.ts';
import { parseTemplate, renderMessage, safeSubject, sampleView } from './index.ts';

const template = parseTemplate(
  '---\nid: trial\nlanguage: en\ntone: 2\npurpose: step\nversion: 1\nsubject: To {{ customer.name }}\n---\nDear {{ contact.called }} of **{{ customer.name }}**,\n\n{% lines %}\n\n{% pay %}\n\n{% signature %}\n',
);
const MARK = 'MARKMARK';

/** The message with the same words in every place that data can reach. */
function messageWith(words: string) {
  const view = sampleView();
  return renderMessage(template, {
    ...view,
    customer: { name: words },
    contact: { name: words, firstName: words, phone: words, greeting: null },
    business: { ...view.business, name: words, person: words, howToPay: words },
    lines: view.lines.map((line) => ({ ...line, number: words, description: words })),
  });
}

// Spaces at the ends and in a row are closed up; everything else must come through as it is.
const hostile = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      '{{ business.name }}{% raw %}',
      '**b**\u0001lines\u0001\u0002',
      '&lt;&#39;&amp;',
      '$& $1 $$',
    ),
  )
  .map((words) => `x${clean(words).replace(/\s+/g, '_')}x`);

describe('whatever stands in the data', () => {
  it('reaches the page escaped, and changes nothing else of it', () => {
    const plain = messageWith(MARK).html;
    fc.assert(
      fc.property(hostile, (words) => {
        const expected = plain.split(MARK).join(escapeHtml(words));
        expect(messageWith(words).html).toBe(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('never breaks a subject out of its line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (words) => {
        const subject = safeSubject(words);
        expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u);
        expect([...subject].length).toBeLessThanOrEqual(120);
      }),
      { numRuns: 500 },
    );
  });
});
