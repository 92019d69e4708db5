import { Button, Loader } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Navigate, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ask } from '../../api/fetch.ts';
import { ApiProblem } from '../../api/problem.ts';
import { type FirstRun, useSession } from '../../api/session.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import classes from './door.module.css';
import { Door } from './door.tsx';

/** The first page: to one's business when signed in, else look around or start. */
export function FrontPage() {
  const session = useSession();
  const signedOut = session.error instanceof ApiProblem && session.error.status === 401;
  const first = useQuery({
    queryKey: ['first-run'],
    queryFn: () => ask<FirstRun>('/api/v1/first-run'),
    enabled: signedOut,
  });
  const [business] = session.data?.businesses ?? [];
  if (business) return <Navigate to={`/b/${business.slug}/today` as '/'} replace />;
  if (session.data) return <Navigate to="/start" replace />;
  const failed = signedOut ? first.error : session.error;
  return (
    <Door title="Welcome">
      {failed ? (
        <ProblemNote error={failed} retry={() => window.location.reload()} />
      ) : first.data ? (
        <Choices firstRun={first.data.needed} demo={first.data.demo} />
      ) : (
        <Loader aria-label="Opening" />
      )}
    </Door>
  );
}

function Choices({ firstRun, demo }: { firstRun: boolean; demo: boolean }) {
  return (
    <>
      <h1>{firstRun ? 'Good to have you here' : 'Good to see you again'}</h1>
      <div className={classes.choices}>
        {firstRun ? <StartWithYourOwn first /> : <SignInAgain />}
        {demo && <LookAround />}
      </div>
    </>
  );
}

function StartWithYourOwn({ first }: { first?: boolean }) {
  return (
    <section className={classes.choice}>
      <h2>Start with your own</h2>
      <p>
        Your name, your business and a password; then bring in a file of invoices as your accounting
        program writes it.
      </p>
      <Button component={Link} to="/start" size="md" variant={first ? 'filled' : 'default'}>
        Start with your own
      </Button>
    </section>
  );
}

function SignInAgain() {
  return (
    <section className={classes.choice}>
      <h2>Your business</h2>
      <p>Sign in and go on where you were.</p>
      <Button component={Link} to="/sign-in" size="md">
        Sign in
      </Button>
    </section>
  );
}

function LookAround() {
  const navigate = useNavigate();
  const client = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [opening, setOpening] = useState(false);
  const open = async () => {
    setOpening(true);
    setError(null);
    try {
      const { business } = await ask<{ business: string }>('/api/v1/demo', { method: 'POST' });
      await client.invalidateQueries({ queryKey: ['me'] });
      await navigate({ to: `/b/${business}/today` as '/' });
    } catch (problem) {
      setError(problem);
      setOpening(false);
    }
  };
  return (
    <section className={classes.choice}>
      <h2>Look around first</h2>
      <p>
        A joinery with some sixty customers and fourteen months of history. All of it is invented,
        and no message can leave it.
      </p>
      {error !== null && <ProblemNote error={error} />}
      <Button variant="default" size="md" loading={opening} onClick={() => void open()}>
        Look around in a demo business
      </Button>
      {opening && (
        <p role="status" className={classes.progress}>
          The joinery is being set up; that takes a few seconds the first time.
        </p>
      )}
    </section>
  );
}
