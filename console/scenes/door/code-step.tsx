import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../api/fetch.ts';
import type { Session } from '../../api/session.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';
import classes from './door.module.css';

/** What signing in answers: a session, or that the second step is next. */
export type Answer = Session | { needsCode: true };

/** The second step of coming in: a code of one's device, or a backup code. */
export function CodeStep({ onIn }: { onIn: (session: Session) => Promise<void> }) {
  const [code, setCode] = useState('');
  const send = useMutation({
    mutationFn: () => ask<Session>('/api/v1/sign-in/code', { method: 'POST', body: { code } }),
    meta: { saysItself: true },
    onSuccess: onIn,
    onError: () => setCode(''),
  });
  return (
    <>
      <h1>The second step</h1>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate();
        }}
      >
        {send.error && <ProblemNote error={send.error} />}
        <TextInput
          label="Code"
          description="The six digits your device shows now, or one of your backup codes"
          autoComplete="one-time-code"
          required
          withAsterisk={false}
          // The only field of a page that one has just come to.
          autoFocus
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" size="md" loading={send.isPending}>
          Come in
        </Button>
      </form>
      <p className={classes.elsewhere}>
        Device lost and no backup code left? Whoever runs Duly makes a new link for you.
      </p>
    </>
  );
}
