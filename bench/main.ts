import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench, BenchResult } from './machine.ts';
import { machine } from './machine.ts';

// npm run bench -- NAME [--n 100000] [--json]: every file beside this one that exports `bench`.

function names(): string[] {
  return readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.ts') && isBench(join(import.meta.dirname, file)))
    .map((file) => file.slice(0, -3))
    .sort();
}

function isBench(path: string): boolean {
  return /^export const bench\b/m.test(readFileSync(path, 'utf8'));
}

async function main(args: string[]): Promise<number> {
  const json = args.includes('--json');
  const at = args.indexOf('--n');
  const n = at < 0 ? null : Number(args[at + 1]);
  const name = args.find((arg, index) => !arg.startsWith('--') && (at < 0 || index !== at + 1));
  const sized = n === null || (Number.isInteger(n) && n > 0);
  const file = join(import.meta.dirname, `${name}.ts`);
  if (!sized || name === undefined || !names().includes(name)) {
    process.stderr.write(`Say which bench: ${names().join(', ')} [--n COUNT] [--json]\n`);
    return 2;
  }
  const { bench } = (await import(file)) as { bench: Bench };
  const say = (text: string) => void process.stderr.write(`${text}\n`);
  say(`${bench.about} (${bench.bar})`);
  const result: BenchResult = { bench: name, ...(await bench.run({ n, say })), machine: machine() };
  const floor =
    result.floorSeconds === null ? '' : `, floor ${result.floorSeconds} s, ratio ${result.ratio}`;
  process.stdout.write(
    json
      ? `${JSON.stringify(result)}\n`
      : `${name}: ${result.n} in ${result.seconds} s${floor}, ${result.rssMb} MB, on ${result.machine}\n`,
  );
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
