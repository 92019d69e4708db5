import { Button, PasswordInput, Switch } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import type { signInRuleSchema } from '../../../server/platform/auth/api.ts';
import { ask } from '../../api/fetch.ts';
import { useDo, useRead } from '../../api/hooks.ts';
import { calmWords } from '../../api/problem.ts';
import { say } from '../../api/query.ts';
import { type Session, useSession } from '../../api/session.ts';
import { Card, Pill } from '../../parts/index.ts';
import { SecondStepSetUp } from './second-step-set-up.tsx';
import classes from './settings.module.css';

const WHAT_FOR =
  'With it, a stolen password alone opens nothing: signing in asks for a code from your phone ' +
  'as well.';

type Rule = z.infer<typeof signInRuleSchema>;

/** A code from one's own device at sign-in; an owner may ask it of everybody. */
export function SecondStepCard({ rule }: { rule: boolean }) {
  const session = useSession();
  const [setting, setSetting] = useState(false);
  const user = session.data?.user;
  if (!user || user.demo) return null;
  return (
    <Card
      title="Second step at sign-in"
      aside={user.twoFactor ? <Pill tone="sage">on</Pill> : <Pill>off</Pill>}
    >
      <p>
        {user.twoFactor
          ? 'After your password, signing in asks for a code from your device.'
          : WHAT_FOR}
      </p>
      {user.twoFactor ? (
        <Leave />
      ) : setting ? (
        <SecondStepSetUp onSet={() => setSetting(false)} />
      ) : (
        <div className={classes.acts}>
          <Button variant="default" onClick={() => setSetting(true)}>
            Set it up
          </Button>
        </div>
      )}
      {rule && <RuleForAll own={user.twoFactor} />}
    </Card>
  );
}

function Leave() {
  const client = useQueryClient();
  const [password, setPassword] = useState('');
  const leave = useMutation({
    mutationFn: () =>
      ask<Session>('/api/v1/me/second-step/off', { method: 'POST', body: { password } }),
    meta: { saysItself: true },
    onSuccess: (session) => {
      client.setQueryData(['me'], session);
      say('The second step is off; your password alone opens again.');
    },
  });
  return (
    <form
      className={classes.inline}
      onSubmit={(event) => {
        event.preventDefault();
        leave.mutate();
      }}
    >
      <PasswordInput
        label="Your password"
        autoComplete="current-password"
        value={password}
        error={leave.error ? calmWords(leave.error) : undefined}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={leave.isPending} disabled={password === ''}>
        Switch it off
      </Button>
    </form>
  );
}

function RuleForAll({ own }: { own: boolean }) {
  const read = useRead<Rule>('/sign-in-rule');
  const change = useDo<boolean, Rule>(
    (requireTwoFactor) => ({ path: '/sign-in-rule', method: 'PUT', body: { requireTwoFactor } }),
    {
      said: (now) =>
        now.requireTwoFactor
          ? 'Whoever has no second step sets it up before they come in again.'
          : 'A password alone is enough again.',
    },
  );
  const on = read.data?.requireTwoFactor ?? false;
  return (
    <Switch
      mt="lg"
      label="Everybody who works here needs a second step"
      description={own || on ? undefined : 'Set up your own first'}
      checked={on}
      disabled={!read.data || change.isPending || (!own && !on)}
      onChange={(event) => change.mutate(event.currentTarget.checked)}
    />
  );
}
