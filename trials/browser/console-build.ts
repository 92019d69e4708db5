import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Builds console/dist unless it comes from these very sources; several at once take turns. */
export async function buildConsole(): Promise<void> {
  const tool = join(import.meta.dirname, '../../tools/build-console.ts');
  // The test runner says NODE_ENV=test, with which the libraries would be built for debugging.
  const env = { ...process.env, NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, [tool], { env });
}
