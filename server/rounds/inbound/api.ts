import { z } from '@hono/zod-openapi';

export const pushedSchema = z
  .object({
    /** False when it was there already, or is our own word coming back. */
    taken: z.boolean(),
  })
  .openapi('PushedMail');
