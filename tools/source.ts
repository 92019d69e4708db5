import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { project } from './install.mjs';

/** A node of the syntax tree, as far as the rules look at it. */
export interface Node {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}

/** One import of another file or package. */
export interface Import {
  /** As written. */
  from: string;
  line: number;
  /** Only types are taken; nothing of it is there when the program runs. */
  typeOnly: boolean;
}

/** A source file, read and parsed once. */
export interface Source {
  /** From the project's folder, with forward slashes. */
  path: string;
  text: string;
  lines: readonly string[];
  imports: readonly Import[];
  /** Calls `visit` for every node of the tree, parents first. */
  walk(visit: (node: Node) => void): void;
  lineAt(offset: number): number;
}

/** What a rule found wrong. */
export interface Fault {
  path: string;
  line: number;
  rule: string;
  message: string;
}

const rooms = [
  'core',
  'server',
  'adapters',
  'portal',
  'console',
  'cli',
  'trials',
  'bench',
  'tools',
  'templates',
];

/** Every source file of the project. */
export function readSources(folder: string = project): Source[] {
  return globSync([`{${rooms.join(',')}}/**/*.{ts,tsx,mjs}`, '*.ts'], { cwd: folder })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !/(^|\/)(node_modules|dist[^/]*|\.out)\//.test(path))
    .sort()
    .map((path) => parseSource(path, readFileSync(join(folder, path), 'utf8')));
}

/** Parses one file. @throws Error when it is no TypeScript. */
export function parseSource(path: string, text: string): Source {
  const parsed = parseSync(path, text);
  if (parsed.errors.length > 0) throw new Error(`${path}: ${parsed.errors[0]?.message}`);
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const lineAt = (offset: number) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
  const program = parsed.program as unknown as Node;
  return {
    path,
    text,
    lines: text.split('\n'),
    imports: findImports(parsed.module, program, text, lineAt),
    walk: (visit) => walk(program, visit),
    lineAt,
  };
}

type Module = ReturnType<typeof parseSync>['module'];

function findImports(
  module: Module,
  program: Node,
  text: string,
  lineAt: (offset: number) => number,
): Import[] {
  const found: Import[] = [];
  for (const { moduleRequest, entries, start } of module.staticImports) {
    const typeOnly = entries.length > 0 && entries.every(({ isType }) => isType);
    found.push({ from: moduleRequest.value, line: lineAt(start), typeOnly });
  }
  for (const { entries } of module.staticExports) {
    for (const { moduleRequest, isType, start } of entries) {
      if (!moduleRequest) continue;
      found.push({ from: moduleRequest.value, line: lineAt(start), typeOnly: isType });
    }
  }
  for (const { moduleRequest, start } of module.dynamicImports) {
    const literal = /^['"]([^'"]+)['"]$/.exec(text.slice(moduleRequest.start, moduleRequest.end));
    if (literal?.[1]) found.push({ from: literal[1], line: lineAt(start), typeOnly: false });
  }
  walk(program, (node) => {
    if (node.type !== 'TSImportType') return;
    const { value } = node.source as { value?: string };
    if (value) found.push({ from: value, line: lineAt(node.start), typeOnly: true });
  });
  return found;
}

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child !== null && typeof child === 'object' && typeof child.type === 'string') {
        walk(child as Node, visit);
      }
    }
  }
}
