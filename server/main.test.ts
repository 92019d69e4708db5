import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from './main.ts';
import { setLive } from './platform/business/index.ts';
import type { Config } from './platform/index.ts';
import { type TestPlatform, testBusiness, testPlatform } from './platform/testing.ts';

let platform: TestPlatform;
let config: Config;

beforeAll(async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'duly-serve-'));
  platform = await testPlatform();
  config = {
    ...platform.config,
    dataFolder,
    port: 0,
    host: '127.0.0.1',
    publicUrl: 'http://localhost:0',
  };
});

afterAll(() => rm(config.dataFolder, { recursive: true, force: true }));

const at = (address: string | null, path: string) =>
  `${address?.replace('localhost', '127.0.0.1')}${path}`;

function inChunks(texts: readonly string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => {
      for (const text of texts) controller.enqueue(new TextEncoder().encode(text));
      controller.close();
    },
  });
}

test('serves on a free port, says where, and lets go of everything at a stop', async () => {
  const owner = { email: 'owner@duly.example', password: 'four plain words here' };
  const serving = await serve({ ...config, owner });
  const { address } = serving;
  expect(address).toMatch(/^http:\/\/localhost:[1-9]\d+$/);
  const health = await (await fetch(at(address, '/health'))).json();
  expect(health).toMatchObject({ status: 'ok' });
  const program = await (await fetch(at(address, '/api/v1/program'))).json();
  // Who asks from this machine may look around.
  expect(program).toMatchObject({ publicUrl: address, demoAvailable: true, firstRun: false });

  const signIn = await fetch(at(address, '/api/v1/sign-in'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(owner),
  });
  expect(signIn.status).toBe(200);

  // A POST without a body, one that comes in chunks, and one in chunks that is too long.
  const origin = address ?? '';
  const post = (path: string, chunks: string[] | null) =>
    fetch(at(address, path), {
      method: 'POST',
      headers: { origin, ...(chunks ? { 'content-type': 'application/json' } : {}) },
      ...(chunks ? { body: inChunks(chunks), duplex: 'half' } : {}),
    } as RequestInit);
  expect((await post('/api/v1/sign-out', null)).status).toBe(200);
  const [start = '', end = ''] = JSON.stringify(owner).split(',');
  expect((await post('/api/v1/sign-in', [start, `,${end}`])).status).toBe(200);
  const long = Array.from({ length: 17 }, () => 'x'.repeat(64 * 1024));
  expect((await post('/api/v1/sign-in', long)).status).toBe(413);

  const begun = performance.now();
  await serving.stop();
  expect(performance.now() - begun).toBeLessThan(5_000);
  await expect(fetch(at(address, '/health'))).rejects.toThrow();
});

test('a worker without the web listens nowhere', async () => {
  const serving = await serve({ ...config, roles: ['worker'] });
  expect(serving.address).toBeNull();
  await serving.stop();
});

test('a port that is taken is said in words, and nothing is left open', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const refused = serve({ ...config, port });
  await expect(refused).rejects.toMatchObject({ code: 'port-in-use' });
  await expect(refused).rejects.toThrow(`Port ${port} is in use`);
  await expect(refused).rejects.toThrow('DULY_PORT');
  await new Promise<void>((resolve) => other.close(() => resolve()));
});

test('an address that is not of this machine is said in words', async () => {
  const refused = serve({ ...config, host: '192.0.2.1' });
  await expect(refused).rejects.toMatchObject({ code: 'no-such-host' });
});

test('a moved clock does not start beside a business that is really live', async () => {
  const smtpUrl = 'smtp://mail.example.com:587';
  const real = { ...platform, config: { ...platform.config, smtpUrl } };
  const business = await testBusiness(platform, { name: 'Alder' });
  await setLive(real, business.slug, 'email', true);
  const now = Temporal.Instant.from('2026-11-24T10:00:00Z');
  const refused = serve({ ...config, now, smtpUrl });
  await expect(refused).rejects.toMatchObject({ code: 'clock-moved' });
  await expect(refused).rejects.toThrow('Alder');
  // Refused means that the port is free again.
  const serving = await serve({ ...config, now, smtpUrl: 'smtp://127.0.0.1:2525' });
  const answer = await fetch(at(serving.address, '/api/v1/program'));
  expect(answer.headers.get('duly-clock')).toMatch(/^2026-11-24T10:0/);
  expect(await answer.json()).toMatchObject({ clockMoved: true, mail: 'loopback' });
  await serving.stop();
});
