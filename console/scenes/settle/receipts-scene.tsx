import { Button, Group, Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Receipt } from '../../../server/settle/receipt-api.ts';
import { usePages } from '../../api/hooks.ts';
import {
  Card,
  dateText,
  EmptyPage,
  moneyText,
  PageTitle,
  ProblemNote,
  useKeys,
  useRowWalk,
} from '../../parts/index.ts';
import { may, useBusiness } from '../../shell/business.ts';
import { MatchReceipt, NewReceipt, SetAside } from './receipt-acts.tsx';
import classes from './receipts.module.css';

type Act = { kind: 'match' | 'aside'; receipt: Receipt } | { kind: 'new' } | null;

/** Money that arrived and is nobody's payment yet; whose it could be is left in peace meanwhile. */
export function ReceiptsScene() {
  const { role } = useBusiness();
  const [act, setAct] = useState<Act>(null);
  const close = () => setAct(null);
  return (
    <>
      <PageTitle
        title="Receipts to match"
        crumbs="Settle"
        actions={
          may(role, 'record') && (
            <Button variant="default" onClick={() => setAct({ kind: 'new' })}>
              Record money that came
            </Button>
          )
        }
      >
        Money that arrived and that nobody has placed yet. Whose it could be hears nothing until it
        is matched or set aside.
      </PageTitle>
      <Receipts onAct={setAct} />
      {act?.kind === 'new' && <NewReceipt onClose={close} />}
      {act?.kind === 'match' && <MatchReceipt receipt={act.receipt} onClose={close} />}
      {act?.kind === 'aside' && <SetAside receipt={act.receipt} onClose={close} />}
    </>
  );
}

function Receipts({ onAct }: { onAct: (act: Act) => void }) {
  const { role } = useBusiness();
  const pages = usePages<Receipt>('/receipts');
  const rows = pages.items;
  const mayRecord = may(role, 'record');
  const walk = useRowWalk(rows.length);
  const at = rows[walk.active];
  const match = mayRecord && at ? () => onAct({ kind: 'match', receipt: at }) : undefined;
  useKeys({ j: walk.next, k: walk.previous, enter: match });
  if (pages.error) return <ProblemNote error={pages.error} retry={pages.retry} />;
  if (pages.isPending) return <Skeleton h={220} radius={12} aria-label="Reading what arrived" />;
  if (rows.length === 0) {
    return (
      <EmptyPage title="All that arrived has its place">
        When money comes and nobody knows whose it is, it will be here, with those whose it could
        be.
      </EmptyPage>
    );
  }
  return (
    <Card flush label="What arrived">
      <ul className={classes.rows}>
        {rows.map((receipt, index) => (
          <li key={receipt.id} {...walk.row(index)}>
            <Sentence receipt={receipt} />
            {mayRecord && (
              <Group gap={8} wrap="nowrap">
                <Button
                  onClick={() => onAct({ kind: 'match', receipt })}
                  aria-label={`Say whose ${moneyText(receipt.amount)} is`}
                >
                  Say whose it is
                </Button>
                <Button
                  variant="default"
                  onClick={() => onAct({ kind: 'aside', receipt })}
                  aria-label={`Set ${moneyText(receipt.amount)} aside`}
                >
                  Set aside
                </Button>
              </Group>
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
  );
}

// More names than these say only that it could be many.
const NAMED = 3;

function Sentence({ receipt }: { receipt: Receipt }) {
  const { slug, today } = useBusiness();
  const { candidates } = receipt;
  const more = candidates.length - NAMED;
  return (
    <div className={classes.sentence}>
      <strong>{moneyText(receipt.amount)}</strong> came on{' '}
      <time dateTime={receipt.on}>{dateText(receipt.on, today)}</time>
      {receipt.from !== '' && <p className={classes.quote}>“{receipt.from}”</p>}
      <p>
        {candidates.length === 0
          ? 'Nothing says whose it is; nobody is held for it.'
          : 'Could be of '}
        {candidates.slice(0, NAMED).map((one, index) => (
          <span key={one.id}>
            {index > 0 && ', '}
            <Link to={`/b/${slug}/customers/${one.id}` as '/'}>{one.name}</Link> ({one.why})
          </span>
        ))}
        {more > 0 && ` and ${more} more`}
      </p>
    </div>
  );
}
