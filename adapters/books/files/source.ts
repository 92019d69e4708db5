import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';

/** A file that can be read from its beginning as often as needed. */
export interface FileSource {
  name: string;
  sizeBytes: number;
  chunks(): AsyncIterable<Buffer>;
}

// 400,000 lines grow the program by 75 MB in pieces of this size and by 145 MB in pieces of 256 KB:
// the rows of a piece are gone before they are moved to where the old things are kept. As fast.
const CHUNK_BYTES = 32 * 1024;

/**
 * A file on disk; it is never held in memory as a whole.
 * @throws Error when it is not there, may not be read or is no file (a folder, a device).
 */
export async function fileAt(path: string, name: string): Promise<FileSource> {
  await access(path, constants.R_OK);
  const found = await stat(path);
  if (!found.isFile()) throw new Error(`${path} is not a file`);
  const { size } = found;
  return {
    name,
    sizeBytes: size,
    chunks: () => createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>,
  };
}

/** A file that is in memory already. */
export function fileOf(bytes: Uint8Array, name: string): FileSource {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    name,
    sizeBytes: whole.length,
    chunks: async function* () {
      for (let at = 0; at < whole.length; at += CHUNK_BYTES) {
        yield whole.subarray(at, at + CHUNK_BYTES);
      }
    },
  };
}

/** The first bytes of a file, at least `count` where it has so many. */
export async function headOf(source: FileSource, count: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of source.chunks()) {
    parts.push(chunk);
    length += chunk.length;
    if (length >= count) break;
  }
  return Buffer.concat(parts);
}
