import { createRoute } from '@hono/zod-openapi';
import { RefusedError } from '../../../core/base/index.ts';
import {
  answers,
  businessParams,
  createRouter,
  jsonBody,
  requireRole,
  withWork,
} from '../http/index.ts';
import {
  codeSchema,
  enrolmentSchema,
  meSchema,
  ownPasswordSchema,
  signInRuleSchema,
} from './api.ts';
import { enter, requireUser } from './session-routes.ts';
import type { SignIn } from './sign-in.ts';
import { changeSignInRule, readSignInRule } from './two-factor.ts';

const tags = ['sign-in'];
const me = answers(meSchema, 'Who is signed in now, and the businesses they may enter');

const codeRoute = createRoute({
  method: 'post',
  path: '/api/v1/sign-in/code',
  tags,
  security: [],
  summary: 'The second step of signing in: a code of the device, or a backup code',
  request: { body: jsonBody(codeSchema) },
  responses: me,
});
const enrolRoute = createRoute({
  method: 'post',
  path: '/api/v1/me/second-step',
  tags,
  summary: 'Make a device ready for the second step; it is on with the first right code',
  request: { body: jsonBody(ownPasswordSchema) },
  responses: answers(enrolmentSchema, 'What the device needs, shown this once'),
});
const confirmRoute = createRoute({
  method: 'post',
  path: '/api/v1/me/second-step/confirm',
  tags,
  summary: 'Switch the second step on with the first code of the device',
  request: { body: jsonBody(codeSchema) },
  responses: me,
});
const leaveRoute = createRoute({
  method: 'post',
  path: '/api/v1/me/second-step/off',
  tags,
  summary: 'Switch the second step off',
  request: { body: jsonBody(ownPasswordSchema) },
  responses: me,
});
const rulePath = '/api/v1/businesses/{business}/sign-in-rule' as const;
const rule = answers(signInRuleSchema, 'Whether its people need a second step');
const readRule = createRoute({
  method: 'get',
  path: rulePath,
  tags: ['access'],
  summary: 'What the business asks of the people who enter it',
  request: { params: businessParams },
  responses: rule,
});
const putRule = createRoute({
  method: 'put',
  path: rulePath,
  tags: ['access'],
  summary: 'Let in only people with a second step, or everybody again',
  request: { params: businessParams, body: jsonBody(signInRuleSchema) },
  responses: rule,
});

/** The second step: taking it, setting it up, leaving it, and asking it of others. */
export function secondStepRoutes(signIn: SignIn) {
  const router = createRouter();
  router.openapi(codeRoute, async (c) => {
    const headers = await signIn.withCode(c.req.valid('json').code, c.req.raw.headers);
    return c.json(await enter(c, signIn, headers), 200);
  });
  router.openapi(enrolRoute, async (c) => {
    await requireUser(c);
    return c.json(await signIn.enrol(c.req.valid('json').password, c.req.raw.headers), 200);
  });
  router.openapi(confirmRoute, async (c) => {
    await requireUser(c);
    const headers = await signIn.confirm(c.req.valid('json').code, c.req.raw.headers);
    if (headers.getSetCookie().length === 0) {
      throw new RefusedError('already-on', 'The second step is on already.', { status: 409 });
    }
    return c.json(await enter(c, signIn, headers), 200);
  });
  router.openapi(leaveRoute, async (c) => {
    await requireUser(c);
    const headers = await signIn.leaveSecondStep(c.req.valid('json').password, c.req.raw.headers);
    return c.json(await enter(c, signIn, headers), 200);
  });
  router.openapi(readRule, (c) => withWork(c, { role: 'viewer' }, readSignInRule));
  router.openapi(putRule, (c) =>
    withWork(c, { role: 'owner', person: true }, (work) => {
      const { caller } = requireRole(c, { role: 'owner' });
      const hasTwoFactor = caller.kind === 'user' && caller.twoFactor;
      return changeSignInRule(work, c.req.valid('json').requireTwoFactor, hasTwoFactor);
    }),
  );
  return router;
}
