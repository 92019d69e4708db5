import type { Command } from 'commander';
import { agingVerb } from './aging.ts';
import { backupVerb, restoreVerb } from './backup.ts';
import { businessVerb } from './business.ts';
import { deliverVerb } from './deliver.ts';
import { doctorVerb } from './doctor.ts';
import { liveVerb } from './live.ts';
import { migrateVerb } from './migrate.ts';
import { recordVerb } from './record.ts';
import { roundVerb } from './round.ts';
import { serveVerb } from './serve.ts';
import { whyVerb } from './why.ts';

/** Every verb of the command, in the order help shows them. */
export function registerVerbs(program: Command): void {
  for (const register of [
    serveVerb,
    businessVerb,
    roundVerb,
    deliverVerb,
    whyVerb,
    agingVerb,
    recordVerb,
    liveVerb,
    migrateVerb,
    doctorVerb,
    backupVerb,
    restoreVerb,
  ]) {
    register(program);
  }
}
