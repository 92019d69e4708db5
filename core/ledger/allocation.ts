import type { Day } from '../base/index.ts';
import type { ItemRef } from './posting.ts';

/** An instalment that something can be set against. */
export interface OpenInstalment extends ItemRef {
  number: string;
  dueOn: Day;
  outstanding: bigint;
}

export interface Allocation extends ItemRef {
  amount: bigint;
}

/**
 * Sets an amount against instalments, oldest due first (then by number), until it is used up.
 * @returns the allocations and what is left over as credit on account
 */
export function allocateOldestFirst(
  instalments: readonly OpenInstalment[],
  amount: bigint,
): { allocations: Allocation[]; left: bigint } {
  const order = [...instalments]
    .filter((one) => one.outstanding > 0n)
    .sort(
      (a, b) =>
        a.dueOn - b.dueOn ||
        (a.number < b.number ? -1 : a.number > b.number ? 1 : a.instalment - b.instalment),
    );
  const allocations: Allocation[] = [];
  let left = amount;
  for (const { invoiceId, instalment, outstanding } of order) {
    if (left <= 0n) break;
    const taken = left < outstanding ? left : outstanding;
    allocations.push({ invoiceId, instalment, amount: taken });
    left -= taken;
  }
  return { allocations, left };
}
