import { addDays, type Chance, type Day } from '../../../core/base/index.ts';
import type { Character, Ending, Habit, Scripted } from './character.ts';
import { ordered } from './joinery.ts';
import type { Life } from './lived.ts';
import { OneLife, type Setting, workday } from './one-life.ts';

/** The days a life spans: rounds run from the first to the one before the last open day. */
export interface Span {
  first: Day;
  /** The last day on which the business was open; its own round is run for real. */
  last: Day;
}

/** Days after the due day on which a habit pays, from and to. */
const LATENESS: Readonly<Record<Habit, readonly [number, number]>> = {
  early: [-14, -1],
  punctual: [0, 6],
  late: [4, 16],
  slow: [13, 32],
  parts: [1, 6],
  promises: [9, 16],
  breaks: [18, 34],
};

const CALL_OUTCOMES = ['no answer', 'voicemail', 'they look into it', 'it goes out this week'];
const WRONG = [
  'one panel is scratched',
  'we were quoted less for fitting',
  'the second delivery never came',
];
const REPLIES = [
  'Thanks, it is with accounts.',
  'Will be in this week’s run.',
  'Sorry, it slipped through.',
];
/** Days before the due day, from and to, on which even a late payer may pay. */
const IN_GOOD_TIME = [4, 9] as const;
/** No ordinary invoice stands open and overdue at the end: what is open then, the ending says. */
const QUIET_DAYS = 4;

interface Intended {
  on: Day;
  invoice: string;
  /** The share paid, of a hundred. */
  share: number;
}

/** Lives a customer's fourteen months. */
export function live(character: Character, setting: Setting, span: Span, chance: Chance): Life {
  const { ending } = character;
  if (ending === null) return play(character, setting, span, chance, null, FITS[0]!).life;
  for (const fit of FITS) {
    const past = play(character, setting, span, chance.branch('ending'), ending, fit);
    const decision = past.decide(span.last);
    if (decision.stepId === ending.wants || decision.reasons[0]?.code === ending.wants)
      return past.life;
  }
  return play(character, setting, span, chance.branch('ending'), ending, FITS[0]!).life;
}

/** How an ending is fitted to the calendar, which moves what is due when. */
interface Fit {
  /** Days by which everything in it is older. */
  shift: number;
  /** Days from the invoice to its due day; 0 is due on receipt, with no word before it. */
  terms: number;
}

const FITS: readonly Fit[] = [
  ...[0, 1, -1, 2, -2].map((shift) => ({ shift, terms: 30 })),
  ...[0, 1, -1, 2, -2].map((shift) => ({ shift, terms: 0 })),
  ...[3, -3, 4, 5, 6].map((shift) => ({ shift, terms: 30 })),
];

function play(
  character: Character,
  setting: Setting,
  span: Span,
  chance: Chance,
  ending: Ending | null,
  fit: Fit,
): OneLife {
  const past = new OneLife(character, setting);
  const orders = ordersOf(character, span, chance, ending);
  const openings = openingsOf(ending, span, fit);
  const intended: Intended[] = [];
  const agenda: Agenda = [];
  const opened: string[] = [];
  for (let on = span.first; on <= span.last; on = addDays(on, 1)) {
    const script = (ending?.script ?? []).filter((one) => addDays(span.last, -one.ago) === on);
    for (const payment of intended.filter((one) => one.on === on)) payShare(past, payment, on);
    for (const one of script) if (one.does === 'pays') past.pay(on, minor(one.sum), one.towards);
    for (const order of orders.filter((one) => one.on === on)) {
      const { what, amount } = ordered(character.trade, chance);
      const invoice = past.bill(on, addDays(on, 30), amount, what);
      const habit = order.atOnce ? 'punctual' : character.habit;
      intended.push(...paymentsOf(habit, invoice, order.payOn));
    }
    for (const opening of openings.filter((one) => one.on === on)) {
      const what = opening.what ?? ordered(character.trade, chance).what;
      opened.push(past.bill(on, opening.dueOn, opening.amount, what));
    }
    const decision = on === span.last ? null : past.round(on, () => chance.pick(CALL_OUTCOMES));
    for (const one of agenda.filter((entry) => entry.on === on)) one.happens(on);
    for (const one of script) {
      // Whoever names a day means what is asked for, not what falls due weeks later.
      const asked = openings.reduce((sum, opening) => sum + opening.amount, 0n);
      perform(past, one, on, addDays(span.last, fit.shift), opened, asked);
    }
    // What stands open at the end is told by the ending's script alone.
    const isOver = past.snapshot.items.some((item) => opened.includes(item.invoiceId));
    if (decision?.purpose === 'step' && !isOver) react(past, on, chance, intended, agenda, span);
  }
  return past;
}

/** What people will do on days to come. */
type Agenda = { on: Day; happens: (on: Day) => void }[];

interface Order {
  on: Day;
  payOn: Day;
  /** Paid whole, whatever the habit. */
  atOnce?: boolean;
}

