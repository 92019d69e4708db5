import { type Channel, type Template, templateChannel } from './template.ts';
import type { TemplatePurpose } from './view.ts';
import { type Address, isOffered, languageOf, wordsOf } from './words/index.ts';

/** What a message needs a template for. */
export interface Wanted {
  /** The template that the policy's step names; null for the words around the steps. */
  id: string | null;
  purpose: TemplatePurpose;
  tone: number;
  channel: Channel;
  address?: Address;
  /**
   * The customer's language or locale ("de", "en-US"), then the others to try, best first. English
   * is tried last.
   */
  languages: readonly string[];
}

export interface Chosen {
  template: Template;
  /** When something else than what was wanted was taken: what and why, in words. */
  fellBack: string | null;
}

/**
 * Chooses one template, whole: all of a message is in one language and one address. A language
 * without the template gives way to the next one as a whole, the informal address to the formal
 * one; a template that is not there gives way to one of the same purpose that is no firmer. Null
 * when nothing fits.
 */
export function chooseTemplate(templates: readonly Template[], wanted: Wanted): Chosen | null {
  const channel = templateChannel(wanted.channel);
  const fitting = templates.filter(
    (one) => one.channel === channel && one.purpose === wanted.purpose,
  );
  const wished = languageOf(wanted.languages[0] ?? 'en');
  for (const locale of localesToTry(wanted.languages)) {
    const language = languageOf(locale);
    if (!isOffered(language)) continue;
    const spoken = fitting.filter((one) => languageOf(one.language) === language);
    const found = inLanguage(spoken, wanted, locale);
    if (found === null) continue;
    const notes = [...found.notes];
    if (language !== wished) {
      notes.unshift(`there is no such message in "${wished}", so all of it is in "${language}"`);
    }
    return { template: found.template, fellBack: notes.length > 0 ? notes.join('; ') : null };
  }
  return null;
}

/** The first locale of each language, in order; English last. */
function localesToTry(languages: readonly string[]): string[] {
  const tried = new Map<string, string>();
  for (const locale of [...languages, 'en']) {
    if (!tried.has(languageOf(locale))) tried.set(languageOf(locale), locale);
  }
  return [...tried.values()];
}

function inLanguage(
  templates: readonly Template[],
  { id, tone, address = 'formal' }: Wanted,
  locale: string,
): { template: Template; notes: string[] } | null {
  const language = languageOf(locale);
  const here = templates.filter((one) => one.language === language || one.language === locale);
  const formal = best(here, id, tone, 'formal', locale);
  const hasBoth = wordsOf(language)!.informal !== null;
  const wished = address === 'informal' && hasBoth ? 'informal' : 'formal';
  const asked = wished === 'formal' ? formal : best(here, id, tone, wished, locale);
  // Its own words in the formal address rather than other words in the informal one.
  const template = asked && (asked.id === id || formal?.id !== id) ? asked : formal;
  if (!template) return null;
  const notes = [];
  if (template.id !== id && id !== null) {
    notes.push(`there is no template "${id}", "${template.id}" took its place`);
  }
  if (template.address !== wished) {
    notes.push('it is not there in the informal address, so all of it is in the formal one');
  }
  return { template, notes };
}

/**
 * The named template, else the firmest of those no firmer than the tone; the place's own words
 * before the language's, the plain voice (shorter id) where two are equal.
 */
function best(
  templates: readonly Template[],
  id: string | null,
  tone: number,
  address: Address,
  locale: string,
): Template | undefined {
  const own = (template: Template) => (template.language === locale ? 0 : 1);
  const fitting = templates.filter((one) => one.address === address);
  const named = fitting.filter((one) => one.id === id).sort((a, b) => own(a) - own(b));
  return (
    named[0] ??
    fitting
      .filter((one) => one.tone <= tone)
      .sort(
        (a, b) =>
          b.tone - a.tone || a.id.length - b.id.length || own(a) - own(b) || (a.id < b.id ? -1 : 1),
      )[0]
  );
}
