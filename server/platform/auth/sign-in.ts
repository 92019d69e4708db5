import { betterAuth } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import type { KyselyPlugin, PluginTransformResultArgs } from 'kysely';
import { z } from 'zod';
import { RefusedError } from '../../../core/base/index.ts';
import type { Platform } from '../platform.ts';
import { hashPassword, isPassword, PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from './password.ts';

/** How long a session lasts from signing in, in days. */
export const SESSION_DAYS = 30;

export interface SignedIn {
  userId: string;
  name: string;
  email: string;
  demo: boolean;
}

/** Sessions and passwords, kept by better-auth in our own tables. */
export interface SignIn {
  /**
   * Opens a session; gives the headers that carry its cookie.
   * @throws RefusedError `wrong-password` (401), the same for an unknown address.
   */
  withPassword(email: string, password: string, request: Headers): Promise<Headers>;
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
    plugins: [sessionForUser],
  });
}

/** Sign-in for a platform; only what is used of the library can be reached. */
export function makeSignIn(platform: Platform): SignIn {
  const auth = configure(platform);
  return {
    withPassword: async (email, password, request) => {
      try {
        const body = { email: email.trim().toLowerCase(), password };
        const { headers } = await auth.api.signInEmail({
          body,
          headers: request,
          returnHeaders: true,
        });
        return headers;
      } catch (error) {
        if (!(error instanceof APIError) || error.statusCode >= 500) throw error;
        throw new RefusedError(
          'wrong-password',
          'That address and password do not belong together.',
          { status: 401 },
        );
      }
    },
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
      const { id, name, email, demo } = found.user;
      return { userId: id, name, email, demo: demo === true };
    },
  };
}
