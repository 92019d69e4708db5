import { ActionIcon, Drawer } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Waiting } from '../../server/foresee/api.ts';
import type { Session } from '../api/session.ts';
import { useBusiness } from './business.ts';
import { Navigation } from './navigation.tsx';
import { PersonMenu } from './person-menu.tsx';
import classes from './shell.module.css';

/** The frame of every page: the house on the left (on a phone behind a button), the page beside. */
export function Shell({
  waiting,
  businesses,
  children,
}: {
  waiting: Waiting;
  businesses: Session['businesses'];
  children: ReactNode;
}) {
  const [opened, setOpened] = useState(false);
  const page = usePageFocus();
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#page">
        Skip to the page
      </a>
      <aside className={classes.side}>
        <div className={classes.sideInner}>
          <Wordmark />
          <Navigation waiting={waiting} />
          <PersonMenu businesses={businesses} />
        </div>
      </aside>
      <header className={classes.top}>
        <Wordmark />
        <ActionIcon
          variant="subtle"
          size="lg"
          onClick={() => setOpened(true)}
          aria-label="Open the rooms"
        >
          <svg width="20" height="14" viewBox="0 0 20 14" aria-hidden="true">
            <path
              d="M1 1h18M1 7h18M1 13h18"
              stroke="var(--ink)"
              strokeWidth="2"
              strokeLinecap="round"
            />
          </svg>
        </ActionIcon>
      </header>
      <Drawer
        opened={opened}
        onClose={() => setOpened(false)}
        position="left"
        size={300}
        title="duly"
        classNames={{ title: classes.wordmark ?? '', body: classes.drawerBody ?? '' }}
        closeButtonProps={{ 'aria-label': 'Close the rooms' }}
      >
        <Navigation waiting={waiting} onGone={() => setOpened(false)} />
        <PersonMenu businesses={businesses} />
      </Drawer>
      <main id="page" ref={page} className={classes.page} tabIndex={-1}>
        <Notices waiting={waiting} />
        {children}
      </main>
    </div>
  );
}

/** A page that is opened takes the focus, so that a screen reader begins where it begins. */
function usePageFocus() {
  const { pathname } = useLocation();
  const page = useRef<HTMLElement>(null);
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    page.current?.focus({ preventScroll: true });
  }, [pathname]);
  return page;
}

function Wordmark() {
  const { slug } = useBusiness();
  return (
    <Link to={`/b/${slug}/today` as '/'} className={classes.wordmark} aria-label="Duly, today">
      duly
    </Link>
  );
}

/** What is said on every screen: the clock was moved. */
function Notices({ waiting }: { waiting: Waiting }) {
  if (!waiting.clockMoved) return null;
  return (
    <p className={classes.notice}>
      The clock was moved for a trial: for Duly it is {waiting.nowWords}.
    </p>
  );
}
