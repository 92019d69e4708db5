import { useEffect, useRef, useState } from 'react';

type Keys = Record<string, (() => void) | undefined>;

/**
 * Single keys for the page: j, k, enter, a, e, x, /. They rest while somebody types, and with
 * Ctrl, Alt or Meta, which belong to the browser. While a dialog is open only those of the dialog
 * work (`inDialog`), those of the page below it rest.
 */
export function useKeys(keys: Keys, { inDialog = false } = {}): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target)) return;
      if ((document.querySelector('[aria-modal="true"]') !== null) !== inDialog) return;
      // Enter on a button or link is that button's own.
      if (
        event.key === 'Enter' &&
        event.target instanceof Element &&
        event.target.closest('a,button')
      )
        return;
      const act = latest.current[event.key === 'Enter' ? 'enter' : event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [inDialog]);
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/**
 * Walks a list of rows with j and k (or the arrows of the caller). `row(index)` gives the
 * attributes a row needs to be seen and spoken as the one the keys act on.
 */
export function useRowWalk(count: number) {
  const [active, setActive] = useState(-1);
  const at = Math.min(active, count - 1);
  useEffect(() => {
    if (at < 0) return;
    document.querySelector(`[data-row="${at}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return {
    active: at,
    setActive,
    next: () => setActive(Math.min(at + 1, count - 1)),
    previous: () => setActive(Math.max(at - 1, 0)),
    row: (index: number) => ({
      'data-row': index,
      'data-active': index === at,
      'aria-current': index === at ? ('true' as const) : undefined,
    }),
  };
}
