import type { ImportResult } from '../../../server/rounds/import/api.ts';
import { Card } from '../../parts/index.ts';
import classes from './import.module.css';

/** Every bad line by its number, what stood there and what was expected. */
export function Problems({
  problems,
  total,
}: {
  problems: ImportResult['problems'];
  total: number;
}) {
  const title =
    total === 1 ? 'One line is not right' : `${total.toLocaleString('en-GB')} lines are not right`;
  return (
    <Card title={title} aside="Nothing was imported" flush>
      <ul className={classes.problems}>
        {problems.slice(0, 200).map((problem) => (
          <li key={`${problem.line}/${problem.column}/${problem.message}`}>
            <span className="tnum">{problem.line === null ? 'File' : `Line ${problem.line}`}</span>
            <span>
              {problem.column && <strong>{problem.column}</strong>}{' '}
              {problem.value !== null && <code>{problem.value}</code>}
            </span>
            <span>{problem.message}</span>
          </li>
        ))}
      </ul>
      {total > 200 && (
        <p className={classes.more}>and {(total - 200).toLocaleString('en-GB')} more</p>
      )}
      <p className={classes.more}>
        Correct them in the file and bring it again, or say below what its columns are.
      </p>
    </Card>
  );
}
