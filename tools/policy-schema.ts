import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { policyJsonSchema } from '../server/chase/index.ts';
import { project } from './install.mjs';

// node tools/run.mjs tools/policy-schema.ts: writes the JSON Schema of policies anew.
writeFileSync(
  join(project, 'policies/policy.schema.json'),
  `${JSON.stringify(policyJsonSchema(), null, 2)}\n`,
);
