import {
  keepPreviousData,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useBusiness } from '../shell/business.ts';
import { type Asking, ask } from './fetch.ts';
import { say } from './query.ts';

/** A page of a list as every list of the API answers. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

/** The address of something of this business: `/customers` → `/api/v1/businesses/harbour/customers`. */
export function businessPath(slug: string, path: string): string {
  return `/api/v1/businesses/${encodeURIComponent(slug)}${path}`;
}

/** Appends what is set to a path as its query. */
export function withQuery(path: string, query: Record<string, string | undefined>): string {
  const set = Object.entries(query).filter((pair): pair is [string, string] => !!pair[1]);
  return set.length === 0 ? path : `${path}?${new URLSearchParams(set)}`;
}

/** Reads something of the business in the address; `path` begins below it, such as `/today`. */
export function useRead<T>(
  path: string,
  options: { enabled?: boolean; refetchEverySeconds?: number } = {},
): UseQueryResult<T> {
  const { slug } = useBusiness();
  return useQuery<T>({
    queryKey: [slug, ...keyOf(path)],
    queryFn: ({ signal }) => ask<T>(businessPath(slug, path), { signal }),
    placeholderData: keepPreviousData,
    enabled: options.enabled ?? true,
    ...(options.refetchEverySeconds ? { refetchInterval: options.refetchEverySeconds * 1000 } : {}),
  });
}

/** Reads a list page by page with its cursor; `items` grows as `more()` is called. */
export function usePages<T>(path: string, query: Record<string, string | undefined> = {}) {
  const { slug } = useBusiness();
  const pages = useInfiniteQuery({
    queryKey: [slug, ...keyOf(path), query],
    queryFn: ({ pageParam, signal }) =>
      ask<Page<T>>(businessPath(slug, withQuery(path, { ...query, cursor: pageParam })), {
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  return {
    items: pages.data?.pages.flatMap((page) => page.items) ?? [],
    pages: pages.data?.pages ?? [],
    first: pages.data?.pages[0],
    hasMore: pages.hasNextPage,
    more: () => {
      if (pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage();
    },
    isPending: pages.isPending,
    isFetching: pages.isFetching,
    error: pages.error,
    retry: () => void pages.refetch(),
  };
}

/**
 * Does something in the business. Afterwards everything read of the business is asked again, so
 * that no figure on the page is older than the act. `said` is the word shown when it is done.
 */
export function useDo<I = void, O = unknown>(
  request: (input: I) => { path: string } & Pick<Asking, 'method' | 'body'>,
  options: { said?: (answer: O, input: I) => string | null; saysItself?: boolean } = {},
): UseMutationResult<O, Error, I> {
  const { slug } = useBusiness();
  const client = useQueryClient();
  return useMutation<O, Error, I>({
    mutationFn: (input) => {
      const { path, method = 'POST', body } = request(input);
      return ask<O>(businessPath(slug, path), { method, ...(body === undefined ? {} : { body }) });
    },
    meta: { saysItself: options.saysItself ?? false },
    onSuccess: async (answer, input) => {
      const words = options.said?.(answer, input);
      if (words) say(words);
      await client.invalidateQueries({ queryKey: [slug] });
    },
  });
}

// '/customers/12?asOf=…' → ['customers', '12', 'asOf=…'], so that a part of the path names a family.
function keyOf(path: string): string[] {
  return path.split(/[/?]/).filter((part) => part !== '');
}
