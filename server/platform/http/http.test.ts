import { readdirSync } from 'node:fs';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRoute, z } from '@hono/zod-openapi';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RefusedError } from '../../../core/base/index.ts';
import type { Business } from '../platform.ts';
import { type TestPlatform, testBusiness, testMembership, testPlatform } from '../testing.ts';
import { type Ask, asking, signedIn, testApp, testUser } from '../testing-http.ts';
import {
  answers,
  asOfQuery,
  businessParams,
  createRouter,
  idParam,
  jsonBody,
  pageQuery,
  readCursor,
  sweepUploads,
  withUpload,
  withWork,
  writeCursor,
} from './index.ts';

const path = '/api/v1/businesses/{business}' as const;
const any = answers(z.record(z.string(), z.unknown()), 'Whatever');
const note = z.object({ text: z.string().min(1, 'some text'), password: z.string().optional() });

/** A room of a test: notes kept as customers' codes, and ways to fail. */
function noteRoutes() {
  const router = createRouter();
  addNotes(router);
  addFailures(router);
  return router;
}

function addNotes(router: ReturnType<typeof createRouter>): void {
  const noteBody = { params: businessParams, body: jsonBody(note) };
  const add = createRoute({
    method: 'post',
    path: `${path}/notes`,
    request: noteBody,
    responses: answers(z.record(z.string(), z.unknown()), 'Added', 201),
  });
  router.openapi(add, (c) =>
    withWork(c, { role: 'collector', status: 201, shownOnce: ['secret'] }, async (work) => {
      const { text } = c.req.valid('json');
      const { id } = await work.tx
        .insertInto('customer')
        .values({ business_id: work.business.id, code: text, name: text })
        .returning('id')
        .executeTakeFirstOrThrow();
      return { id: String(id), by: work.by, secret: 'shown once' };
    }),
  );
  const list = createRoute({
    method: 'get',
    path: `${path}/notes`,
    request: { params: businessParams, query: pageQuery.extend(asOfQuery.shape) },
    responses: any,
  });
  router.openapi(list, (c) =>
    withWork(c, { role: 'viewer' }, async (work) => {
      const { cursor, limit } = c.req.valid('query');
      const from = cursor ? readCursor(cursor, z.tuple([z.string()]))[0] : '';
      const rows = await work.tx
        .selectFrom('customer')
        .select('code')
        .where('code', '>', from)
        .orderBy('code')
        .limit(limit + 1)
        .execute();
      const items = rows.slice(0, limit).map((row) => row.code);
      const more = rows.length > limit;
      return { items, next: more ? writeCursor([items.at(-1) ?? '']) : null, today: work.today };
    }),
  );
}

function addFailures(router: ReturnType<typeof createRouter>): void {
  const fail = createRoute({
    method: 'post',
    path: `${path}/fail/{how}`,
    request: { params: businessParams.extend({ how: z.string() }) },
    responses: any,
  });
  router.openapi(fail, (c) =>
    withWork(c, { role: 'collector' }, async (work) => {
      const { how } = c.req.valid('param');
      if (how === 'refused') throw new RefusedError('not-so', 'It is not so.', { status: 422 });
      if (how === 'sql') await work.tx.selectFrom('auth_user').selectAll().execute();
      throw new Error('the inner workings of a secret');
    }),
  );
  const one = createRoute({
    method: 'get',
    path: `${path}/notes/{note}`,
    request: { params: businessParams.extend({ note: idParam }) },
    responses: any,
  });
  router.openapi(one, (c) =>
    withWork(c, { role: 'viewer' }, async () => ({ id: String(c.req.valid('param').note) })),
  );
  const imported = createRoute({
    method: 'post',
    path: `${path}/imports`,
    request: { params: businessParams },
    responses: any,
  });
  router.openapi(imported, (c) =>
    withUpload(c, ({ path: _, ...upload }) =>
      withWork(c, { role: 'bookkeeper', input: upload.sha256 }, async () => ({ ...upload })),
    ),
  );
}

