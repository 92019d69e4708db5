import { languageOf } from '../../core/wording/index.ts';
import { en } from './en.ts';
import type { Strings } from './strings.ts';

export type { Strings, ThanksValues } from './strings.ts';

const LANGUAGES = new Map<string, Strings>([['en', en]]);

/** The strings of the first language that is there; English else. */
export function stringsFor(languages: readonly (string | null)[]): Strings {
  for (const language of languages) {
    const found = language === null ? undefined : LANGUAGES.get(languageOf(language));
    if (found) return found;
  }
  return en;
}
