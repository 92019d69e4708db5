import { type Day, day, isoDay, moneyJson, RefusedError } from '../../core/base/index.ts';
import { type Decision, promisesInForce } from '../../core/chase/index.ts';
import type { Platform, Work } from '../platform/platform.ts';
import type { MessageState } from '../platform/tables.ts';
import { openWork } from '../platform/work.ts';
import { DryRun } from './dry-run.ts';
import { actInWords, afterwards, nextAct } from './next-act.ts';
import type { WhatNext } from './next-api.ts';
import { type OnRoster, sourceOfTruth } from './roster.ts';
import { isSaid, whyCustomer } from './why.ts';

/**
 * What happens next with a customer as at a day, in words: today's decision with its reasons, then
 * what follows if the money arrives and if it does not. Nothing is stored.
 * @throws RefusedError `unknown-customer`
 */
export function customerNext(
  platform: Platform,
  slug: string,
  customerId: bigint,
  asOf?: Day,
): Promise<WhatNext> {
  return DryRun.around(true, (finish) =>
    openWork(platform)(
      slug,
      'duly',
      async (work) => finish(await whatNext(work, customerId)),
      asOf === undefined ? {} : { today: asOf },
    ),
  );
}

/** A message of today, or one that waits in the outbox. */
interface Waiting {
  id: bigint;
  state: MessageState;
  sendAt: string;
}

async function whatNext(work: Work, customerId: bigint): Promise<WhatNext> {
  await refuseUnknown(work, customerId);
  const waiting = await waitingMessage(work, customerId);
  const { customer, decision, became } = await whyCustomer(work, customerId);
  const source = await sourceOfTruth(work);
  const acts = decision.outcome !== 'hold' && decision.outcome !== 'none';
  // What was said is a fact about them already.
  const later = acts && !isSaid(became) ? afterwards(customer, decision, work.today) : customer;
  const followsOn = (work.today + 1) as Day;
  const owes = customer.snapshot.items.some((item) => item.outstanding > 0n);
  const next = owes || !acts ? nextAct(work, later, source, followsOn) : null;
  return {
    outcome: decision.outcome,
    step: decision.stepId ?? decision.nextStepId,
    tone: decision.tone,
    channel: decision.channel,
    totals: decision.totals.map((one) => moneyJson(one)),
    reasons: decision.reasons,
    message: waiting ? { id: String(waiting.id), state: waiting.state } : null,
    words: nowInWords(decision, waiting, customer),
    ifItArrives: owes ? arrivesInWords(work, customer) : null,
    ifNot: owes ? ifNotInWords(next, decision) : null,
    rests: restsOn(customer),
  };
}

async function refuseUnknown(work: Work, id: bigint): Promise<void> {
  const row = await work.tx
    .selectFrom('customer')
    .select('id')
    .where('business_id', '=', work.business.id)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row)
    throw new RefusedError('unknown-customer', 'There is no such customer here.', { status: 404 });
}

const WAITS = ['proposed', 'queued', 'sending', 'open'] as const;

async function waitingMessage(work: Work, customerId: bigint): Promise<Waiting | undefined> {
  return work.tx
    .selectFrom('message')
    .select(['id', 'state', 'send_at as sendAt'])
    .where('business_id', '=', work.business.id)
    .where('customer_id', '=', customerId)
    .where('purpose', '<>', 'by-hand')
    .where((eb) =>
      eb.or([
        eb('state', 'in', WAITS),
        eb.and([
          eb('chase_on', '=', isoDay(work.today)),
          eb('state', 'in', ['sent', 'captured', 'worked', 'dropped', 'failed']),
        ]),
      ]),
    )
    .orderBy((eb) => eb('state', 'in', WAITS), 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
}

const DONE: Partial<Record<MessageState, string>> = {
  sent: 'This has left today',
  captured: 'This was kept in safe mode today and did not leave',
  worked: 'This was done today',
  dropped: 'This was dropped today and counts as said',
  failed: 'This could not be delivered today',
  sending: 'This is leaving right now',
};

function nowInWords(decision: Decision, waiting: Waiting | undefined, customer: OnRoster): string {
  if (decision.outcome === 'hold' || decision.outcome === 'none') {
    const [first] = decision.reasons;
    return `${first?.text ?? 'Nothing is to be said'}.`;
  }
  const act = capital(actInWords(decision));
  if (waiting === undefined) return `${act}. The next round puts it before you.`;
  const done = DONE[waiting.state];
  if (done) return `${done}: ${actInWords(decision)}.`;
  if (waiting.state === 'queued') return `${act}. It leaves at ${timeThere(waiting, customer)}.`;
  return waiting.state === 'open' ? `${act}.` : `${act}. It waits for your yes.`;
}

function timeThere({ sendAt }: Waiting, { zone }: OnRoster): string {
  const at = Temporal.Instant.from(sendAt).toZonedDateTimeISO(zone);
  return `${at.toPlainTime().toString().slice(0, 5)} on ${at.toPlainDate().toLocaleString('en-GB', { weekday: 'long', day: 'numeric', month: 'long' })}, their time`;
}

function arrivesInWords(work: Work, customer: OnRoster): string {
  const calendar = work.platform.calendars.of(customer.country, customer.region, work.today);
  const promised = promisesInForce(customer.snapshot, calendar, work.today).length > 0;
  return promised ? 'they are thanked, and nothing more is sent.' : 'nothing more is sent for it.';
}

function ifNotInWords(next: ReturnType<typeof nextAct>, decision: Decision): WhatNext['ifNot'] {
  if (next) return { on: isoDay(next.on), words: `${actInWords(next.decision)}.` };
  const isDone = decision.reasons[0]?.code === 'ladder-done';
  const words = isDone
    ? 'every step was taken; a person decides.'
    : 'nothing by itself, until a person has dealt with it.';
  return { on: null, words };
}

const TONES = ['', 'warm', 'gentle', 'clear', 'firm', 'last notice'];

const COUNTRIES = new Intl.DisplayNames(['en-GB'], { type: 'region' });

function restsOn(customer: OnRoster): string[] {
  const { policy } = customer.ladder;
  const ceiling = Math.min(policy.toneCeiling, customer.culture.toneCeiling);
  return [
    `policy ${policy.name}`,
    customer.country === null
      ? 'your own holidays'
      : `holidays: ${COUNTRIES.of(customer.country) ?? customer.country}`,
    ...(ceiling < 5 ? [`no firmer than ${TONES[ceiling]}`] : []),
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Reads the day of an address's asOf. */
export function asOfDay(asOf: string | undefined): Day | undefined {
  return asOf === undefined ? undefined : day(asOf);
}
