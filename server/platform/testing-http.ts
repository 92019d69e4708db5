import type { OpenAPIHono } from '@hono/zod-openapi';
import { type AuthHooks, createUser, makeAuth, setPassword } from './auth/index.ts';
import { businessRoutes } from './business/index.ts';
import type { Env } from './http/index.ts';
import { createApp } from './http/index.ts';
import type { Platform } from './platform.ts';

/** The password of every user a test makes. */
export const TEST_PASSWORD = 'four plain words here';

const noHooks: AuthHooks = { onAdded: async () => {}, ensureDemo: null };

/** The app of a test: sign-in and settings, and the routers it brings. */
export function testApp(
  platform: Platform,
  routers: readonly OpenAPIHono<Env>[] = [],
  hooks: Partial<AuthHooks> = {},
): OpenAPIHono<Env> {
  const auth = makeAuth(platform, { ...noHooks, ...hooks });
  return createApp(platform, {
    authenticator: auth.authenticator,
    routers: [...auth.routers, businessRoutes(), ...routers],
  });
}

/** A user with TEST_PASSWORD; gives their id. */
export async function testUser(platform: Platform, name: string, email: string): Promise<string> {
  const { system } = platform.database;
  const now = platform.clock.now();
  const user = await createUser(system, now, { name, email });
  await setPassword(system, now, user, TEST_PASSWORD);
  return user.id;
}

/** Sends JSON as a browser of our own pages does, with the cookie of a session. */
export type Ask = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
  /** A body that goes out as it is, instead of JSON. */
  raw?: { text: string; contentType: string },
) => Promise<{ status: number; headers: Headers; body: Answer }>;

// biome-ignore lint/suspicious/noExplicitAny: what a test looks into is its own business
export type Answer = any;

/** Somebody who asks the app, with headers of their own. */
export function asking(app: OpenAPIHono<Env>, own: Record<string, string> = {}): Ask {
  return async (method, path, body, headers = {}, raw) => {
    const contentType = raw ? raw.contentType : body === undefined ? null : 'application/json';
    const answer = await app.request(path, {
      method,
      headers: {
        origin: 'http://localhost:7788',
        ...(contentType === null ? {} : { 'content-type': contentType }),
        ...own,
        ...headers,
      },
      body: raw?.text ?? (body === undefined ? undefined : JSON.stringify(body)),
    });
    const text = await answer.text();
    const json = /[/+]json\b/.test(answer.headers.get('content-type') ?? '');
    return { status: answer.status, headers: answer.headers, body: json ? JSON.parse(text) : text };
  };
}

/** The cookies an answer sets, as a browser sends them back. */
export function cookieOf(headers: Headers): string {
  return headers
    .getSetCookie()
    .map((set) => set.split(';', 1)[0])
    .join('; ');
}

/** Signs a test user in. */
export async function signedIn(app: OpenAPIHono<Env>, email: string): Promise<Ask> {
  const { status, headers } = await asking(app)('POST', '/api/v1/sign-in', {
    email,
    password: TEST_PASSWORD,
  });
  if (status !== 200) throw new Error(`signing ${email} in answered ${status}`);
  return asking(app, { cookie: cookieOf(headers) });
}
