import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ask } from '../../api/fetch.ts';
import { fieldMessage } from '../../api/problem.ts';
import { type Session, useEnter } from '../../api/session.ts';
import { NewPassword } from '../../parts/new-password.tsx';
import { ProblemNote } from '../../parts/problem-note.tsx';
import { type Answer, CodeStep } from './code-step.tsx';
import classes from './door.module.css';
import { Door } from './door.tsx';

/**
 * Where the link leads that an owner hands over: choose a password and come in. The token stands
 * after the #, which no server and no log sees.
 */
export function SetPassword() {
  const navigate = useNavigate();
  const enter = useEnter();
  const [password, setPassword] = useState('');
  const token = window.location.hash.slice(1);
  const set = useMutation({
    mutationFn: () =>
      ask<Answer>('/api/v1/set-password', { method: 'POST', body: { token, password } }),
    meta: { saysItself: true },
    onSuccess: async (answer) => {
      if (!('needsCode' in answer)) await goIn(answer);
    },
  });
  const goIn = async (session: Session) => {
    await navigate({ to: enter(session) as '/' });
  };
  if (set.data && 'needsCode' in set.data) {
    return (
      <Door title="The second step">
        <CodeStep onIn={goIn} />
      </Door>
    );
  }
  const wrong = fieldMessage(set.error, 'password');
  return (
    <Door title="Choose a password">
      <h1>Choose a password</h1>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          set.mutate();
        }}
      >
        {set.error && !wrong && <ProblemNote error={set.error} />}
        <NewPassword
          label="Password"
          required
          withAsterisk={false}
          error={wrong}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" size="md" loading={set.isPending} disabled={token === ''}>
          Come in
        </Button>
      </form>
      {token === '' && (
        <p className={classes.elsewhere}>
          This address is not whole: open the link exactly as it was handed to you.
        </p>
      )}
    </Door>
  );
}
