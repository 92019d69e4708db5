import type { Words } from './words.ts';

/**
 * What a place says otherwise than its language as a whole. Words and formats only: the templates
 * stay one for the language unless a file in templates/<locale>/ says something truly different.
 */
export const REGIONS: Readonly<Record<string, Partial<Words>>> = {
  'en-AU': {
    greeting: { first: 'Hi {name},', full: 'Dear {name},', company: 'Dear {company},' },
  },
  'en-US': {
    weekday: 'comma',
    greeting: { first: 'Hi {name},', full: 'Dear {name},', company: 'Dear {company},' },
    answers: {
      'paid-already': 'I already paid',
      'will-pay': 'I will pay on a day I choose',
      'needs-something': 'I need a copy, a PO or somebody else',
      'something-is-wrong': 'Something is wrong',
      'cannot-pay-all': 'I cannot pay it all right now',
      'not-me': 'This is not me',
    },
  },
  'en-IN': {
    greeting: {
      first: 'Dear {name},',
      full: 'Dear {name},',
      company: 'Dear Sir or Madam,',
    },
  },
};
