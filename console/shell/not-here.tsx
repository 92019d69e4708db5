import { Button } from '@mantine/core';
import { EmptyPage } from '../parts/empty-page.tsx';
import { ProblemNote } from '../parts/problem-note.tsx';

/** An address that leads nowhere. */
export function NotHere() {
  return (
    <EmptyPage
      title="There is no such page"
      action={
        <Button component="a" href="/" variant="default">
          Go to the start
        </Button>
      }
    >
      The address may have been cut short, or what was here has another name now.
    </EmptyPage>
  );
}

/** A page that failed while it was drawn; what is stored is not touched by that. */
export function PageProblem({ error, reset }: { error: unknown; reset: () => void }) {
  return (
    <div style={{ maxWidth: 640, margin: '12vh auto', padding: '0 16px' }}>
      <ProblemNote error={error} retry={reset} />
    </div>
  );
}
