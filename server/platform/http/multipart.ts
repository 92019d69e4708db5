import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy, type BusboyFileStream } from '@fastify/busboy';
import { RefusedError } from '../../../core/base/index.ts';

/** What a form sent: its first file, written to disk, and the fields beside it. */
export interface FormSent {
  name: string;
  sizeBytes: number;
  sha256: string;
  fields: Record<string, string>;
}

/** A form of ours has a file and a handful of short fields; more is not read. */
const LIMITS = { files: 1, fields: 20, fieldSize: 64 * 1024, parts: 25, headerPairs: 50 };

/** Whether a body is a form with a file, as browsers and `curl -F` send one. */
export function isForm(contentType: string | undefined): contentType is string {
  return /^multipart\/form-data\s*;/i.test(contentType ?? '');
}

/**
 * Reads a multipart form as it comes and writes its first file to `path`, without holding it in
 * memory. `counted` is what the body passes through first; it ends one that is too large.
 * @throws RefusedError `invalid-request` when it is no such form or holds no file.
 */
export async function readForm(
  body: Readable,
  counted: Transform,
  contentType: string,
  path: string,
): Promise<FormSent> {
  const fields: Record<string, string> = {};
  const kept: { name: string; done: Promise<{ sizeBytes: number; sha256: string }> }[] = [];
  const form = open(contentType);
  form.on('field', (name, value) => {
    fields[name] = value;
  });
  form.on('file', (_field, stream, name) => {
    const done = keep(stream, path);
    // Told below; a body that breaks off before has no use for it.
    done.catch(() => {});
    kept.push({ name, done });
  });
  await pipeline(body, counted, form).catch((error: unknown) => {
    throw error instanceof RefusedError ? error : unreadable();
  });
  const [file] = kept;
  if (!file) {
    throw new RefusedError('invalid-request', 'The form holds no file. Nothing was changed.', {
      status: 400,
    });
  }
  return { name: file.name ?? 'file', ...(await file.done), fields };
}

function open(contentType: string) {
  try {
    return new Busboy({ headers: { 'content-type': contentType }, limits: LIMITS });
  } catch {
    throw unreadable();
  }
}

async function keep(stream: BusboyFileStream, path: string) {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  await pipeline(
    stream,
    async function* (parts) {
      for await (const part of parts as AsyncIterable<Buffer>) {
        sizeBytes += part.length;
        hash.update(part);
        yield part;
      }
    },
    createWriteStream(path, { mode: 0o600 }),
  );
  return { sizeBytes, sha256: hash.digest('hex') };
}

function unreadable(): RefusedError {
  return new RefusedError(
    'invalid-request',
    'The form cannot be read; it may be cut short. Nothing was changed. Send it again.',
    { status: 400 },
  );
}
