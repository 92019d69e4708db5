import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connectOwner } from './connection.ts';
import { silentLog } from './log.ts';
import { migrate } from './migrate.ts';
import { openCluster } from './postgres/index.ts';
import { isAlive, ownMark } from './postgres/process.ts';
import { type TenantLogin, tenantLoginIn, tenantUrl } from './tenant-login.ts';

const PREFIX = 'duly-test-';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Connection string of the run's cluster; its database is the migrated template. */
    templateUrl: string;
    /** Whom tenant connections of every test sign in as. */
    tenantLogin: TenantLogin;
  }
}

/** One PostgreSQL for the whole run, with a migrated database that every test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweep();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${ownMark()}.`));
  // As root, PostgreSQL runs under another user, who has to pass here.
  chmodSync(folder, 0o755);
  // fsync is off for tests only: the folder does not outlive the run.
  const cluster = await openCluster({ dataFolder: folder, log: silentLog(), fsync: false });
  await migrate(cluster.url, silentLog());
  const owner = await connectOwner(cluster.url);
  await owner.query('vacuum analyze');
  await owner.end();
  const tenantLogin = tenantLoginIn(folder);
  if ((await tenantUrl(cluster.url, tenantLogin, silentLog())) === null)
    throw new Error('The login of tenant connections could not be made');
  project.provide('templateUrl', cluster.url);
  project.provide('tenantLogin', tenantLogin);
  return async () => {
    await cluster.close();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Ends and removes the clusters of runs that were killed. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const mark = name.slice(PREFIX.length, name.lastIndexOf('.'));
    if (isAlive(mark)) continue;
    const dataFolder = join(tmpdir(), name);
    // Joining and leaving as the only user stops the server that was left running.
    const left = await openCluster({ dataFolder, log: silentLog(), fsync: false }).catch(
      () => null,
    );
    await left?.close();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}
