import { ApiProblem } from '../../api/problem.ts';
import classes from './policy.module.css';

/** One thing that is wrong with the text: where, and what would be right. */
export interface Fault {
  line: number | null;
  field: string | null;
  message: string;
}

/** The faults the server named; none for any other trouble. */
export function faultsOf(error: unknown): Fault[] {
  if (!(error instanceof ApiProblem) || error.code !== 'bad-policy') return [];
  return error.problems.map((problem) => ({
    line: (problem as { line?: number | null }).line ?? null,
    field: problem.column,
    message: problem.message,
  }));
}

/** The fault of a field such as steps.4.tone, to stand beside it. */
export function faultOf(faults: readonly Fault[], field: string): string | undefined {
  return faults.find((fault) => fault.field === field)?.message;
}

/** Every fault with its line and field; nothing is saved while there is one. */
export function FaultList({
  faults,
  broken,
  onYaml,
}: {
  faults: readonly Fault[];
  broken: boolean;
  onYaml: () => void;
}) {
  if (faults.length === 0 && !broken) return null;
  return (
    <section className={classes.faults} role="alert">
      <strong>
        {faults.length > 1
          ? `${faults.length} things are not right yet.`
          : 'One thing is not right yet.'}
      </strong>{' '}
      The policy that is saved stays as it was.{' '}
      <button type="button" onClick={onYaml}>
        See the text
      </button>
      <ul>
        {faults.slice(0, 8).map((fault) => (
          <li key={`${fault.line}/${fault.field}/${fault.message}`}>
            {fault.line !== null && `Line ${fault.line}: `}
            {fault.field !== null && <code>{fault.field}</code>} {fault.message}
          </li>
        ))}
      </ul>
    </section>
  );
}
