import { Liquid, type Template as Parsed } from 'liquidjs';
import { type FilterScope, houseFilters } from './filters.ts';

/** Blocks that the layout fills in; a template says where each stands. */
export const BLOCKS = [
  'greeting',
  'lines',
  'pay',
  'answers',
  'signature',
  'plan',
  'next',
  'required',
  'who',
  'opening',
  'listen',
  'voicemail',
  'close',
] as const;
export type Block = (typeof BLOCKS)[number];

const TAGS = new Set(['if', 'unless', 'case', 'for', 'break', 'continue', 'assign', 'comment']);
const FILTERS = new Set(['default', 'first', 'last', 'size', 'plus', 'minus']);

/** Limits of one template; a shipped one uses a hundredth of each. */
export const LIMITS = {
  sourceCharacters: 20_000,
  /** Tags, outputs and pieces of text rendered. */
  pieces: 20_000,
  objects: 200_000,
  milliseconds: 1_000,
  resultCharacters: 100_000,
} as const;

// The mark around a block's name in what Liquid gives back. No data can carry it: clean() takes
// control characters out of every value.
const MARK = '\u0001';
const MARKED = new RegExp(`^${MARK}(\\w+)${MARK}$`);

/** The mark that a block leaves in a rendered body. */
export function blockMark(name: Block): string {
  return `${MARK}${name}${MARK}`;
}

/** The block that a rendered paragraph stands for, or null when it is words. */
export function blockOf(paragraph: string): Block | null {
  if (!paragraph.startsWith(MARK)) return null;
  const name = MARKED.exec(paragraph)?.[1];
  return BLOCKS.find((block) => block === name) ?? null;
}

// The mark where weight begins or ends (an author's **), kept out of all data in the same way.
const WEIGHT = '\u0002';

/**
 * Makes a body ready: an author's ** becomes the mark of weight, Liquid's own parts are left alone.
 * @throws TypeError when weight is begun and never ended.
 */
export function markWeight(body: string): string {
  let marks = 0;
  const marked = body
    .split(/(\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\})/)
    .map((piece, index) => {
      if (index % 2 === 1) return piece;
      const parts = piece.split('**');
      marks += parts.length - 1;
      return parts.join(WEIGHT);
    })
    .join('');
  if (marks % 2 === 1) throw new TypeError('** is opened and never closed');
  return marked;
}

/** A rendered paragraph in its pieces, plain and weighty in turn; the first is plain. */
export function asPieces(paragraph: string): string[] {
  return paragraph.split(WEIGHT);
}

/** A rendered paragraph for the letter: plain characters, without weight. */
export function asText(paragraph: string): string {
  return paragraph.replaceAll(WEIGHT, '');
}

/** A rendered paragraph for HTML: everything escaped, weight as <strong>. */
export function asHtml(paragraph: string): string {
  const parts = escapeHtml(paragraph).split(WEIGHT);
  return parts.map((part, at) => (at % 2 === 1 ? `<strong>${part}</strong>` : part)).join('');
}

/**
 * One line of plain characters: control characters, line breaks and marks that turn the direction
 * of writing become spaces or nothing.
 */
export function clean(value: string): string {
  return value
    .replace(/[\u202A-\u202E\u2066-\u2069\uFEFF]/g, '')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text made safe for HTML, between tags and inside quoted attributes. */
export function escapeHtml(value: string): string {
  if (!/[&<>"']/.test(value)) return value;
  return value.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

function scalar(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return clean(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new TypeError('this is not one value: name the part that is meant, or add a filter');
}

function sandbox(): Liquid {
  const engine = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    outputEscape: scalar,
    parseLimit: LIMITS.sourceCharacters * 4,
    renderLimit: LIMITS.milliseconds,
    memoryLimit: LIMITS.objects,
    // No template reads another: there is nothing behind any name.
    templates: {},
  });
  for (const name of Object.keys(engine.tags)) if (!TAGS.has(name)) delete engine.tags[name];
  for (const name of Object.keys(engine.filters)) {
    if (!FILTERS.has(name)) engine.unregisterFilter(name);
  }
  for (const [name, filter] of Object.entries(houseFilters)) {
    engine.registerFilter(name, function (value: unknown, ...args: unknown[]) {
      return filter(this.context.environments as FilterScope & object, value, ...args);
    });
  }
  for (const name of BLOCKS) {
    engine.registerTag(name, {
      parse(token) {
        if (token.args.trim() !== '') throw new TypeError(`${name} takes no arguments`);
      },
      render: () => blockMark(name),
    });
  }
  return engine;
}

const engine = sandbox();

/** Parses a source. Throws liquidjs errors. */
export function parseSource(source: string): Parsed[] {
  return engine.parse(source);
}

/** Renders a parsed source over a scope, under the limits. Throws liquidjs errors. */
export function renderParsed(parsed: Parsed[], scope: object): string {
  const text = String(engine.renderSync(parsed, scope, { templateLimit: LIMITS.pieces }));
  if (text.length > LIMITS.resultCharacters) {
    throw new RangeError(`the result is longer than ${LIMITS.resultCharacters} characters`);
  }
  return text;
}

/** Every placeholder that a parsed source reads from outside, with its row. */
export function placeholdersOf(parsed: Parsed[]): { path: string; row: number }[] {
  const { globals } = engine.analyzeSync(parsed, { partials: false });
  return Object.values(globals).flatMap((variables) =>
    variables.map((variable) => ({ path: variable.toString(), row: variable.location.row })),
  );
}
