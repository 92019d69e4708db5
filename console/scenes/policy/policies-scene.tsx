import { Skeleton } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { PolicyShown } from '../../../server/chase/policy-api.ts';
import { useRead } from '../../api/hooks.ts';
import {
  Card,
  PageTitle,
  Pill,
  ProblemNote,
  ToneDots,
  useKeys,
  useRowWalk,
} from '../../parts/index.ts';
import { useBusiness } from '../../shell/business.ts';
import classes from './policy.module.css';
import { coverWords, modeWords } from './words.ts';

/** The policies: whom each covers, how it goes about it, and where its customers stand. */
export function PoliciesScene() {
  const { slug } = useBusiness();
  const navigate = useNavigate();
  const read = useRead<{ items: PolicyShown[] }>('/policies');
  const policies = read.data?.items ?? [];
  const walk = useRowWalk(policies.length);
  const at = policies[walk.active];
  const open = (id: string) => void navigate({ to: `/b/${slug}/chase/policies/${id}` as '/' });
  useKeys({ j: walk.next, k: walk.previous, enter: at && (() => open(at.id)) });
  return (
    <>
      <PageTitle title="Policies" crumbs="Chase">
        How you ask to be paid: when, how firmly, and what waits for your yes.
      </PageTitle>
      {read.error ? (
        <ProblemNote error={read.error} retry={() => void read.refetch()} />
      ) : read.isPending ? (
        <Skeleton h={280} radius={12} aria-label="Reading the policies" />
      ) : (
        <Card flush label="Policies">
          <ul className={classes.policies}>
            {policies.map((policy, index) => (
              <li key={policy.id} {...walk.row(index)}>
                <div>
                  <h2>
                    <Link to={`/b/${slug}/chase/policies/${policy.id}` as '/'}>{policy.name}</Link>
                  </h2>
                  <p>{policy.description}</p>
                  <p className={classes.small}>
                    {coverWords(policy.customers)} · {modeWords(policy.mode)}
                  </p>
                </div>
                <ol className={classes.rungs} aria-label={`Steps of ${policy.name}`}>
                  {policy.steps.map((step) => (
                    <li key={step.id}>
                      <span className="tnum">
                        {step.offset > 0 ? `+${step.offset}` : `−${-step.offset}`}
                      </span>
                      <ToneDots tone={step.tone} />
                    </li>
                  ))}
                </ol>
                <div className={classes.pills}>
                  {policy.isDefault && <Pill tone="sage">for everybody else</Pill>}
                  {!policy.active && <Pill>switched off</Pill>}
                </div>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
