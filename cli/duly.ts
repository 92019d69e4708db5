import { Command, CommanderError } from 'commander';
import { RefusedError } from '../core/base/index.ts';
import { StoppedError } from './session.ts';
import { registerVerbs } from './verbs/index.ts';

const DONE = 0;
const FAILED = 1;
const WRONG_USAGE = 2;

/** Runs one command line and answers its exit code. */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  const program = new Command('duly')
    .description('Get paid on time and keep the customer.')
    .configureHelp({ sortSubcommands: false })
    .showHelpAfterError('(--help after a verb shows what it takes)')
    .exitOverride();
  registerVerbs(program);
  try {
    await program.parseAsync(args, { from: 'user' });
    return typeof process.exitCode === 'number' ? process.exitCode : DONE;
  } catch (error) {
    return codeFor(error);
  }
}

function codeFor(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? DONE : WRONG_USAGE;
  if (error instanceof RefusedError || error instanceof StoppedError) {
    process.stderr.write(`${error.message}\n`);
    return FAILED;
  }
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`Something went wrong that should not: ${said}\n`);
  return FAILED;
}

if (import.meta.main) {
  // A reader that has seen enough (duly aging | head) is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  process.exitCode = await runCommandLine(process.argv.slice(2));
}
