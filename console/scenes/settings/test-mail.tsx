import { Button } from '@mantine/core';
import type { TestMailReport } from '../../../server/rounds/test-mail-api.ts';
import { useDo } from '../../api/hooks.ts';
import { useSession } from '../../api/session.ts';
import { ProblemNote } from '../../parts/index.ts';
import classes from './settings.module.css';

const SAYS: Record<TestMailReport['result'], (to: string) => string> = {
  accepted: (to) => `The mail server took it for ${to}. Look into your inbox.`,
  later: (to) => `It did not go to ${to} just now; nothing tries again by itself.`,
  refused: (to) => `The mail server did not take it for ${to}.`,
};

/** A sample message to oneself: tries the mail server and shows what a customer would read. */
export function TestMail() {
  const session = useSession();
  const test = useDo<void, TestMailReport>(() => ({ path: '/test-mail' }), { saysItself: true });
  const to = session.data?.user?.email;
  if (!to) return null;
  return (
    <div className={classes.test}>
      <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
        Send a test mail to yourself
      </Button>
      <span className="soft">A sample with an invented invoice, to {to} and nobody else.</span>
      {test.error && <ProblemNote error={test.error} />}
      {test.data && (
        <div className={classes.waiting} role="status">
          <p>
            <strong>{SAYS[test.data.result](test.data.to)}</strong>
          </p>
          <pre>{test.data.answer}</pre>
        </div>
      )}
    </div>
  );
}