let platform: TestPlatform;
let app: ReturnType<typeof testApp>;
let business: Business;
let owner: Ask;
let notes: string;
let dataFolder: string;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'duly-http-'));
  platform = await testPlatform({ config: { dataFolder } });
  app = testApp(platform, [noteRoutes()]);
  business = await testBusiness(platform, { slug: 'alder' });
  await testBusiness(platform, { slug: 'birch' });
  for (const role of ['owner', 'collector', 'bookkeeper', 'viewer'] as const) {
    const id = await testUser(platform, role, `${role}@alder.example`);
    await testMembership(platform, business, id, role);
  }
  owner = await signedIn(app, 'owner@alder.example');
  notes = '/api/v1/businesses/alder/notes';
});

afterAll(() => rm(dataFolder, { recursive: true, force: true }));

async function noteCount(): Promise<number> {
  return (await owner('GET', `${notes}?limit=500`)).body.items.length;
}

describe('problem details', () => {
  test('name every field that is wrong, by RFC 9457', async () => {
    const answer = await owner('POST', notes, { text: '', password: 7 });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.body).toMatchObject({
      type: 'urn:duly:problem:invalid-request',
      title: 'The request cannot be read',
      status: 400,
      code: 'invalid-request',
      problems: [
        { column: 'text', value: '', message: 'some text', line: null },
        { column: 'password', value: null },
      ],
    });
    expect(answer.headers.get('x-request-id')).toBe(answer.body.requestId);
  });

  test('a body that is not JSON, and one of another kind', async () => {
    const headers = { 'content-type': 'application/json' };
    const cut = await owner('POST', notes, undefined, headers);
    expect(cut.body).toMatchObject({ status: 400, code: 'unreadable-request' });
    const xml = await owner('POST', notes, { text: 'x' }, { 'content-type': 'text/xml' });
    expect(xml.body).toMatchObject({ status: 415, code: 'wrong-content-type' });
  });

  test('a refusal keeps its words; what broke inside is not told', async () => {
    const refused = await owner('POST', '/api/v1/businesses/alder/fail/refused');
    expect(refused.body).toMatchObject({ status: 422, code: 'not-so', detail: 'It is not so.' });
    for (const how of ['inside', 'sql']) {
      const broken = await owner('POST', `/api/v1/businesses/alder/fail/${how}`);
      expect(broken.body).toMatchObject({ status: 500, code: 'internal' });
      expect(JSON.stringify(broken.body)).not.toMatch(/inner workings|auth_user|permission/);
      expect(broken.body.detail).toContain(broken.body.requestId);
    }
  });

  test('a clash of unique values is a conflict without the names of the database', async () => {
    expect((await owner('POST', notes, { text: 'twice' })).status).toBe(201);
    const clash = await owner('POST', notes, { text: 'twice' });
    expect(clash.body).toMatchObject({ status: 409, code: 'conflict' });
    expect(JSON.stringify(clash.body)).not.toMatch(/customer_|constraint|duplicate key/);
  });

  test('a zero byte is the fault of the request', async () => {
    const { status, body } = await owner('POST', notes, { text: 'a\u0000b' });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'invalid-request', detail: expect.stringMatching(/zero/) });
  });

  test('an unknown path of the API, an id that is none, an asOf that is no date', async () => {
    expect((await owner('GET', '/api/v1/nothing')).body.code).toBe('unknown-path');
    const bad = ['0', '-1', '1e3', '99999999999999999999', 'x'];
    for (const id of bad) expect((await owner('GET', `${notes}/${id}`)).status).toBe(400);
    for (const day of ['2026-02-30', 'today', '2026-1-1']) {
      expect((await owner('GET', `${notes}?asOf=${day}`)).status).toBe(400);
    }
    const { body } = await owner('GET', `${notes}?asOf=1970-01-11`);
    expect(body.today).toBe(10);
  });
});

