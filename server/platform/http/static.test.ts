import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { Hono } from 'hono';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Env } from './env.ts';
import { consolePages } from './static.ts';

let folder: string;
let app: Hono<Env>;
const script = `console.log(${JSON.stringify('a'.repeat(5000))})`;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'duly-console-'));
  app = new Hono<Env>();
  app.all('*', consolePages(folder));
  app.notFound((c) => c.text('not found', 404));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function build(page = '<h1>Duly</h1>'): Promise<void> {
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(folder, 'assets/main-abc123.js'), script);
  await writeFile(join(folder, 'index.html'), page);
  await writeFile(join(folder, '..secret.txt'), 'beside');
}

test('says clearly that the console has not been built, and serves it once it is', async () => {
  const before = await app.request('/');
  expect(before.status).toBe(503);
  expect(await before.text()).toContain('npm start');
  expect((await app.request('/assets/main-abc123.js')).status).toBe(404);
  await build();
  expect(await (await app.request('/')).text()).toBe('<h1>Duly</h1>');
});

test('every path of the console gives its page, asked for anew each time', async () => {
  await build();
  for (const path of ['/', '/b/alder/today', '/set-password', '/b/a.b/customers/4']) {
    const page = await app.request(path);
    expect(page.status, path).toBe(200);
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const etag = page.headers.get('etag') ?? '';
    const again = await app.request(path, { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
  }
});

test('assets are kept for a year and sent small to who can read it', async () => {
  await build();
  const plain = await app.request('/assets/main-abc123.js');
  expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(plain.headers.get('content-type')).toMatch(/javascript/);
  expect(await plain.text()).toBe(script);
  const headers = { 'accept-encoding': 'gzip, br' };
  const packed = await app.request('/assets/main-abc123.js', { headers });
  expect(packed.headers.get('content-encoding')).toBe('br');
  const bytes = Buffer.from(await packed.arrayBuffer());
  expect(bytes.length).toBeLessThan(1000);
  expect(brotliDecompressSync(bytes).toString()).toBe(script);
});

test('nothing but what was built can be named', async () => {
  await build();
  const outside = [
    '/assets/other.js',
    '/../package.json',
    '/%2e%2e/package.json',
    '/assets/..%2f..%2fpackage.json',
    '//etc/passwd.txt',
  ];
  for (const path of outside) {
    expect((await app.request(path)).status, path).toBe(404);
  }
  expect((await app.request('/', { method: 'POST' })).status).toBe(404);
});

test('a console that is built again while the program runs is noticed', async () => {
  await build('<h1>one</h1>');
  expect(await (await app.request('/')).text()).toBe('<h1>one</h1>');
  await build('<h1>two</h1>');
  await utimes(join(folder, 'index.html'), 2_000_000_000, 2_000_000_000);
  expect(await (await app.request('/b/alder')).text()).toBe('<h1>two</h1>');
});
