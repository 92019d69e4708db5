import type { Template } from './template.ts';
import type { TemplatePurpose } from './view.ts';
import { languageOf, wordsOf } from './words/index.ts';

/** What a message needs a template for. */
export interface Wanted {
  /** The template that the policy's step names; null for the words around the steps. */
  id: string | null;
  purpose: TemplatePurpose;
  tone: number;
  channel: Template['channel'];
  /** The customer's language, then the others to try, best first. English is tried last. */
  languages: readonly string[];
}

export interface Chosen {
  template: Template;
  /** When something else than what was wanted was taken: what and why, in words. */
  fellBack: string | null;
}

/**
 * Chooses one template, whole: all of a message is in one language. A language without the
 * template gives way to the next one as a whole; a template that is not there gives way to one of
 * the same purpose that is no firmer. Null when nothing fits.
 */
export function chooseTemplate(templates: readonly Template[], wanted: Wanted): Chosen | null {
  const wished = languageOf(wanted.languages[0] ?? 'en');
  const languages = [...new Set([...wanted.languages.map(languageOf), 'en'])];
  for (const language of languages) {
    if (wordsOf(language) === null) continue;
    const fitting = templates.filter(
      (template) =>
        languageOf(template.language) === language &&
        template.channel === wanted.channel &&
        template.purpose === wanted.purpose,
    );
    const named = fitting.find((template) => template.id === wanted.id);
    const template = named ?? softest(fitting, wanted.tone);
    if (template === undefined) continue;
    const notes = [];
    if (language !== wished) {
      notes.push(`there is no such message in "${wished}", so all of it is in "${language}"`);
    }
    if (named === undefined && wanted.id !== null) {
      notes.push(`there is no template "${wanted.id}", "${template.id}" took its place`);
    }
    return { template, fellBack: notes.length > 0 ? notes.join('; ') : null };
  }
  return null;
}

/**
 * The firmest of those no firmer than the tone; the plain voice (shorter id) where two are equal.
 */
function softest(templates: readonly Template[], tone: number): Template | undefined {
  return templates
    .filter((template) => template.tone <= tone)
    .sort((a, b) => b.tone - a.tone || a.id.length - b.id.length || (a.id < b.id ? -1 : 1))[0];
}
