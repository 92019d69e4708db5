import { Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense } from 'react';
import type { Waiting } from '../../server/foresee/api.ts';
import { ask } from '../api/fetch.ts';
import { businessPath } from '../api/hooks.ts';
import { ApiProblem } from '../api/problem.ts';
import { useSession } from '../api/session.ts';
import { EmptyPage } from '../parts/empty-page.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';
import { BusinessContext, type BusinessHere } from './business.ts';
import { Shell } from './shell.tsx';

const SecondStepSetUp = lazy(async () => {
  const { SecondStepSetUp: SetUp } = await import('../scenes/settings/second-step-set-up.tsx');
  return { default: SetUp };
});

/** Everything below /b/{business}: knows who is here and where, then draws the house around it. */
export function BusinessFrame() {
  const { business: slug = '' } = useParams({ strict: false });
  const session = useSession();
  const member = session.data?.businesses.find((one) => one.slug === slug);
  const waiting = useQuery<Waiting>({
    queryKey: [slug, 'waiting'],
    queryFn: ({ signal }) => ask<Waiting>(businessPath(slug, '/waiting'), { signal }),
    enabled: member !== undefined,
    refetchInterval: 60_000,
  });
  // A lost session is on its way to the sign-in already (api/query.ts).
  const signedOut = session.error instanceof ApiProblem && session.error.status === 401;
  const failed = session.error ?? waiting.error;
  if (failed instanceof ApiProblem && failed.code === 'needs-two-factor') {
    return <StepFirst words={failed.message} onSet={() => void waiting.refetch()} />;
  }
  if (failed && !waiting.data && !signedOut) {
    return (
      <Alone>
        <ProblemNote error={failed} retry={() => void session.refetch()} />
      </Alone>
    );
  }
  if (session.data && !member) return <NotYours />;
  if (!session.data || !member || !waiting.data) {
    return (
      <Alone>
        <Loader role="status" aria-label="Opening the business" />
      </Alone>
    );
  }
  const here: BusinessHere = {
    slug,
    name: member.name,
    role: member.role,
    demo: member.demo,
    person: session.data.user?.name ?? '',
    today: waiting.data.today,
    currency: waiting.data.currency,
    safeMode: waiting.data.safeMode,
  };
  return (
    <BusinessContext value={here}>
      <Shell waiting={waiting.data} businesses={session.data.businesses}>
        <Outlet />
      </Shell>
    </BusinessContext>
  );
}

/** Whoever may come in only with a second step sets it up at the door. */
function StepFirst({ words, onSet }: { words: string; onSet: () => void }) {
  return (
    <Alone>
      <h1>One more step</h1>
      <p>{words}</p>
      <Suspense fallback={<Loader role="status" aria-label="Opening" />}>
        <SecondStepSetUp onSet={onSet} />
      </Suspense>
    </Alone>
  );
}

function Alone({ children }: { children: ReactNode }) {
  return <main style={{ maxWidth: 640, margin: '18vh auto', padding: '0 16px' }}>{children}</main>;
}

function NotYours() {
  return (
    <Alone>
      <EmptyPage
        title="This business is not yours to see"
        action={
          <Button component="a" href="/" variant="default">
            Go to your own
          </Button>
        }
      >
        It does not exist, or nobody has invited you to it. Its owner can do that in Settings.
      </EmptyPage>
    </Alone>
  );
}
