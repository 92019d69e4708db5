import { createRoute } from '@hono/zod-openapi';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { RefusedError } from '../../../core/base/index.ts';
import {
  addBusiness,
  type BusinessHooks,
  isLoopbackMail,
  newBusinessSchema,
} from '../business/index.ts';
import {
  type AnyContext,
  answers,
  type Caller,
  createRouter,
  jsonBody,
  PROGRAM_VERSION,
  requireCaller,
} from '../http/index.ts';
import type { Platform } from '../platform.ts';
import {
  changePasswordSchema,
  doneSchema,
  firstRunSchema,
  meSchema,
  needsCodeSchema,
  programSchema,
  setPasswordSchema,
  signInSchema,
} from './api.ts';
import { demoVisitor, type EnsureDemo, mayVisitDemo } from './demo.ts';
import { firstRun } from './first-run.ts';
import { ownBusinesses } from './identity.ts';
import type { Opened, SignIn } from './sign-in.ts';
import { changePassword, hasUsers, usePasswordLink } from './users.ts';

/** What other rooms do for sign-in; the composition root hands it in. */
export interface AuthHooks extends BusinessHooks {
  /** Null while there is no demo to look around in. */
  ensureDemo: EnsureDemo | null;
}

const tags = ['sign-in'];
const open = { tags, security: [] };
const me = answers(meSchema, 'Who is signed in now, and the businesses they may enter');
const done = answers(doneSchema, 'Done');

const needsCode = {
  description: 'The password was right; the code of the second step is next',
  content: { 'application/json': { schema: needsCodeSchema } },
};

const readProgram = createRoute({
  method: 'get',
  path: '/api/v1/program',
  ...open,
  summary: 'What the program is, and whether somebody has to set it up first',
  responses: answers(programSchema, 'The program'),
});
const signInRoute = createRoute({
  method: 'post',
  path: '/api/v1/sign-in',
  ...open,
  summary: 'Sign in with a password',
  request: { body: jsonBody(signInSchema) },
  responses: { ...me, 202: needsCode },
});
const signOutRoute = createRoute({
  method: 'post',
  path: '/api/v1/sign-out',
  ...open,
  summary: 'Sign out',
  responses: done,
});
const firstRunRoute = createRoute({
  method: 'post',
  path: '/api/v1/first-run',
  ...open,
  summary: 'Make the first user and their business, once',
  request: { body: jsonBody(firstRunSchema) },
  responses: me,
});
const demoRoute = createRoute({
  method: 'post',
  path: '/api/v1/demo',
  ...open,
  summary: 'Look around in the demo business, without a password',
  responses: me,
});
const setPasswordRoute = createRoute({
  method: 'post',
  path: '/api/v1/set-password',
  ...open,
  summary: 'Choose a password with a link that an owner handed over',
  request: { body: jsonBody(setPasswordSchema) },
  responses: { ...me, 202: needsCode },
});
const readMe = createRoute({
  method: 'get',
  path: '/api/v1/me',
  tags,
  summary: 'Who asks, and which businesses they may enter',
  responses: me,
});
const changePasswordRoute = createRoute({
  method: 'post',
  path: '/api/v1/me/password',
  tags,
  summary: 'Change the own password; other sessions end',
  request: { body: jsonBody(changePasswordSchema) },
  responses: me,
});
const addBusinessRoute = createRoute({
  method: 'post',
  path: '/api/v1/businesses',
  tags: ['settings'],
  summary: 'Add another business, as its owner',
  request: { body: jsonBody(newBusinessSchema) },
  responses: answers(meSchema, 'The businesses one may enter now', 201),
});

/** Wrong passwords for one address before it has to wait. */
const WRONG_PASSWORDS = { points: 10, duration: 15 * 60 };

