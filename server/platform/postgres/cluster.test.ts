import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { silentLog } from '../log.ts';
import { type Cluster, openCluster } from './index.ts';
import { pidExists } from './process.ts';

let dataFolder: string;
const open = new Set<Cluster>();
const children = new Set<ChildProcess>();

// Starting real servers with fsync on takes its time on a busy disk.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

beforeEach(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'duly-cluster-'));
  chmodSync(dataFolder, 0o755);
});
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  // Whoever joins last and leaves stops what the killed left running.
  const last = await openCluster({ dataFolder, log: silentLog() });
  await last.close();
  for (const cluster of open) await cluster.close();
  open.clear();
  children.clear();
  rmSync(dataFolder, { recursive: true, force: true });
});

async function hold(folder = dataFolder): Promise<Cluster> {
  const cluster = await openCluster({ dataFolder: folder, log: silentLog() });
  open.add(cluster);
  return cluster;
}

/** Another process that holds the cluster; answers when it has it. */
async function holder(): Promise<{ child: ChildProcess; url: string }> {
  const file = join(import.meta.dirname, 'holder.ts');
  const child = spawn(process.execPath, [file, dataFolder], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.add(child);
  const [url] = await once(createInterface(child.stdout), 'line');
  return { child, url };
}

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const pidFile = () => join(dataFolder, 'postgres/data/postmaster.pid');
const serverPid = () => Number(readFileSync(pidFile(), 'utf8').split('\n')[0]);
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 30_000, interval: 20 });

test('a new cluster is safe: on disk before it says so, closed to others, UTF-8', async () => {
  const { url } = await hold();
  const [settings] = await ask(
    url,
    `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
       current_setting('full_page_writes') as pages, current_setting('listen_addresses') as hears,
       current_setting('server_encoding') as encoding, current_database() as name,
       lower('É') as lower`,
  );
  expect(settings).toEqual({
    fsync: 'on',
    commit: 'on',
    pages: 'on',
    hears: '',
    encoding: 'UTF8',
    name: 'duly',
    lower: 'é',
  });
  expect(statSync(join(dataFolder, 'postgres')).mode & 0o077).toBe(0);
  await expect(ask(url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow(/password/);
});

test('the last to leave stops it, and the next finds what was written', async () => {
  const first = await hold();
  await ask(first.url, 'create table kept as select 7 as n');
  const pid = serverPid();
  const second = await holder();
  expect(second.url).toBe(first.url);
  await first.close();
  expect(pidExists(pid)).toBe(true);
  second.child.stdin?.end();
  await once(second.child, 'exit');
  await until(() => expect(pidExists(pid)).toBe(false));
  const third = await hold();
  expect(await ask(third.url, 'select n from kept')).toEqual([{ n: 7 }]);
});

test('starters at the same moment share one server', async () => {
  const all = await Promise.all([holder(), holder(), hold(), hold()]);
  expect(new Set(all.map(({ url }) => url)).size).toBe(1);
  const servers = await ask(all[0]?.url ?? '', 'select pg_postmaster_start_time() as at');
  expect(await ask(all[1]?.url ?? '', 'select pg_postmaster_start_time() as at')).toEqual(servers);
});

test('after kill -9 of the program its server is joined, then stopped by the last', async () => {
  const { child, url } = await holder();
  await ask(url, 'create table kept as select 7 as n');
  const pid = serverPid();
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(pidExists(pid)).toBe(true);
  const cluster = await hold();
  expect(serverPid()).toBe(pid);
  expect(await ask(cluster.url, 'select n from kept')).toEqual([{ n: 7 }]);
  await cluster.close();
  await until(() => expect(pidExists(pid)).toBe(false));
  expect(readdirSync(join(dataFolder, 'postgres/users'))).toEqual([]);
});

test('after kill -9 of the server it is started again for those who hold it', async () => {
  const { url } = await hold();
  await ask(url, 'create table kept as select 7 as n');
  process.kill(serverPid(), 'SIGKILL');
  await until(async () => expect(await ask(url, 'select n from kept')).toEqual([{ n: 7 }]));
});

test('after kill -9 of both, all that was committed is there', async () => {
  const { child, url } = await holder();
  await ask(url, 'create table kept as select 7 as n');
  child.kill('SIGKILL');
  process.kill(serverPid(), 'SIGKILL');
  await once(child, 'exit');
  const cluster = await hold();
  expect(await ask(cluster.url, 'select n from kept')).toEqual([{ n: 7 }]);
});

test('a stale pid file whose number went to somebody else does not matter', async () => {
  const cluster = await hold();
  await ask(cluster.url, 'create table kept as select 7 as n');
  const stale = readFileSync(pidFile(), 'utf8').replace(/^\d+/, String(process.pid));
  await cluster.close();
  writeFileSync(pidFile(), stale);
  const again = await hold();
  expect(serverPid()).not.toBe(process.pid);
  expect(await ask(again.url, 'select n from kept')).toEqual([{ n: 7 }]);
});

test('a cluster whose making was cut short is made again', async () => {
  mkdirSync(join(dataFolder, 'postgres/data.new'), { recursive: true });
  writeFileSync(join(dataFolder, 'postgres/data.new/PG_VERSION'), '18\n');
  const { url } = await hold();
  expect(await ask(url, 'select 1 as n')).toEqual([{ n: 1 }]);
});

test('a folder too deep for a socket gets loopback and keeps its port', async () => {
  const deep = join(dataFolder, 'a'.repeat(60), 'b'.repeat(60));
  const cluster = await hold(deep);
  expect(cluster.url).toMatch(/@127\.0\.0\.1:\d+\/duly$/);
  const [row] = await ask(cluster.url, `select current_setting('listen_addresses') as hears`);
  expect(row).toEqual({ hears: '127.0.0.1' });
  const pid = Number(
    readFileSync(join(deep, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0],
  );
  process.kill(pid, 'SIGKILL');
  await until(() => ask(cluster.url, 'select 1'));
  await cluster.close();
});

test.runIf(process.getuid?.() === 0)(
  'as root, a closed data folder is opened a crack; below a closed one it lies elsewhere',
  async () => {
    chmodSync(dataFolder, 0o700);
    const cluster = await hold();
    expect(cluster.url).toContain(encodeURIComponent(dataFolder));
    expect(statSync(dataFolder).mode & 0o777).toBe(0o711);
    await cluster.close();
    chmodSync(dataFolder, 0o700);
    const below = join(dataFolder, 'below');
    const moved = await hold(below);
    const elsewhere = readFileSync(join(below, 'postgres-is-at'), 'utf8').trim();
    expect(elsewhere).toMatch(/^\/var\/lib\/duly\/[0-9a-f]{12}$/);
    expect(await ask(moved.url, 'select 1 as n')).toEqual([{ n: 1 }]);
    await moved.close();
    // Found again, and the binaries are a copy only where the installation is closed as well.
    const again = await hold(below);
    expect(again.url).toBe(moved.url);
    await again.close();
    rmSync(elsewhere, { recursive: true });
  },
);

test('a database of another PostgreSQL is refused in words', async () => {
  const cluster = await hold();
  await cluster.close();
  const file = join(dataFolder, 'postgres/data/PG_VERSION');
  writeFileSync(file, '17\n');
  await expect(hold()).rejects.toMatchObject({ code: 'database-version' });
  expect(existsSync(pidFile())).toBe(false);
  writeFileSync(file, '18\n');
});
