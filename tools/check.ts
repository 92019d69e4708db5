import { buildConsole } from './build-console.ts';
import { checkShape } from './shape.ts';
import { command, faults, runSteps, type Step } from './steps.ts';
import { checkTidy } from './tidy.ts';

/** Every check that is not a test. */
export const checks: readonly Step[] = [
  command('types', 'tsc', ['-p', '.', '--noEmit']),
  command('format and lint', 'biome', ['ci', '--reporter=summary', '.']),
  faults('shape: who imports whom', async () => checkShape()),
  faults('tidy: the style guide', async () => checkTidy()),
  command('nothing dead or undeclared', 'knip', ['--no-progress']),
  {
    name: 'console builds',
    run: async () => {
      await buildConsole(() => {});
      return { ok: true, said: '' };
    },
  },
];

if (import.meta.main) {
  const { passed, failed } = await runSteps(checks);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}
