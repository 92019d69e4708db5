import type { ImportCounts, ImportResult } from '../../../server/rounds/import/api.ts';
import { Card, moneyListText } from '../../parts/index.ts';
import classes from './import.module.css';

const KINDS = ['customers', 'invoices', 'payments'] as const;

/** What a file does, or would do, in figures. */
export function Totals({ result, would = false }: { result: ImportResult; would?: boolean }) {
  return (
    <Card title={would ? 'What it would do' : 'What it did'}>
      <dl className={classes.figures}>
        {KINDS.map((kind) => (
          <div key={kind}>
            <dt>{kind}</dt>
            <dd>
              <strong className="tnum">{result[kind].created}</strong> new
            </dd>
            <dd className={classes.small}>{otherwise(result[kind])}</dd>
          </div>
        ))}
        {result.totals.length > 0 && (
          <div>
            <dt>invoices come to</dt>
            <dd>
              <strong className="tnum">{moneyListText(result.totals)}</strong>
            </dd>
          </div>
        )}
      </dl>
      {result.duplicates > 0 && (
        <p className={classes.small}>
          {result.duplicates === 1
            ? '1 line says the same as another one; it counts once.'
            : `${result.duplicates} lines say the same as another one; each counts once.`}
        </p>
      )}
      {result.skipped.map((one) => (
        <p key={one.what} className={classes.small}>
          {one.count} left out: {one.what}
        </p>
      ))}
    </Card>
  );
}

function otherwise({ updated, unchanged }: ImportCounts): string {
  const parts = [updated > 0 && `${updated} changed`, unchanged > 0 && `${unchanged} as before`];
  return parts.filter(Boolean).join(', ');
}
