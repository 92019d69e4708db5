import { Anchor, Popover } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './parts.module.css';

/** One rule that was weighed, in words, and where it comes from. */
export interface ReasonShown {
  code: string;
  text: string;
  source: string;
}

/** Reasons in the order they were weighed, the deciding one first. */
export function ReasonList({ reasons }: { reasons: readonly ReasonShown[] }) {
  return (
    <ol className={classes.reasons}>
      {reasons.map((reason, index) => (
        <li key={`${reason.code}/${reason.text}`} data-deciding={index === 0}>
          {reason.text}
          <span className={classes.source}>{reason.source}</span>
        </li>
      ))}
    </ol>
  );
}

/** A word that opens its reasons: "why". */
export function Why({
  reasons,
  children = 'why',
}: {
  reasons: readonly ReasonShown[];
  children?: ReactNode;
}) {
  return (
    <Popover width={380} position="bottom-start" withArrow shadow="none" trapFocus returnFocus>
      <Popover.Target>
        <Anchor component="button" type="button" underline="always" inherit>
          {children}
        </Anchor>
      </Popover.Target>
      <Popover.Dropdown className={classes.why}>
        <ReasonList reasons={reasons} />
      </Popover.Dropdown>
    </Popover>
  );
}
