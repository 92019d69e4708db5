import type { Examination } from '../../platform/doctor.ts';
import type { Platform } from '../../platform/platform.ts';
import { inboxesOf } from './mailboxes.ts';

/** What the doctor looks at of mail that comes in. */
export const inboundExaminations: readonly Examination[] = [
  { name: 'mailboxes', look: lookAtMailboxes },
];

async function lookAtMailboxes(platform: Platform) {
  const inboxes = inboxesOf(platform);
  if (inboxes.length === 0) {
    return { ok: true, detail: 'none is set (DULY_IMAP_URL): replies by mail are not read' };
  }
  const faults: string[] = [];
  for (const inbox of inboxes) {
    const closed = await inbox.check();
    if (closed !== null) faults.push(`${inbox.name}: ${closed}`);
    const row = await platform.database.system
      .selectFrom('mailbox')
      .select('unplaced')
      .where('name', '=', inbox.name)
      .executeTakeFirst();
    if (row && row.unplaced > 0) {
      const many = row.unplaced === 1 ? 'one mail belongs' : `${row.unplaced} mails belong`;
      faults.push(
        `${inbox.name}: ${many} to no business here, or could not be kept; the log says which, ?business= whose mailbox it is`,
      );
    }
  }
  const fine = inboxes.map(({ name }) => name).join(', ');
  return { ok: faults.length === 0, detail: faults.join('; ') || `${fine} can be read` };
}
