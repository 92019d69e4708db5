import { type Command, Option } from 'commander';

/** duly serve: the console, the payer's pages and what runs by itself, until it is stopped. */
export function serveVerb(program: Command): void {
  program
    .command('serve')
    .description('serve the console and run what runs by itself, until stopped')
    .addOption(
      new Option('--role <roles>', 'web (pages), worker (rounds and sending), or both').choices([
        'web',
        'worker',
        'web,worker',
      ]),
    )
    .action(async (asked: { role?: string }) => {
      const { readConfig } = await import('../../server/platform/index.ts');
      const { serveUntilStopped } = await import('../../server/main.ts');
      const role = asked.role === undefined ? {} : { DULY_ROLE: asked.role };
      await serveUntilStopped(readConfig({ ...process.env, ...role }), (line) =>
        process.stdout.write(`${line}\n`),
      );
    });
}
