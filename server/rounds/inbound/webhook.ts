import {
  isSigned,
  MAIL_LIMIT_BYTES,
  readSignature,
  SIGNATURE_WINDOW_SECONDS,
  type SignatureFault,
} from '../../../adapters/inboxes/index.ts';
import { RefusedError } from '../../../core/base/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { type TakenRaw, takeRaw } from './take-raw.ts';

const FAULTS: Readonly<Record<SignatureFault, string>> = {
  missing: 'The request carries no signature that can be read.',
  stale: 'The signature is too old, or its clock is wrong.',
  forged: 'The signature is not ours.',
};

/**
 * Takes a mail that somebody pushes: signed with our secret, fresh, and once. In which order mails
 * come does not matter, and the same mail signed anew is taken once.
 * @throws RefusedError `not-signed` (401), `no-inbound` (404), `replayed` (409), `too-large`
 *   (413), `no-business` (422)
 */
export async function takePushed(
  platform: Platform,
  header: string | undefined,
  body: ReadableStream<Uint8Array> | null,
): Promise<Exclude<TakenRaw, { result: 'unplaced' }>> {
  const secret = platform.config.inboundSecret;
  if (secret === null) {
    const text = 'Mail is not taken here: DULY_INBOUND_SECRET is not set. Nothing was taken.';
    throw new RefusedError('no-inbound', text, { status: 404 });
  }
  const now = platform.clock.now();
  const signature = readSignature(header, now);
  // A stranger's body is not even read.
  if (typeof signature === 'string') throw notSigned(signature);
  const raw = await readUpTo(body, MAIL_LIMIT_BYTES);
  if (!isSigned(signature, secret, raw)) throw notSigned('forged');
  await forgetOld(platform, now);
  await countOnce(platform, signature.mac, now);
  try {
    const mail = { raw, isCutOff: false, receivedAt: now, businessId: null };
    const taken = await takeRaw(platform, mail, async () => {});
    if (taken.result !== 'unplaced') return taken;
  } catch (error) {
    // What we could not take may come again as it was.
    await platform.database.system
      .deleteFrom('inbound_signature')
      .where('mac', '=', signature.mac)
      .execute();
    throw error;
  }
  const text =
    'The mail is for no business here: no address, message or link in it is ours. Nothing was taken.';
  throw new RefusedError('no-business', text, { status: 422 });
}

function notSigned(fault: SignatureFault): RefusedError {
  return new RefusedError('not-signed', `${FAULTS[fault]} Nothing was taken.`, { status: 401 });
}

/** Remembers a signature. @throws RefusedError `replayed` when it came before. */
async function countOnce(platform: Platform, mac: string, now: Temporal.Instant): Promise<void> {
  const { numInsertedOrUpdatedRows } = await platform.database.system
    .insertInto('inbound_signature')
    .values({ mac, seen_at: now.toString() })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 1n) return;
  const text = 'This very request came before. Nothing was taken again.';
  throw new RefusedError('replayed', text, { status: 409 });
}

/** A signature outside its window is refused for its time; nobody needs to remember it. */
async function forgetOld(platform: Platform, now: Temporal.Instant): Promise<void> {
  await platform.database.system
    .deleteFrom('inbound_signature')
    .where('seen_at', '<', now.subtract({ seconds: 3 * SIGNATURE_WINDOW_SECONDS }).toString())
    .execute();
}

async function readUpTo(
  body: ReadableStream<Uint8Array> | null,
  bytes: number,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body ?? []) {
    size += part.length;
    if (size > bytes) {
      const text = `The mail is larger than ${bytes / 1024 / 1024} MB. Nothing was taken.`;
      throw new RefusedError('too-large', text, { status: 413 });
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}
