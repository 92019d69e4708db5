import { type Day, RefusedError } from '../base/index.ts';
import type { CustomerKind, LawBook, Pack, Rule } from './pack.ts';

/** The topics of a pack that hold rules. */
export type Topic =
  | 'interest'
  | 'compensation'
  | 'contact'
  | 'limitation'
  | 'preAction'
  | 'fees'
  | 'notes';

/**
 * A pack by its id.
 * @throws RefusedError `unknown-pack` with the ids there are.
 */
export function packOf(book: LawBook, id: string): Pack {
  const found = book.packs.get(id.toUpperCase());
  if (found) return found;
  const known = [...book.packs.keys()].sort().join(', ');
  throw new RefusedError('unknown-pack', `There is no pack "${id}". There are: ${known}`);
}

/** The pack and those above it, the nearest first. */
export function lineageOf(book: LawBook, pack: Pack): Pack[] {
  const found = [pack];
  for (let at = pack; at.parent !== null && found.length < 5; ) {
    at = packOf(book, at.parent);
    found.push(at);
  }
  return found;
}

/**
 * The rules of a topic in a place: the pack's own first, then those of the packs above it that it
 * does not replace (a rule with the same id) or go without.
 */
export function rulesOf<T extends Topic>(book: LawBook, pack: Pack, topic: T): Pack[T][number][] {
  const seen = new Set<string>();
  const found: Pack[T][number][] = [];
  for (const level of lineageOf(book, pack)) {
    for (const rule of level[topic] as readonly (Pack[T][number] & Rule)[]) {
      if (!seen.has(rule.id)) found.push(rule);
    }
    for (const rule of level[topic]) seen.add(rule.id);
    for (const id of level.without) seen.add(id);
  }
  return found;
}

/** Whether a rule is law for this kind of customer on this day. What was only announced is not. */
export function holds(rule: Rule, kind: CustomerKind, on: Day): boolean {
  if (rule.announcedOnly) return false;
  if (rule.appliesTo.length > 0 && !rule.appliesTo.includes(kind)) return false;
  return (rule.from === null || rule.from <= on) && (rule.until === null || rule.until >= on);
}

/** Where a rule is written, for a person. */
export function cite(rule: Rule): string {
  const mark = rule.confidence === 'unverified' ? ' (not verified)' : '';
  return `${rule.citation.instrument}${mark}`;
}
