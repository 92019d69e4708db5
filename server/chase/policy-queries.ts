import { sql } from 'kysely';
import { fieldProblem, isoDay, RefusedError } from '../../core/base/index.ts';
import { notesOn } from '../../core/chase/index.ts';
import type { Work } from '../platform/platform.ts';
import { listPolicies, loadLadders, type StoredPolicy, savePolicy } from './policies.ts';
import type { PolicyShown, SavePolicy } from './policy-api.ts';
import { parsePolicy } from './policy-file.ts';

interface Standing {
  policy_id: string | null;
  code: string | null;
  country: string | null;
  kind: string;
  step: string | null;
  taken: boolean;
  customers: bigint;
}

/** Whom each policy covers, and on which step they stood in the latest round. */
interface Cover {
  customers: number;
  now: Map<string, number>;
  next: Map<string, number>;
}

/** Every policy with the number of customers it covers and where they stand, by name. */
export async function policies(work: Work): Promise<PolicyShown[]> {
  const stored = await listPolicies(work);
  const covers = await coversOf(work, stored);
  return stored.map((one) => shown(one, covers.get(one.policy.id)));
}

/** One policy. @throws RefusedError `unknown-policy` */
export async function policyById(work: Work, id: string): Promise<PolicyShown> {
  const found = (await policies(work)).find((one) => one.id === id);
  if (found) return found;
  throw new RefusedError('unknown-policy', 'There is no such policy here.', { status: 404 });
}

/**
 * Saves a policy under its own id, as its next version or as a new one.
 * @throws RefusedError `bad-policy` with line and field; `other-policy` when the YAML names another
 * id.
 */
export async function putPolicy(work: Work, id: string, input: SavePolicy): Promise<PolicyShown> {
  const policy = parsePolicy(input.yaml);
  if (policy.id !== id) {
    throw new RefusedError(
      'other-policy',
      `This is the policy ${id}, and its text says ${policy.id}. The policy was not saved.`,
      { problems: [fieldProblem('id', policy.id, `must be ${id}`)] },
    );
  }
  await savePolicy(work, input.yaml, {
    ...(input.active === undefined ? {} : { active: input.active }),
    ...(input.isDefault === undefined ? {} : { isDefault: input.isDefault }),
  });
  return policyById(work, id);
}

/**
 * Customers alike in what a policy can ask about are counted together: one row a kind, not one
 * each.
 */
async function coversOf(work: Work, stored: readonly StoredPolicy[]): Promise<Map<string, Cover>> {
  const named = [...new Set(stored.flatMap((one) => one.policy.covers.customers))];
  const rows = await sql<Standing>`
    with latest as (
      select max(as_of) as on from round
      where business_id = ${work.business.id} and as_of <= ${isoDay(work.today)}::date
    )
    select c.policy_id, case when c.code = any(${named}::text[]) then c.code end as code, c.country, c.kind,
      d.step, coalesce(d.outcome in ('send', 'task', 'propose'), false) as taken, count(*) as customers
    from customer c
    left join latest on true
    left join decision d on d.business_id = c.business_id and d.customer_id = c.id and d.as_of = latest.on
    where c.business_id = ${work.business.id}
    group by 1, 2, 3, 4, 5, 6`.execute(work.tx);
  const ladders = await loadLadders(work);
  const covers = new Map<string, Cover>();
  for (const row of rows.rows) {
    const { policy } = ladders.of({
      policyId: row.policy_id,
      code: row.code ?? '',
      country: row.country,
      kind: row.kind,
    });
    const cover = covers.get(policy.id) ?? { customers: 0, now: new Map(), next: new Map() };
    covers.set(policy.id, cover);
    const count = Number(row.customers);
    cover.customers += count;
    if (row.step === null) continue;
    const steps = row.taken ? cover.now : cover.next;
    steps.set(row.step, (steps.get(row.step) ?? 0) + count);
  }
  return covers;
}

function shown(stored: StoredPolicy, cover: Cover | undefined): PolicyShown {
  const { policy } = stored;
  return {
    id: policy.id,
    name: policy.name,
    description: policy.description,
    mode: policy.mode,
    version: stored.version,
    isDefault: stored.isDefault,
    active: stored.active,
    updatedAt: stored.updatedAt,
    minBalance: policy.minBalance,
    minGapDays: policy.minGapDays,
    window: policy.window,
    toneCeiling: policy.toneCeiling,
    customers: cover?.customers ?? 0,
    steps: policy.steps.map(({ when: _, ...step }) => ({
      ...step,
      now: cover?.now.get(step.id) ?? 0,
      next: cover?.next.get(step.id) ?? 0,
    })),
    notes: notesOn(policy),
    yaml: stored.yaml,
  };
}
