import { z } from '@hono/zod-openapi';
import { daySchema } from '../platform/http/index.ts';

const name = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,40}$/, 'lower-case letters, digits and dashes, such as xero');

export const sourceParam = { source: name };

export const connectSchema = z.strictObject({ name }).openapi('ConnectSource');

export const syncedSchema = z
  .strictObject({
    at: z.iso
      .datetime({ offset: true })
      .optional()
      .describe('The moment as at which its facts are here; now when left out'),
  })
  .openapi('SourceSynced');

export const sourceSchema = z
  .object({
    name: z.string(),
    /** The moment as at which its facts are here; null while it has brought nothing. */
    syncedAt: z.string().nullable(),
    freshOn: daySchema.nullable(),
  })
  .openapi('Source');

export const sourcesSchema = z.object({ items: z.array(sourceSchema), next: z.null() });

export type Source = z.infer<typeof sourceSchema>;
