import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type TestPlatform,
  testBusiness,
  testMembership,
  testPlatform,
} from '../../platform/testing.ts';
import { type Ask, signedIn, testApp, testUser } from '../../platform/testing-http.ts';
import type { ImportLine } from './api.ts';
import { importRoutes } from './routes.ts';

let folder: string;
let app: ReturnType<typeof testApp>;
let ask: Ask;
let watch: Ask;
let base: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'duly-import-http-'));
  const platform: TestPlatform = await testPlatform({ now: '2026-04-02T09:00:00Z' });
  const own = { ...platform, config: { ...platform.config, dataFolder: folder } };
  app = testApp(own, [importRoutes(own)]);
  const business = await testBusiness(platform);
  const people = [
    ['bo@hartley.example', 'bookkeeper'],
    ['vi@hartley.example', 'viewer'],
  ] as const;
  for (const [email, role] of people) {
    await testMembership(platform, business, await testUser(platform, role, email), role);
  }
  ask = await signedIn(app, 'bo@hartley.example');
  watch = await signedIn(app, 'vi@hartley.example');
  base = `/api/v1/businesses/${business.slug}/imports`;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HEAD = 'Customer,Invoice Number,Invoice Date,Due Date,Amount\n';
const rows = (name: string, count: number) =>
  Array.from({ length: count }, (_, n) => `A,${name}-${n},2026-01-01,2026-02-01,10\n`).join('');
const raw = (text: string) => ({ text, contentType: 'application/octet-stream' });

/** A form as a browser or `curl -F` sends it. */
function form(parts: Record<string, string>, file: { name: string; text: string } | null) {
  const lines = Object.entries(parts).map(
    ([name, value]) =>
      `--xYz\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  if (file) {
    lines.push(
      `--xYz\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\ncontent-type: text/csv\r\n\r\n${file.text}\r\n`,
    );
  }
  return { text: `${lines.join('')}--xYz--\r\n`, contentType: 'multipart/form-data; boundary=xYz' };
}

async function lines(
  who: Ask,
  path: string,
  sent: { text: string; contentType: string },
): Promise<{ status: number; said: ImportLine[] }> {
  const { status, body } = await who(
    'POST',
    path,
    undefined,
    { accept: 'application/x-ndjson' },
    sent,
  );
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    status,
    said: text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as ImportLine),
  };
}

describe('a form', () => {
  it('is taken as the body is, under the name its file has', async () => {
    const sent = form({}, { name: 'C:\\books\\march.csv', text: HEAD + rows('F', 2) });
    const { status, body } = await ask('POST', base, undefined, {}, sent);
    expect(status).toBe(200);
    expect(body).toMatchObject({ file: 'march.csv', invoices: { created: 2 }, stored: true });
  });

  it('may say in its fields what the query says', async () => {
    const file = { name: 'own.csv', text: 'Who,Paper,Made,Much\nAsh,P-1,02/03/2026,5\n' };
    const map = 'Customer=Who,Invoice number=Paper,Invoice date=Made,Amount=Much';
    const sent = form({ mapping: map, dates: 'day-first', dryRun: 'true' }, file);
    const { status, body } = await ask('POST', base, undefined, {}, sent);
    expect([status, body.problems]).toEqual([200, []]);
    expect(body).toMatchObject({ stored: false, invoices: { created: 1 } });
    const preview = await ask('POST', `${base}/preview`, undefined, {}, form({}, file));
    expect(preview.body).toMatchObject({ file: 'own.csv', mapping: { Who: 'customer' } });
    expect(preview.body.unknown).toMatch(/No column names were recognised/);
  });

  it.each([
    ['without a file', form({ dates: 'day-first' }, null), /holds no file/],
    [
      'cut short',
      { ...form({}, { name: 'a', text: HEAD }), text: '--xYz\r\ncontent-dis' },
      /cut short/,
    ],
    [
      'without its boundary',
      { text: 'x', contentType: 'multipart/form-data; x=y' },
      /cannot be read/,
    ],
    [
      'with a strange field',
      form({ dates: 'backwards' }, { name: 'a.csv', text: HEAD + rows('S', 1) }),
      /Look at: dates/,
    ],
  ])('%s is refused in words', async (_, sent, words) => {
    const { status, body } = await ask('POST', base, undefined, {}, sent);
    expect([status, body.detail]).toEqual([400, expect.stringMatching(words)]);
    expect(readdirSync(join(folder, 'uploads'))).toEqual([]);
  });
});

describe('an answer in lines', () => {
  it('says how far it is, then what became of it', async () => {
    const { status, said } = await lines(
      ask,
      `${base}?name=long.csv`,
      raw(HEAD + rows('L', 12_000)),
    );
    expect(status).toBe(200);
    const steps = said.slice(0, -1).map((line) => ('progress' in line ? line.progress : null));
    expect([...new Set(steps.map((step) => step?.stage))]).toEqual([
      'reading',
      'matching',
      'storing',
      'settling',
      'folding',
    ]);
    expect(steps.filter((step) => step?.stage === 'reading').length).toBeGreaterThan(1);
    expect(steps.at(-1)).toEqual({
      stage: 'folding',
      lines: 12_000,
      total: 12_000,
      stored: 12_000,
    });
    expect(said.at(-1)).toMatchObject({ result: { stored: true, invoices: { created: 12_000 } } });
  });

  it('names problems and refusals in its last line, and leaves no file behind', async () => {
    const faulty = await lines(ask, base, raw(`${HEAD}A,1,soon,2026-02-01,10\n`));
    expect(faulty.said.at(-1)).toMatchObject({ result: { problemsTotal: 1, stored: false } });
    const strange = await lines(ask, `${base}?mapping=Colour%3DPaint`, raw(HEAD));
    expect(strange.said.at(-1)).toMatchObject({
      problem: { status: 400, code: 'invalid-request' },
    });
    expect(readdirSync(join(folder, 'uploads'))).toEqual([]);
  });

  it('is refused before anything is sent on for who may only look', async () => {
    const { status, said } = await lines(watch, base, raw(HEAD));
    expect(status).toBe(403);
    expect(said[0]).toMatchObject({ code: 'not-allowed' });
  });
});

describe('columns that are not known', () => {
  it('answer 422 with a proposal, and are read as it is sent back', async () => {
    const own = raw('Who,Paper,Made,Much\nAsh,Q-1,2026-03-02,5.00\n');
    const refused = await ask('POST', base, undefined, {}, own);
    expect(refused.status).toBe(422);
    expect(refused.body.proposal.missing).toEqual([]);
    const mapping = encodeURIComponent(JSON.stringify(refused.body.proposal.mapping));
    const done = await ask('POST', `${base}?mapping=${mapping}`, undefined, {}, own);
    expect(done.body).toMatchObject({ stored: true, invoices: { created: 1 } });
  });
});
