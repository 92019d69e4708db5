import type { Day } from '../../core/base/index.ts';
import { isoDay } from '../../core/base/index.ts';
import { lawBook } from '../../law/index.ts';
import type { LawPacks } from './api.ts';

/** Fields of packs and series that are days. `from` of an hour is a text already. */
const DAY_FIELDS = new Set(['from', 'until', 'on', 'retrieved', 'evidenceHorizon', 'knownUntil']);

/** Every pack and reference rate that comes with the program, for the screen that reckons. */
export function lawPacks(): LawPacks {
  const book = lawBook();
  const items = [...book.packs.values()].sort((a, b) => a.id.localeCompare(b.id));
  const whole = { items, series: [...book.series.values()] };
  return JSON.parse(
    JSON.stringify(whole, (key, value: unknown) =>
      typeof value === 'number' && DAY_FIELDS.has(key) ? isoDay(value as Day) : value,
    ),
  ) as LawPacks;
}