/** Coming in and going out: first run, demo, sign-in, one's own password and businesses. */
export function sessionRoutes(platform: Platform, signIn: SignIn, hooks: AuthHooks) {
  const router = createRouter();
  const wrong = new RateLimiterMemory(WRONG_PASSWORDS);

  router.openapi(readProgram, async (c) => c.json(await program(c, hooks), 200));
  router.openapi(signInRoute, async (c) => {
    const { email, password } = c.req.valid('json');
    const opened = await guarded(wrong, email, () =>
      signIn.withPassword(email, password, c.req.raw.headers),
    );
    return enterOrAsk(c, signIn, opened);
  });
  router.openapi(signOutRoute, async (c) => {
    giveCookies(c, await signIn.out(c.req.raw.headers));
    return c.json({ done: true as const }, 200);
  });
  router.openapi(firstRunRoute, async (c) => {
    const { user } = await firstRun(platform, c.req.valid('json'), hooks);
    return c.json(await enter(c, signIn, await signIn.as(user.id, c.req.raw.headers)), 200);
  });
  router.openapi(demoRoute, async (c) => {
    if (!hooks.ensureDemo) {
      throw new RefusedError('no-demo', 'There is no demo business here.', { status: 404 });
    }
    const { userId } = await demoVisitor(platform, await visitor(c), hooks.ensureDemo);
    return c.json(await enter(c, signIn, await signIn.as(userId, c.req.raw.headers)), 200);
  });
  router.openapi(setPasswordRoute, async (c) => {
    const { token, password } = c.req.valid('json');
    const { email } = await usePasswordLink(platform, token, password);
    // A link is one step; whoever has a second one takes it here as well.
    return enterOrAsk(c, signIn, await signIn.withPassword(email, password, c.req.raw.headers));
  });
  router.openapi(readMe, async (c) => c.json(await present(c, await requireCaller(c)), 200));
  router.openapi(changePasswordRoute, async (c) => {
    const caller = await requireUser(c);
    const { present: old, password } = c.req.valid('json');
    const user = { id: caller.userId, name: caller.name, email: caller.email };
    await guarded(wrong, caller.email, () => changePassword(platform, user, old, password));
    return c.json(await enter(c, signIn, await signIn.as(user.id, c.req.raw.headers)), 200);
  });
  router.openapi(addBusinessRoute, async (c) => {
    const caller = await requireUser(c);
    const options = { by: caller.name, ownerId: caller.userId };
    await addBusiness(platform, c.req.valid('json'), hooks, options);
    return c.json(await present(c, caller), 201);
  });
  return router;
}

async function program(c: AnyContext, hooks: AuthHooks) {
  const { config, clock, database } = c.var.platform;
  const smtp = config.smtpUrl;
  const demo = hooks.ensureDemo !== null && (await mayVisitDemo(c.var.platform, await visitor(c)));
  return {
    version: PROGRAM_VERSION,
    now: clock.now().toString({ smallestUnit: 'second' }),
    clockMoved: config.now !== null,
    firstRun: !(await hasUsers(database.system)),
    demoAvailable: demo,
    mail: smtp === null ? ('none' as const) : isLoopbackMail(smtp) ? 'loopback' : 'server',
    publicUrl: config.publicUrl,
  } as const;
}

async function visitor(c: AnyContext) {
  const caller = await c.var.authenticator.identify(c.req.raw.headers);
  return {
    caller: caller?.kind === 'user' && !caller.demo ? caller : null,
    loopback: c.var.loopback,
  };
}

/** Refuses an address after too many wrong passwords, and forgets them after a right one. */
async function guarded<T>(wrong: RateLimiterMemory, email: string, attempt: () => Promise<T>) {
  const address = email.trim().toLowerCase();
  const before = await wrong.get(address);
  if (before && before.consumedPoints >= WRONG_PASSWORDS.points) {
    const minutes = Math.ceil(before.msBeforeNext / 60_000);
    throw new RefusedError(
      'too-often',
      `Too many wrong passwords for this address. Try again in ${minutes} minutes.`,
      { status: 429 },
    );
  }
  try {
    const done = await attempt();
    await wrong.delete(address);
    return done;
  } catch (error) {
    if (error instanceof RefusedError && error.code === 'wrong-password') {
      await wrong.penalty(address);
    }
    throw error;
  }
}

export async function requireUser(c: AnyContext): Promise<Extract<Caller, { kind: 'user' }>> {
  const caller = await requireCaller(c);
  if (caller.kind === 'user' && !caller.demo) return caller;
  throw new RefusedError(
    'needs-a-person',
    'That is for a person who signed in with a password of their own. Nothing was changed.',
    { status: 403 },
  );
}

function giveCookies(c: AnyContext, headers: Headers): void {
  for (const cookie of headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
}

/** Lets in whoever needs no code, and asks the others for theirs. */
async function enterOrAsk(c: AnyContext, signIn: SignIn, opened: Opened) {
  if (!opened.needsCode) return c.json(await enter(c, signIn, opened.headers), 200);
  giveCookies(c, opened.headers);
  return c.json({ needsCode: true as const }, 202);
}

/** Hands the new session to the browser, and says who it is. */
export async function enter(c: AnyContext, signIn: SignIn, headers: Headers) {
  giveCookies(c, headers);
  const cookie = headers
    .getSetCookie()
    .map((set) => set.split(';', 1)[0])
    .join('; ');
  const user = await signIn.who(new Headers({ cookie }));
  if (!user) throw new Error('the session that was just opened is not known');
  return present(c, { kind: 'user', ...user });
}

async function present(c: AnyContext, caller: Caller) {
  const user =
    caller.kind === 'key'
      ? null
      : {
          id: caller.userId,
          name: caller.name,
          email: caller.email,
          demo: caller.demo,
          twoFactor: caller.twoFactor,
        };
  return { user, businesses: await ownBusinesses(c.var.platform, caller) };
}
