import { languageOf } from './words/index.ts';

/** How hard a text is to read, by a published formula of its language. */
export interface ReadingLevel {
  formula: string;
  value: number;
  /** The hardest that a message may be; for Gulpease the least. */
  limit: number;
  tooHard: boolean;
}

interface Counts {
  words: number;
  sentences: number;
  letters: number;
  /** Words of more than six letters. */
  long: number;
}

interface Formula {
  name: string;
  of(counts: Counts): number;
  limit: number;
  /** Whether a higher value is easier. */
  higherIsEasier?: boolean;
}

// Björnsson, "Läsbarhet" (1968): 40 is a novel, 50 a newspaper, 60 a technical text. Used for
// several languages by Anderson, "Lix and Rix" (Journal of Reading 26, 1983).
const lix = (limit: number): Formula => ({
  name: 'LIX',
  of: ({ words, sentences, long }) => words / sentences + (100 * long) / words,
  limit,
});

const FORMULAS: Readonly<Record<string, Formula>> = {
  en: {
    // Senter and Smith, "Automated readability index" (AMRL-TR-66-220, 1967): a school grade.
    name: 'ARI',
    of: ({ words, sentences, letters }) =>
      (4.71 * letters) / words + (0.5 * words) / sentences - 21.43,
    limit: 9,
  },
  it: {
    // Lucisano and Piemontese, "Gulpease" (Scuola e Città 39, 1988): below 40 it is hard to read
    // for people who went to school to eighteen.
    name: 'Gulpease',
    of: ({ words, sentences, letters }) => 89 + (300 * sentences - 10 * letters) / words,
    limit: 40,
    higherIsEasier: true,
  },
  de: lix(50),
  nl: lix(50),
  pl: lix(50),
  fr: lix(50),
  es: lix(50),
  pt: lix(50),
};

/** Fewer words than this say nothing of how they read. */
const LEAST_WORDS = 30;

/**
 * The reading level of words in a language; null where no formula of the language is known here
 * (Japanese, Chinese, Arabic), or where there are too few words to tell.
 */
export function readingLevel(text: string, locale: string): ReadingLevel | null {
  const formula = FORMULAS[languageOf(locale)];
  if (!formula) return null;
  const counts = countsOf(text);
  if (counts.words < LEAST_WORDS) return null;
  const value = Math.round(formula.of(counts) * 10) / 10;
  const { name, limit, higherIsEasier = false } = formula;
  const tooHard = higherIsEasier ? value < limit : value > limit;
  return { formula: name, value, limit, tooHard };
}

function countsOf(text: string): Counts {
  // A paragraph ends a sentence, a colon or semicolon parts it as a reader does.
  const sentences = text
    .split(/[.?!:;…]+(?=\s|$)|\n\s*\n/)
    .filter((sentence) => /\p{L}/u.test(sentence)).length;
  const words = text.match(/[\p{L}\p{N}’'-]+/gu) ?? [];
  return {
    words: words.length,
    sentences: Math.max(1, sentences),
    letters: words.reduce((sum, word) => sum + [...word].length, 0),
    long: words.filter((word) => [...word].length > 6).length,
  };
}
