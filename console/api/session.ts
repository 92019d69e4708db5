import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Role } from '../shell/business.ts';
import { ask } from './fetch.ts';

/** Who is signed in, and to which businesses they may go. */
export interface Session {
  user: { name: string; email: string };
  businesses: { slug: string; name: string; role: Role; demo: boolean }[];
}

/** Asks who is signed in. A 401 means nobody is. */
export function sessionQuery() {
  return {
    queryKey: ['me'],
    queryFn: ({ signal }: { signal: AbortSignal }) => ask<Session>('/api/v1/me', { signal }),
    staleTime: 60_000,
  };
}

export function useSession(): UseQueryResult<Session> {
  return useQuery(sessionQuery());
}

/** Ends the session here; the next page is the sign-in. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await ask('/api/auth/sign-out', { method: 'POST', body: {} });
    client.clear();
    window.location.assign('/');
  };
}

/** What the front page may offer to somebody who is not signed in. */
export interface FirstRun {
  /** Nobody owns this installation yet: whoever comes first creates the owner. */
  needed: boolean;
  /** Whether a demo business may be looked at without signing in. */
  demo: boolean;
}
