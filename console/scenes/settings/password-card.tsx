import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ask } from '../../api/fetch.ts';
import { calmWords, fieldMessage } from '../../api/problem.ts';
import { say } from '../../api/query.ts';
import { useSession } from '../../api/session.ts';
import { Card, NewPassword } from '../../parts/index.ts';
import classes from './settings.module.css';

/** One's own password; changing it ends every other session. */
export function PasswordCard() {
  const session = useSession();
  const [present, setPresent] = useState('');
  const [password, setPassword] = useState('');
  const change = useMutation({
    mutationFn: () => ask('/api/v1/me/password', { method: 'POST', body: { present, password } }),
    meta: { saysItself: true },
    onSuccess: () => {
      setPresent('');
      setPassword('');
      say('Your password is changed; other sessions of yours have ended.');
    },
  });
  if (!session.data?.user || session.data.user.demo) return null;
  const wrong = fieldMessage(change.error, 'password');
  return (
    <Card title="Your password">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <div className={classes.fields}>
          <PasswordInput
            label="Present password"
            autoComplete="current-password"
            value={present}
            error={change.error && !wrong ? calmWords(change.error) : undefined}
            onChange={(event) => setPresent(event.currentTarget.value)}
          />
          <NewPassword
            label="New password"
            value={password}
            error={wrong}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        </div>
        <div className={classes.acts}>
          <Button
            type="submit"
            variant="default"
            loading={change.isPending}
            disabled={present === '' || password === ''}
          >
            Change it
          </Button>
        </div>
      </form>
    </Card>
  );
}
