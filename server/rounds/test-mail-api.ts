import { z } from '@hono/zod-openapi';

export const testMailSchema = z
  .object({
    result: z.enum(['accepted', 'later', 'refused']),
    to: z.string(),
    /** The mail server's own answer, or why there was none. */
    answer: z.string(),
  })
  .openapi('TestMail');

export type TestMailReport = z.infer<typeof testMailSchema>;
