import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { UnreadableFileError } from './problems.ts';
import type { FileSource } from './source.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface ByteSurvey {
  encoding: Encoding;
  /** SHA-256 of the file as it is, in hex. */
  sha256: string;
  /** Lines of the text, the last one too where nothing ends it. */
  lines: number;
}

// Windows-1252 leaves these five bytes undefined; text never holds them.
const UNDEFINED_IN_1252 = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/**
 * Reads the whole file once: its hash, and the encoding of its text. UTF-16 needs its byte order
 * mark; what is not UTF-8 is taken for Windows-1252 where its bytes allow that.
 * @throws UnreadableFileError when the bytes are no text in any of them, with the line.
 */
export async function surveyBytes(source: FileSource): Promise<ByteSurvey> {
  const hash = createHash('sha256');
  const scan = new Utf8Scan();
  let first: Buffer | null = null;
  let utf16: Encoding | null = null;
  let lines = 0;
  let ended = true;
  for await (const chunk of source.chunks()) {
    hash.update(chunk);
    lines += newlines(chunk);
    ended = chunk.at(-1) === 10;
    if (first === null) {
      first = chunk;
      utf16 = byMark(chunk);
    }
    if (utf16 === null) scan.take(chunk);
  }
  const told = { sha256: hash.digest('hex'), lines: ended ? lines : lines + 1 };
  if (utf16 !== null) return { encoding: utf16, ...told };
  scan.end();
  return { encoding: scan.verdict(), ...told };
}

function byMark(bytes: Buffer): Encoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** Follows bytes through a file and knows where, and how often, they stop being UTF-8. */
class Utf8Scan {
  #rest: Buffer = Buffer.alloc(0);
  #line = 1;
  #badLine: number | null = null;
  #bad = 0;
  #multibyte = 0;
  #undefinedLine: number | null = null;
  #zeroLine: number | null = null;

  take(chunk: Buffer): void {
    const whole = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk;
    const cut = completeLength(whole);
    this.#scan(whole.subarray(0, cut));
    this.#rest = Buffer.from(whole.subarray(cut));
  }

  end(): void {
    this.#scan(this.#rest);
  }

  verdict(): Encoding {
    if (this.#zeroLine !== null) {
      throw new UnreadableFileError(
        `Line ${this.#zeroLine} holds zero bytes, so this is not a text file. Nothing was imported. Save it as CSV (UTF-8) or XLSX.`,
        this.#zeroLine,
      );
    }
    if (this.#badLine === null) return 'utf-8';
    // Text that is mostly good UTF-8 with a torn character is damaged, not another encoding.
    if (this.#undefinedLine !== null || this.#multibyte > this.#bad) {
      const line = this.#undefinedLine ?? this.#badLine;
      throw new UnreadableFileError(
        `Line ${line} holds bytes that are neither UTF-8 nor Windows-1252 text, so names in it would be damaged. Nothing was imported. Save the file again as CSV (UTF-8).`,
        line,
      );
    }
    return 'windows-1252';
  }

  #scan(bytes: Buffer): void {
    if (this.#zeroLine === null) {
      const zero = bytes.indexOf(0);
      if (zero >= 0) this.#zeroLine = this.#line + newlines(bytes.subarray(0, zero));
    }
    if (this.#badLine === null && isUtf8(bytes)) {
      this.#multibyte += sampleMultibyte(bytes);
    } else {
      this.#scanSlowly(bytes);
    }
    this.#line += newlines(bytes);
  }

  #scanSlowly(bytes: Buffer): void {
    let line = this.#line;
    for (let at = 0; at < bytes.length; ) {
      const byte = bytes[at]!;
      if (byte === 0x0a) line += 1;
      const length = sequenceLength(byte);
      if (byte < 0x80) {
        at += 1;
      } else if (length > 1 && isUtf8(bytes.subarray(at, at + length))) {
        this.#multibyte += 1;
        at += length;
      } else {
        this.#bad += 1;
        this.#badLine ??= line;
        if (UNDEFINED_IN_1252.includes(byte)) this.#undefinedLine ??= line;
        at += 1;
      }
    }
  }
}

function newlines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count += 1;
  return count;
}

// One is enough to know that a file has them; counting all would read every byte in JavaScript.
function sampleMultibyte(bytes: Buffer): number {
  const text = bytes.length > 4096 ? bytes.subarray(0, 4096) : bytes;
  let count = 0;
  for (const byte of text) if (byte >= 0xc2) count += 1;
  return count;
}

function sequenceLength(byte: number): number {
  if (byte >= 0xc2 && byte <= 0xdf) return 2;
  if (byte >= 0xe0 && byte <= 0xef) return 3;
  return byte >= 0xf0 && byte <= 0xf4 ? 4 : 1;
}

/** Length without a character that the end of the chunk cuts in two. */
function completeLength(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back]!;
    if (byte < 0x80) break;
    if (byte >= 0xc2) return sequenceLength(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** The file's text as UTF-8 bytes, without a byte order mark. */
export async function* utf8Chunks(source: FileSource, encoding: Encoding): AsyncGenerator<Buffer> {
  if (encoding === 'utf-8') {
    let first = true;
    for await (const chunk of source.chunks()) {
      const marked = first && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
      first = false;
      yield marked ? chunk.subarray(3) : chunk;
    }
    return;
  }
  const decoder = new TextDecoder(encoding);
  for await (const chunk of source.chunks())
    yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}
