import { Anchor, Popover } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './parts.module.css';

/** One rule that was weighed, in words, and where it comes from. */
export interface ReasonShown {
  code: string;
  text: string;
  source: string;
}

/** That nothing more than the contract is known of a place weighs nothing: it is no reason. */
const WEIGHS_NOTHING = 'contract-terms-only';

/** Reasons in the order they were weighed, the deciding one first. */
export function ReasonList({ reasons }: { reasons: readonly ReasonShown[] }) {
  const weighed = reasons.filter((reason) => reason.code !== WEIGHS_NOTHING);
  return (
    <ol className={classes.reasons}>
      {weighed.map((reason, index) => (
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
