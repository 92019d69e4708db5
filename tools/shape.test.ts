import { expect, test } from 'vitest';
import { arrows, checkShape } from './shape.ts';
import { parseSource } from './source.ts';

/** Rules broken by a file at `path` that says `text`. */
function broken(path: string, text: string): string[] {
  return checkShape([parseSource(path, text)]).map(({ rule }) => rule);
}

const wrong: [rule: string, path: string, text: string][] = [
  ['core-imports-only-core', 'core/chase/a.ts', `import { readFile } from 'node:fs';`],
  ['core-imports-only-core', 'core/chase/a.ts', `import { z } from 'zod';`],
  ['core-imports-only-core', 'core/chase/a.ts', `import type { W } from '../../server/x/api.ts';`],
  ['core-packages-only-in-wording', 'core/chase/a.ts', `import { Liquid } from 'liquidjs';`],
  ['core-rooms-in-order', 'core/base/a.ts', `import { x } from '../ledger/index.ts';`],
  ['core-rooms-in-order', 'core/law/a.ts', `import { x } from '../wording/index.ts';`],
  ['core-spine-knows-no-verb', 'core/receivable/a.ts', `import { x } from '../chase/index.ts';`],
  ['no-verb-imports-another-verb', 'core/chase/a.ts', `import { x } from '../settle/index.ts';`],
  ['no-verb-imports-another-verb', 'server/chase/a.ts', `export * from '../settle/index.ts';`],
  [
    'server-verb-imports-core-platform-and-ports',
    'server/chase/a.ts',
    `import { x } from '../rounds/index.ts';`,
  ],
  [
    'platform-knows-no-room-above-it',
    'server/platform/a.ts',
    `import { x } from '../chase/index.ts';`,
  ],
  [
    'adapters-import-ports-and-core',
    'adapters/channels/email/a.ts',
    `import { x } from '../../../server/platform/index.ts';`,
  ],
  [
    'portal-and-cli-use-what-rooms-export',
    'cli/a.ts',
    `const x = await import('../server/chase/commands.ts');`,
  ],
  [
    'console-takes-types-only-from-the-server',
    'console/a.ts',
    `import { type A, b } from '../server/chase/api.ts';`,
  ],
  [
    'console-takes-types-only-from-the-server',
    'console/a.ts',
    `type A = import('../server/chase/commands.ts').A;`,
  ],
  ['rooms-are-entered-by-their-index', 'server/rounds/a.ts', `import '../chase/commands.ts';`],
];

test.each(wrong)('%s is broken by %s: %s', (rule, path, text) => {
  expect(broken(path, text)).toContain(rule);
});

test('every rule has a case', () => {
  expect(
    arrows.map(({ name }) => name).filter((name) => !wrong.some(([rule]) => rule === name)),
  ).toEqual([]);
});

test.each([
  ['core/chase/a.ts', `import { day } from '../base/index.ts';`],
  ['core/wording/a.ts', `import { Liquid } from 'liquidjs';`],
  ['server/chase/a.ts', `import { x } from '../platform/http/index.ts'; import pg from 'pg';`],
  ['server/rounds/a.ts', `import { x } from '../chase/index.ts';`],
  ['adapters/channels/email/a.ts', `import { createTransport } from 'nodemailer';`],
  ['cli/a.ts', `import { serve } from '../server/main.ts';`],
  ['console/a.tsx', `import type { A } from '../server/chase/api.ts'; export const b = <p>hi</p>;`],
  ['console/a.ts', `import { day } from '../core/base/index.ts';`],
])('%s may say %s', (path, text) => {
  expect(broken(path, text)).toEqual([]);
});

test('the project keeps to its arrows', () => {
  expect(checkShape()).toEqual([]);
});
