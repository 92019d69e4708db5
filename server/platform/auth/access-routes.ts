import { createRoute, z } from '@hono/zod-openapi';
import {
  answers,
  businessParams,
  createRouter,
  idParam,
  jsonBody,
  pageOf,
  withWork,
} from '../http/index.ts';
import {
  createdKeySchema,
  doneSchema,
  invitedSchema,
  inviteSchema,
  keySchema,
  linkSchema,
  memberChangeSchema,
  memberSchema,
  newKeySchema,
} from './api.ts';
import { apiKeys, createApiKey, type ListedKey, revokeApiKey } from './api-keys.ts';
import { changeRole, invite, members, newPasswordLink, removeMember } from './members.ts';

const path = '/api/v1/businesses/{business}' as const;
const tags = ['access'];
const memberParams = businessParams.extend({
  user: z
    .string()
    .max(100)
    .openapi({ param: { name: 'user', in: 'path' } }),
});
const keyParams = businessParams.extend({ key: idParam });

const listMembers = createRoute({
  method: 'get',
  path: `${path}/members`,
  tags,
  summary: 'Everybody who may enter the business',
  request: { params: businessParams },
  responses: answers(pageOf(memberSchema), 'The members'),
});
const inviteMember = createRoute({
  method: 'post',
  path: `${path}/members`,
  tags,
  summary: 'Let somebody in; answers a link to hand over, with which they choose a password',
  request: { params: businessParams, body: jsonBody(inviteSchema) },
  responses: answers(invitedSchema, 'The new member', 201),
});
const changeMember = createRoute({
  method: 'patch',
  path: `${path}/members/{user}`,
  tags,
  summary: 'Give a member another role',
  request: { params: memberParams, body: jsonBody(memberChangeSchema) },
  responses: answers(memberSchema, 'The member as they are now'),
});
const dropMember = createRoute({
  method: 'delete',
  path: `${path}/members/{user}`,
  tags,
  summary: 'Let a member out, at once',
  request: { params: memberParams },
  responses: answers(doneSchema, 'Done'),
});
const memberLink = createRoute({
  method: 'post',
  path: `${path}/members/{user}/link`,
  tags,
  summary: 'A new link with which a member chooses a password',
  request: { params: memberParams },
  responses: answers(linkSchema, 'The link, shown this once', 201),
});
const listKeys = createRoute({
  method: 'get',
  path: `${path}/keys`,
  tags,
  summary: 'The API keys that work',
  request: { params: businessParams },
  responses: answers(pageOf(keySchema), 'The keys, without their secrets'),
});
const makeKey = createRoute({
  method: 'post',
  path: `${path}/keys`,
  tags,
  summary: 'Make an API key; its secret is shown once',
  request: { params: businessParams, body: jsonBody(newKeySchema) },
  responses: answers(createdKeySchema, 'The key', 201),
});
const dropKey = createRoute({
  method: 'delete',
  path: `${path}/keys/{key}`,
  tags,
  summary: 'Revoke an API key, at once',
  request: { params: keyParams },
  responses: answers(doneSchema, 'Done'),
});

/** Who may enter a business: its users and its API keys. */
export function accessRoutes() {
  const router = createRouter();
  const owner = { role: 'owner', person: true } as const;
  const created = { ...owner, status: 201 } as const;

  router.openapi(listMembers, (c) =>
    withWork(c, { role: 'owner' }, async (work) => ({ items: await members(work), next: null })),
  );
  router.openapi(inviteMember, (c) =>
    withWork(c, { ...created, shownOnce: ['link'] }, (work) => invite(work, c.req.valid('json'))),
  );
  router.openapi(changeMember, (c) =>
    withWork(c, owner, (work) =>
      changeRole(work, c.req.valid('param').user, c.req.valid('json').role),
    ),
  );
  router.openapi(dropMember, (c) =>
    withWork(c, owner, async (work) => {
      await removeMember(work, c.req.valid('param').user);
      return { done: true as const };
    }),
  );
  router.openapi(memberLink, (c) =>
    withWork(c, { ...created, shownOnce: ['link'] }, async (work) => ({
      link: await newPasswordLink(work, c.req.valid('param').user),
    })),
  );
  router.openapi(listKeys, (c) =>
    withWork(c, { role: 'owner' }, async (work) => ({
      items: (await apiKeys(work)).map(presentKey),
      next: null,
    })),
  );
  router.openapi(makeKey, (c) =>
    withWork(c, { ...created, shownOnce: ['key'] }, async (work) => {
      const { key, ...made } = await createApiKey(work, c.req.valid('json'));
      return { ...presentKey(made), key };
    }),
  );
  router.openapi(dropKey, (c) =>
    withWork(c, owner, async (work) => {
      await revokeApiKey(work, c.req.valid('param').key);
      return { done: true as const };
    }),
  );
  return router;
}

function presentKey(key: ListedKey) {
  return { ...key, id: String(key.id) };
}
