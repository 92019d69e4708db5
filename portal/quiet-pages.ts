import { html } from 'hono/html';
import { countPhrase, type PageWords, wordsFor } from '../core/wording/index.ts';
import { type Markup, page } from './shell.ts';

/** The languages that a reader's browser asks for, best first. */
type Languages = readonly string[];

/** One page for every link that is not valid: forged, unknown or taken back. It names nobody. */
export function closedPage(languages: Languages): Markup {
  return plain(languages, ({ gone }) => gone);
}

/** A page that was asked for too often. */
export function tooOftenPage(languages: Languages, seconds: number): Markup {
  const { locale } = wordsFor(languages);
  return plain(languages, ({ tooOften }) => ({
    title: tooOften.title,
    text: countPhrase(tooOften.text, seconds, locale),
  }));
}

/** Something broke on our side. */
export function sorryPage(languages: Languages): Markup {
  return plain(languages, ({ sorry }) => sorry);
}

function plain(
  languages: Languages,
  say: (pages: PageWords) => { title: string; text: string },
): Markup {
  // Whose page it was is not known here: only the reader's browser says what they read.
  const words = wordsFor(languages);
  const { title, text } = say(words.pages);
  const frame = { words, locale: words.locale, title, business: null };
  return page(frame, html`<h1>${title}</h1><p>${text}</p>`);
}