describe('who may', () => {
  test('nobody known is 401, whatever the business', async () => {
    const stranger = asking(app);
    const real = await stranger('GET', notes);
    const made = await stranger('GET', '/api/v1/businesses/nowhere/notes');
    expect(real.status).toBe(401);
    expect({ ...real.body, requestId: '' }).toEqual({ ...made.body, requestId: '' });
  });

  test('a business of others answers as one that does not exist', async () => {
    const others = await owner('GET', '/api/v1/businesses/birch/notes');
    const none = await owner('GET', '/api/v1/businesses/bitch/notes');
    expect(others.status).toBe(404);
    const plain = (body: { detail: string }) => ({
      ...body,
      requestId: '',
      detail: body.detail.replace(/"b.*"/, ''),
    });
    expect(plain(others.body)).toEqual(plain(none.body));
  });

  test('roles: a viewer reads, a bookkeeper does not do what a collector does', async () => {
    const viewer = await signedIn(app, 'viewer@alder.example');
    const bookkeeper = await signedIn(app, 'bookkeeper@alder.example');
    const collector = await signedIn(app, 'collector@alder.example');
    expect((await viewer('GET', notes)).status).toBe(200);
    // Refused before the body is looked at.
    expect((await viewer('POST', notes, { text: 7 })).status).toBe(403);
    expect((await bookkeeper('POST', notes, { text: 'b' })).status).toBe(403);
    const done = await collector('POST', notes, { text: 'c' });
    expect(done).toMatchObject({ status: 201, body: { by: 'collector' } });
    expect((await collector('PATCH', '/api/v1/businesses/alder', { name: 'C' })).status).toBe(403);
  });
});

describe('writes in a user’s name from elsewhere', () => {
  test('are refused without an origin of ours, and leave nothing', async () => {
    const before = await noteCount();
    const origins = ['https://evil.example', 'null', 'http://localhost:7789', 'not an origin'];
    for (const origin of origins) {
      const answer = await owner('POST', notes, { text: `from ${origin}` }, { origin });
      expect(answer.body, origin).toMatchObject({ status: 403, code: 'other-origin' });
    }
    const headers = { cookie: 'duly.session_token=x' };
    const bare = await app.request(notes, { method: 'POST', headers, body: '{}' });
    expect(bare.status).toBe(403);
    expect(await noteCount()).toBe(before);
  });

  test('signing a visitor into another account is refused too', async () => {
    const answer = await asking(app)('POST', '/api/v1/sign-in', {}, { origin: 'https://evil.io' });
    expect(answer.body.code).toBe('other-origin');
  });
});

describe('idempotency keys', () => {
  const key = { 'idempotency-key': 'note-1' };

  test('the same request again gets the first answer, without what is shown once', async () => {
    const first = await owner('POST', notes, { text: 'idem' }, key);
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(first.body.secret).toBe('shown once');
    const again = await owner('POST', notes, { text: 'idem' }, key);
    expect(again.status).toBe(201);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.body).toEqual({ ...first.body, secret: null });
    const stored = await platform.database.system
      .selectFrom('command')
      .select('answer')
      .where('key', '=', 'note-1')
      .execute();
    expect(JSON.stringify(stored)).not.toContain('shown once');
  });

  test('another request under the same key is refused', async () => {
    const other = await owner('POST', notes, { text: 'other' }, key);
    expect(other.status).toBe(409);
    const elsewhere = await owner('POST', '/api/v1/businesses/alder/fail/refused', undefined, key);
    expect(elsewhere.status).toBe(409);
  });

  test('of ten at once, one is done', async () => {
    const before = await noteCount();
    const headers = { 'idempotency-key': 'ten' };
    const all = await Promise.all(
      Array.from({ length: 10 }, () => owner('POST', notes, { text: 'ten' }, headers)),
    );
    expect(new Set(all.map((answer) => answer.body.id)).size).toBe(1);
    const fresh = all.filter((answer) => answer.headers.get('idempotency-replayed') === null);
    expect(fresh).toHaveLength(1);
    expect(await noteCount()).toBe(before + 1);
  });

  test('a request that was refused may be made again under its key', async () => {
    const headers = { 'idempotency-key': 'mended' };
    expect((await owner('POST', notes, { text: '' }, headers)).status).toBe(400);
    expect((await owner('POST', notes, { text: 'mended' }, headers)).status).toBe(201);
  });

  test('a key that is none is refused', async () => {
    const headers = { 'idempotency-key': 'x'.repeat(201) };
    expect((await owner('POST', notes, { text: 'long' }, headers)).status).toBe(400);
  });
});

