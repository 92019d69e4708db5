import type { Command } from 'commander';
import { agingVerb } from './aging.ts';
import { backupVerb, restoreVerb } from './backup.ts';
import { businessVerb } from './business.ts';
import { contactVerb } from './contact.ts';
import { deliverVerb } from './deliver.ts';
import { doctorVerb } from './doctor.ts';
import { importVerb } from './import.ts';
import { interestVerb } from './interest.ts';
import { lawVerb } from './law.ts';
import { liveVerb } from './live.ts';
import { migrateVerb } from './migrate.ts';
import { recordVerb } from './record.ts';
import { roundVerb } from './round.ts';
import { serveVerb } from './serve.ts';
import { statementVerb } from './statement.ts';
import { userVerb } from './user.ts';
import { whyVerb } from './why.ts';

/** Every verb of the command, in the order help shows them. */
export function registerVerbs(program: Command): void {
  for (const register of [
    serveVerb,
    businessVerb,
    importVerb,
    roundVerb,
    deliverVerb,
    whyVerb,
    agingVerb,
    statementVerb,
    recordVerb,
    interestVerb,
    contactVerb,
    lawVerb,
    liveVerb,
    userVerb,
    migrateVerb,
    doctorVerb,
    backupVerb,
    restoreVerb,
  ]) {
    register(program);
  }
}
