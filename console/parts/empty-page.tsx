import type { ReactNode } from 'react';
import classes from './parts.module.css';

/** What will be here, and the first step towards it. */
export function EmptyPage({
  title,
  children,
  action,
}: {
  title: string;
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={classes.empty}>
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </div>
  );
}
