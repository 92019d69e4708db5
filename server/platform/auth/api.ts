import { z } from '@hono/zod-openapi';
import { emailSchema, newBusinessSchema, roleSchema } from '../business/index.ts';
import { idSchema } from '../http/index.ts';
import { PASSWORD_LENGTH_MAX } from './password.ts';

const nameSchema = z
  .string()
  .trim()
  .min(1, 'a name')
  .max(200)
  .regex(/^[^\p{Cc}]*$/u, 'one line of text');

// How long a password must be is said in words by checkPassword.
const passwordSchema = z.string().min(1, 'a password').max(PASSWORD_LENGTH_MAX);

export const programSchema = z
  .object({
    version: z.string(),
    /** The program's clock. */
    now: z.string(),
    /** Whether DULY_NOW moved it: to be said on every screen. */
    clockMoved: z.boolean(),
    /** Nobody can sign in yet: the first person sets the program up. */
    firstRun: z.boolean(),
    /** Whether the one who asks may look around in the demo business. */
    demoAvailable: z.boolean(),
    /** Where mail would go: nowhere, to this machine, or out into the world. */
    mail: z.enum(['none', 'loopback', 'server']),
    publicUrl: z.string(),
  })
  .openapi('Program');

export const meSchema = z
  .object({
    user: z
      .object({
        id: z.string(),
        name: z.string(),
        email: z.string(),
        demo: z.boolean(),
        twoFactor: z.boolean(),
      })
      .nullable()
      .openapi({ description: 'Null for an API key' }),
    businesses: z.array(
      z.object({
        slug: z.string(),
        name: z.string(),
        country: z.string(),
        currency: z.string(),
        colour: z.string(),
        demo: z.boolean(),
        role: roleSchema,
      }),
    ),
  })
  .openapi('Me');

export const signInSchema = z.object({ email: z.string().max(254), password: passwordSchema });

export const needsCodeSchema = z
  .object({ needsCode: z.literal(true) })
  .openapi('NeedsCode', { description: 'The password was right; the second step is next' });

export const codeSchema = z.object({ code: z.string().trim().min(1, 'a code').max(40) });

export const ownPasswordSchema = z.object({ password: passwordSchema });

export const enrolmentSchema = z
  .object({
    uri: z.string().openapi({ description: 'otpauth:// address, to be drawn as a QR code' }),
    backupCodes: z.array(z.string()).openapi({ description: 'Shown this once' }),
  })
  .openapi('SecondStepEnrolment');

export const signInRuleSchema = z.object({ requireTwoFactor: z.boolean() }).openapi('SignInRule');

export const firstRunSchema = newBusinessSchema
  .omit({ person: true, email: true })
  .extend({ person: nameSchema, email: emailSchema, password: passwordSchema });

export const setPasswordSchema = z.object({
  token: z.string().min(20).max(200),
  password: passwordSchema,
});

export const changePasswordSchema = z.object({ present: passwordSchema, password: passwordSchema });

export const doneSchema = z.object({ done: z.literal(true) }).openapi('Done');

export const memberSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: roleSchema,
    since: z.string(),
    hasPassword: z.boolean(),
  })
  .openapi('Member');

export const inviteSchema = z.object({ name: nameSchema, email: emailSchema, role: roleSchema });

export const linkSchema = z.object({
  link: z
    .string()
    .nullable()
    .openapi({ description: 'Shown this once; null for a person who has a password already' }),
});

export const invitedSchema = linkSchema.extend({ member: memberSchema }).openapi('Invited');

export const memberChangeSchema = z.object({ role: roleSchema });

export const keySchema = z
  .object({
    id: idSchema,
    name: z.string(),
    prefix: z.string(),
    role: roleSchema,
    createdBy: z.string().nullable(),
    createdAt: z.string(),
    lastUsedAt: z.string().nullable(),
  })
  .openapi('ApiKey');

export const newKeySchema = z.object({
  name: nameSchema,
  role: roleSchema.default('bookkeeper'),
});

export const createdKeySchema = keySchema
  .extend({
    key: z
      .string()
      .nullable()
      .openapi({ description: 'The secret itself, shown this once; null in a replay' }),
  })
  .openapi('CreatedApiKey');
