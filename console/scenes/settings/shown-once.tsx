import { Button, CopyButton } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './settings.module.css';

/** A secret that is shown this once: what to do with it, the secret, and a way to copy it. */
export function ShownOnce({ value, children }: { value: string; children: ReactNode }) {
  return (
    <div className={classes.waiting} role="status">
      <p>{children}</p>
      <pre>{value}</pre>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button variant="default" size="xs" onClick={copy}>
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
