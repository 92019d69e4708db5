import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { meSchema, programSchema } from '../../server/platform/auth/api.ts';
import { ask } from './fetch.ts';

/** Who is signed in, and to which businesses they may go. */
export type Session = z.infer<typeof meSchema>;

/** What the program is, and whether somebody has to set it up first. */
export type Program = z.infer<typeof programSchema>;

/** Asks who is signed in. A 401 means nobody is. */
export function useSession(): UseQueryResult<Session> {
  return useQuery<Session>({
    queryKey: ['me'],
    queryFn: ({ signal }) => ask<Session>('/api/v1/me', { signal }),
    staleTime: 60_000,
  });
}

/** Asks about the program itself; open to everybody. */
export function useProgram(): UseQueryResult<Program> {
  return useQuery<Program>({
    queryKey: ['program'],
    queryFn: ({ signal }) => ask<Program>('/api/v1/program', { signal }),
  });
}

/** Takes over the session that an answer brought, and gives the address to go to. */
export function useEnter(): (session: Session, to?: (session: Session) => string) => string {
  const client = useQueryClient();
  return (session, to = homeOf) => {
    client.clear();
    client.setQueryData(['me'], session);
    return to(session);
  };
}

/** The first page of the first business one may enter. */
export function homeOf(session: Session): string {
  const [first] = session.businesses;
  return first ? `/b/${first.slug}/today` : '/start';
}

/** Ends the session here; the next page is the first one. */
export function useSignOut(): () => Promise<void> {
  return async () => {
    await ask('/api/v1/sign-out', { method: 'POST' });
    window.location.assign('/');
  };
}
