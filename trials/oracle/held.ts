import { addBusinessDays, type Calendar, type Day } from '../../core/base/index.ts';
import { type Fact, itemKey } from '../../core/receivable/index.ts';

type Of<K extends Fact['kind']> = Extract<Fact, { kind: K }>;

/**
 * What is known of a customer on a day, read straight from the facts by the plainest loops. It
 * shares nothing with fold or decide, so that a fault in them is not a fault here.
 */
export interface Known {
  /** What is owed by item key; due days beside it. */
  owed: Map<string, { invoiceId: string; currency: string; dueOn: Day; amount: bigint }>;
  credit: Map<string, bigint>;
  /** Reasons why nobody may ask this customer for anything today. */
  silence: string[];
  /** Most that may be asked of an item, where that is less than what is owed. */
  most: Map<string, { amount: bigint; because: string }>;
}

/** Everything that holds on `today`, from the facts up to then. */
export function knownOn(facts: readonly Fact[], calendar: Calendar, today: Day): Known {
  const past = facts.filter((fact) => fact.on <= today);
  const known: Known = { owed: owedOf(past), credit: creditOf(past), silence: [], most: new Map() };
  known.silence.push(...silences(past, calendar, today));
  limitByDisputes(known, past);
  limitByPromises(known, past, calendar, today);
  limitByPlan(known, past, calendar, today);
  return known;
}

export function of<K extends Fact['kind']>(facts: readonly Fact[], kind: K): Of<K>[] {
  return facts.filter((fact): fact is Of<K> => fact.kind === kind);
}

function owedOf(past: readonly Fact[]): Known['owed'] {
  const owed: Known['owed'] = new Map();
  for (const fact of of(past, 'issued')) {
    const key = itemKey(fact);
    const before = owed.get(key)?.amount ?? 0n;
    const { invoiceId, currency, dueOn } = fact;
    owed.set(key, { invoiceId, currency, dueOn, amount: before + fact.amount });
  }
  for (const fact of of(past, 'settled')) {
    const item = owed.get(itemKey(fact));
    if (item) item.amount -= fact.amount;
  }
  return owed;
}

function creditOf(past: readonly Fact[]): Map<string, bigint> {
  const credit = new Map<string, bigint>();
  for (const { currency, amount } of of(past, 'credited'))
    credit.set(currency, (credit.get(currency) ?? 0n) + amount);
  return credit;
}

function silences(past: readonly Fact[], calendar: Calendar, today: Day): string[] {
  const why: string[] = [];
  const lifted = new Set(of(past, 'stop-lifted').map((one) => one.stopId));
  if (of(past, 'stopped').some((one) => !lifted.has(one.id))) why.push('a stop');
  if (isUnread(past)) why.push('an unread reply');
  if (isPaused(past, today)) why.push('a pause');
  const matched = new Set(of(past, 'receipt-matched').map((one) => one.receiptId));
  if (of(past, 'receipt-unmatched').some((one) => !matched.has(one.id))) why.push('a receipt');
  for (const ask of of(past, 'asked')) {
    const handled = of(past, 'ask-handled').find((one) => one.askId === ask.id);
    const followed = of(past, 'chase-sent').find((one) => one.refers === ask.id && one.on < today);
    if (ask.ask === 'cannot-pay-all' && !handled) why.push('cannot pay all');
    if (ask.ask === 'needs-something') {
      if (!handled || addBusinessDays(calendar, handled.on, 3) >= today)
        why.push('needs something');
    }
    const inTime = addBusinessDays(calendar, ask.on, 5) >= today;
    if (ask.ask === 'paid-already' && !handled && !followed && inTime) why.push('paid already');
  }
  return why;
}

function isUnread(past: readonly Fact[]): boolean {
  const unread = new Set<string>();
  for (const fact of past) {
    if (fact.kind === 'reply-received') unread.add(fact.id);
    if (fact.kind === 'reply-read' && fact.replyId === null) unread.clear();
    else if (fact.kind === 'reply-read') unread.delete(fact.replyId!);
  }
  return unread.size > 0;
}

