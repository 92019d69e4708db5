import { Link } from '@tanstack/react-router';
import type { Receipt } from '../../../server/settle/receipt-api.ts';
import { type Page, useRead } from '../../api/hooks.ts';
import { Card, moneyText, Pill, SpokenDate } from '../../parts/index.ts';
import { useBusiness } from '../../shell/business.ts';
import classes from './today.module.css';

/** Money that nobody has placed yet; nothing stands here while all of it has its place. */
export function ReceiptsToMatch() {
  const { slug } = useBusiness();
  const read = useRead<Page<Receipt>>('/receipts?limit=3');
  const receipts = read.data?.items ?? [];
  if (receipts.length === 0) return null;
  return (
    <Card title="Receipts to match">
      <ul className={classes.things}>
        {receipts.map((receipt) => (
          <li key={receipt.id}>
            <Pill>{moneyText(receipt.amount)}</Pill>{' '}
            <Link to={`/b/${slug}/settle/receipts` as '/'}>{whoseWords(receipt)}</Link>{' '}
            <span className="soft">
              came on <SpokenDate day={receipt.on} />
            </span>
          </li>
        ))}
      </ul>
      {read.data?.next && (
        <p className={classes.more}>
          <Link to={`/b/${slug}/settle/receipts` as '/'}>All of them</Link>
        </p>
      )}
    </Card>
  );
}

function whoseWords({ candidates }: Receipt): string {
  if (candidates.length === 0) return 'Whose is it?';
  const [first] = candidates;
  return candidates.length === 1
    ? `Could be of ${first?.name}`
    : `Could be of ${candidates.length} customers`;
}
