import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startSink } from '../../adapters/channels/email/sink.ts';
import { createEmailChannel } from '../../adapters/channels/index.ts';
import { isoDay } from '../../core/base/index.ts';
import { makeCalendars } from '../../server/platform/calendars.ts';
import { fakeClock } from '../../server/platform/clock.ts';
import { readConfig } from '../../server/platform/config.ts';
import { openDatabase } from '../../server/platform/database.ts';
import { silentLog } from '../../server/platform/log.ts';
import { migrate } from '../../server/platform/migrate.ts';
import { openCluster } from '../../server/platform/postgres/index.ts';
import { simulate } from './simulate.ts';

/*
 * npm run simulate -- --customers 2000 --days 365 --seed 1
 * A business of that size lives that long on a PostgreSQL of its own; exit code 1 says that
 * something that must hold did not, with the seed that shows it again.
 */

const { values } = parseArgs({
  options: {
    customers: { type: 'string', default: '200' },
    days: { type: 'string', default: '365' },
    seed: { type: 'string', default: '1' },
  },
});

const customers = Number(values.customers);
const days = Number(values.days);
const seed = Number(values.seed);
if (![customers, days, seed].every((one) => Number.isInteger(one) && one > 0)) {
  console.error('--customers, --days and --seed are whole numbers above zero.');
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'duly-simulation-'));
const log = silentLog();
// The folder does not outlive the run, so nothing needs to be written through.
const cluster = await openCluster({ dataFolder: folder, log, fsync: false });
const sink = await startSink();
try {
  await migrate(cluster.url, log);
  const database = openDatabase({ url: cluster.url, log });
  const platform = {
    config: readConfig({ DULY_DATA: folder, DULY_LOG: 'silent', DULY_SMTP_URL: sink.url }),
    clock: fakeClock('2026-01-05T05:00:00Z'),
    log,
    database,
    calendars: makeCalendars(),
  };
  const channel = createEmailChannel({ smtpUrl: sink.url, perDomainPerMinute: 1e6, dkim: null });
  const begun = performance.now();
  const result = await simulate(platform, {
    customers,
    days,
    seed,
    channel,
    onDay: (on) => process.stderr.write(`\r${isoDay(on)} `),
  });
  await channel.close();
  await database.close();
  const { book } = result.world;
  console.info(
    `\nseed ${seed}: ${customers} customers, ${result.days} days, ${result.rounds} rounds, ${result.sent} messages and calls ` +
      `(${sink.mails.length} mails), ${book.crashes} crashes, ${book.refused} refusals, ${((performance.now() - begun) / 1000).toFixed(0)} s`,
  );
  if (result.wrong.length > 0) {
    console.error(result.wrong.slice(0, 40).join('\n'));
    console.error(
      `Again: npm run simulate -- --customers ${customers} --days ${days} --seed ${seed}`,
    );
    process.exitCode = 1;
  }
} finally {
  await sink.close();
  await cluster.close();
  rmSync(folder, { recursive: true, force: true });
}
