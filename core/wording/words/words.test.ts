import { describe, expect, it } from 'vitest';
import { firstPhrase } from '../phrases.ts';
import { offeredLanguages, type Words, wordsOf } from './index.ts';

/** Lists of phrases are a language's own; their lengths and words differ. */
const OWN = /^(quotes|forgiving|forbidden|forbiddenInSubject|private|countries)\./;

/** Every text of a language by its path; phrases by plural category stand under "other". */
function texts(value: unknown, path = ''): Map<string, string> {
  if (typeof value === 'string') return new Map([[path, value]]);
  if (value === null || typeof value !== 'object') return new Map();
  const parts = Object.entries(value).flatMap(([name, part]) => [
    ...texts(part, path === '' ? name : `${path}.${name}`),
  ]);
  return new Map(parts);
}

const PLURAL = /\.(zero|one|two|few|many)$/;
const places = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

const english = wordsOf('en')!;

/** Names that a greeting may leave out; a number of days may be said in a word. */
const FREE = /^(informal\.)?greeting\./;

describe.each(offeredLanguages())('the words of %s', (language) => {
  const words = wordsOf(language)!;

  it('are all there, with the places for values that English has', () => {
    const own = texts({ ...words, informal: null });
    const lists = /^call\.(opening|listen|voicemail|close)\./;
    for (const [path, said] of texts(english)) {
      if (OWN.test(path) || PLURAL.test(path) || FREE.test(path) || lists.test(path)) continue;
      const text = own.get(path);
      expect([path, text?.trim() === '' ? said : text !== undefined && places(text)]).toEqual([
        path,
        said.trim() === '' ? said : places(said),
      ]);
    }
  });

  it('have a phrase for each plural category of the language', () => {
    const wanted = new Intl.PluralRules(words.locale).resolvedOptions().pluralCategories;
    for (const phrases of [words.daysLate, words.pages.tooOften.text]) {
      const missing = wanted.filter((one) => one !== 'zero' && !(one in phrases));
      // Millions of days are not counted here.
      expect(missing.filter((one) => !(one === 'many' && isRomance(language)))).toEqual([]);
    }
  });

  it('tell a stranger nothing when the phone rings or a machine answers', () => {
    for (const { call, voice } of spoken(words)) {
      const aloud = [...call.opening, ...call.voicemail].filter((one) => one.startsWith('>'));
      expect(aloud.length).toBeGreaterThanOrEqual(2);
      for (const said of [...aloud, voice.opening, voice.isItYou, voice.voicemail]) {
        const found = firstPhrase([...words.private, ...words.forbiddenInSubject], said);
        expect([said, found]).toEqual([said, undefined]);
      }
    }
  });

  it('call by the names that a script may use', () => {
    const allowed = ['{business}', '{customer}', '{number}', '{person}', '{phone}', '{who}'];
    for (const { call } of spoken(words)) {
      for (const text of texts(call).values()) {
        expect(places(text).filter((one) => !allowed.includes(one))).toEqual([]);
      }
    }
  });

  it('never threaten or hurry by themselves', () => {
    const { forbidden, forbiddenInSubject, private: kept, ...said } = words;
    expect(kept.length).toBeGreaterThan(5);
    expect(forbiddenInSubject.length).toBeGreaterThan(3);
    expect(forbidden.length).toBeGreaterThan(10);
    for (const [path, text] of texts(said)) {
      expect([path, firstPhrase(forbidden, text)]).toEqual([path, undefined]);
      expect([path, /[!！¡]/.test(text)]).toEqual([path, false]);
    }
  });
});

const isRomance = (language: string) => ['fr', 'es', 'it', 'pt'].includes(language);

/** The words of a language in both of its addresses. */
function spoken(words: Words): Words[] {
  return [words, ...(words.informal ? [wordsOf(words.locale, 'informal')!] : [])];
}
