import { describe, expect, it } from 'vitest';
import { parseTemplate, renderLetter, sampleView } from './index.ts';

const template = parseTemplate(
  '---\nid: trial\nlanguage: en\ntone: 2\npurpose: step\nversion: 1\nsubject: Invoice {{ asked.numbers | first }}\n---\n{% greeting %}\n\n**{{ asked.total | money }}** is open.\n\n{% lines %}\n\n{% pay %}\n\n{% answers %}\n\n{% signature %}\n',
);

describe('a letter on paper', () => {
  it('has the words of the email in order, and a link to scan in place of the answers', () => {
    const letter = renderLetter(template, sampleView({ required: ['What the law wants.'] }));
    expect(letter).toMatchObject({
      subject: 'Invoice H-1052',
      date: '24 November 2026',
      direction: 'ltr',
    });
    expect(letter.parts.map((part) => part.kind)).toEqual([
      'words',
      'words',
      'lines',
      'pay',
      'answers',
      'words',
      'signature',
    ]);
    expect(letter.parts[1]).toEqual({ kind: 'words', pieces: ['', '£820.00', ' is open.'] });
    expect(letter.parts[4]).toMatchObject({
      link: 'https://pay.example/s/Ab3xY7',
      reach: 'Answer on the page above or at +44 1326 555 014.',
    });
    expect(letter.parts[5]).toEqual({ kind: 'words', pieces: ['What the law wants.'] });
  });

  it('writes its day as the place does', () => {
    const { date } = renderLetter(template, sampleView({ locale: 'en-US' }));
    expect(date).toBe('November 24, 2026');
  });
});
