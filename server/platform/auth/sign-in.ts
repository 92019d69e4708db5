import { betterAuth } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import type { KyselyPlugin, PluginTransformResultArgs } from 'kysely';
import { z } from 'zod';
import type { Platform } from '../platform.ts';
import { hashPassword, isPassword, PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from './password.ts';
import { refusalOf, WRONG_CODE, WRONG_PASSWORD, WRONG_PRESENT } from './refusals.ts';
import { type Enrolment, isDeviceCode, secondStep, tidyCode } from './two-factor.ts';

/** How long a session lasts from signing in, in days. */
export const SESSION_DAYS = 30;

export interface SignedIn {
  userId: string;
  name: string;
  email: string;
  demo: boolean;
  /** Whether signing in takes a code from their device as well. */
  twoFactor: boolean;
}

/** The right password; with a second step no session is opened before its code. */
export interface Opened {
  /** Carry the cookie of the session, or of the second step that is waited for. */
  headers: Headers;
  needsCode: boolean;
}

/** Sessions and passwords, kept by better-auth in our own tables. */
export interface SignIn {
  /**
   * Opens a session, or asks for the code of the second step.
   * @throws RefusedError `wrong-password` (401), the same for an unknown address.
   */
  withPassword(email: string, password: string, request: Headers): Promise<Opened>;
  /**
   * The second step: a code of the device, or a backup code, which works once.
   * @throws RefusedError `wrong-code` (401), `too-often` (429), `step-over` (401) after a while.
   */
  withCode(code: string, request: Headers): Promise<Headers>;
  /** Makes a device ready; `confirm` with its first code switches the second step on. */
  enrol(password: string, request: Headers): Promise<Enrolment>;
  confirm(code: string, request: Headers): Promise<Headers>;
  /** Switches the second step off. */
  leaveSecondStep(password: string, request: Headers): Promise<Headers>;
  /** Opens a session for a user who proved to be it in another way. */
  as(userId: string, request: Headers): Promise<Headers>;
  /** Ends the session of a request. */
  out(request: Headers): Promise<Headers>;
  /** Whose session a request carries, if it is a living one. */
  who(request: Headers): Promise<SignedIn | null>;
}

// better-auth compares moments as Date; our connections give ISO text.
const datesForSignIn: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }: PluginTransformResultArgs) => ({
    ...result,
    rows: result.rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) =>
          name.endsWith('_at') && typeof value === 'string'
            ? [name, new Date(value)]
            : [name, value],
        ),
      ),
    ),
  }),
};

/** Server-only: a session without a password, for the demo, first run and one-time links. */
const sessionForUser = {
  id: 'duly-session',
  endpoints: {
    signInAs: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ userId: z.string() }) },
      async (context) => {
        const adapter = context.context.internalAdapter;
        const user = await adapter.findUserById(context.body.userId);
        if (!user) throw new APIError('NOT_FOUND');
        const session = await adapter.createSession(user.id);
        await setSessionCookie(context, { session, user });
        return { signedIn: true };
      },
    ),
  },
} as const;

const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' } as const;

function configure(platform: Platform) {
  const { config, database, log } = platform;
  return betterAuth({
    appName: 'Duly',
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    secret: config.secret,
    database: { db: database.system.withPlugin(datesForSignIn), type: 'postgres' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH_MIN,
      maxPasswordLength: PASSWORD_LENGTH_MAX,
      password: {
        hash: hashPassword,
        verify: ({ hash, password }) => isPassword(hash, password),
      },
    },
    user: {
      modelName: 'auth_user',
      fields: { emailVerified: 'email_verified', ...stamps },
      additionalFields: { demo: { type: 'boolean', input: false, defaultValue: false } },
    },
    session: {
      modelName: 'auth_session',
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...stamps,
      },
      expiresIn: SESSION_DAYS * 86_400,
      disableSessionRefresh: true,
    },
    account: {
      modelName: 'auth_account',
      fields: {
        accountId: 'account_id',
        providerId: 'provider_id',
        userId: 'user_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...stamps,
      },
    },
    verification: {
      modelName: 'auth_verification',
      fields: { expiresAt: 'expires_at', ...stamps },
    },
    advanced: {
      cookiePrefix: 'duly',
      useSecureCookies: config.publicUrl.startsWith('https:'),
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
    },
    // Our own limits and logs stand before it; nothing is told to anybody outside.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { log: (level, message) => log.debug({ level }, `sign-in: ${message}`) },
    plugins: [sessionForUser, secondStep],
  });
}

