import { dayInZone, spokenDay } from '../../../core/base/index.ts';
import type { Platform, Work } from '../platform.ts';
import { addJob } from '../queue.ts';
import { workFor } from '../work.ts';
import type { Task } from '../worker.ts';

const TASK = 'how-to-pay-notice';

/** A letter to an owner, about the business and not about a customer. */
export interface Notice {
  headerId: string;
  from: { name: string; address: string };
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  language: string;
  date: Temporal.Instant;
}

/** Hands a notice over; throws when it should be tried again. */
export type SendNotice = (notice: Notice, attempt: number) => Promise<void>;

/** Asks, with the change itself, for a letter about it to every owner. */
export async function tellOwners(
  work: Work,
  changeId: bigint,
  what: 'asked' | 'shown',
): Promise<void> {
  const payload = { change: String(changeId), what };
  await addJob(work.platform, work.tx, TASK, payload, { attempts: 8 });
}

/**
 * The task that writes to every owner when other bank details are asked for and when they are
 * shown. In safe mode nothing leaves: the settings page says it.
 */
export function noticeTasks(platform: Platform, send: SendNotice | null): Record<string, Task> {
  return {
    [TASK]: async ({ business, change, what }, attempt) => {
      if (!send) return;
      const businessId = BigInt(String(business));
      const notices = await workFor(platform, businessId, 'duly', (work) =>
        noticesOf(work, BigInt(String(change)), String(what)),
      );
      for (const notice of notices) await send(notice, attempt.number);
    },
  };
}

async function noticesOf(work: Work, changeId: bigint, what: string): Promise<Notice[]> {
  const { business, platform, tx } = work;
  if (!business.live.email || !business.email) return [];
  const change = await tx
    .selectFrom('how_to_pay_change')
    .selectAll()
    .where('business_id', '=', business.id)
    .where('id', '=', changeId)
    .executeTakeFirst();
  // What was settled before the letter was written needs no answer any more.
  if (!change || (what === 'asked' && change.state !== 'waiting')) return [];
  const owners = await platform.database.system
    .selectFrom('membership as m')
    .innerJoin('auth_user as u', 'u.id', 'm.user_id')
    .select(['u.id', 'u.name', 'u.email'])
    .where('m.business_id', '=', business.id)
    .where('m.role', '=', 'owner')
    .execute();
  const from = { name: `${business.name} (Duly)`, address: business.email };
  const domain = business.email.split('@').at(-1);
  const { subject, paragraphs } = words(work, change, what);
  return owners.map((owner) => ({
    headerId: `<how-to-pay.${business.id}.${changeId}.${what}.${owner.id}@${domain}>`,
    from,
    to: { name: owner.name, address: owner.email },
    subject,
    text: [`${owner.name},`, ...paragraphs].join('\n\n'),
    html: [`${owner.name},`, ...paragraphs].map(paragraph).join('\n'),
    language: 'en',
    date: work.now,
  }));
}

interface Change {
  how_to_pay: string;
  asked_by: string;
  asked_at: string;
  settled_by: string | null;
  settled_at: string | null;
}

function words(work: Work, change: Change, what: string) {
  const { business, platform } = work;
  const page = `${platform.config.publicUrl}/b/${business.slug}/settings`;
  const moment = what === 'shown' ? change.settled_at : change.asked_at;
  const on = spokenDay(
    dayInZone(Temporal.Instant.from(moment ?? change.asked_at), business.zone),
    work.today,
  );
  if (what === 'shown') {
    return {
      subject: `Customers of ${business.name} now see other bank details`,
      paragraphs: [
        `since ${on} customers are asked to pay like this. ${change.settled_by} confirmed it, ` +
          `${change.asked_by} had asked for it.`,
        change.how_to_pay,
        `If this was not meant to be, correct it and change your password: ${page}`,
      ],
    };
  }
  return {
    subject: `Other bank details were asked for at ${business.name}`,
    paragraphs: [
      `${change.asked_by} asked on ${on} that customers of ${business.name} pay like this:`,
      change.how_to_pay,
      'Customers still see what they saw. The change can be confirmed by another owner now, or ' +
        `by ${change.asked_by} after 24 hours.`,
      `If this was not meant to be, forget the change here and change your password: ${page}`,
    ],
  };
}

function paragraph(text: string): string {
  const safe = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '<br>');
  return `<p>${safe}</p>`;
}
