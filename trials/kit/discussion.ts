import { expect } from 'vitest';
import { RefusedError } from '../../core/base/index.ts';
import { listTasks } from '../../server/discuss/index.ts';
import type { Work } from '../../server/platform/platform.ts';
import { snapshotAsOf } from '../../server/receivable/index.ts';
import { addCustomer, addInvoice } from './receivables.ts';

let customers = 0;

/** A customer who owes 500.00 on one invoice and 300.00 on another, both overdue. */
export async function owing(work: Work) {
  customers += 1;
  const name = `Customer ${customers}`;
  const customerId = await addCustomer(work, name);
  const a = `A-${customers}`;
  const b = `B-${customers}`;
  const aId = await addInvoice(work, customerId, {
    number: a,
    amount: 50_000n,
    dueOn: '2026-03-06',
  });
  await addInvoice(work, customerId, { number: b, amount: 30_000n, dueOn: '2026-03-09' });
  const known = () => snapshotAsOf(work, customerId, work.today);
  const tasks = async () => (await listTasks(work, { customer: customerId, limit: 50 })).items;
  return { customerId, name, a, b, aId, known, tasks };
}

/** The code of a refusal, which also says that nothing was recorded. */
export async function refusal(run: Promise<unknown>): Promise<string> {
  try {
    await run;
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    expect(error.message).toMatch(/Nothing was recorded\.$/);
    return error.code;
  }
  throw new Error('nothing was refused');
}
