import type { Language } from '../language.ts';
import { arabic } from './ar.ts';
import { german } from './de.ts';
import { english } from './en.ts';
import { spanish } from './es.ts';
import { french } from './fr.ts';
import { italian } from './it.ts';
import { japanese } from './ja.ts';
import { dutch } from './nl.ts';
import { polish } from './pl.ts';
import { portuguese } from './pt.ts';
import { chinese } from './zh.ts';

const spaced = [english, german, french, dutch, spanish, italian, polish, portuguese];

/**
 * The languages that a text may be in, the likeliest first: by its script where that tells, else by
 * its small words. A text of few words may be in any; `known` is what its writer speaks, where
 * that is known, and breaks a tie.
 */
export function languagesOf(plain: string, known: string | null): readonly Language[] {
  if (/[\u3040-\u30ff]/u.test(plain)) return [japanese];
  if (/\p{Script=Han}/u.test(plain)) return [known?.startsWith('ja') ? japanese : chinese];
  if (/\p{Script=Arabic}/u.test(plain)) return [arabic];
  const counts = new Map<string, number>();
  for (const word of plain.match(/[\p{L}']+/gu) ?? [])
    counts.set(word, (counts.get(word) ?? 0) + 1);
  const scores = spaced.map((language) => ({
    language,
    score:
      language.small.reduce((sum, word) => sum + (counts.get(word) ?? 0), 0) +
      (known?.startsWith(language.code) ? 1.5 : 0),
  }));
  const best = Math.max(...scores.map(({ score }) => score));
  // Two or three small words may belong to a neighbour; with more, the language is plain.
  const near = best >= 3 ? best * 0.8 : best < 1 ? 0 : 1;
  return scores
    .filter(({ score }) => score >= near)
    .toSorted((a, b) => b.score - a.score)
    .map(({ language }) => language);
}
