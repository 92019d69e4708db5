import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far a signature's time may lie from ours, in seconds. */
export const SIGNATURE_WINDOW_SECONDS = 300;

/** What is wrong with a signature. */
export type SignatureFault = 'missing' | 'stale' | 'forged';

/** A signature that was read: its time, and what to compare. */
export interface Signature {
  at: number;
  mac: string;
}

/**
 * Reads the header `t=<seconds since 1970>,v1=<64 hexadecimal digits>` and looks at its time alone,
 * so that a stranger's body need not be read at all.
 */
export function readSignature(
  header: string | undefined,
  now: Temporal.Instant,
): Signature | SignatureFault {
  const found = /^t=(\d{1,12}),\s*v1=([0-9a-f]{64})$/.exec(header?.trim() ?? '');
  if (!found) return 'missing';
  const at = Number(found[1]);
  const apart = Math.abs(now.epochMilliseconds / 1000 - at);
  return apart > SIGNATURE_WINDOW_SECONDS ? 'stale' : { at, mac: found[2]! };
}

/** Whether a body was signed with the secret: HMAC-SHA256 over "<t>.<body>". */
export function isSigned(signature: Signature, secret: string, body: Uint8Array): boolean {
  const expected = macOf(secret, signature.at, body);
  return timingSafeEqual(Buffer.from(expected, 'hex'), Buffer.from(signature.mac, 'hex'));
}

/** The header that whoever posts a mail sends with it. */
export function signMail(secret: string, at: number, body: Uint8Array): string {
  return `t=${at},v1=${macOf(secret, at, body)}`;
}

function macOf(secret: string, at: number, body: Uint8Array): string {
  return createHmac('sha256', secret).update(`${at}.`).update(body).digest('hex');
}
