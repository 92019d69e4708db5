import {
  type Query,
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

/** The whole address of something here: `/customers` → `/api/v1/businesses/harbour/customers`. */
export function businessPath(slug: string, path: string): string {
  return `/api/v1/businesses/${encodeURIComponent(slug)}${path}`;
}

/** Appends what is set to a path as its query. */
export function withQuery(path: string, query: Record<string, string | undefined>): string {
  const set = Object.entries(query).filter((pair): pair is [string, string] => !!pair[1]);
  return set.length === 0 ? path : `${path}?${new URLSearchParams(set)}`;
}

const COMING_SECONDS = 2;

/** Reads something of the business in the address; `path` begins below it, such as `/today`. */
export function useRead<T>(
  path: string,
  options: {
    enabled?: boolean;
    refetchEverySeconds?: number;
    /** While this holds of what was read, it is read again every other second. */
    isComing?: (data: T) => boolean;
  } = {},
): UseQueryResult<T> {
  const { slug } = useBusiness();
  const queryKey = [slug, ...keyOf(path)];
  const seconds = options.refetchEverySeconds;
  return useQuery({
    queryKey,
    queryFn: ({ signal }) => ask<T>(businessPath(slug, path), { signal }),
    placeholderData: whileSame(queryKey),
    enabled: options.enabled ?? true,
    ...(seconds
      ? {
          refetchInterval: ({ state: { data } }: Query<T, Error, T, readonly unknown[]>) =>
            (data !== undefined && options.isComing?.(data) ? COMING_SECONDS : seconds) * 1000,
        }
      : {}),
  });
}

/** Reads a list page by page with its cursor; `items` grows as `more()` is called. */
export function usePages<T>(path: string, query: Record<string, string | undefined> = {}) {
  const { slug } = useBusiness();
  const queryKey = [slug, ...keyOf(path), query];
  const pages = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) =>
      ask<Page<T>>(businessPath(slug, withQuery(path, { ...query, cursor: pageParam })), {
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: whileSame(queryKey),
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  // The same array until a page comes: a table of thousands of rows is built from it.
  const items = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return {
    items,
    pages: data?.pages ?? [],
    first: data?.pages[0],
    hasMore: hasNextPage,
    more,
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

// '/customers/12?asOf=…' → ['customers', '12', { query: 'asOf=…' }], so that a part of the path
// names a family.
function keyOf(path: string): unknown[] {
  const [place = '', query = ''] = path.split('?');
  const parts = place.split('/').filter((part) => part !== '');
  return query === '' ? parts : [...parts, { query }];
}

/**
 * What was shown stays until the new answer comes, while it is the same thing asked in another
 * way (sorted, filtered, another day): one customer's figures never stand on another's page.
 */
function whileSame(now: readonly unknown[]) {
  const place = (key: readonly unknown[]) =>
    key.filter((part) => typeof part === 'string').join('/');
  return <D>(previous: D | undefined, before?: { queryKey: readonly unknown[] }) =>
    before !== undefined && place(before.queryKey) === place(now) ? previous : undefined;
}
