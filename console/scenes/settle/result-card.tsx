import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ImportResult } from '../../../server/rounds/import/api.ts';
import { EmptyPage } from '../../parts/index.ts';
import { useBusiness } from '../../shell/business.ts';
import classes from './import.module.css';
import { Totals } from './totals.tsx';

/** The file is in; what to do next. */
export function ResultCard({ result, onAgain }: { result: ImportResult; onAgain: () => void }) {
  const { slug } = useBusiness();
  const touched = [result.customers, result.invoices, result.payments];
  const isNew = touched.some((one) => one.created + one.updated > 0);
  return (
    <div className={classes.stack}>
      <EmptyPage
        title={isNew ? `${result.file} is in` : `${result.file} was known already`}
        action={
          <Group justify="center">
            <Button component={Link} to={`/b/${slug}/chase/round` as '/'}>
              Look at the round
            </Button>
            <Button variant="default" component={Link} to={`/b/${slug}/customers` as '/'}>
              See the customers
            </Button>
            <Button variant="default" onClick={onAgain}>
              Another file
            </Button>
          </Group>
        }
      >
        {isNew
          ? 'Nothing has been said to anybody. The next round decides, and shows you before.'
          : 'It says what was said before, so that nothing changed.'}
      </EmptyPage>
      <Totals result={result} />
    </div>
  );
}
