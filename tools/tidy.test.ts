import { expect, test } from 'vitest';
import { parseSource } from './source.ts';
import { checkRooms, checkSource, checkTitle, tidyRules } from './tidy.ts';

const broken = (path: string, text: string) =>
  checkSource(parseSource(path, text)).map(({ rule, line }) => `${rule}:${line}`);

const body = (lines: number) => Array.from({ length: lines }, () => '  f();').join('\n');
const long = 'x'.repeat(60);

const wrong: [found: string, path: string, text: string][] = [
  ['file-length:400', 'core/a.ts', 'f();\n'.repeat(400)],
  ['function-length:2', 'core/a.ts', `\nexport function g() {\n${body(69)}\n}`],
  ['function-length:1', 'core/a.tsx', `export const G = () => {\n${body(99)}\n  return <p />;\n};`],
  ['columns:1', 'core/a.ts', `const ${long} = f(${long});`],
  ['columns:1', 'core/a.ts', `// ${'a word '.repeat(20)}`],
  ['columns:2', 'core/a.ts', `const a = \`\n ${'a word '.repeat(21)}\`;`],
  ['pure-core:1', 'core/a.ts', `const at = Date.now();`],
  ['pure-core:1', 'core/a.ts', `const at = new Date();`],
  ['pure-core:1', 'core/a.ts', `const at = Temporal.Now.instant();`],
  ['pure-core:1', 'core/a.ts', `const n = Math.random();`],
  ['pure-core:1', 'core/a.ts', `const home = process.env.HOME;`],
  ['pure-core:1', 'core/a.ts', `await fetch('https://example.com');`],
  ['one-clock:1', 'server/chase/a.ts', `const at = Date.now();`],
  ['environment-read-once:1', 'server/chase/a.ts', `const home = process.env.HOME;`],
  ['glossary:1', 'core/a.ts', `const debtor = 1;`],
  ['glossary:1', 'core/a.ts', `const lastDunningLevel = 1;`],
  ['nothing-left-over:1', 'core/a.ts', `// ${'TO'}DO: later`],
  ['no-drawer-files:1', 'core/base/utils.ts', `f();`],
  ['no-skipped-tests:1', 'core/a.test.ts', `test.${'skip'}('x', () => {});`],
  ['no-sleeps-in-tests:1', 'core/a.test.ts', `await sleep(500);`],
  ['no-sleeps-in-tests:1', 'core/a.test.ts', `await new Promise((done) => setTimeout(done, 50));`],
];

test.each(wrong)('%s is found in %s', (found, path, text) => {
  expect(broken(path, text)).toContain(found);
});

test('every rule has a case', () => {
  const seen = wrong.map(([found]) => found.split(':')[0]);
  expect(Object.keys(tidyRules).filter((rule) => !seen.includes(rule))).toEqual([]);
});

test.each([
  ['core/a.ts', `const at = new Date(0);\nconst on = Temporal.PlainDate.from('2026-01-01');`],
  ['core/a.ts', `const link = 'https://example.com/${'a'.repeat(90)}';`],
  ['core/a.ts', `const said = \`${'a word '.repeat(16)}\`;`],
  ['core/a.test.ts', `describe('x', () => {\n${body(90)}\n});`],
  ['server/platform/clock.ts', `const at = Temporal.Now.instant();`],
  ['server/platform/config.ts', `const home = process.env.HOME;`],
  ['server/chase/a.ts', `const client = await pool.connect();`],
])('%s may say %j', (path, text) => {
  expect(broken(path, text)).toEqual([]);
});

test('a document has one title, at its head', () => {
  expect(checkTitle('a.md', '# One\n\n```sh\n# a comment\n```\n')).toEqual([]);
  expect(checkTitle('a.md', '# One\n\n# Two\n')).toHaveLength(1);
  expect(checkTitle('a.md', 'No title\n')).toHaveLength(1);
  expect(checkTitle('a.md', 'Before\n\n# Title\n')).toHaveLength(1);
});

test('a room has a door and a sign', () => {
  const whole = ['core/chase/index.ts', 'core/chase/README.md', 'core/chase/decide.ts'];
  expect(checkRooms(whole)).toEqual([]);
  expect(checkRooms(['core/chase/decide.ts']).map(({ message }) => message)).toEqual([
    'has no index.ts',
    'has no README.md',
  ]);
});
