import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { type Problem, parseDay, RefusedError } from '../core/base/index.ts';
import type { LawBook, Pack, RateRow, RateSeries } from '../core/law/index.ts';
import { packSchema } from './pack-file.ts';

const here = import.meta.dirname;
let book: LawBook | null = null;

/**
 * The jurisdiction packs and reference rates that come with the program: read and validated at the
 * first call, the same values ever after.
 * @throws RefusedError `bad-pack` naming the file and every fault.
 */
export function lawBook(): LawBook {
  book ??= readLawBook();
  return book;
}

function readLawBook(): LawBook {
  const packs = new Map<string, Pack>();
  for (const entry of readdirSync(here, { withFileTypes: true })) {
    if (!entry.isDirectory() || entry.name === 'rates') continue;
    const file = `${entry.name}/pack.yaml`;
    const pack = parsePack(readFileSync(`${here}/${file}`, 'utf8'), file);
    packs.set(pack.id, pack);
  }
  const series = new Map(readSeries().map((one) => [one.id, one]));
  const faults = [...packs.values()].flatMap((pack) => danglingRefs(pack, packs, series));
  if (faults.length > 0) throw refusal('law', faults);
  return { packs, series };
}

/**
 * Reads a pack from YAML.
 * @throws RefusedError `bad-pack` with every fault: its line, field, and what would be right.
 */
export function parsePack(yaml: string, file = 'pack.yaml'): Pack {
  const lineCounter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter, prettyErrors: false });
  if (document.errors.length > 0) {
    const faults = document.errors.map((error) => ({
      line: lineCounter.linePos(error.pos[0]).line,
      column: null,
      value: null,
      message: error.message,
    }));
    throw refusal(file, faults);
  }
  const parsed = packSchema.safeParse(document.toJS({ maxAliasCount: 50 }));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => {
    const node = document.getIn(issue.path.slice(), true) as { range?: [number] } | undefined;
    const at = node?.range?.[0];
    return {
      line: at === undefined ? null : lineCounter.linePos(at).line,
      column: issue.path.join('.'),
      value: null,
      message: issue.message,
    };
  });
  throw refusal(file, faults);
}

const seriesFile = z.array(
  z.strictObject({
    id: z.string(),
    name: z.string(),
    keptBy: z.string(),
    knownUntil: z.string(),
    cadence: z.enum(['half-year', 'change']),
  }),
);

const CONFIDENCES = ['statute', 'official-guide', 'secondary', 'unverified'] as const;

function readSeries(): RateSeries[] {
  const source = parseDocument(readFileSync(`${here}/rates/series.yaml`, 'utf8')).toJS();
  return seriesFile.parse(source).map((entry) => {
    const file = `rates/${entry.id}.csv`;
    const knownUntil = parseDay(entry.knownUntil);
    if (knownUntil === null) throw refusal('rates/series.yaml', [fault(null, 'knownUntil')]);
    const rows = readRows(file);
    return { ...entry, knownUntil, rows };
  });
}

function readRows(file: string): RateRow[] {
  const text = readFileSync(`${here}/${file}`, 'utf8');
  const records: Record<string, string>[] = parse(text, { columns: true, skip_empty_lines: true });
  let before = Number.NEGATIVE_INFINITY;
  return records.map((record, index) => {
    const from = parseDay(record['from'] ?? '');
    const percent = record['percent'] ?? '';
    const confidence = CONFIDENCES.find((one) => one === record['confidence']);
    const line = index + 2;
    if (from === null || from <= before) throw refusal(file, [fault(line, 'from')]);
    if (!/^-?\d+(\.\d+)?$/.test(percent)) throw refusal(file, [fault(line, 'percent')]);
    if (confidence === undefined) throw refusal(file, [fault(line, 'confidence')]);
    before = from;
    return { from, percent, confidence, source: record['source'] ?? '' };
  });
}

function danglingRefs(
  pack: Pack,
  packs: ReadonlyMap<string, Pack>,
  series: ReadonlyMap<string, RateSeries>,
): Problem[] {
  const wrong = (message: string) => ({ line: null, column: pack.id, value: null, message });
  const found: Problem[] = [];
  if (pack.parent !== null && !packs.has(pack.parent)) {
    found.push(wrong(`its parent "${pack.parent}" is not there`));
  }
  for (const rule of pack.interest) {
    const floor = rule.agreed.floor;
    for (const name of [rule.series, typeof floor === 'object' ? floor?.series : null]) {
      if (name && !series.has(name)) found.push(wrong(`${rule.id}: no series "${name}"`));
    }
    const needsSeries = rule.basis !== 'contract-only' && rule.basis !== 'court-only';
    if (needsSeries && (rule.series === null) === (rule.fixedPercent === null)) {
      found.push(wrong(`${rule.id}: either a series or a fixed percent`));
    }
  }
  const inherited = pack.parent === null ? [] : (packs.get(pack.parent)?.texts ?? []);
  const texts = new Set([...pack.texts, ...inherited].map((text) => text.id));
  const wanted = [
    ...pack.preAction.map((rule) => rule.textId),
    ...pack.contact.map((rule) => (rule.rule === 'required-text' ? rule.textId : null)),
  ];
  for (const id of wanted) {
    if (id !== null && !texts.has(id)) found.push(wrong(`there is no text "${id}"`));
  }
  return found;
}

function fault(line: number | null, column: string): Problem {
  return { line, column, value: null, message: `${column} cannot be read` };
}

function refusal(file: string, problems: readonly Problem[]): RefusedError {
  const first = problems[0];
  const where = first?.line == null ? file : `${file}, line ${first.line}`;
  const what = [first?.column, first?.message].filter(Boolean).join(': ');
  return new RefusedError('bad-pack', `${where}: ${what}`, { problems });
}
