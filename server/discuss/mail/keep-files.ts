import { createHash } from 'node:crypto';
import type { MailAttachment } from '../../../core/discuss/index.ts';
import type { Work } from '../../platform/platform.ts';

/** Files of one mail that are kept, and how large each and all of them may be. */
const MOST_FILES = 20;
const LARGEST_FILE_BYTES = 10 * 1024 * 1024;
const ALL_FILES_BYTES = 20 * 1024 * 1024;
const LONGEST_NAME = 120;

/**
 * Keeps the files of a mail in the database, where no path can lead to them. What is too large, or
 * one too many, is noted by name and size only: the mailbox still has it.
 */
export async function keepFiles(
  work: Work,
  mailId: bigint,
  files: readonly MailAttachment[],
): Promise<void> {
  let room = ALL_FILES_BYTES;
  for (const file of files.slice(0, MOST_FILES)) {
    const fits = file.bytes.length <= Math.min(LARGEST_FILE_BYTES, room);
    if (fits) room -= file.bytes.length;
    await work.tx
      .insertInto('attachment')
      .values({
        business_id: work.business.id,
        mail_id: mailId,
        name: harmlessName(file.name),
        type: file.type,
        size_bytes: BigInt(file.bytes.length),
        sha256: createHash('sha256').update(file.bytes).digest('hex'),
        bytes: fits ? Buffer.from(file.bytes) : null,
      })
      .execute();
  }
}

/** A sender's name for a file without folders, control and direction characters. */
export function harmlessName(name: string): string {
  const last = name.replaceAll('\\', '/').split('/').at(-1) ?? '';
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"<>|:*?;]+/gu, ' ')
    .replace(/^[.\s]+|\s+$/g, '')
    .slice(-LONGEST_NAME);
  return plain === '' ? 'file' : plain;
}
