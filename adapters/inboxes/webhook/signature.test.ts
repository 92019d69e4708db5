import { describe, expect, it } from 'vitest';
import { isSigned, readSignature, signMail } from './signature.ts';

const SECRET = 'a secret of forty characters for a trial';
const NOW = Temporal.Instant.from('2026-03-10T09:00:00Z');
const SECONDS = NOW.epochMilliseconds / 1000;
const body = Buffer.from('Subject: hello\r\n\r\nwords');

describe('the signature of a pushed mail', () => {
  it('is ours when the secret, the time and every byte are', () => {
    const read = readSignature(signMail(SECRET, SECONDS, body), NOW);
    if (typeof read === 'string') throw new Error(read);
    expect(isSigned(read, SECRET, body)).toBe(true);
    expect(isSigned(read, `${SECRET}.`, body)).toBe(false);
    expect(isSigned(read, SECRET, Buffer.from(`${body} `))).toBe(false);
    expect(isSigned({ ...read, at: read.at + 1 }, SECRET, body)).toBe(false);
  });

  it.each([
    [undefined, 'missing'],
    ['', 'missing'],
    ['t=1', 'missing'],
    [`t=${SECONDS},v1=abc`, 'missing'],
    [signMail(SECRET, SECONDS - 301, body), 'stale'],
    [signMail(SECRET, SECONDS + 301, body), 'stale'],
  ])('%s is %s', (header, fault) => {
    expect(readSignature(header, NOW)).toBe(fault);
  });

  it('holds for five minutes to either side', () => {
    for (const apart of [-300, 300]) {
      expect(typeof readSignature(signMail(SECRET, SECONDS + apart, body), NOW)).toBe('object');
    }
  });
});
