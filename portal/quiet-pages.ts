import { html } from 'hono/html';
import { languageOf } from '../core/wording/index.ts';
import { type Markup, page } from './shell.ts';
import { stringsFor } from './strings/index.ts';

/** One page for every link that is not valid: forged, unknown or taken back. It names nobody. */
export function closedPage(): Markup {
  const { gone } = stringsFor([]);
  return plain(gone.title, gone.text);
}

/** A page that was asked for too often. */
export function tooOftenPage(seconds: number): Markup {
  const { tooOften } = stringsFor([]);
  return plain(tooOften.title, tooOften.text(seconds));
}

/** Something broke on our side. */
export function sorryPage(): Markup {
  const { sorry } = stringsFor([]);
  return plain(sorry.title, sorry.text);
}

function plain(title: string, text: string): Markup {
  const language = languageOf(stringsFor([]).locale);
  return page({ language, title, business: null }, html`<h1>${title}</h1><p>${text}</p>`);
}