describe('cursors', () => {
  test('walk a list once through', async () => {
    const seen: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const cursor: string = next === '' ? '' : `&cursor=${next}`;
      const { body } = await owner('GET', `${notes}?limit=2${cursor}`);
      seen.push(...body.items);
      next = body.next;
    }
    expect(seen).toHaveLength(await noteCount());
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('a forged one is refused as a bad request', async () => {
    const forged = ['x', 'e30', writeCursor([1]), writeCursor(['a', 'b']), '%00', 'a'.repeat(1999)];
    for (const cursor of forged) {
      const { body } = await owner('GET', `${notes}?cursor=${cursor}`);
      expect(body, cursor).toMatchObject({ status: 400, code: 'bad-cursor' });
    }
  });
});

describe('sizes', () => {
  test('a body above 1 MB is refused, with its length said or not', async () => {
    const text = 'x'.repeat(1024 * 1024);
    expect((await owner('POST', notes, { text })).status).toBe(413);
    const cookie = 'a=b';
    const stream = new Blob([text, text]).stream();
    const headers = { cookie, origin: 'http://localhost:7788', 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body: stream, duplex: 'half' };
    expect((await app.request('/api/v1/sign-in', init as RequestInit)).status).toBe(413);
  });

  test('an import streams to disk, is hashed, and is gone afterwards', async () => {
    const text = 'Invoice Number,Amount\n'.repeat(100_000);
    const answer = await owner(
      'POST',
      '/api/v1/businesses/alder/imports?name=..%2Fa%5Cb.csv',
      text,
      {
        'content-type': 'text/csv',
      },
    );
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.body.name).toBe('b.csv');
    expect(answer.body.sizeBytes).toBe(JSON.stringify(text).length);
    expect(answer.body.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(readdirSync(join(dataFolder, 'uploads'))).toEqual([]);
  });

  test('what a killed program left of an upload is removed after a day', async () => {
    const left = join(dataFolder, 'uploads/left');
    const running = join(dataFolder, 'uploads/running');
    await writeFile(left, 'half a file');
    await writeFile(running, 'half a file');
    await utimes(left, 1_000_000_000, 1_000_000_000);
    await sweepUploads(platform);
    expect(readdirSync(join(dataFolder, 'uploads'))).toEqual(['running']);
    await rm(running);
  });
});

describe('around the routes', () => {
  test('headers forbid framing, sniffing and foreign scripts', async () => {
    const { headers } = await asking(app)('GET', '/');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    const payer = await asking(app)('GET', '/p/some-token');
    expect(payer.headers.get('content-security-policy')).toContain("script-src 'none'");
    expect(payer.headers.get('cache-control')).toBe('no-store');
    expect(payer.headers.get('x-robots-tag')).toContain('noindex');
  });

  test('health, metrics by route, and the document of the API', async () => {
    const ask = asking(app);
    expect((await ask('GET', '/health')).body).toMatchObject({ status: 'ok', queue: 'ok' });
    const metrics = await ask('GET', '/metrics');
    expect(metrics.body).toContain('duly_http_request_seconds_count{');
    expect(metrics.body).toContain('route="/api/v1/businesses/:business/notes"');
    const { body } = await ask('GET', '/api/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    expect(Object.keys(body.paths)).toContain('/api/v1/businesses/{business}/notes');
    expect(Object.keys(body.paths)).toContain('/api/v1/sign-in');
  });
});
