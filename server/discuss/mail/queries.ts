import { z } from '@hono/zod-openapi';
import type { Day } from '../../../core/base/index.ts';
import { readCursor, writeCursor } from '../../platform/http/index.ts';
import type { Work } from '../../platform/platform.ts';
import { snapshotsAsOf } from '../../receivable/index.ts';
import { refused } from '../known.ts';
import type { MailJson, ProposalJson } from './api.ts';
import { readProposals, type StoredProposal, sayProposal } from './stored-proposal.ts';

/** Which mails are meant, and where the list goes on. */
export interface MailQuery {
  show: 'waiting' | 'unknown' | 'all';
  customer?: bigint | undefined;
  cursor?: string | undefined;
  limit: number;
}

const cursorSchema = z.tuple([z.string().regex(/^\d{1,18}$/)]);

function mails(work: Work) {
  return work.tx
    .selectFrom('mail as m')
    .leftJoin('customer as c', (join) =>
      join.onRef('c.business_id', '=', 'm.business_id').onRef('c.id', '=', 'm.customer_id'),
    )
    .leftJoin('task as t', (join) =>
      join
        .onRef('t.business_id', '=', 'm.business_id')
        .onRef('t.event_id', '=', 'm.event_id')
        .on('t.kind', '=', 'read-reply')
        .on('t.closed_on', 'is', null),
    )
    .selectAll('m')
    .select(['c.name as customer_name', 'c.code as customer_code', 't.id as task_id'])
    .where('m.business_id', '=', work.business.id);
}

type Row = Awaited<ReturnType<ReturnType<typeof mails>['execute']>>[number];

/** Mails that came in: what waits the oldest first, everything the newest first. */
export async function listMail(
  work: Work,
  query: MailQuery,
): Promise<{ items: MailJson[]; next: string | null }> {
  const after = query.cursor === undefined ? null : readCursor(query.cursor, cursorSchema);
  const newest = query.show === 'all';
  const rows = await mails(work)
    .$if(query.show === 'waiting', (q) => q.where('t.id', 'is not', null))
    .$if(query.show === 'unknown', (q) =>
      q
        .where('m.customer_id', 'is', null)
        .where('m.set_aside_on', 'is', null)
        .where('m.kind', 'in', ['reply', 'unsubscribe', 'complaint']),
    )
    .$if(query.customer !== undefined, (q) => q.where('m.customer_id', '=', query.customer!))
    .$if(after !== null, (q) => q.where('m.id', newest ? '<' : '>', BigInt(after![0])))
    .orderBy('m.id', newest ? 'desc' : 'asc')
    .limit(query.limit + 1)
    .execute();
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: await tell(work, page),
    next: rows.length > query.limit && last ? writeCursor([String(last.id)]) : null,
  };
}

/** One mail. @throws RefusedError `unknown-mail`. */
export async function mailById(work: Work, id: bigint): Promise<MailJson> {
  const row = await mails(work).where('m.id', '=', id).executeTakeFirst();
  if (!row) throw refused('unknown-mail', 'There is no such mail here.', 404);
  const [mail] = await tell(work, [row]);
  return mail!;
}

async function tell(work: Work, rows: readonly Row[]): Promise<MailJson[]> {
  const files = await filesOf(work, rows);
  const customers = new Set(
    rows.flatMap((row) =>
      row.customer_id !== null && row.task_id !== null ? [row.customer_id] : [],
    ),
  );
  const open = new Map(
    (await snapshotsAsOf(work, [...customers], work.today)).map(({ customerId, snapshot }) => [
      customerId,
      [...new Set(snapshot.items.filter((one) => one.outstanding > 0n).map((one) => one.number))],
    ]),
  );
  return rows.map((row) => ({
    id: String(row.id),
    kind: row.kind,
    customer:
      row.customer_id === null
        ? null
        : { id: String(row.customer_id), name: row.customer_name!, code: row.customer_code! },
    from: { name: row.from_name, address: row.from_address },
    knownSender: row.contact_id !== null,
    subject: row.subject,
    words: row.words,
    body: row.body,
    writtenAt: row.sent_at ?? row.received_at,
    on: row.received_on,
    foundBy: row.found_by,
    messageId: row.message_id === null ? null : String(row.message_id),
    replyId: row.event_id === null ? null : String(row.event_id),
    waiting: row.task_id !== null,
    note: row.note,
    proposedBy: row.proposed_by,
    proposals:
      row.task_id === null
        ? []
        : readProposals(row.proposals).map((one) =>
            proposalJson(one, work.today, open.get(row.customer_id ?? 0n) ?? []),
          ),
    attachments: (files.get(row.id) ?? []).map((file) => ({
      id: String(file.id),
      name: file.name,
      type: file.type,
      sizeBytes: Number(file.size_bytes),
      kept: file.kept,
    })),
  }));
}

function proposalJson(one: StoredProposal, today: Day, open: readonly string[]): ProposalJson {
  const chooses = one.kind === 'something-is-wrong' && one.invoices.length === 0 && open.length > 1;
  const { amount, currency, ...same } = one;
  return {
    ...same,
    amount: amount === null || currency === null ? null : { amount, currency },
    says: sayProposal(one, today),
    choose: chooses ? open.slice(0, 20) : [],
  };
}

async function filesOf(work: Work, rows: readonly Row[]) {
  const files = await work.tx
    .selectFrom('attachment')
    .select(['id', 'mail_id', 'name', 'type', 'size_bytes'])
    .select((eb) => eb('bytes', 'is not', null).$castTo<boolean>().as('kept'))
    .where('business_id', '=', work.business.id)
    .where('mail_id', 'in', [0n, ...rows.map((row) => row.id)])
    .orderBy('id')
    .execute();
  return Map.groupBy(files, (file) => file.mail_id);
}

/** A file that came with a mail. @throws RefusedError `unknown-attachment`, `not-kept`. */
export async function attachmentById(work: Work, id: bigint) {
  const file = await work.tx
    .selectFrom('attachment')
    .select(['name', 'type', 'bytes'])
    .where('business_id', '=', work.business.id)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!file) throw refused('unknown-attachment', 'There is no such file here.', 404);
  if (file.bytes === null) {
    throw refused('not-kept', 'The file was too large to keep. The mailbox still has it.', 404);
  }
  return { name: file.name, type: file.type, bytes: file.bytes };
}
