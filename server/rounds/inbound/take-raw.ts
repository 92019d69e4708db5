import { parseMail } from '../../../adapters/inboxes/index.ts';
import { cluesOf } from '../../../core/discuss/index.ts';
import { businessFor, type Taken, takeMail } from '../../discuss/index.ts';
import type { Platform, Work } from '../../platform/platform.ts';
import { workFor } from '../../platform/work.ts';

/** A mail as it came, and where from. */
export interface RawMail {
  raw: Uint8Array;
  isCutOff: boolean;
  receivedAt: Temporal.Instant;
  /** The business whose mailbox it lay in; null where it may be anybody's. */
  businessId: bigint | null;
}

/** What came of it; `unplaced` is for no business here. */
export type TakenRaw = Taken | { result: 'unplaced' };

/**
 * Reads a mail, finds which business it is for, and takes it there in one transaction, together
 * with whatever `also` writes: a cursor, a signature.
 */
export async function takeRaw(
  platform: Platform,
  mail: RawMail,
  also: (work: Work) => Promise<void>,
): Promise<TakenRaw> {
  const parsed = await parseMail(mail.raw);
  const clues = cluesOf(parsed);
  const businessId = mail.businessId ?? (await businessFor(platform, clues, parsed.to));
  if (businessId === null) return { result: 'unplaced' };
  return workFor(platform, businessId, 'customer', async (work) => {
    await also(work);
    return takeMail(work, parsed, mail);
  });
}
