import { Button, Skeleton } from '@mantine/core';
import type { ImportCounts, PastImport } from '../../../server/rounds/import/api.ts';
import { usePages } from '../../api/hooks.ts';
import { Card, dateText, ProblemNote } from '../../parts/index.ts';
import { useBusiness } from '../../shell/business.ts';
import classes from './import.module.css';

/** Files that were imported, the newest first. */
export function History() {
  const { today } = useBusiness();
  const pages = usePages<PastImport>('/imports');
  if (pages.error) return <ProblemNote error={pages.error} retry={pages.retry} />;
  if (pages.isPending)
    return <Skeleton h={120} radius={12} mt="lg" aria-label="Reading what came in" />;
  if (pages.items.length === 0) return null;
  return (
    <div className={classes.history}>
      <Card title="What came in before" flush>
        <ul className={classes.past}>
          {pages.items.map((one) => (
            <li key={one.id}>
              <time dateTime={one.importedOn}>{dateText(one.importedOn, today, true)}</time>
              <span>
                <strong>{one.file}</strong>
                <span className={classes.small}> by {one.importedBy}</span>
              </span>
              <span className={classes.small}>{countWords(one)}</span>
            </li>
          ))}
        </ul>
        {pages.hasMore && (
          <p className={classes.more}>
            <Button variant="default" size="xs" loading={pages.isFetching} onClick={pages.more}>
              Earlier
            </Button>
          </p>
        )}
      </Card>
    </div>
  );
}

function countWords(one: PastImport): string {
  const say = (name: string, { created, updated }: ImportCounts) =>
    created + updated === 0
      ? null
      : `${created} ${name}${updated > 0 ? ` and ${updated} changed` : ''}`;
  const parts = [
    say('customers', one.customers),
    say('invoices', one.invoices),
    say('payments', one.payments),
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'nothing new' : parts.join(', ');
}
