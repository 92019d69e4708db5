import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { project } from './install.mjs';
import { type Fault, type Node, readSources, type Source } from './source.ts';

const FILE_LINES = 400;
const FUNCTION_LINES = 70;
// A component is mostly markup, which has no branches to keep in mind.
const COMPONENT_LINES = 100;
const COLUMNS = 100;
// SQL and HTML inside a template, where a line break may be a line break of the page.
const TEMPLATE_COLUMNS = 140;

/** The style guide as rules over one source file. */
export const tidyRules: Readonly<
  Record<string, (source: Source) => [line: number, message: string][]>
> = {
  'file-length': (source) => {
    const count = source.lines.length;
    // The table of currencies is data that happens to be TypeScript.
    if (count <= FILE_LINES || source.path === 'core/base/currency.ts') return [];
    return [[FILE_LINES, `has ${count} lines; split it where its subject splits (${FILE_LINES})`]];
  },
  'function-length': (source) => {
    const found: [number, string][] = [];
    const limit = source.path.endsWith('.tsx') ? COMPONENT_LINES : FUNCTION_LINES;
    source.walk((node) => {
      if (!isFunction(node) || isTestSuite(source, node)) return;
      const count = source.lineAt(node.end) - source.lineAt(node.start) + 1;
      if (count <= limit) return;
      found.push([source.lineAt(node.start), `a function of ${count} lines (${limit})`]);
    });
    return found;
  },
  columns: (source) => {
    const wide = templateLines(source);
    return source.lines.flatMap((line, index): [number, string][] => {
      const columns = [...line].length;
      const limit = wide.has(index + 1) ? TEMPLATE_COLUMNS : COLUMNS;
      return columns <= limit || isUnbreakable(line)
        ? []
        : [[index + 1, `${columns} columns (${limit})`]];
    });
  },
  'pure-core': (source) => {
    if (!source.path.startsWith('core/') || isTest(source.path)) return [];
    return findImpure(source, [
      ...clocks,
      'Math.random',
      'process',
      'process.env',
      'crypto',
      'fetch',
    ]);
  },
  'one-clock': (source) => {
    const decides = /^(server|adapters|portal)\//.test(source.path);
    if (!decides || isTest(source.path) || source.path === 'server/platform/clock.ts') return [];
    return findImpure(source, [...clocks, 'Math.random']);
  },
  'environment-read-once': (source) => {
    if (!/^(server|adapters|portal)\//.test(source.path) || isTest(source.path)) return [];
    if (/^server\/(main\.ts|platform\/(config\.ts|postgres\/))/.test(source.path)) return [];
    return findImpure(source, ['process.env']);
  },
  glossary: (source) => {
    // The rule itself, the words that no message may hold, and what other products' files say.
    const theirs = /^(tools|core\/wording\/words|adapters\/books\/files\/layouts)\//;
    if (theirs.test(source.path)) return [];
    return findWords(source, forbiddenWords);
  },
  'nothing-left-over': (source) => {
    // Written apart, so that this line does not find itself.
    const marks = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX'].join('|')})\\b`);
    return source.lines.flatMap((line, index): [number, string][] =>
      marks.test(line) ? [[index + 1, 'a note to finish this; finish it']] : [],
    );
  },
  'no-drawer-files': (source) =>
    /(^|\/)(utils?|helpers?|misc|common)(\.|\/)/.test(source.path)
      ? [[1, 'a file is named for what it is about']]
      : [],
  'no-skipped-tests': (source) => {
    if (!isTest(source.path)) return [];
    return source.lines.flatMap((line, index): [number, string][] =>
      /\b(test|it|describe)\.(skip|only|todo)\(/.test(line)
        ? [[index + 1, 'a test that is skipped, or skips the others']]
        : [],
    );
  },
  'no-sleeps-in-tests': (source) => {
    if (!isTest(source.path)) return [];
    const found: [number, string][] = [];
    source.walk((node) => {
      if (node.type !== 'CallExpression') return;
      const text = source.text.slice(node.start, node.end);
      const sleep = /^(setTimeout|pause|sleep|delay)\(\s*(\w+\s*,\s*)?\d/.test(text);
      if (sleep && !/unref|reject|abort/i.test(text)) {
        found.push([source.lineAt(node.start), 'a sleep; wait for the condition itself']);
      }
    });
    return found;
  },
};

const clocks = ['Date.now', 'new Date()', 'Temporal.Now'];

/** Words that DESIGN's glossary leaves out, and what is said instead. */
const forbiddenWords: readonly [RegExp, string][] = [
  // The option is named so, as people who look the law up call a customer.
  [/(?<!--)\bdebtors?\b/i, 'customer'],
  [/\bdunning\b/i, 'chase'],
  [/[a-z]Debtor|Debtor[A-Z]|[a-z]Dunning|Dunning[A-Z]/, 'customer, chase'],
];

function isFunction(node: Node): boolean {
  return /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type);
}

/** The function given to describe() is a list of tests, however long. */
function isTestSuite(source: Source, node: Node): boolean {
  return (
    isTest(source.path) &&
    /\bdescribe(\.\w+)*(\([^)]*\))?\([^)]*$/.test(
      source.text.slice(Math.max(0, node.start - 200), node.start),
    )
  );
}

const isTest = (path: string) => /\.test\.tsx?$|^trials\/|^server\/platform\/testing/.test(path);

/** The lines that a template reaches. */
function templateLines(source: Source): Set<number> {
  const inside = new Set<number>();
  source.walk((node) => {
    if (node.type !== 'TemplateLiteral') return;
    const last = source.lineAt(node.end);
    for (let line = source.lineAt(node.start); line <= last; line += 1) inside.add(line);
  });
  return inside;
}

/** A line that cannot be broken: an address, or one long word. */
function isUnbreakable(line: string): boolean {
  return /https?:\/\/\S{60,}/.test(line) || /^\s*\S+$/.test(line) || isProse(line);
}

/** A single string, template or text in JSX, which is said in one line so that it can be found. */
function isProse(line: string): boolean {
  return /^\s*(\w+: |\[|return |: |\? |\| )?[`'"].*[`'"][,;)\]]*$/.test(line);
}

function findImpure(source: Source, names: readonly string[]): [number, string][] {
  const found: [number, string][] = [];
  source.walk((node) => {
    const name = impureName(source, node);
    if (name !== null && names.includes(name)) {
      found.push([source.lineAt(node.start), `${name}; take it as an argument`]);
    }
  });
  return found;
}

function impureName(source: Source, node: Node): string | null {
  if (node.type === 'NewExpression') {
    const text = source.text.slice(node.start, node.end);
    return /^new Date\(\s*\)$/.test(text) || text === 'new Date' ? 'new Date()' : null;
  }
  if (node.type === 'MemberExpression') {
    const text = source.text.slice(node.start, node.end);
    if (/^(globalThis\.)?(Date\.now|Math\.random|Temporal\.Now|process\.env|crypto)$/.test(text)) {
      return text.replace('globalThis.', '');
    }
    const object = node.object as Node;
    return object.type === 'Identifier' && object.name === 'process' ? 'process' : null;
  }
  if (node.type === 'CallExpression') {
    const callee = node.callee as Node;
    return callee.type === 'Identifier' && callee.name === 'fetch' ? 'fetch' : null;
  }
  return null;
}

function findWords(
  source: Source,
  words: readonly [RegExp, string][],
): [line: number, message: string][] {
  return source.lines.flatMap((line, index) =>
    words.flatMap(([word, instead]): [number, string][] => {
      const match = word.exec(line);
      return match ? [[index + 1, `"${match[0]}" is not our word; say ${instead}`]] : [];
    }),
  );
}

/** Every document under the project has one title, on its first line. */
export function checkTitle(path: string, text: string): Fault[] {
  const outside = text.replace(/^```[\s\S]*?^```/gm, '');
  const titles = outside.match(/^# .+$/gm) ?? [];
  const first = /^(<!--[\s\S]*?-->\s*)?# .+/.test(text);
  if (titles.length === 1 && first) return [];
  const message = `has ${titles.length} titles; one line with a single # begins it`;
  return [{ path, line: 1, rule: 'one-title', message }];
}

/** A room (a folder of code at the first two levels of a floor) has an index.ts and a README.md. */
export function checkRooms(paths: readonly string[]): Fault[] {
  const rooms = new Set<string>();
  for (const path of paths) {
    const room = /^((?:core|server)\/[a-z-]+|adapters\/[a-z]+\/[a-z-]+)\/.+\.ts$/.exec(path)?.[1];
    if (room && !room.startsWith('adapters/contract')) rooms.add(room);
  }
  const faults: Fault[] = [];
  for (const room of [...rooms].sort()) {
    for (const wanted of ['index.ts', 'README.md']) {
      if (paths.includes(`${room}/${wanted}`)) continue;
      faults.push({ path: room, line: 1, rule: 'room-has-a-door', message: `has no ${wanted}` });
    }
  }
  return faults;
}

/** Everything that the style guide finds wrong in the project. */
export function checkTidy(): Fault[] {
  const sources = readSources();
  const documents = globSync('**/*.md', {
    cwd: project,
    exclude: ['node_modules/**', 'data/**', 'console/dist*/**'],
  }).map((path) => path.replaceAll('\\', '/'));
  return [
    ...sources.flatMap(checkSource),
    ...documents.flatMap((path) => checkTitle(path, readFileSync(join(project, path), 'utf8'))),
    ...checkRooms([...sources.map(({ path }) => path), ...documents]),
  ];
}

/** What the rules find in one file. */
export function checkSource(source: Source): Fault[] {
  return Object.entries(tidyRules).flatMap(([rule, find]) =>
    find(source).map(([line, message]) => ({ path: source.path, line, rule, message })),
  );
}
