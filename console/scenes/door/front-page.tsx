import { Button, Loader } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, Navigate, useNavigate } from '@tanstack/react-router';
import { ask } from '../../api/fetch.ts';
import { ApiProblem } from '../../api/problem.ts';
import {
  homeOf,
  type Program,
  type Session,
  useEnter,
  useProgram,
  useSession,
} from '../../api/session.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import classes from './door.module.css';
import { Door } from './door.tsx';

/** The first page: to one's business when signed in, else look around or start. */
export function FrontPage() {
  const session = useSession();
  const program = useProgram();
  if (session.data) return <Navigate to={homeOf(session.data) as '/'} replace />;
  const signedOut = session.error instanceof ApiProblem && session.error.status === 401;
  const failed = program.error ?? (signedOut ? null : session.error);
  return (
    <Door title="Welcome">
      {failed ? (
        <ProblemNote error={failed} retry={() => window.location.reload()} />
      ) : signedOut && program.data ? (
        <Choices program={program.data} />
      ) : (
        <Loader role="status" aria-label="Opening" />
      )}
    </Door>
  );
}

function Choices({ program }: { program: Program }) {
  return (
    <>
      <h1>{program.firstRun ? 'Good to have you here' : 'Good to see you again'}</h1>
      <div className={classes.choices}>
        {program.firstRun ? <StartWithYourOwn /> : <SignInAgain />}
        {program.demoAvailable && <LookAround />}
      </div>
    </>
  );
}

function StartWithYourOwn() {
  return (
    <section className={classes.choice}>
      <h2>Start with your own</h2>
      <p>
        Your name, your business and a password; then bring in a file of invoices as your accounting
        program writes it.
      </p>
      <Button component={Link} to="/start" size="md">
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
  const enter = useEnter();
  const open = useMutation({
    mutationFn: () => ask<Session>('/api/v1/demo', { method: 'POST' }),
    meta: { saysItself: true },
    onSuccess: async (session) => {
      await navigate({ to: enter(session, demoOf) as '/' });
    },
  });
  return (
    <section className={classes.choice}>
      <h2>Look around first</h2>
      <p>
        A joinery with some sixty customers and fourteen months of history. All of it is invented,
        and no message can leave it.
      </p>
      {open.error && <ProblemNote error={open.error} />}
      <Button variant="default" size="md" loading={open.isPending} onClick={() => open.mutate()}>
        Look around in a demo business
      </Button>
      {open.isPending && (
        <p role="status" className={classes.progress}>
          The joinery is being set up; that takes a few seconds the first time.
        </p>
      )}
    </section>
  );
}

function demoOf(session: Session): string {
  const demo = session.businesses.find((one) => one.demo);
  return demo ? `/b/${demo.slug}/today` : homeOf(session);
}
