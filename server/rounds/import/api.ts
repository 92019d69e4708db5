import { z } from '@hono/zod-openapi';
import { daySchema, idSchema, moneySchema } from '../../platform/http/index.ts';

/** What became of one kind of thing in a file. */
const countsSchema = z.object({
  created: z.number().int(),
  unchanged: z.number().int(),
  updated: z.number().int(),
});

const fileProblemSchema = z.object({
  line: z.number().int().nullable(),
  column: z.string().nullable(),
  value: z.string().nullable(),
  message: z.string(),
});

/** Which of day and month comes first, where the file does not say. */
export const dateOrderSchema = z.enum(['day-first', 'month-first']);

const dateQuestionSchema = z.object({
  line: z.number().int(),
  column: z.string(),
  value: z.string(),
  /** The date it would be in each order. */
  dayFirst: daySchema,
  monthFirst: daySchema,
  /** What is usual where the business is. */
  proposed: dateOrderSchema,
});

/** What each column was taken for, by its name; null where it is left out. */
const mappingSchema = z.record(z.string(), z.string().nullable());

/** How a table could be read whose columns are not all known. */
const proposalSchema = z.object({
  columns: z.array(z.object({ name: z.string(), samples: z.array(z.string()) })),
  mapping: mappingSchema,
  /** What still has no column, in words. */
  missing: z.array(z.string()),
});

export const importResultSchema = z
  .object({
    file: z.string(),
    format: z.string(),
    customers: countsSchema,
    invoices: countsSchema,
    payments: countsSchema,
    /** The first thousand; with any, nothing is stored. */
    problems: z.array(fileProblemSchema),
    problemsTotal: z.number().int(),
    /** Whether anything was kept: false with problems and for a dry run. */
    stored: z.boolean(),
    importId: idSchema.nullable(),
    /** Sentences worth reading that stopped nothing. */
    notes: z.array(z.string()),
    /** Lines that say the same as another one. */
    duplicates: z.number().int(),
    skipped: z.array(z.object({ what: z.string(), count: z.number().int() })),
    /** What the invoices of the file come to, by currency. */
    totals: z.array(moneySchema),
    mapping: mappingSchema,
    /** Said when columns are not known: send it, put right, as `mapping`. */
    proposal: proposalSchema.nullable(),
    question: dateQuestionSchema.nullable(),
  })
  .openapi('ImportResult');

/** How far an import is. */
export const importProgressSchema = z
  .object({
    stage: z.enum(['reading', 'matching', 'storing', 'settling', 'folding']),
    /** Lines read so far. */
    lines: z.number().int(),
    /** Lines of the file; null where nobody knows before they are read (workbooks). */
    total: z.number().int().nullable(),
    /** Invoices and payments stored so far. */
    stored: z.number().int(),
  })
  .openapi('ImportProgress');

/** One line of an import that tells how far it is. */
export const importLineSchema = z
  .union([
    z.object({ progress: importProgressSchema }),
    z.object({ result: importResultSchema }),
    z.object({ problem: z.record(z.string(), z.unknown()) }),
  ])
  .openapi('ImportLine');

export const previewSchema = z
  .object({
    file: z.string(),
    format: z.string(),
    /** The layout in words. */
    title: z.string(),
    content: z.enum(['invoices', 'payments', 'customers']),
    encoding: z.string(),
    columns: z.array(z.string()),
    mapping: mappingSchema,
    /**
     * Why a person has to say what the columns are; `mapping` is only a proposal then. Null when
     * they are known.
     */
    unknown: z.string().nullable(),
    /** What a column can be taken for. */
    fields: z.array(z.string()),
    samples: z.array(z.object({ line: z.number().int(), cells: z.array(z.string()) })),
    dates: dateOrderSchema.nullable(),
    question: dateQuestionSchema.nullable(),
    problems: z.array(fileProblemSchema),
    problemsTotal: z.number().int(),
    notes: z.array(z.string()),
  })
  .openapi('ImportPreview');

export const pastImportSchema = z
  .object({
    id: idSchema,
    file: z.string(),
    format: z.string(),
    customers: countsSchema,
    invoices: countsSchema,
    payments: countsSchema,
    importedBy: z.string(),
    importedAt: z.string(),
    importedOn: daySchema,
  })
  .openapi('PastImport');

export type ImportProgress = z.infer<typeof importProgressSchema>;
export type ImportLine = z.infer<typeof importLineSchema>;
export type ImportCounts = z.infer<typeof countsSchema>;
export type ImportResult = z.infer<typeof importResultSchema>;
export type ImportPreview = z.infer<typeof previewSchema>;
export type PastImport = z.infer<typeof pastImportSchema>;
export type ImportDateQuestion = z.infer<typeof dateQuestionSchema>;
