import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { AnswerJson, TaskJson } from '../../../server/discuss/api.ts';
import { usePages } from '../../api/hooks.ts';
import {
  Card,
  dateText,
  EmptyPage,
  PageTitle,
  ProblemNote,
  TaskPill,
  useKeys,
  useRowWalk,
} from '../../parts/index.ts';
import { may, useBusiness } from '../../shell/business.ts';
import { CloseTask } from './close-task.tsx';
import classes from './discuss.module.css';
import { Promises } from './promises.tsx';
import { Replies } from './replies.tsx';
import { isSaid } from './said.ts';
import { UnknownMail } from './unknown-mail.tsx';

/** A task as a row, with what the customer said where it came of an answer. */
interface Row {
  task: Pick<TaskJson, 'id' | 'kind' | 'title' | 'detail' | 'dueOn' | 'role'>;
  customer: TaskJson['customer'];
  said: string | null;
  since: string;
}

/** What customers said and what waits for a person, the first due first. */
export function DiscussScene() {
  const { show = 'waiting' } = useSearch({ strict: false });
  const navigate = useNavigate();
  const shown = SHOWN[show] ? show : 'waiting';
  const Shown = SHOWN[shown] ?? Tasks;
  return (
    <>
      <PageTitle title="Discuss">
        What customers said, and what waits for one of you. They hear nothing until it is dealt
        with.
      </PageTitle>
      <SegmentedControl
        aria-label="What to look at"
        mb="md"
        value={shown}
        onChange={(value) => void navigate({ to: '.', search: { show: value }, replace: true })}
        data={[
          { value: 'waiting', label: 'Waiting for you' },
          { value: 'replies', label: 'Replies' },
          { value: 'answers', label: 'Answers waiting' },
          { value: 'promises', label: 'Promises near their day' },
          { value: 'unknown', label: 'Unknown senders' },
        ]}
      />
      <Shown />
    </>
  );
}

const SHOWN: Readonly<Record<string, () => ReactNode>> = {
  waiting: Tasks,
  replies: Replies,
  answers: Answers,
  promises: Promises,
  unknown: UnknownMail,
};

function Answers() {
  const pages = usePages<AnswerJson>('/answers');
  const rows = pages.items.map((answer) => ({
    task: answer.task,
    customer: answer.customer,
    said: isSaid(answer),
    since: answer.on,
  }));
  return <Rows pages={pages} rows={rows} nothing="Nobody waits for an answer" />;
}

function Tasks() {
  const pages = usePages<TaskJson>('/tasks');
  const rows = pages.items.map((task) => ({
    task,
    customer: task.customer,
    said: null,
    since: task.openedOn,
  }));
  return <Rows pages={pages} rows={rows} nothing="Nothing waits for you" />;
}

function Rows({
  pages,
  rows,
  nothing,
}: {
  pages: Pick<
    ReturnType<typeof usePages>,
    'error' | 'retry' | 'isPending' | 'hasMore' | 'more' | 'isFetching'
  >;
  rows: Row[];
  nothing: string;
}) {
  const { slug, today, role } = useBusiness();
  const navigate = useNavigate();
  const [closing, setClosing] = useState<Row | null>(null);
  const walk = useRowWalk(rows.length);
  const at = rows[walk.active];
  const open = (row: Row) =>
    void navigate({ to: `/b/${slug}/customers/${row.customer.id}` as '/' });
  useKeys({ j: walk.next, k: walk.previous, enter: at && (() => open(at)) });
  if (pages.error) return <ProblemNote error={pages.error} retry={pages.retry} />;
  if (pages.isPending) return <Skeleton h={300} radius={12} aria-label="Reading what waits" />;
  if (rows.length === 0) {
    return (
      <EmptyPage title={nothing}>
        When a customer answers, their words will be here, with what they hold back and by when
        somebody should look.
      </EmptyPage>
    );
  }
  return (
    <>
      <Card flush label="What waits">
        <ul className={classes.rows}>
          {rows.map((row, index) => (
            <li key={row.task.id} {...walk.row(index)}>
              <div className={classes.kind}>
                <TaskPill kind={row.task.kind} />
                <small>
                  {row.task.dueOn < today ? 'since' : 'by'}{' '}
                  {dateText(row.task.dueOn < today ? row.since : row.task.dueOn, today, true)}
                </small>
              </div>
              <div className={classes.sentence}>
                <Link to={`/b/${slug}/customers/${row.customer.id}` as '/'}>{row.task.title}</Link>
                {row.said && <p>{row.said}</p>}
                {row.task.detail !== '' && row.task.detail !== row.said && (
                  <p className={classes.quote}>“{row.task.detail}”</p>
                )}
              </div>
              {may(role, 'record') && (
                <Button
                  variant="default"
                  onClick={() => setClosing(row)}
                  aria-label={`Say what came of it: ${row.task.title}`}
                >
                  Say what came of it
                </Button>
              )}
            </li>
          ))}
        </ul>
        {pages.hasMore && (
          <p className={classes.more}>
            <Button variant="default" loading={pages.isFetching} onClick={pages.more}>
              More
            </Button>
          </p>
        )}
      </Card>
      {closing && (
        <CloseTask
          task={closing.task}
          customer={closing.customer}
          onClose={() => setClosing(null)}
        />
      )}
    </>
  );
}
