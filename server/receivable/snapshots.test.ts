import { expect, test } from 'vitest';
import { day } from '../../core/base/index.ts';
import { addCustomer } from '../../trials/kit/receivables.ts';
import { testBusiness, testPlatform } from '../platform/testing.ts';
import { workFor } from '../platform/work.ts';
import { appendEvent } from './index.ts';

test('peace is counted on the working days where the customer is', async () => {
  const platform = await testPlatform({ now: '2026-03-31T08:00:00Z' });
  const until = async (slug: string, region: string) => {
    const { id } = await testBusiness(platform, { slug, country: 'GB', region });
    return workFor(platform, id, 'duly', async (work) => {
      const customerId = await addCustomer(work, 'Penrose & Sons', { country: 'GB' });
      const on = day('2026-03-31');
      await appendEvent(work, customerId, { kind: 'asked', on, ask: 'paid-already' });
      const { quiet_until } = await work.tx
        .selectFrom('customer_snapshot')
        .select('quiet_until')
        .where('customer_id', '=', customerId)
        .executeTakeFirstOrThrow();
      return quiet_until;
    });
  };
  // Five business days over Easter: its Monday is a holiday in England and none in Scotland.
  expect(await until('in-england', 'ENG')).toBe('2026-04-09');
  expect(await until('in-scotland', 'SCT')).toBe('2026-04-08');
});