function ordersOf(
  character: Character,
  span: Span,
  chance: Chance,
  ending: Ending | null,
): Order[] {
  const orders: Order[] = [];
  const count = Math.round((character.yearly * 14) / 12);
  const { habit } = character;
  const [least, most] = LATENESS[habit];
  // Before the ending begins, everything ordinary is paid.
  const oldest = ending ? Math.max(0, ...ending.open.map((one) => one.late)) : 0;
  const settledBy = addDays(span.last, -(ending ? oldest + 34 : 1));
  // Money that comes beside a promise would be taken for it.
  const scriptBegins = addDays(
    span.last,
    -Math.max(0, ...(ending?.script ?? []).map((one) => one.ago)),
  );
  const length = span.last - span.first;
  for (let index = 0; index < count; index += 1) {
    const on = workday(addDays(span.first, Math.floor(((index + chance.next()) * length) / count)));
    const dueOn = addDays(on, 30);
    const payOn = workday(addDays(dueOn, chance.whole(least, most)));
    const isPaid =
      ending === null
        ? addDays(payOn, habit === 'parts' ? 16 : 0) <= span.last
        : addDays(payOn, 21) <= settledBy;
    const isAhead = dueOn > addDays(span.last, ending ? 10 : QUIET_DAYS) && on < span.last;
    if (isPaid || isAhead) orders.push({ on, payOn });
    else if (ending !== null) {
      // Beside what the ending tells, they go on ordering, and pay before anything is said of it.
      const soon = workday(addDays(dueOn, -chance.whole(...IN_GOOD_TIME)));
      if (soon < scriptBegins) orders.push({ on, payOn: soon, atOnce: true });
    }
  }
  // Everybody has something under way that is not due yet, but those who have nothing at all.
  if (habit !== 'early' && !orders.some((one) => addDays(one.on, 30) > span.last)) {
    const on = workday(addDays(span.last, -chance.whole(4, 18)));
    if (on < span.last) orders.push({ on, payOn: addDays(on, 30 + most) });
  }
  return orders;
}

function openingsOf(ending: Ending | null, span: Span, { shift, terms }: Fit) {
  return (ending?.open ?? []).map(({ late, sum, what }) => {
    const dueOn = addDays(span.last, -late - shift);
    return { on: addDays(dueOn, -terms), dueOn, amount: minor(sum), what };
  });
}

/** Whole units with at most two decimals, as minor units. */
function minor(sum: number): bigint {
  return BigInt(Math.round(sum * 100));
}

function paymentsOf(habit: Habit, invoice: string, on: Day): Intended[] {
  if (habit !== 'parts') return [{ on, invoice, share: 100 }];
  return [
    { on, invoice, share: 50 },
    { on: workday(addDays(on, 14)), invoice, share: 100 },
  ];
}

function payShare(past: OneLife, payment: Intended, on: Day): void {
  const item = past.snapshot.items.find((one) => one.invoiceId === payment.invoice);
  if (!item) return;
  const amount = (item.outstanding * BigInt(payment.share)) / 100n;
  if (amount > 0n) past.pay(on, amount, { invoice: payment.invoice });
}

/** How people answer a message: mostly by paying, sometimes in words. */
function react(
  past: OneLife,
  on: Day,
  chance: Chance,
  intended: Intended[],
  agenda: Agenda,
  span: Span,
): void {
  const item = past.snapshot.items.find((one) => one.outstanding > 0n && one.dueOn < on);
  if (!item || addDays(on, 30) >= span.last) return;
  const { habit } = past.character;
  const next = addDays(on, 1);
  const later = (days: number, happens: (on: Day) => void) =>
    agenda.push({ on: addDays(next, days), happens });
  const paysIn = (days: number) => {
    for (const one of intended) {
      if (one.invoice === item.invoiceId && one.on > on) one.on = workday(addDays(next, days));
    }
  };
  const roll = chance.next();
  if (habit === 'promises' || habit === 'breaks' || roll < 0.1) {
    const payOn = workday(addDays(next, chance.whole(3, 7)));
    later(0, (day) => past.promise(day, payOn, null));
    paysIn(payOn - next + (habit === 'breaks' ? 9 : 0));
  } else if (roll < 0.16) {
    const reason = chance.pick(WRONG);
    later(0, (day) => past.dispute(day, item.invoiceId, null, reason));
    later(4, (day) => past.resolve(day, item.invoiceId, 'put right and agreed'));
    paysIn(8);
  } else if (roll < 0.24) {
    const words = chance.pick(REPLIES);
    later(0, (day) => past.read(day, past.reply(day, words)));
    paysIn(chance.whole(2, 6));
  } else if (roll < 0.31) {
    later(0, (day) => {
      const ask = past.ask(day, 'needs-something', 'Could you send the invoice again?', 'copy');
      later(1, (then) => past.handle(then, ask, 'sent again'));
    });
    paysIn(6);
  } else if (roll < 0.35) {
    later(0, (day) => {
      const ask = past.ask(day, 'paid-already', 'Paid last night by bank transfer.');
      later(2, (then) => past.handle(then, ask, 'found it'));
    });
    paysIn(2);
  } else if (roll < 0.6) {
    paysIn(chance.whole(1, 4));
  }
}

function perform(
  past: OneLife,
  one: Scripted,
  on: Day,
  last: Day,
  opened: readonly string[],
  asked: bigint,
): void {
  switch (one.does) {
    case 'promises':
      past.promise(on, addDays(last, one.inDays), one.sum === undefined ? asked : minor(one.sum));
      return;
    case 'disputes':
      past.dispute(on, opened[one.which]!, one.sum === null ? null : minor(one.sum), one.reason);
      return;
    case 'replies':
      past.reply(on, one.text);
      return;
    case 'asks': {
      if (one.ask === 'not-me') return;
      const ask = past.ask(on, one.ask, one.note, one.what);
      if (one.what === 'copy') past.handle(on, ask, 'sent with the order number');
      return;
    }
    case 'pays':
      // Money comes before the round (play).
      return;
    case 'is-paused':
      past.pause(on, one.untilDays === null ? null : addDays(last, one.untilDays), one.reason);
      return;
    case 'agrees-plan':
      past.plan(
        on,
        one.parts.map((part) => ({ dueOn: addDays(last, part.inDays), amount: minor(part.sum) })),
      );
  }
}
