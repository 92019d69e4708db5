import { notifications } from '@mantine/notifications';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiProblem, calmWords } from './problem.ts';

/**
 * The console's store of what the server said. Reads are kept for a short while and asked again
 * when the window comes back; a lost session leads to sign-in from wherever it is noticed.
 */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const noticed = (error: unknown) => {
    if (error instanceof ApiProblem && error.status === 401) onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: noticed }),
    mutationCache: new MutationCache({
      onError: (error, _input, _context, mutation) => {
        noticed(error);
        if (mutation.meta?.saysItself !== true) say(calmWords(error), 'problem');
      },
    }),
    defaultOptions: {
      queries: { staleTime: 15_000, retry: retryOnlyWhenUnreachable, refetchOnWindowFocus: true },
    },
  });
}

function retryOnlyWhenUnreachable(count: number, error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 0 && count < 2;
}

/** A short word at the edge of the page: what was done, or what could not be. */
export function say(message: string, kind: 'done' | 'problem' = 'done'): void {
  notifications.show({
    message,
    color: kind === 'done' ? 'green' : 'orange',
    autoClose: kind === 'done' ? 4000 : 9000,
    withBorder: true,
    closeButtonProps: { 'aria-label': 'Close this note' },
  });
}
