import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { encode } from 'uqr';
import type { z } from 'zod';
import type { enrolmentSchema } from '../../../server/platform/auth/api.ts';
import { ask } from '../../api/fetch.ts';
import { calmWords } from '../../api/problem.ts';
import { say } from '../../api/query.ts';
import type { Session } from '../../api/session.ts';
import classes from './settings.module.css';
import { ShownOnce } from './shown-once.tsx';

type Enrolment = z.infer<typeof enrolmentSchema>;

const AT = '/api/v1/me/second-step';

/** Sets the second step up: the password, the picture for the device, its first code. */
export function SecondStepSetUp({ onSet }: { onSet?: () => void }) {
  const client = useQueryClient();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const enrol = useMutation({
    mutationFn: () => ask<Enrolment>(AT, { method: 'POST', body: { password } }),
    meta: { saysItself: true },
  });
  const confirm = useMutation({
    mutationFn: () => ask<Session>(`${AT}/confirm`, { method: 'POST', body: { code } }),
    meta: { saysItself: true },
    onSuccess: (session) => {
      client.setQueryData(['me'], session);
      say('The second step is on. The next sign-in asks for a code.');
      onSet?.();
    },
  });
  if (!enrol.data) {
    return (
      <Step
        label="Go on"
        busy={enrol.isPending}
        ready={password !== ''}
        onDone={() => enrol.mutate()}
      >
        <PasswordInput
          label="Your password"
          autoComplete="current-password"
          value={password}
          error={enrol.error ? calmWords(enrol.error) : undefined}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      </Step>
    );
  }
  const { uri, backupCodes } = enrol.data;
  return (
    <div className={classes.enrol}>
      <p>
        Scan this with an app for codes on your phone, such as the one that keeps your passwords, or
        type the key below into it.
      </p>
      <QrCode text={uri} />
      <p className={classes.key}>{new URL(uri).searchParams.get('secret')}</p>
      <ShownOnce value={backupCodes.join('\n')}>
        Backup codes for the day the device is lost; each opens once. Keep them where nobody else
        sees them; they are shown this once.
      </ShownOnce>
      <Step
        label="Switch it on"
        busy={confirm.isPending}
        ready={code !== ''}
        onDone={() => confirm.mutate()}
      >
        <TextInput
          label="The code it shows now"
          autoComplete="one-time-code"
          inputMode="numeric"
          value={code}
          error={confirm.error ? calmWords(confirm.error) : undefined}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
      </Step>
    </div>
  );
}

/** One field and the button that goes on from it. */
function Step({
  label,
  busy,
  ready,
  onDone,
  children,
}: {
  label: string;
  busy: boolean;
  ready: boolean;
  onDone: () => void;
  children: ReactNode;
}) {
  return (
    <form
      className={classes.inline}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onDone();
      }}
    >
      {children}
      <Button type="submit" variant="default" loading={busy} disabled={!ready}>
        {label}
      </Button>
    </form>
  );
}

/** A QR code as one path, dark on light in both themes: cameras want it so. */
function QrCode({ text }: { text: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return (
    <svg
      className={classes.qr}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label="QR code for your device"
      shapeRendering="crispEdges"
    >
      <path d={path} />
    </svg>
  );
}
