import { Link, useLocation } from '@tanstack/react-router';
import type { Waiting } from '../../server/foresee/api.ts';
import { useBusiness } from './business.ts';
import { FIRST, LIFE, type RoomEntry } from './rooms.ts';
import classes from './shell.module.css';

/** The house as a list: Today, Customers, the life of an invoice; counts wait for a person. */
export function Navigation({
  waiting,
  onGone,
}: {
  waiting: Waiting | undefined;
  onGone?: () => void;
}) {
  return (
    <nav aria-label="Rooms" className={classes.nav}>
      <Entries entries={FIRST} waiting={waiting} onGone={onGone} />
      <p className={classes.life} id="life-of-an-invoice">
        the life of an invoice
      </p>
      <Entries entries={LIFE} waiting={waiting} onGone={onGone} labelledBy="life-of-an-invoice" />
      <div className={classes.gap} />
      <Entries
        entries={[{ path: '/settings', label: 'Settings' }]}
        waiting={waiting}
        onGone={onGone}
      />
    </nav>
  );
}

function Entries({
  entries,
  waiting,
  onGone,
  labelledBy,
}: {
  entries: RoomEntry[];
  waiting: Waiting | undefined;
  onGone: (() => void) | undefined;
  labelledBy?: string;
}) {
  return (
    <ul aria-labelledby={labelledBy}>
      {entries.map((entry) => (
        <Entry key={entry.path} entry={entry} waiting={waiting} onGone={onGone} />
      ))}
    </ul>
  );
}

function Entry({
  entry,
  waiting,
  onGone,
}: {
  entry: RoomEntry;
  waiting: Waiting | undefined;
  onGone: (() => void) | undefined;
}) {
  const { slug } = useBusiness();
  const { pathname } = useLocation();
  const room = entry.path.split('/')[1] ?? '';
  const here = pathname.startsWith(`/b/${slug}/${room}`);
  const count = entry.counts === undefined ? 0 : (waiting?.[entry.counts] ?? 0);
  return (
    <li>
      <Link
        to={`/b/${slug}${entry.path}` as '/'}
        className={classes.entry}
        data-here={here}
        onClick={onGone}
      >
        <span>{entry.label}</span>
        {count > 0 && (
          <span className="tnum">
            {count}
            <span className="visually-hidden"> waiting</span>
          </span>
        )}
      </Link>
      {here && entry.inside && (
        <ul className={classes.inside}>
          {entry.inside.map((one) => (
            <li key={one.path}>
              <Link
                to={`/b/${slug}${one.path}` as '/'}
                className={classes.subentry}
                data-here={pathname.startsWith(`/b/${slug}${one.path}`)}
                onClick={onGone}
              >
                {one.label}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
