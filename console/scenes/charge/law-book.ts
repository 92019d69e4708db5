import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { parseDay } from '../../../core/base/index.ts';
import type { LawBook, Pack, RateSeries } from '../../../core/law/index.ts';
import { ask } from '../../api/fetch.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Days come as text over HTTP; the core reckons with numbers. */
function revived(value: unknown): unknown {
  if (typeof value === 'string') return DAY.test(value) ? (parseDay(value) ?? value) : value;
  if (Array.isArray(value)) return value.map(revived);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revived(inner)]));
}

interface Answer {
  items: unknown[];
  series: unknown[];
}

/** The answer of the server as the core reads it. */
export function readLawBook(answer: Answer): LawBook {
  const packs = answer.items.map(revived) as Pack[];
  const series = answer.series.map(revived) as RateSeries[];
  return {
    packs: new Map(packs.map((one) => [one.id, one])),
    series: new Map(series.map((one) => [one.id, one])),
  };
}

/** Every pack and reference rate; asked for once and kept. */
export function useLawBook(): UseQueryResult<LawBook> {
  return useQuery({
    queryKey: ['law-packs'],
    queryFn: async ({ signal }) => readLawBook(await ask<Answer>('/api/v1/law/packs', { signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
