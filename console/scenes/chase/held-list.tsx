import { Button, Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { usePages } from '../../api/hooks.ts';
import { Card, EmptyPage, ProblemNote, SpokenDate, Why } from '../../parts/index.ts';
import { useBusiness } from '../../shell/business.ts';
import classes from './chase.module.css';
import type { HeldCustomer, Round } from './types.ts';

/** Who is left in peace, by reason; each reason opens its customers. */
export function HeldList({ held, asOf }: { held: Round['held']; asOf: string | undefined }) {
  const [opened, setOpened] = useState<string | null>(held[0]?.reason ?? null);
  if (held.length === 0) {
    return (
      <EmptyPage title="Nobody is held">
        Whoever has paid, promised or objected will be listed here, with the reason.
      </EmptyPage>
    );
  }
  return (
    <Card flush label="Held, and why">
      {held.map((one) => {
        const open = one.reason === opened;
        return (
          <section key={one.reason} className={classes.heldReason}>
            <h2>
              <button
                type="button"
                aria-expanded={open}
                onClick={() => setOpened(open ? null : one.reason)}
              >
                <span>{one.text}</span>
                <span className="tnum">{one.count}</span>
              </button>
            </h2>
            {open && <HeldCustomers reason={one.reason} asOf={asOf} />}
          </section>
        );
      })}
    </Card>
  );
}

/** A sentence that names the next step's day already. */
const ORDINARY = /next is .+ on /i;

function HeldCustomers({ reason, asOf }: { reason: string; asOf: string | undefined }) {
  const { slug } = useBusiness();
  const pages = usePages<HeldCustomer>('/round/held', { reason, asOf });
  if (pages.error) return <ProblemNote error={pages.error} retry={pages.retry} />;
  if (pages.isPending) return <Skeleton h={90} m={16} />;
  return (
    <ul className={classes.held}>
      {pages.items.map((one) => (
        <li key={one.customer.id}>
          <Link to={`/b/${slug}/customers/${one.customer.id}` as '/'}>{one.customer.name}</Link>
          <p>
            {one.text}
            {/[.!?]$/.test(one.text) ? '' : '.'}
            {one.reasons.length > 1 && (
              <>
                {' '}
                <Why reasons={one.reasons} />
              </>
            )}
            {one.nextOn !== null && !ORDINARY.test(one.text) && (
              <span>
                {' '}
                Looked at again on <SpokenDate day={one.nextOn} />.
              </span>
            )}
          </p>
        </li>
      ))}
      {pages.hasMore && (
        <li>
          <Button variant="default" size="xs" loading={pages.isFetching} onClick={pages.more}>
            More
          </Button>
        </li>
      )}
    </ul>
  );
}