/** Sign-in for a platform; only what is used of the library can be reached. */
export function makeSignIn(platform: Platform): SignIn {
  const auth = configure(platform);
  return {
    withPassword: async (email, password, request) => {
      try {
        const body = { email: email.trim().toLowerCase(), password };
        const { headers, response } = await auth.api.signInEmail({
          body,
          headers: request,
          returnHeaders: true,
        });
        return { headers, needsCode: 'twoFactorRedirect' in response };
      } catch (error) {
        throw refusalOf(error, WRONG_PASSWORD);
      }
    },
    ...secondStepBy(auth),
    as: async (userId, request) => {
      const { headers } = await auth.api.signInAs({
        body: { userId },
        headers: request,
        returnHeaders: true,
      });
      return headers;
    },
    out: async (request) => {
      const { headers } = await auth.api.signOut({ headers: request, returnHeaders: true });
      return headers;
    },
    who: async (request) => {
      if (!request.has('cookie')) return null;
      const found = await auth.api.getSession({ headers: request });
      if (!found) return null;
      const { id, name, email, demo, twoFactorEnabled } = found.user;
      const known = { userId: id, name, email, demo: demo === true };
      return { ...known, twoFactor: twoFactorEnabled === true };
    },
  };
}

/** The second step of a user: taking it, setting it up and leaving it. */
function secondStepBy(
  auth: ReturnType<typeof configure>,
): Pick<SignIn, 'withCode' | 'enrol' | 'confirm' | 'leaveSecondStep'> {
  return {
    withCode: async (given, request) => {
      const code = tidyCode(given);
      const headers = onlySecondStep(request);
      const asked = { body: { code }, headers, returnHeaders: true } as const;
      try {
        const { headers } = isDeviceCode(code)
          ? await auth.api.verifyTOTP(asked)
          : await auth.api.verifyBackupCode(asked);
        return headers;
      } catch (error) {
        throw refusalOf(error, WRONG_CODE);
      }
    },
    enrol: async (password, request) => {
      try {
        const made = await auth.api.enableTwoFactor({ body: { password }, headers: request });
        if (made.method !== 'totp') throw new Error('only codes by time are offered');
        return { uri: made.totpURI, backupCodes: made.backupCodes };
      } catch (error) {
        throw refusalOf(error, WRONG_PRESENT);
      }
    },
    confirm: async (given, request) => {
      const body = { code: tidyCode(given) };
      try {
        const asked = { body, headers: request, returnHeaders: true } as const;
        const { headers } = await auth.api.verifyTOTP(asked);
        return headers;
      } catch (error) {
        throw refusalOf(error, { ...WRONG_CODE, status: 403 });
      }
    },
    leaveSecondStep: async (password, request) => {
      try {
        const asked = { body: { password }, headers: request, returnHeaders: true } as const;
        const { headers } = await auth.api.disableTwoFactor(asked);
        return headers;
      } catch (error) {
        throw refusalOf(error, WRONG_PRESENT);
      }
    },
  };
}

/**
 * A request without its session: a code is tried against the second step that was begun, where
 * wrong ones are counted.
 */
function onlySecondStep(request: Headers): Headers {
  const cookies = (request.get('cookie') ?? '').split('; ');
  return new Headers({ cookie: cookies.filter((one) => one.includes('two_factor')).join('; ') });
}
