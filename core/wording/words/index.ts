import { en } from './en.ts';
import type { Words } from './words.ts';

export type { Words } from './words.ts';

const LANGUAGES = new Map<string, Words>([[en.language, en]]);

/** The language of a locale: "en-GB" is "en". */
export function languageOf(locale: string): string {
  return locale.split('-')[0]!.toLowerCase();
}

/** The shared words of a language, or null when it is not offered. */
export function wordsOf(locale: string): Words | null {
  return LANGUAGES.get(languageOf(locale)) ?? null;
}

/** Puts values into the `{name}` places of a phrase; every place must have its value. */
export function fill(phrase: string, values: Record<string, string>): string {
  return phrase.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new RangeError(`"${phrase}" needs a value for ${name}`);
    return value;
  });
}
