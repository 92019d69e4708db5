import { isoDay } from '../../../core/base/index.ts';
import { type InboundMail, readBounce } from '../../../core/discuss/index.ts';
import type { Work } from '../../platform/platform.ts';
import { openTask } from '../tasks.ts';

/**
 * What a mail system says became of a message of ours. It counts only where it returns our own
 * Message-ID, which nobody can guess: a forged one changes nothing. An address that is no good is
 * not written to again; whatever came back is put before a person.
 */
export async function noteBounce(work: Work, mailId: bigint, mail: InboundMail): Promise<void> {
  const bounce = readBounce(mail);
  const note = (text: string) =>
    work.tx
      .updateTable('mail')
      .set({ note: text })
      .where('business_id', '=', work.business.id)
      .where('id', '=', mailId)
      .execute();
  if (bounce === null) return;
  const message = await messageOf(work, bounce.about);
  if (message === undefined) {
    await note('It is about no message of ours.');
    return;
  }
  if (bounce.delayed) {
    await note(`Not delivered yet; it is still being tried: ${bounce.reason}`);
    return;
  }
  await note(`Came back: ${bounce.reason}`);
  await work.tx
    .updateTable('message')
    .set({ state: 'failed', note: `It came back: ${bounce.reason}` })
    .where('business_id', '=', work.business.id)
    .where('id', '=', message.id)
    .where('state', '=', 'sent')
    .execute();
  await work.tx
    .insertInto('attempt')
    .values({
      business_id: work.business.id,
      message_id: message.id,
      at: work.now.toString(),
      outcome: 'refused',
      detail: bounce.reason,
    })
    .execute();
  if (bounce.permanent && message.contact_id !== null) {
    await work.tx
      .updateTable('contact')
      .set({ unreachable_on: isoDay(work.today) })
      .where('business_id', '=', work.business.id)
      .where('id', '=', message.contact_id)
      .where('unreachable_on', 'is', null)
      .execute();
  }
  await openTask(work, {
    customerId: message.customer_id,
    kind: 'undelivered',
    key: `undelivered/${message.id}`,
    title: `A message could not be delivered to ${message.to_address}`,
    detail: bounce.reason,
    role: 'collector',
    on: work.today,
    businessDays: 0,
    messageId: message.id,
  });
}

async function messageOf(work: Work, about: readonly string[]) {
  if (about.length === 0) return undefined;
  return work.tx
    .selectFrom('message')
    .select(['id', 'customer_id', 'contact_id', 'to_address'])
    .where('business_id', '=', work.business.id)
    .where((eb) =>
      eb(
        eb.fn('substr', ['header_id', eb.val(2), eb.val(32)]),
        'in',
        about.map((id) => id.slice(1, 33)),
      ),
    )
    .where('header_id', 'in', [...about])
    .executeTakeFirst();
}
