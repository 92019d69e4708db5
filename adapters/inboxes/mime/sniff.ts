const MAGIC: readonly (readonly [type: string, bytes: readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
  ['application/zip', [0x50, 0x4b, 0x03, 0x04]],
  ['application/x-ole-storage', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['application/x-dosexec', [0x4d, 0x5a]],
  ['application/x-elf', [0x7f, 0x45, 0x4c, 0x46]],
  ['application/gzip', [0x1f, 0x8b]],
];

/** What a file is by its first bytes, whatever it is called: for saying, never for running it. */
export function sniffType(bytes: Uint8Array): string {
  for (const [type, magic] of MAGIC) {
    if (magic.every((byte, index) => bytes[index] === byte)) return type;
  }
  const head = bytes.subarray(0, 2048);
  if (head.length === 0 || head.some((byte) => byte < 9 || (byte > 13 && byte < 32))) {
    return 'application/octet-stream';
  }
  const text = new TextDecoder().decode(head).trimStart().toLowerCase();
  return /^(?:<!doctype html|<html|<script|<svg|<\?xml)/.test(text) ? 'text/html' : 'text/plain';
}
