import { readdirSync, readFileSync } from 'node:fs';
import { RefusedError } from '../../core/base/index.ts';
import { type Ladder, ladderOf, type Policy } from '../../core/chase/index.ts';
import type { Work } from '../platform/platform.ts';
import { parsePolicy } from './policy-file.ts';

const SHIPPED = new URL('../../policies/', import.meta.url);
/** The policy that covers everybody no other one covers, in a new business. */
export const DEFAULT_POLICY = 'kind-but-clear';

/** The ready-made policies, as YAML. */
export function shippedPolicies(): { id: string; yaml: string }[] {
  return readdirSync(SHIPPED)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({
      id: name.replace(/\.yaml$/, ''),
      yaml: readFileSync(new URL(name, SHIPPED), 'utf8'),
    }));
}

/** Gives a new business the ready-made policies; one that is there already stays as it is. */
export async function installPolicies(work: Work): Promise<void> {
  for (const { id, yaml } of shippedPolicies()) {
    const policy = parsePolicy(yaml);
    const added = await work.tx
      .insertInto('policy')
      .values({
        business_id: work.business.id,
        id,
        name: policy.name,
        yaml,
        is_default: id === DEFAULT_POLICY,
        updated_at: work.now.toString(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (added) await keepVersion(work, id, 1, yaml);
  }
}

async function keepVersion(work: Work, id: string, version: number, yaml: string): Promise<void> {
  await work.tx
    .insertInto('policy_version')
    .values({
      business_id: work.business.id,
      policy_id: id,
      version,
      yaml,
      saved_by: work.by,
      saved_at: work.now.toString(),
    })
    .execute();
}

export interface StoredPolicy {
  policy: Policy;
  yaml: string;
  version: number;
  isDefault: boolean;
  active: boolean;
  updatedAt: string;
}

const KNOWN_AT_MOST = 1_000;
const known = new Map<string, Policy>();

// Read by every round and at the door; a text takes some milliseconds to parse.
function policyOf(yaml: string): Policy {
  let policy = known.get(yaml);
  if (policy === undefined) {
    policy = parsePolicy(yaml);
    if (known.size >= KNOWN_AT_MOST) known.clear();
    known.set(yaml, policy);
  }
  return policy;
}

/** Every policy of the business, by name. */
export async function listPolicies(work: Work): Promise<StoredPolicy[]> {
  const rows = await work.tx
    .selectFrom('policy')
    .selectAll()
    .where('business_id', '=', work.business.id)
    .orderBy('name')
    .execute();
  return rows.map((row) => ({
    policy: policyOf(row.yaml),
    yaml: row.yaml,
    version: row.version,
    isDefault: row.is_default,
    active: row.active,
    updatedAt: row.updated_at,
  }));
}

/**
 * Saves a policy's YAML as its next version (or as a new policy). Rounds from now on use it; what
 * is in the outbox is asked again at the door.
 * @throws RefusedError `bad-policy` with line and field.
 */
export async function savePolicy(
  work: Work,
  yaml: string,
  options: { active?: boolean; isDefault?: boolean } = {},
): Promise<StoredPolicy> {
  const policy = parsePolicy(yaml);
  const stored = await work.tx
    .selectFrom('policy')
    .select(['version', 'is_default', 'active'])
    .where('business_id', '=', work.business.id)
    .where('id', '=', policy.id)
    .forUpdate()
    .executeTakeFirst();
  const version = (stored?.version ?? 0) + 1;
  const isDefault = options.isDefault ?? stored?.is_default ?? false;
  const active = options.active ?? stored?.active ?? true;
  if (stored?.is_default && !isDefault) {
    throw new RefusedError(
      'default-policy',
      'Make another policy the default first; somebody must be covered by it. Nothing was saved.',
    );
  }
  if (isDefault && !active)
    throw new RefusedError(
      'default-policy',
      'The default policy cannot be switched off. Nothing was saved.',
    );
  if (isDefault && !stored?.is_default) {
    await work.tx
      .updateTable('policy')
      .set({ is_default: false })
      .where('business_id', '=', work.business.id)
      .where('is_default', '=', true)
      .execute();
  }
  const values = {
    name: policy.name,
    yaml,
    version,
    is_default: isDefault,
    active,
    updated_at: work.now.toString(),
  };
  await work.tx
    .insertInto('policy')
    .values({ business_id: work.business.id, id: policy.id, ...values })
    .onConflict((conflict) => conflict.columns(['business_id', 'id']).doUpdateSet(values))
    .execute();
  await keepVersion(work, policy.id, version, yaml);
  return { policy, yaml, version, isDefault, active, updatedAt: work.now.toString() };
}

/** Which ladder is whose: by name, else by who is covered, else the default. */
export interface Ladders {
  of(customer: {
    policyId: string | null;
    code: string;
    country: string | null;
    kind: string;
  }): Ladder;
}

/** Prepares the business's policies for a round. @throws RefusedError when there is no default. */
export async function loadLadders(work: Work): Promise<Ladders> {
  const stored = await listPolicies(work);
  const active = stored.filter((one) => one.active);
  const fallback = active.find((one) => one.isDefault);
  if (!fallback)
    throw new RefusedError(
      'no-policy',
      'There is no default policy. Open Chase, Policies, and make one the default.',
    );
  const ladders = new Map(active.map((one) => [one.policy.id, ladderOf(one.policy)]));
  const covering = active.filter((one) => !one.isDefault && coversSome(one.policy));
  const usual = ladders.get(fallback.policy.id)!;
  return {
    of(customer) {
      const named = customer.policyId === null ? undefined : ladders.get(customer.policyId);
      if (named) return named;
      const covers = covering.find(({ policy }) => isCovered(policy, customer));
      return covers ? ladders.get(covers.policy.id)! : usual;
    },
  };
}

function coversSome({ covers }: Policy): boolean {
  return covers.customers.length + covers.countries.length + covers.kinds.length > 0;
}

/**
 * Named customers are covered whatever else is said; else every condition that is given must hold.
 */
function isCovered(
  { covers }: Policy,
  customer: { code: string; country: string | null; kind: string },
): boolean {
  if (covers.customers.includes(customer.code)) return true;
  if (covers.countries.length + covers.kinds.length === 0) return false;
  const country =
    covers.countries.length === 0 ||
    (customer.country !== null && covers.countries.includes(customer.country));
  return country && (covers.kinds.length === 0 || covers.kinds.includes(customer.kind));
}
