import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { TaskJson } from '../../../server/discuss/api.ts';
import type { PromiseDue } from '../../../server/foresee/api.ts';
import { usePages } from '../../api/hooks.ts';
import {
  Card,
  EmptyPage,
  moneyListText,
  PageTitle,
  ProblemNote,
  SpokenDate,
  TaskPill,
  useKeys,
  useRowWalk,
} from '../../parts/index.ts';
import { may, useBusiness } from '../../shell/business.ts';
import { CloseTask } from './close-task.tsx';
import classes from './discuss.module.css';

/** What customers said and what waits for a person because of it; and what was promised. */
export function DiscussScene() {
  const { show } = useSearch({ strict: false });
  const navigate = useNavigate();
  const promises = show === 'promises';
  return (
    <>
      <PageTitle title="Discuss">
        What customers said, and what waits for a person because of it.
      </PageTitle>
      <SegmentedControl
        aria-label="What to look at"
        value={promises ? 'promises' : 'waiting'}
        onChange={(value) =>
          void navigate({
            to: '.',
            search: { show: value === 'promises' ? 'promises' : undefined },
            replace: true,
          })
        }
        data={[
          { value: 'waiting', label: 'Waiting for you' },
          { value: 'promises', label: 'Promises near their day' },
        ]}
        mb="md"
      />
      {promises ? <Promises /> : <Tasks />}
    </>
  );
}

function Tasks() {
  const { slug, role } = useBusiness();
  const navigate = useNavigate();
  const pages = usePages<TaskJson>('/tasks');
  const walk = useRowWalk(pages.items.length);
  const [closing, setClosing] = useState<TaskJson | null>(null);
  const at = pages.items[walk.active];
  const record = may(role, 'send');
  useKeys({
    j: walk.next,
    k: walk.previous,
    enter: at && (() => void navigate({ to: `/b/${slug}/customers/${at.customer.id}` as '/' })),
    a: at && record ? () => setClosing(at) : undefined,
  });
  if (pages.error) return <ProblemNote error={pages.error} retry={pages.retry} />;
  if (pages.isPending) return <Skeleton h={240} radius={12} aria-label="Reading what waits" />;
  if (pages.items.length === 0) {
    return (
      <EmptyPage title="Nobody waits for an answer">
        When a customer says they have paid, cannot pay it all, or that something is wrong, it
        stands here until somebody has dealt with it. Until then they are left in peace.
      </EmptyPage>
    );
  }
  return (
    <>
      <Card flush label="What waits for a person">
        <ul className={classes.rows}>
          {pages.items.map((task, index) => (
            <li key={task.id} className={classes.row} {...walk.row(index)}>
              <div className={classes.kind}>
                <TaskPill kind={task.kind} />
              </div>
              <div className={classes.words}>
                <Link to={`/b/${slug}/customers/${task.customer.id}` as '/'}>{task.title}</Link>
                {task.detail !== '' && <p>“{task.detail}”</p>}
                <p>
                  by <SpokenDate day={task.dueOn} />, for the {task.role}
                </p>
              </div>
              {record && (
                <Button
                  variant="default"
                  onClick={() => setClosing(task)}
                  aria-label={`Say what came of it: ${task.title}`}
                >
                  Say what came of it
                </Button>
              )}
            </li>
          ))}
        </ul>
        {pages.hasMore && (
          <div className={classes.more}>
            <Button variant="default" loading={pages.isFetching} onClick={pages.more}>
              More
            </Button>
          </div>
        )}
      </Card>
      <CloseTask key={closing?.id} task={closing} onClose={() => setClosing(null)} />
    </>
  );
}

function Promises() {
  const { slug, today } = useBusiness();
  const pages = usePages<PromiseDue>('/promises-due');
  if (pages.error) return <ProblemNote error={pages.error} retry={pages.retry} />;
  if (pages.isPending) return <Skeleton h={240} radius={12} aria-label="Reading the promises" />;
  if (pages.items.length === 0) {
    return (
      <EmptyPage title="No promise is near its day">
        When a customer says on which day they will pay, that amount is left in peace until then,
        and two business days more for the bank.
      </EmptyPage>
    );
  }
  return (
    <Card flush label="Promises">
      <ul className={classes.rows}>
        {pages.items.map((promise) => (
          <li
            key={`${promise.customer.id}/${promise.payOn}/${promise.madeOn}`}
            className={classes.row}
          >
            <div className={classes.words}>
              <Link to={`/b/${slug}/customers/${promise.customer.id}` as '/'}>
                {promise.customer.name}
              </Link>
              <p>
                said on <SpokenDate day={promise.madeOn} />
              </p>
            </div>
            <div className={classes.promise}>
              <strong className="tnum">{moneyListText(promise.amounts)}</strong>
              <p>
                {promise.payOn < today ? 'was for' : 'by'} <SpokenDate day={promise.payOn} />
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
