import { Link } from '@tanstack/react-router';
import { Fragment, type ReactNode, useEffect } from 'react';
import { useBusiness } from '../shell/business.ts';
import classes from './parts.module.css';

/** A page above this one; `to` is below /b/{business}, and missing where there is no such page. */
export interface Crumb {
  label: string;
  to?: string;
}

/** The head of a page: where one is, its title, one sentence, and what one can do here. */
export function PageTitle({
  title,
  crumbs,
  children,
  actions,
}: {
  title: string;
  /** The name of the room, or the pages above this one. */
  crumbs?: string | readonly Crumb[];
  children?: ReactNode;
  actions?: ReactNode;
}) {
  useEffect(() => {
    document.title = `${title} · Duly`;
  }, [title]);
  return (
    <header className={classes.pageTitle}>
      <div>
        {typeof crumbs === 'string' && <div className={classes.crumbs}>{crumbs}</div>}
        {typeof crumbs === 'object' && <Crumbs crumbs={crumbs} />}
        <h1>{title}</h1>
        {children !== undefined && <p className={classes.lead}>{children}</p>}
      </div>
      {actions !== undefined && <div className={classes.actions}>{actions}</div>}
    </header>
  );
}

function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const { slug } = useBusiness();
  return (
    <nav className={classes.crumbs} aria-label="Above this page">
      {crumbs.map(({ label, to }, index) => (
        <Fragment key={label}>
          {index > 0 && ' / '}
          {to === undefined ? label : <Link to={`/b/${slug}${to}` as '/'}>{label}</Link>}
        </Fragment>
      ))}
    </nav>
  );
}
