import { type Calendar, type Day, formatMoney, isoDay, spokenDay } from '../../core/base/index.ts';
import { holdsOfCustomer, promisesInForce } from '../../core/chase/index.ts';
import type { Ask, Snapshot } from '../../core/receivable/index.ts';
import type { CustomerPage } from './api.ts';

type Hold = CustomerPage['holds'][number];

/**
 * What leaves a customer, or a part of what they owe, in peace as at a day; each can be lifted by
 * a person.
 */
export function holdsOf(snapshot: Snapshot, calendar: Calendar, today: Day): Hold[] {
  return [
    ...standingHolds(snapshot, today),
    ...askHolds(snapshot, calendar, today),
    ...promiseHolds(snapshot, calendar, today),
    ...partHolds(snapshot, today),
  ];
}

function hold(
  kind: Hold['kind'],
  id: string,
  text: string,
  until: Day | null,
  all: boolean,
  ask: string | null = null,
): Hold {
  return { kind, id, text, until: until === null ? null : isoDay(until), all, ask };
}

function standingHolds(snapshot: Snapshot, today: Day): Hold[] {
  const { stops, unread, pauses, unmatched } = snapshot;
  return [
    ...stops.map((one) => hold('stop', one.id, `Not chased: ${sentence(one.reason)}`, null, true)),
    ...unread.map((one) => {
      const text = `A reply of ${spokenDay(one.on, today)} is waiting to be read.`;
      return hold('reply', one.id, text, null, true);
    }),
    ...pauses
      .filter((one) => one.until === null || one.until >= today)
      .map((one) => {
        const until =
          one.until === null ? 'until it is lifted' : `until ${spokenDay(one.until, today)}`;
        return hold('pause', one.id, `Paused ${until}: ${sentence(one.reason)}`, one.until, true);
      }),
    ...unmatched.map((one) => {
      const text = `${formatMoney(one)} came on ${spokenDay(one.on, today)} and could be theirs.`;
      return hold('receipt', one.id, text, null, true);
    }),
  ];
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** Answers that hold everything, one by one as decide weighs them. */
function askHolds(snapshot: Snapshot, calendar: Calendar, today: Day): Hold[] {
  const holds: Hold[] = [];
  for (const ask of snapshot.asks) {
    const alone = { ...snapshot, stops: [], unread: [], pauses: [], unmatched: [], asks: [ask] };
    const [quiet] = holdsOfCustomer(alone, calendar, today);
    if (quiet)
      holds.push(
        hold('ask', ask.id, askText(ask, quiet.until, today), quiet.until, true, ask.kind),
      );
    else if (ask.kind === 'not-me' && ask.handledOn === null)
      holds.push(hold('ask', ask.id, askText(ask, null, today), null, false, ask.kind));
  }
  return holds;
}

function askText(ask: Ask, until: Day | null, today: Day): string {
  const said = spokenDay(ask.on, today);
  switch (ask.kind) {
    case 'paid-already':
      return `They said on ${said} that they have paid; the bank has time until ${until === null ? 'it arrives' : spokenDay(until, today)}.`;
    case 'needs-something':
      return ask.handledOn === null
        ? `They asked for something on ${said}; it comes first.`
        : `What they asked for was done; they have until ${spokenDay(until!, today)}.`;
    case 'cannot-pay-all':
      return `They said on ${said} that they cannot pay it all; a person answers first.`;
    case 'not-me':
      return `Somebody said on ${said} that it is not for them; that address is not written to.`;
  }
}

function promiseHolds(snapshot: Snapshot, calendar: Calendar, today: Day): Hold[] {
  return promisesInForce(snapshot, calendar, today).map(({ promise, deadline, holds }) => {
    const { amount, currency } = promise;
    const what =
      amount === null || currency === null ? 'all of it' : formatMoney({ amount, currency });
    const text = holds
      ? `They promised ${what} for ${spokenDay(promise.payOn, today)}; two business days are left for the bank.`
      : `They promised ${what} for ${spokenDay(promise.payOn, today)}, after two that were not kept: it counts once you say so.`;
    return hold('promise', promise.id, text, deadline, false);
  });
}

function partHolds(snapshot: Snapshot, today: Day): Hold[] {
  const { disputes, plan } = snapshot;
  const disputed = disputes.map((dispute) => {
    const item = snapshot.items.find((one) => one.invoiceId === dispute.invoiceId);
    const number = item?.number ?? dispute.invoiceId;
    const what =
      dispute.amount === null || !item
        ? number
        : `${formatMoney({ amount: dispute.amount, currency: item.currency })} of ${number}`;
    const text = `${what} is in dispute since ${spokenDay(dispute.on, today)}: ${sentence(dispute.reason)}`;
    return hold('dispute', number, text, null, false);
  });
  if (!plan) return disputed;
  const text = `A plan runs since ${spokenDay(plan.agreedOn, today)}, in ${plan.instalments.length} parts.`;
  return [...disputed, hold('plan', plan.id, text, null, false)];
}
