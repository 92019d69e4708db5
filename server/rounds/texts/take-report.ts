import { isoDay } from '../../../core/base/index.ts';
import type { Platform, Work } from '../../platform/platform.ts';
import { workFor } from '../../platform/work.ts';

const STATES = new Set([
  ...['accepted', 'scheduled', 'queued', 'sending', 'sent', 'delivered', 'read'],
  ...['canceled', 'failed', 'undelivered'],
]);
const NOT_THERE = new Set(['canceled', 'failed', 'undelivered']);

/** The commonest reasons, by the service's code. */
const REASONS: Readonly<Record<string, string>> = {
  30003: 'the phone is switched off or out of reach',
  30004: 'the phone or its network blocks us',
  30005: 'there is no such number',
  30006: 'the number takes no texts',
  30007: 'the network filtered it',
};

/**
 * Notes what the network says became of a message among its attempts. The same report twice is one,
 * whatever their order; a message that did not arrive is put before a person.
 * @param name what the address of the report names the message by: its Message-ID without brackets
 */
export async function takeReport(
  platform: Platform,
  name: string,
  fields: URLSearchParams,
): Promise<void> {
  const state = fields.get('MessageStatus') ?? '';
  const sid = fields.get('MessageSid') ?? '';
  const digits = name.slice(0, 32);
  if (!STATES.has(state) || !/^[A-Z]{2}[0-9a-f]{32}$/.test(sid)) return;
  if (!/^[0-9a-f]{32}$/.test(digits)) return;
  const rows = await platform.database.system
    .selectFrom('message')
    .select(['business_id', 'id'])
    .where((eb) => eb(eb.fn('substr', ['header_id', eb.val(2), eb.val(32)]), '=', digits))
    .execute();
  const [message] = rows;
  if (!message) return;
  const code = fields.get('ErrorCode');
  await workFor(platform, message.business_id, 'duly', (work) =>
    note(work, message.id, { state, sid, code }),
  );
}

async function note(
  work: Work,
  id: bigint,
  { state, sid, code }: { state: string; sid: string; code: string | null },
): Promise<void> {
  const message = await work.tx
    .selectFrom('message')
    .select(['customer_id', 'to_address'])
    .where('business_id', '=', work.business.id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const why = code === null ? '' : `, ${REASONS[code] ?? 'the network gives no words'} (${code})`;
  const detail = `${state} as ${sid}${why}`;
  const reports = await work.tx
    .selectFrom('attempt')
    .select('detail')
    .where('business_id', '=', work.business.id)
    .where('message_id', '=', id)
    .where('outcome', '=', 'reported')
    .execute();
  if (reports.some((one) => one.detail === detail)) return;
  await work.tx
    .insertInto('attempt')
    .values({
      business_id: work.business.id,
      message_id: id,
      at: work.now.toString(),
      outcome: 'reported',
      detail,
    })
    .execute();
  const hasArrived = reports.some((one) => /^(delivered|read) /.test(one.detail ?? ''));
  if (NOT_THERE.has(state) && !hasArrived) {
    const to = message.to_address ?? 'them';
    await askSomebody(work, id, message.customer_id, to, `It was ${state}${why}`);
  }
}

async function askSomebody(
  work: Work,
  messageId: bigint,
  customerId: bigint,
  to: string,
  detail: string,
): Promise<void> {
  await work.tx
    .insertInto('task')
    .values({
      business_id: work.business.id,
      customer_id: customerId,
      kind: 'undelivered',
      key: `undelivered/${messageId}`,
      message_id: messageId,
      title: `A message could not be delivered to ${to}`,
      detail,
      due_on: isoDay(work.today),
      opened_on: isoDay(work.today),
      created_at: work.now.toString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
