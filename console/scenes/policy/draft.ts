import { isMap, isSeq, parseDocument } from 'yaml';

export const WEEKDAY_NAMES = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];

/** A step as the form shows it; the text may say anything, so that every field has a fallback. */
export interface DraftStep {
  id: string;
  offset: number;
  unit: string;
  channel: string;
  tone: number;
  template: string;
  approval: boolean;
}

/** What of a policy's text the form shows. */
export interface Draft {
  id: string;
  name: string;
  description: string;
  mode: string;
  minBalance: string;
  minGapDays: number;
  window: { from: string; to: string; days: string[] };
  toneCeiling: number;
  steps: DraftStep[];
}

function read(yaml: string) {
  return parseDocument(yaml, { prettyErrors: false });
}

type Loose = Record<string, unknown>;

const text = (value: unknown, otherwise = ''): string =>
  value === undefined || value === null ? otherwise : String(value);
const number = (value: unknown, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise;

/** Reads the text into what the form shows; null while it is not YAML at all. */
export function draftOf(yaml: string): Draft | null {
  const document = read(yaml);
  if (document.errors.length > 0 || !isMap(document.contents)) return null;
  const all = document.toJS({ maxAliasCount: 0 }) as Loose;
  const window = (all.window ?? {}) as Loose;
  const steps = Array.isArray(all.steps) ? (all.steps as Loose[]) : [];
  return {
    id: text(all.id),
    name: text(all.name),
    description: text(all.description),
    mode: text(all.mode, 'approve'),
    minBalance: text(all.minBalance),
    minGapDays: number(all.minGapDays, 5),
    window: {
      from: text(window.from),
      to: text(window.to),
      days: Array.isArray(window.days) ? window.days.map(String) : [],
    },
    toneCeiling: number(all.toneCeiling, 5),
    steps: steps.map((step) => ({
      id: text(step?.id),
      offset: number(step?.offset, 0),
      unit: text(step?.unit, 'days'),
      channel: text(step?.channel, 'email'),
      tone: number(step?.tone, 1),
      template: text(step?.template),
      approval: step?.approval === true,
    })),
  };
}

const write = (document: ReturnType<typeof read>) => document.toString({ lineWidth: 100 });

/** The text with one value changed; comments and order stay as they are. */
export function withValue(
  yaml: string,
  path: readonly (string | number)[],
  value: unknown,
): string {
  const document = read(yaml);
  document.setIn(path, value);
  return write(document);
}

/** The text with a step more, a week after the last one and as firm. */
export function withNewStep(yaml: string): string {
  const document = read(yaml);
  const steps = draftOf(yaml)?.steps ?? [];
  const last = steps.at(-1);
  const step = {
    id: freeName(steps.map((one) => one.id)),
    offset: (last?.offset ?? 0) + 7,
    channel: 'email',
    tone: last?.tone ?? 2,
    template: steps.findLast((one) => one.channel === 'email')?.template ?? 'gentle',
  };
  document.addIn(['steps'], document.createNode(step, { flow: true }));
  return write(document);
}

function freeName(taken: readonly string[]): string {
  for (let count = 1; ; count += 1) {
    const name = `step-${count}`;
    if (!taken.includes(name)) return name;
  }
}

/** The text without a step. */
export function withoutStep(yaml: string, index: number): string {
  const document = read(yaml);
  const steps = document.get('steps');
  if (isSeq(steps)) steps.delete(index);
  return write(document);
}
