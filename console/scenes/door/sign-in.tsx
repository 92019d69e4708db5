import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { ask } from '../../api/fetch.ts';
import { homeOf, type Session, useEnter } from '../../api/session.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { type Answer, CodeStep } from './code-step.tsx';
import classes from './door.module.css';
import { Door } from './door.tsx';

/** Sign in with address and password, and go on where one was. */
export function SignIn() {
  const { next } = useSearch({ strict: false });
  const navigate = useNavigate();
  const enter = useEnter();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => ask<Answer>('/api/v1/sign-in', { method: 'POST', body: { email, password } }),
    meta: { saysItself: true },
    onSuccess: async (answer) => {
      if (!('needsCode' in answer)) await goIn(answer);
    },
  });
  const goIn = async (session: Session) => {
    await navigate({ href: enter(session, (found) => insideOnly(next) ?? homeOf(found)) });
  };
  if (signIn.data && 'needsCode' in signIn.data) {
    return (
      <Door title="The second step">
        <CodeStep onIn={goIn} />
      </Door>
    );
  }
  return (
    <Door title="Sign in">
      <h1>Sign in</h1>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          signIn.mutate();
        }}
      >
        {signIn.error && <ProblemNote error={signIn.error} />}
        <TextInput
          label="Email address"
          type="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" size="md" loading={signIn.isPending}>
          Sign in
        </Button>
      </form>
      <p className={classes.elsewhere}>
        <Link to="/">Back to the start</Link>
      </p>
    </Door>
  );
}

/** Only an address of this console may follow a sign-in. */
function insideOnly(next: string | undefined): string | null {
  return next?.startsWith('/b/') ? next : null;
}
