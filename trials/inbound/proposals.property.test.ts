import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { replies } from '../../core/discuss/reading/replies.ts';
import { type TestPlatform, testPlatform } from '../../server/platform/testing.ts';
import { written } from './kit.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await testPlatform({ now: '2026-03-09T10:00:00Z' });
});

test('whatever is proposed, a reply does nothing but wait', { timeout: 120_000 }, async () => {
  const world = await written(platform, 1);
  const [sam] = world.customers;
  const said = replies.flatMap(({ said: table }) => table.map(([text]) => text));
  const words = fc.oneof(
    fc.constantFrom(...said),
    fc.array(fc.constantFrom(...said), { minLength: 2, maxLength: 4 }).map((all) => all.join('\n')),
    fc.string({ unit: 'grapheme', maxLength: 200 }),
  );
  const { unread: _, latestOn: __, ...before } = await world.stands(sam!.id);
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(words, async (text) => {
      const { result } = await world.take({ inReplyTo: sam!.headerId!, text });
      expect(result).toBe('taken');
      taken += 1;
      const { unread, latestOn: ___, ...after } = await world.stands(sam!.id);
      expect(after).toEqual(before);
      expect(unread).toHaveLength(taken);
      const kinds = new Set((await world.tasks(sam!.id)).map(({ kind }) => kind));
      expect([...kinds]).toEqual(['read-reply']);
    }),
    { numRuns: 40 },
  );
});
