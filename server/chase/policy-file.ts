import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { type Problem, RefusedError } from '../../core/base/index.ts';
import type { Policy } from '../../core/chase/index.ts';

const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/, 'lower-case letters, digits and dashes');
const decimal = z.string().regex(/^\d{1,12}(\.\d{1,4})?$/, 'a decimal in quotes, such as "10.00"');
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as "09:30"');
const score = z.number().min(0).max(100);

const stepSchema = z
  .strictObject({
    id: slug.describe('Name of the step; never two alike in a policy'),
    offset: z
      .number()
      .int()
      .min(-90)
      .max(730)
      .describe('Days after the due day; negative is before'),
    unit: z
      .enum(['days', 'business-days'])
      .default('days')
      .describe("Business days are those of the customer's place"),
    channel: z
      .enum(['email', 'phone', 'propose'])
      .describe('propose: put before a person, never sent'),
    tone: z.number().int().min(1).max(5).describe('1 warm … 5 last notice'),
    template: slug.describe('Wording, from templates/ or your own'),
    approval: z.boolean().default(false).describe('Waits for your yes'),
    when: z
      .strictObject({
        minAmount: decimal.optional(),
        maxAmount: decimal.optional(),
        minScore: score.optional(),
        maxScore: score.optional(),
      })
      .nullable()
      .default(null)
      .describe('Taken only while this holds; else passed over'),
  })
  .describe('One rung of the ladder');

const policySchema = z
  .strictObject({
    id: slug,
    name: z.string().min(1).max(80),
    description: z.string().max(600).default(''),
    mode: z
      .enum(['draft', 'approve', 'automatic'])
      .describe(
        'draft: everything waits for a yes · approve: steps marked so wait · automatic: only "propose" steps wait',
      ),
    covers: z
      .strictObject({
        customers: z.array(z.string()).default([]).describe('Customer codes'),
        countries: z.array(z.string().regex(/^[A-Z]{2}$/)).default([]),
        kinds: z.array(z.enum(['company', 'sole-trader', 'consumer', 'public-body'])).default([]),
      })
      .default({ customers: [], countries: [], kinds: [] })
      .describe(
        'Whom it covers; empty covers nobody by itself (the default policy takes the rest)',
      ),
    minBalance: decimal.describe("Least sum worth a message, in the customer's currency"),
    minGapDays: z.number().int().min(1).max(90).describe('Days between two chases by any channel'),
    minGapBeforeDueDays: z.number().int().min(1).max(90).default(3),
    climb: z
      .enum(['one', 'jump'])
      .default('one')
      .describe('one: a tone at a time, whatever the age'),
    window: z
      .strictObject({ from: time, to: time, days: z.array(z.enum(WEEKDAYS)).min(1) })
      .describe("On the customer's clock"),
    freshnessDays: z
      .strictObject({
        connected: z.number().int().min(0).max(90),
        imported: z.number().int().min(0).max(365).nullable().default(null),
      })
      .default({ connected: 3, imported: null }),
    toneCeiling: z.number().int().min(1).max(5).default(5),
    steps: z.array(stepSchema).min(1).max(30),
  })
  .describe('How a business asks to be paid');

/** The JSON Schema of a policy file, for editors (policies/policy.schema.json). */
export function policyJsonSchema(): Record<string, unknown> {
  return { title: 'Duly policy', ...z.toJSONSchema(policySchema, { io: 'input' }) };
}

/**
 * Reads a policy from YAML.
 * @throws RefusedError `bad-policy` with every fault: its line, field, and what would be right.
 */
export function parsePolicy(yaml: string): Policy {
  const lineCounter = new LineCounter();
  const document = parseDocument(yaml, {
    lineCounter,
    prettyErrors: false,
    maxAliasCount: 0,
  } as never);
  if (document.errors.length > 0) {
    throw refused(
      document.errors.map((error) => ({
        line: lineCounter.linePos(error.pos[0]).line,
        column: null,
        value: null,
        message: `Not YAML: ${error.message}`,
      })),
    );
  }
  const lineAt = (path: readonly PropertyKey[]): number | null => {
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const node = document.getIn(path.slice(0, depth), true) as
        | { range?: [number, number, number] }
        | undefined;
      if (node?.range) return lineCounter.linePos(node.range[0]).line;
    }
    return null;
  };
  const parsed = policySchema.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (!parsed.success) {
    throw refused(
      parsed.error.issues.map((issue) => ({
        line: lineAt(issue.path),
        column: issue.path.join('.') || null,
        value: null,
        message: issueInWords(issue),
      })),
    );
  }
  const policy = parsed.data;
  const problems = contradictions(policy, lineAt);
  if (problems.length > 0) throw refused(problems);
  return {
    ...policy,
    window: {
      ...policy.window,
      days: policy.window.days.map((name) => WEEKDAYS.indexOf(name) + 1),
    },
    steps: policy.steps,
  };
}

/** What would be right, as one says it; a schema's own words where it has some. */
function issueInWords(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'number' ? `at least ${issue.minimum}` : issue.message;
    case 'too_big':
      return issue.origin === 'number' ? `at most ${issue.maximum}` : issue.message;
    case 'invalid_value':
      return `one of ${issue.values.join(', ')}`;
    case 'unrecognized_keys':
      return `there is no such field: ${issue.keys.join(', ')}`;
    default:
      return issue.message;
  }
}

function refused(problems: Problem[]): RefusedError {
  const first = problems[0]!;
  const where = first.line === null ? '' : `Line ${first.line}: `;
  const rest = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  const field = first.column === null ? '' : `${first.column}: `;
  return new RefusedError(
    'bad-policy',
    `${where}${field}${first.message}${rest}. The policy was not saved.`,
    { problems },
  );
}

type Parsed = z.infer<typeof policySchema>;

/** What a schema cannot say: order, doubles, an empty window. */
function contradictions(policy: Parsed, lineAt: (path: PropertyKey[]) => number | null): Problem[] {
  const problems: Problem[] = [];
  const say = (path: PropertyKey[], value: unknown, message: string) =>
    problems.push({ line: lineAt(path), column: path.join('.'), value: String(value), message });
  if (policy.window.from >= policy.window.to)
    say(['window', 'to'], policy.window.to, `the window must end after ${policy.window.from}`);
  policy.steps.forEach((step, index) => {
    const before = policy.steps[index - 1];
    if (policy.steps.findIndex((one) => one.id === step.id) < index)
      say(['steps', index, 'id'], step.id, 'two steps have this id');
    if (before && before.offset > step.offset)
      say(
        ['steps', index, 'offset'],
        step.offset,
        `steps stand in order of time; the one before is at ${before.offset}`,
      );
    if (before && before.offset >= 0 && before.tone > step.tone)
      say(
        ['steps', index, 'tone'],
        step.tone,
        `a ladder does not get softer; the step before has tone ${before.tone}`,
      );
  });
  return problems;
}
