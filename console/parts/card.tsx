import type { ReactNode } from 'react';
import classes from './parts.module.css';

/** A hairline card; `title` in serif, `aside` to its right, `flush` for a list that fills it. */
export function Card({
  title,
  aside,
  flush,
  children,
  label,
}: {
  title?: ReactNode;
  aside?: ReactNode;
  flush?: boolean;
  children: ReactNode;
  /** Says what the card is where it has no title. */
  label?: string;
}) {
  return (
    <section className={classes.card} data-flush={flush} aria-label={label}>
      {title !== undefined && (
        <header className={classes.cardHead}>
          <h2>{title}</h2>
          {aside !== undefined && <div className="soft">{aside}</div>}
        </header>
      )}
      {children}
    </section>
  );
}