function isPaused(past: readonly Fact[], today: Day): boolean {
  const pauses = new Map<string, Day | null>();
  for (const fact of past) {
    if (fact.kind === 'paused') pauses.set(fact.id, fact.until);
    if (fact.kind === 'pause-lifted' && fact.pauseId === null) pauses.clear();
    else if (fact.kind === 'pause-lifted') pauses.delete(fact.pauseId!);
  }
  return [...pauses.values()].some((until) => until === null || until >= today);
}

function lower(known: Known, key: string, amount: bigint, because: string): void {
  const most = known.most.get(key)?.amount ?? known.owed.get(key)?.amount ?? 0n;
  const left = amount < 0n ? 0n : amount;
  if (left < most) known.most.set(key, { amount: left, because });
}

/** Only invoices of one item are disputed in the trials, so the part is the item's. */
function limitByDisputes(known: Known, past: readonly Fact[]): void {
  for (const [key, item] of known.owed) {
    let disputed: bigint | null = 0n;
    for (const fact of past) {
      if (fact.kind === 'disputed' && fact.invoiceId === item.invoiceId)
        disputed = fact.amount === null || disputed === null ? null : disputed + fact.amount;
      if (fact.kind === 'dispute-resolved' && fact.invoiceId === item.invoiceId) disputed = 0n;
      // A dispute about something that was paid is over (rule 11: "until it is resolved").
    }
    lower(known, key, disputed === null ? 0n : item.amount - disputed, 'a dispute');
  }
}

function limitByPromises(known: Known, past: readonly Fact[], calendar: Calendar, today: Day) {
  const withdrawn = new Set(of(past, 'promise-withdrawn').map((one) => one.promiseId));
  const promises = of(past, 'promised').filter((one) => !withdrawn.has(one.id));
  const confirmed = new Set(of(past, 'promise-confirmed').map((one) => one.promiseId));
  promises.forEach((promise, index) => {
    // After two broken ones a promise may not hold; which were broken is decide's to know.
    if (index >= 2 && !promise.confirmed && !confirmed.has(promise.id)) return;
    const deadline = addBusinessDays(calendar, promise.payOn, 2);
    const replaced = promises.slice(index + 1).some((later) => later.on <= deadline);
    if (deadline < today || replaced) return;
    const at = past.indexOf(promise);
    const keys =
      promise.items.length > 0 ? promise.items : openAt(past.slice(0, at), promise.currency);
    if (promise.amount === null) {
      // Kept once everything it was about has been settled, even if some of it is taken back later.
      if (keys.length > 0) for (const key of keys) lower(known, key, 0n, 'a promise');
      return;
    }
    const received = of(past.slice(at), 'settled')
      .filter((one) => keys.includes(itemKey(one)))
      .reduce((sum, one) => sum + one.amount, 0n);
    const owed = keys.reduce((sum, key) => sum + (known.owed.get(key)?.amount ?? 0n), 0n);
    if (keys.length === 1 && received < promise.amount)
      lower(known, keys[0]!, owed - (promise.amount - received), 'a promise');
  });
}

function openAt(before: readonly Fact[], currency: string | null): string[] {
  return [...owedOf(before)]
    .filter(([, item]) => item.amount > 0n && (currency === null || item.currency === currency))
    .map(([key]) => key);
}

/** A plan of which nothing was missed leaves what it covers in peace. */
function limitByPlan(known: Known, past: readonly Fact[], calendar: Calendar, today: Day): void {
  const plan = of(past, 'plan-agreed').at(-1);
  if (!plan || of(past, 'plan-ended').some((one) => one.planId === plan.id)) return;
  const since = past.slice(past.indexOf(plan));
  let received = of(since, 'settled')
    .filter((one) => plan.items.includes(itemKey(one)))
    .reduce((sum, one) => sum + one.amount, 0n);
  for (const part of [...plan.instalments].sort((a, b) => a.dueOn - b.dueOn)) {
    received -= part.amount;
    if (received < 0n && addBusinessDays(calendar, part.dueOn, 3) < today) return;
  }
  for (const key of plan.items) lower(known, key, 0n, 'a plan');
}
