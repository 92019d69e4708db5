import type { KyselyPlugin } from 'kysely';
import type { Platform } from '../../server/platform/index.ts';

/**
 * The same platform, but its transactions die with the program: after so many statements, counted
 * over everything it does, the next one throws and so does every one after it.
 */
export function fragile(platform: Platform, statements: number): Platform {
  let left = statements;
  const bomb: KyselyPlugin = {
    transformQuery: ({ node }) => {
      left -= 1;
      if (left < 0) throw new Error('the program died');
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  return {
    ...platform,
    database: {
      ...platform.database,
      tenant: (businessId, work) =>
        platform.database.tenant(businessId, (tx) => work(tx.withPlugin(bomb))),
    },
  };
}
