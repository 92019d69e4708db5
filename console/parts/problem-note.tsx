import { Button } from '@mantine/core';
import { calmWords } from '../api/problem.ts';
import classes from './parts.module.css';

/** What could not be done or read, in words, with the way to try again. */
export function ProblemNote({ error, retry }: { error: unknown; retry?: () => void }) {
  return (
    <div className={classes.problem} role="alert">
      <p>{calmWords(error)}</p>
      {retry && (
        <Button size="xs" variant="default" onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  );
}
