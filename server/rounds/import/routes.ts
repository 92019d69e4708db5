import { rm } from 'node:fs/promises';
import { createRoute, z } from '@hono/zod-openapi';
import { stream } from 'hono/streaming';
import { fileAt } from '../../../adapters/books/files/index.ts';
import { RefusedError } from '../../../core/base/index.ts';
import {
  type AnyContext,
  answers,
  businessParams,
  createRouter,
  errorResponse,
  pageOf,
  pageQuery,
  readCursor,
  requireRole,
  takeUpload,
  type Upload,
  withUpload,
  withWork,
  writeCursor,
} from '../../platform/http/index.ts';
import { once, type Platform } from '../../platform/index.ts';
import {
  dateOrderSchema,
  type ImportLine,
  type ImportProgress,
  type ImportResult,
  importLineSchema,
  importResultSchema,
  pastImportSchema,
  previewSchema,
} from './api.ts';
import { type ImportOptions, importFile } from './import-file.ts';
import { pastImports, previewFile, readMapping } from './preview.ts';
import { openImportWork } from './staging.ts';

const fileQuery = z.object({
  /** The file's own name. */
  name: z.string().max(300).optional(),
  format: z.string().max(100).optional(),
  dates: dateOrderSchema.optional(),
  mapping: z.string().max(20_000).optional().openapi({
    description:
      'What columns are: a JSON object of column names, or text such as Customer=Client name,Amount=Total',
  }),
});

const importQuery = fileQuery.extend({ dryRun: z.enum(['true', 'false']).optional() });

/** The file as the body, or as the file of a form whose fields may say what the query says. */
const fileBody = {
  content: {
    'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) },
    'multipart/form-data': {
      schema: {
        type: 'object' as const,
        required: ['file'],
        properties: { file: { type: 'string' as const, format: 'binary' } },
      },
    },
  },
};

const NDJSON = 'application/x-ndjson';

const postImport = createRoute({
  method: 'post',
  path: '/api/v1/businesses/{business}/imports',
  tags: ['imports'],
  summary: 'Import a CSV or XLSX file, all of it or nothing',
  request: {
    params: businessParams,
    query: importQuery,
    body: fileBody,
  },
  responses: {
    200: {
      description: `What the file did; asked for as ${NDJSON}, one line for each step and the result or problem last`,
      content: {
        'application/json': { schema: importResultSchema },
        [NDJSON]: { schema: importLineSchema },
      },
    },
    default: answers(importResultSchema, '').default,
    422: {
      description: 'Problems; nothing was stored',
      content: { 'application/json': { schema: importResultSchema } },
    },
  },
});

const postPreview = createRoute({
  method: 'post',
  path: '/api/v1/businesses/{business}/imports/preview',
  tags: ['imports'],
  summary: 'What a file would be taken for; nothing is stored',
  request: { params: businessParams, query: fileQuery, body: fileBody },
  responses: answers(previewSchema, 'Layout, columns, first rows, question about dates'),
});

const getImports = createRoute({
  method: 'get',
  path: '/api/v1/businesses/{business}/imports',
  tags: ['imports'],
  summary: 'Files that were imported, newest first',
  request: { params: businessParams, query: pageQuery },
  responses: answers(pageOf(pastImportSchema), 'Imports'),
});

/** Routes of importing files. */
export function importRoutes(platform: Platform) {
  const router = createRouter();
  router.openapi(postImport, async (c) => {
    requireRole(c, { role: 'bookkeeper' });
    if (c.req.header('accept')?.includes(NDJSON)) return streamImport(platform, c);
    const result = await withUpload(c, (upload) => importUpload(platform, c, upload));
    return result.problemsTotal > 0 ? c.json(result, 422) : c.json(result, 200);
  });
  router.openapi(postPreview, (c) =>
    withUpload(c, (upload) =>
      withWork(c, { role: 'bookkeeper', readOnly: true, input: upload.sha256 }, async (work) =>
        previewFile(work, await fileAt(upload.path, upload.name), optionsOf(c, upload)),
      ),
    ),
  );
  router.openapi(getImports, (c) => {
    const { cursor, limit } = c.req.valid('query');
    const before = cursor
      ? BigInt(readCursor(cursor, z.tuple([z.string().regex(/^\d{1,18}$/)]))[0])
      : null;
    return withWork(c, { role: 'viewer' }, async (work) => {
      const { items, more } = await pastImports(work, { before, limit });
      return { items, next: more ? writeCursor([items.at(-1)!.id]) : null };
    });
  });
  return router;
}

/** What the query says about a file; a field of its form counts where the query is silent. */
function optionsOf(c: AnyContext, { fields }: Upload): ImportOptions {
  const read = importQuery.safeParse({ ...fields, ...c.req.query() });
  if (!read.success) {
    const [column] = read.error.issues[0]?.path ?? [];
    throw new RefusedError(
      'invalid-request',
      `Look at: ${String(column ?? 'the form')}. Nothing was changed.`,
      { status: 400 },
    );
  }
  const { format, dates, mapping, dryRun } = read.data;
  return { format, dates, mapping: readMapping(mapping), dryRun: dryRun === 'true' };
}

/** Imports in a transaction that can stream rows, which withWork does not give. */
async function importUpload(
  platform: Platform,
  c: AnyContext,
  upload: Upload,
  onProgress?: (progress: ImportProgress) => void,
): Promise<ImportResult> {
  const { businessId, caller } = requireRole(c, { role: 'bookkeeper' });
  const source = await fileAt(upload.path, upload.name);
  const options = optionsOf(c, upload);
  const key = c.req.header('idempotency-key');
  return openImportWork(platform, businessId, caller.name, async (work) => {
    if (key === undefined) return importFile(work, source, options, onProgress);
    const input = { file: upload.sha256, ...options };
    const { answer, replayed } = await once(work, key, input, () =>
      importFile(work, source, options, onProgress),
    );
    // The headers of an answer that is under way have left.
    if (replayed && onProgress === undefined) c.header('Idempotency-Replayed', 'true');
    return answer;
  });
}

/**
 * Answers with a line of JSON for each step of the import as it is done, and with what became of
 * it at the end. The import goes on to its end though nobody listens any more.
 */
async function streamImport(platform: Platform, c: AnyContext) {
  const upload = await takeUpload(c);
  c.header('content-type', NDJSON);
  // A proxy that collects the answer first would show nothing until it is done.
  c.header('x-accel-buffering', 'no');
  return stream(c, async (out) => {
    const write = (line: ImportLine) => out.write(`${JSON.stringify(line)}\n`);
    try {
      const told = (progress: ImportProgress) => void write({ progress });
      await write({ result: await importUpload(platform, c, upload, told) });
    } catch (error) {
      const problem = await errorResponse(error as Error, c).json();
      await write({ problem: problem as Record<string, unknown> });
    } finally {
      await rm(upload.path, { force: true });
    }
  }) as never;
}
