import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { RefusedError } from '../../../core/base/index.ts';
import type { Platform } from '../platform.ts';
import type { AnyContext } from './env.ts';
import { isForm, readForm } from './multipart.ts';

/** The largest file that may be sent, in bytes. */
export const UPLOAD_LIMIT_BYTES = 200 * 1024 * 1024;

/** A file that was sent, on our own disk until the request is answered. */
export interface Upload {
  path: string;
  /** Its name as the sender has it, without folders. */
  name: string;
  sizeBytes: number;
  sha256: string;
  /** Fields of the form it came in; none where it was the whole body. */
  fields: Readonly<Record<string, string>>;
}

/**
 * Takes the body of a request as one file (any content type; its name in ?name=), or the file of
 * a multipart form, without holding it in memory, gives it to `use`, and removes it afterwards.
 * @throws RefusedError `too-large` (413) above 200 MB, `invalid-request` without a file.
 */
export async function withUpload<T>(
  c: AnyContext,
  use: (upload: Upload) => Promise<T>,
): Promise<T> {
  const upload = await takeUpload(c);
  try {
    return await use(upload);
  } finally {
    await rm(upload.path, { force: true });
  }
}

/** Takes the file of a request as withUpload does; whoever asked removes it when done. */
export async function takeUpload(c: AnyContext): Promise<Upload> {
  const body = c.req.raw.body;
  if (!body) {
    throw new RefusedError('invalid-request', 'Send the file as the body. Nothing was changed.', {
      status: 400,
    });
  }
  const folder = uploadFolder(c.var.platform);
  await mkdir(folder, { recursive: true });
  const path = join(folder, randomUUID());
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.length;
      hash.update(chunk);
      done(sizeBytes > UPLOAD_LIMIT_BYTES ? tooLarge() : null, chunk);
    },
  });
  const source = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
  const contentType = c.req.header('content-type');
  try {
    if (isForm(contentType)) {
      const form = await readForm(source, counted, contentType, path);
      return { path, ...form, name: plainName(c.req.query('name') ?? form.name) };
    }
    await pipeline(source, counted, createWriteStream(path, { mode: 0o600 }));
    const name = plainName(c.req.query('name') ?? 'file');
    return { path, name, sizeBytes, sha256: hash.digest('hex'), fields: {} };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

function plainName(name: string): string {
  return basename(name.replaceAll('\\', '/')).slice(0, 200) || 'file';
}

/** Removes what a killed program left of uploads; another that runs keeps those it is at. */
export async function sweepUploads(platform: Platform): Promise<void> {
  const folder = uploadFolder(platform);
  const yesterday = performance.timeOrigin - 86_400_000;
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found && found.mtimeMs < yesterday) await rm(path, { force: true });
  }
}

function uploadFolder(platform: Platform): string {
  return join(platform.config.dataFolder, 'uploads');
}

function tooLarge(): RefusedError {
  const limit = UPLOAD_LIMIT_BYTES / 1024 / 1024;
  return new RefusedError(
    'too-large',
    `The file is larger than ${limit} MB. Nothing was imported. Split it and send the parts.`,
    { status: 413 },
  );
}
