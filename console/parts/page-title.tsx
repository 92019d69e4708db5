import { type ReactNode, useEffect } from 'react';
import classes from './parts.module.css';

/** The head of a page: where one is, its title, one sentence, and what one can do here. */
export function PageTitle({
  title,
  crumbs,
  children,
  actions,
}: {
  title: string;
  crumbs?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · Duly`;
  }, [title]);
  return (
    <header className={classes.pageTitle}>
      <div>
        {crumbs !== undefined && <div className={classes.crumbs}>{crumbs}</div>}
        <h1>{title}</h1>
        {children !== undefined && <p className={classes.lead}>{children}</p>}
      </div>
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </header>
  );
}
