import { createRoute, z } from '@hono/zod-openapi';
import { fileAt } from '../../../adapters/books/files/index.ts';
import {
  type AnyContext,
  answers,
  businessParams,
  createRouter,
  pageOf,
  pageQuery,
  readCursor,
  requireRole,
  type Upload,
  withUpload,
  withWork,
  writeCursor,
} from '../../platform/http/index.ts';
import { once, type Platform } from '../../platform/index.ts';
import {
  dateOrderSchema,
  type ImportResult,
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
  /** A JSON object: column name to what it is, or null to leave it out. */
  mapping: z.string().max(20_000).optional(),
});

const fileBody = {
  content: { 'application/octet-stream': { schema: z.string().openapi({ format: 'binary' }) } },
};

const postImport = createRoute({
  method: 'post',
  path: '/api/v1/businesses/{business}/imports',
  tags: ['imports'],
  summary: 'Import a CSV or XLSX file, all of it or nothing',
  request: {
    params: businessParams,
    query: fileQuery.extend({ dryRun: z.enum(['true', 'false']).optional() }),
    body: fileBody,
  },
  responses: {
    ...answers(importResultSchema, 'What the file did'),
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
    const { dryRun, ...query } = c.req.valid('query');
    const options = { ...optionsOf(query), dryRun: dryRun === 'true' };
    const result = await withUpload(c, (upload) => importUpload(platform, c, upload, options));
    return result.problemsTotal > 0 ? c.json(result, 422) : c.json(result, 200);
  });
  router.openapi(postPreview, (c) =>
    withUpload(c, (upload) =>
      withWork(c, { role: 'bookkeeper', readOnly: true, input: upload.sha256 }, async (work) =>
        previewFile(work, await fileAt(upload.path, upload.name), optionsOf(c.req.valid('query'))),
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

function optionsOf(query: z.infer<typeof fileQuery>): ImportOptions {
  return { format: query.format, dates: query.dates, mapping: readMapping(query.mapping) };
}

/** Imports in a transaction that can stream rows, which withWork does not give. */
async function importUpload(
  platform: Platform,
  c: AnyContext,
  upload: Upload,
  options: ImportOptions,
): Promise<ImportResult> {
  const { businessId, caller } = requireRole(c, { role: 'bookkeeper' });
  const source = await fileAt(upload.path, upload.name);
  const key = c.req.header('idempotency-key');
  return openImportWork(platform, businessId, caller.name, async (work) => {
    if (key === undefined) return importFile(work, source, options);
    const input = { file: upload.sha256, ...options };
    const { answer, replayed } = await once(work, key, input, () =>
      importFile(work, source, options),
    );
    if (replayed) c.header('Idempotency-Replayed', 'true');
    return answer;
  });
}
