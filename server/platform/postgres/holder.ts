import { silentLog } from '../log.ts';
import { openCluster } from './cluster.ts';

/**
 * A program that does nothing but hold a cluster, for tests that kill it: says its connection
 * string, lets go when its input ends.
 */
const [dataFolder = ''] = process.argv.slice(2);
const cluster = await openCluster({ dataFolder, log: silentLog() });
process.stdout.write(`${cluster.url}\n`);
for await (const _ of process.stdin);
await cluster.close();
