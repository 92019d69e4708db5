import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { registerVerbs } from '../../cli/verbs/index.ts';
import { policyJsonSchema } from '../../server/chase/index.ts';
import { project } from '../../tools/install.mjs';

/* What the documents say of commands, settings and files is true. */

const read = (path: string) => readFileSync(join(project, path), 'utf8');
const documents = globSync(['*.md', 'docs/**/*.md'], { cwd: project }).sort();
const program = new Command('duly');
registerVerbs(program);

/** What stands in code: blocks, and words between backticks. */
function codeOf(markdown: string): string[] {
  const blocks = [...markdown.matchAll(/^ *```[a-z]*\n([\s\S]*?)^ *```/gm)];
  const rest = markdown.replace(/^ *```[\s\S]*?^ *```/gm, '');
  return [
    ...blocks.flatMap(([, block = '']) => block.split('\n')),
    ...[...rest.matchAll(/`([^`\n]+)`/g)].map(([, inline = '']) => inline),
  ];
}

/** Command lines of duly in a piece of code, without the program's name. */
function dulyLines(code: string): string[] {
  return [...code.matchAll(/(?:^|\s)(?:duly|npm run duly --) ([a-z][^#|]*)/g)].map(
    ([, line = '']) => line,
  );
}

/** The verb a command line begins with, subverbs followed. */
function verbOf(line: string): { command: Command | undefined; rest: string[] } {
  const words = line.trim().split(/\s+/);
  let command: Command | undefined = program;
  while (command && command.commands.length > 0 && words[0] !== undefined && words[0] !== '…') {
    const name = words.shift();
    command = command.commands.find((one) => one.name() === name);
  }
  return { command, rest: words };
}

test('there are documents to look at', () => {
  expect(documents).toContain('README.md');
  expect(documents.flatMap((path) => codeOf(read(path)).flatMap(dulyLines)).length).toBeGreaterThan(
    30,
  );
});

describe.each(documents)('%s', (path) => {
  const text = read(path);
  const code = codeOf(text);

  test('names scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = code.flatMap((line) => [
      ...[...line.matchAll(/npm run ([a-z-]+)/g)].map(([, name = '']) => name),
      ...[...line.matchAll(/npm (start|test)\b/g)].map(([, name = '']) => name),
    ]);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('names verbs and options that exist', () => {
    const faults = code.flatMap(dulyLines).filter((line) => {
      const { command, rest } = verbOf(line);
      const known = new Set(command?.options.map((option) => option.long));
      return !command || rest.some((word) => /^--[a-z]/.test(word) && !known.has(word));
    });
    expect(faults).toEqual([]);
  });

  test('links to what is there', () => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g)].map(
      ([, to = '']) => to,
    );
    const dead = links.filter((to) => !existsSync(join(project, dirname(path), to)));
    expect(dead).toEqual([]);
  });
});

test('the reference of the command line has every verb and every option', () => {
  const text = read('docs/reference/cli.md');
  const missing: string[] = [];
  const walk = (command: Command, name: string) => {
    if (command.commands.length === 0 && !text.includes(`\`${name}`)) missing.push(name);
    for (const { long } of command.options) {
      if (long && !text.includes(long)) missing.push(`${name} ${long}`);
    }
    for (const one of command.commands) walk(one, `${name} ${one.name()}`);
  };
  walk(program, 'duly');
  expect(missing).toEqual([]);
});

test('the reference of the configuration has every setting, and no other', () => {
  const names = (text: string) =>
    [...new Set(text.match(/\b(?:DULY_[A-Z_]*[A-Z]|DATABASE_URL)\b/g))].sort();
  expect(names(read('docs/reference/configuration.md'))).toEqual(
    names(read('server/platform/config.ts')),
  );
});

test('the codes of holds that tools rely on are those that decide gives', () => {
  const paragraph = /^Codes of holds:(.*?)\n\n/ms.exec(read('docs/reference/json.md'))?.[1] ?? '';
  const told = [...paragraph.matchAll(/`([a-z-]+)`/g)].map(([, code = '']) => code);
  expect(told.length).toBeGreaterThan(10);
  const source = globSync('core/chase/*.ts', { cwd: project }).map(read).join('\n');
  expect(told.filter((code) => !source.includes(`'${code}'`))).toEqual([]);
  const words = /WORDS[^{]*\{(.*?)\n\};/s.exec(read('core/chase/hold-words.ts'))?.[1] ?? '';
  const said = [...words.matchAll(/^ {2}'?([a-z-]+)'?:/gm)].map(([, code = '']) => code);
  expect(said.length).toBeGreaterThan(10);
  expect(said.filter((code) => !told.includes(code))).toEqual([]);
});

test('the JSON Schema of policies is current (node tools/run.mjs tools/policy-schema.ts)', () => {
  const published = JSON.parse(read('policies/policy.schema.json'));
  expect(published).toEqual(JSON.parse(JSON.stringify(policyJsonSchema())));
});
