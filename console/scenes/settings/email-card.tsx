import { Button } from '@mantine/core';
import { useState } from 'react';
import type { BusinessJson } from '../../../server/platform/business/api.ts';
import { useDo } from '../../api/hooks.ts';
import { useProgram } from '../../api/session.ts';
import { Card, ConfirmSend, Moment, Pill } from '../../parts/index.ts';
import { may, useBusiness } from '../../shell/business.ts';
import classes from './settings.module.css';
import { TestMail } from './test-mail.tsx';

const SERVER = {
  none: 'No mail server is known yet. Whoever runs Duly sets DULY_SMTP_URL and starts it again.',
  loopback: 'Mail goes to this machine only: a trial, nobody outside receives anything.',
  server: 'A mail server is set; messages go out through it.',
};

/** Whether email really leaves: safe mode until somebody says otherwise, in plain words. */
export function EmailCard({ business, owner }: { business: BusinessJson; owner: boolean }) {
  const { role } = useBusiness();
  const program = useProgram();
  const [asking, setAsking] = useState(false);
  const since = business.live.email;
  const live = since !== undefined;
  const turn = useDo<boolean>((on) => ({ path: '/live', body: { channel: 'email', on } }), {
    said: (_, on) =>
      on
        ? 'Email is live. What you approve from now on leaves.'
        : 'Safe mode again: nothing leaves.',
  });
  const mail = program.data?.mail;
  return (
    <Card
      title="Email"
      aside={live ? <Pill tone="sage">live</Pill> : <Pill>safe mode: nothing leaves</Pill>}
    >
      {since !== undefined ? (
        <p>
          Messages really leave, since <Moment at={since} />, from <strong>{business.email}</strong>
          .
        </p>
      ) : (
        <p>
          Every message is written and kept in the outbox, so that you can see what Duly would say.
          None reaches a customer until you go live.
        </p>
      )}
      {mail && <p className="soft">{SERVER[mail]}</p>}
      {!business.demo && may(role, 'send') && mail !== undefined && mail !== 'none' && <TestMail />}
      {owner && !business.demo && (
        <div className={classes.acts}>
          {live ? (
            <Button variant="default" loading={turn.isPending} onClick={() => turn.mutate(false)}>
              Back to safe mode
            </Button>
          ) : (
            <Button onClick={() => setAsking(true)} disabled={mail === 'none'}>
              Go live by email
            </Button>
          )}
        </div>
      )}
      {business.demo && (
        <p className="soft">The demo holds invented people, so it always stays in safe mode.</p>
      )}
      <ConfirmSend
        opened={asking}
        title="Go live by email"
        confirm="Go live"
        busy={turn.isPending}
        onConfirm={() => turn.mutate(true, { onSettled: () => setAsking(false) })}
        onClose={() => setAsking(false)}
      >
        <p>
          From now on, messages that are approved, and those your policies send by themselves,
          really leave from <strong>{business.email ?? 'your address'}</strong>, in the hours of
          each customer.
        </p>
        <p>
          Nothing that was kept in safe mode is sent afterwards. You can go back to safe mode at any
          moment; what has not left by then stays.
        </p>
      </ConfirmSend>
    </Card>
  );
}
