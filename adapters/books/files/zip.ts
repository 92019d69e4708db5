import { Unzip, type UnzipFile, UnzipInflate } from 'fflate';
import { LIMITS } from './limits.ts';
import { UnreadableFileError } from './problems.ts';
import type { FileSource } from './source.ts';

// Deflate can blow one byte up to about a thousand; so little at once bounds what a bomb unpacks
// before it is noticed.
const PIECE_BYTES = 8 * 1024;

/** A piece of one part of an archive, unpacked. */
export interface UnpackedPiece {
  name: string;
  bytes: Uint8Array;
  last: boolean;
}

/**
 * Unpacks the wanted parts of a ZIP archive piece by piece, counting as it goes.
 * @throws UnreadableFileError when it unpacks to more than a workbook ever does, or is damaged.
 */
export async function* unzip(
  source: FileSource,
  wanted: (name: string) => boolean,
): AsyncGenerator<UnpackedPiece> {
  let pieces: UnpackedPiece[] = [];
  let unpacked = 0;
  let entries = 0;
  let packed = 0;
  const archive = new Unzip((file: UnzipFile) => {
    entries += 1;
    if (entries > LIMITS.zipEntries) throw bomb('it has too many parts');
    if (!wanted(file.name)) return;
    if (file.compression !== 0 && file.compression !== 8) throw damaged();
    file.ondata = (error, bytes, last) => {
      if (error) throw damaged();
      unpacked += bytes.length;
      if (unpacked > LIMITS.unpackedBytes) throw bomb('it unpacks to more than a gigabyte');
      if (unpacked > LIMITS.ratioFromBytes && unpacked > packed * LIMITS.unpackRatio) {
        throw bomb(`it unpacks to more than ${LIMITS.unpackRatio} times its size`);
      }
      pieces.push({ name: file.name, bytes, last });
    };
    file.start();
  });
  archive.register(UnzipInflate);
  for await (const chunk of source.chunks()) {
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) {
      const part = chunk.subarray(at, at + PIECE_BYTES);
      packed += part.length;
      push(archive, part, false);
      const ready = pieces;
      pieces = [];
      yield* ready;
    }
  }
  push(archive, new Uint8Array(0), true);
  yield* pieces;
}

function push(archive: Unzip, part: Uint8Array, last: boolean): void {
  try {
    archive.push(part, last);
  } catch (error) {
    throw error instanceof UnreadableFileError ? error : damaged();
  }
}

function bomb(why: string): UnreadableFileError {
  return new UnreadableFileError(
    `This workbook was not opened: ${why}, which no real one does. Nothing was imported. Save the sheet as CSV and import that.`,
  );
}

/** A workbook whose archive cannot be read. */
export function damaged(): UnreadableFileError {
  return new UnreadableFileError(
    'This workbook is damaged or cut short. Nothing was imported. Open it, save it again as XLSX or CSV, and import that.',
  );
}
