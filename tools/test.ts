import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checks } from './check.ts';
import { runSteps, start } from './steps.ts';

const chosen = process.argv.slice(2);
const count = { passed: 0, failed: 0 };
// Files or folders named on the command line: those tests alone.
if (chosen.length === 0) add(await runSteps(checks));
add(await runTests(chosen));
process.stdout.write(`\n${count.passed} passed, ${count.failed} failed\n`);
process.exitCode = count.failed === 0 ? 0 : 1;

function add(more: { passed: number; failed: number }): void {
  count.passed += more.passed;
  count.failed += more.failed;
}

async function runTests(args: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'duly-report-'));
  const report = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const { code } = await start('vitest', ['run', ...reporters, ...args], 'inherit');
    return countTests(report, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Tests by their outcome; a file that failed without a failing test counts as one failure. */
function countTests(report: string, code: number) {
  let result: { numPassedTests: number; numFailedTests: number };
  try {
    result = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return { passed: 0, failed: 1 };
  }
  const failed = result.numFailedTests || (code === 0 ? 0 : 1);
  return { passed: result.numPassedTests, failed };
}
