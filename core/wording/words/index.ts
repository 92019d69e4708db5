import { pluralOf } from '../speech.ts';
import { ar } from './ar.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { fr } from './fr.ts';
import { it } from './it.ts';
import { ja } from './ja.ts';
import { nl } from './nl.ts';
import { pl } from './pl.ts';
import { pt } from './pt.ts';
import { REGIONS } from './regions.ts';
import type { Phrases, Words } from './words.ts';
import { zh } from './zh.ts';

export type { PageWords } from './page-words.ts';
export type { CallWords, Phrases, VoiceWords, Words } from './words.ts';

/** Every language whose shared words are there. */
const KNOWN: readonly Words[] = [en, de, fr, nl, es, pt, ja, zh, it, pl, ar];

/** The languages that are offered: added here once all of their templates are there too. */
const OFFERED: readonly string[] = [
  'en',
  'de',
  'fr',
  'nl',
  'es',
  'pt',
  'ja',
  'zh',
  'it',
  'pl',
  'ar',
];

const LANGUAGES = new Map<string, Words>(KNOWN.map((words) => [words.language, words]));

/** The language of a locale: "en-GB" is "en". */
export function languageOf(locale: string): string {
  return locale.split('-')[0]!.toLowerCase();
}

/** The languages that messages can be in, English first. */
export function offeredLanguages(): readonly string[] {
  return OFFERED;
}

/** Whether messages can be in the language of a locale. */
export function isOffered(locale: string): boolean {
  return OFFERED.includes(languageOf(locale));
}

/** How customers are addressed, where the language has two ways. */
export type Address = 'formal' | 'informal';

const spoken = new Map<string, Words>();

/**
 * The shared words of a locale as its region says them, or null when they are not there.
 * The informal address gives way to the formal one where the language has but one.
 */
export function wordsOf(locale: string, address: Address = 'formal'): Words | null {
  const plain = LANGUAGES.get(languageOf(locale));
  if (!plain) return null;
  const key = `${locale} ${address}`;
  let words = spoken.get(key);
  if (!words) {
    words = informally({ ...plain, ...REGIONS[locale] }, address);
    spoken.set(key, words);
  }
  return words;
}

/** The words of the first language that is offered; English else. */
export function wordsFor(languages: readonly (string | null)[]): Words {
  for (const language of languages) {
    if (language !== null && isOffered(language)) return wordsOf(language)!;
  }
  return en;
}

function informally(words: Words, address: Address): Words {
  const { informal } = words;
  if (address === 'formal' || informal === null) return words;
  return {
    ...words,
    ...informal,
    letter: { ...words.letter, ...informal.letter },
    call: { ...words.call, ...informal.call },
  };
}

/**
 * The locale that a message in `language` is written in for somebody in `country`: "en" in US is
 * "en-US". Where the country does not write the language, the language's own formats are used.
 */
export function localeFor(language: string, country: string): string {
  if (language.includes('-')) return language;
  const words = LANGUAGES.get(language);
  if (!words) return language;
  return words.countries.includes(country) ? `${language}-${country}` : words.locale;
}

/** Puts values into the `{name}` places of a phrase; every place must have its value. */
export function fill(phrase: string, values: Readonly<Record<string, string>>): string {
  return phrase.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new RangeError(`"${phrase}" needs a value for ${name}`);
    return value;
  });
}

/** The phrase for a count in a locale, with the count in its `{n}`. */
export function countPhrase(phrases: Phrases, count: number, locale: string): string {
  return fill(phrases[pluralOf(count, locale)] ?? phrases.other, { n: String(count) });
}
