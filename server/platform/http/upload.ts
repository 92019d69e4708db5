import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { RefusedError } from '../../../core/base/index.ts';
import type { Platform } from '../platform.ts';
import type { AnyContext } from './env.ts';

/** The largest file that may be sent, in bytes. */
export const UPLOAD_LIMIT_BYTES = 200 * 1024 * 1024;

/** A file that was sent, on our own disk until the request is answered. */
export interface Upload {
  path: string;
  /** Its name as the sender has it, without folders. */
  name: string;
  sizeBytes: number;
  sha256: string;
}

/**
 * Takes the body of a request as one file (any content type; its name in ?name=), without
 * holding it in memory, gives it to `use`, and removes it afterwards.
 * @throws RefusedError `too-large` (413) above 200 MB, `invalid-request` without a body.
 */
export async function withUpload<T>(
  c: AnyContext,
  use: (upload: Upload) => Promise<T>,
): Promise<T> {
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
  try {
    const source = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
    await pipeline(source, counted, createWriteStream(path, { mode: 0o600 }));
    const name = basename((c.req.query('name') ?? 'file').replaceAll('\\', '/')).slice(0, 200);
    return await use({ path, name, sizeBytes, sha256: hash.digest('hex') });
  } finally {
    await rm(path, { force: true });
  }
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
