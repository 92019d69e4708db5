import { addDays, type Day } from '../../core/base/index.ts';
import type { OpenItem, Snapshot } from '../../core/receivable/index.ts';
import { approveMessages } from '../../server/chase/index.ts';
import {
  agreePlan,
  handleAsk,
  markReplyRead,
  pause,
  recordAnswer,
  recordCall,
  recordDispute,
  recordPromise,
  recordReply,
  resolveDispute,
} from '../../server/discuss/index.ts';
import { once, type Work } from '../../server/platform/index.ts';
import { snapshotAsOf } from '../../server/receivable/index.ts';
import {
  allocateCredit,
  recordPayment,
  refundCredit,
  reversePayment,
} from '../../server/settle/index.ts';
import type { Soul, World } from './world.ts';

/** What one customer does on a day: pay, answer, promise, complain, move house, or nothing. */
export async function customerActs(world: World, soul: Soul, on: Day): Promise<void> {
  const { chance } = world;
  const snapshot = await world.within((work) => snapshotAsOf(work, soul.id, on));
  const open = snapshot.items.filter((item) => item.outstanding > 0n);
  if (open.length > 0) await maybePay(world, soul, on, open, snapshot);
  if (open.length > 0 && chance.is(0.025 * soul.talker)) await speak(world, soul, on, open);
  if (chance.is(0.002)) await move(world, soul);
}

async function maybePay(
  world: World,
  soul: Soul,
  on: Day,
  open: readonly OpenItem[],
  snapshot: Snapshot,
) {
  const { chance } = world;
  const promisedToday = snapshot.promises.some((one) => one.keptOn === null && one.payOn === on);
  if (!chance.is(promisedToday ? 0.6 : soul.payer)) return;
  const [oldest] = open;
  const all = open.reduce((sum, item) => sum + item.outstanding, 0n);
  const amount = chance.pick([
    oldest!.outstanding,
    oldest!.outstanding,
    all,
    all / 2n + 1n,
    all + 1_000n,
  ]);
  // A late statement: the money came days ago, and is told today.
  const paidOn = chance.is(0.2) ? addDays(on, -chance.whole(1, 6)) : on;
  const key = `bank-${soul.id}-${on}-${chance.whole(1, 1_000_000)}`;
  const towards = chance.pick([
    'oldest',
    'oldest',
    'oldest',
    'none',
    { invoice: oldest!.number },
  ] as const);
  const pay = (work: Work) =>
    recordPayment(work, {
      customerId: soul.id,
      amount,
      currency: 'GBP',
      on: paidOn,
      sourceKey: key,
      towards,
    });
  if (!(await world.attempt(pay, 'the bank'))) return;
  world.book.cash += amount;
  // The bank tells it twice: the second time is refused, or it would be money twice.
  if (chance.is(0.15) && (await world.attempt(pay, 'the bank')))
    throw new Error(`${key} was recorded twice`);
  if (chance.is(0.03)) await bounce(world, soul, on, key, amount);
}

async function bounce(
  world: World,
  soul: Soul,
  on: Day,
  key: string,
  amount: bigint,
): Promise<void> {
  const done = await world.attempt(async (work) => {
    const { id } = await work.tx
      .selectFrom('payment')
      .select('id')
      .where('business_id', '=', work.business.id)
      .where('customer_id', '=', soul.id)
      .where('source_key', '=', key)
      .executeTakeFirstOrThrow();
    await reversePayment(work, id, on, 'it bounced');
  });
  if (done) world.book.cash -= amount;
}

async function speak(world: World, soul: Soul, on: Day, open: readonly OpenItem[]): Promise<void> {
  const { chance, book } = world;
  const item = chance.pick(open);
  const customerId = soul.id;
  const payOn = addDays(on, chance.whole(0, 15));
  const part = item.outstanding / 3n + 1n;
  const answer = async (kind: 'paid-already' | 'needs-something' | 'cannot-pay-all') => {
    const input = { kind, note: 'as I said' };
    const key = `answer-${soul.id}-${on}`;
    // A click twice is one answer.
    const say = (work: Work) =>
      once(work, key, input, async () => {
        const full = { ...input, paidOn: null, what: 'copy' as const };
        await recordAnswer(work, { customerId, contactId: null, messageId: null, answer: full });
        return true;
      });
    if (await world.attempt(say, 'customer')) book.asked += 1;
    if (chance.is(0.5)) await world.attempt(say, 'customer');
  };
  switch (chance.whole(1, 9)) {
    case 1:
    case 2:
    case 3: {
      const amount = chance.is(0.6) ? null : part;
      const about = amount === null ? {} : { amount, invoices: [item.number] };
      if (
        await world.attempt(
          (work) => recordPromise(work, { customerId, payOn, ...about }),
          'customer',
        )
      )
        book.promised += 1;
      return;
    }
    case 4: {
      const amount = chance.is(0.5) ? null : part;
      const wrong = { invoice: item.number, amount, reason: 'one is broken' };
      if (await world.attempt((work) => recordDispute(work, wrong), 'customer')) book.disputed += 1;
      return;
    }
    case 5:
      if (
        await world.attempt((work) => recordReply(work, { customerId, text: 'hello' }), 'customer')
      )
        book.replies += 1;
      return;
    case 6:
      return answer('paid-already');
    case 7:
      return answer('needs-something');
    case 8:
      return answer('cannot-pay-all');
    default: {
      const until = chance.is(0.8) ? addDays(on, chance.whole(1, 20)) : null;
      if (await world.attempt((work) => pause(work, { customerId, until, reason: 'away' })))
        book.paused += 1;
    }
  }
}

/** Moving house: another country, with other holidays, hours and a new address. */
async function move(world: World, soul: Soul): Promise<void> {
  const [country, region] = world.chance.pick([
    ['US', 'CA'],
    ['GB', 'ENG'],
    ['NZ', null],
    ['IE', null],
  ] as const);
  await world.within(async (work) => {
    const mine = (table: 'customer' | 'contact') =>
      work.tx.updateTable(table).where('business_id', '=', work.business.id);
    await mine('customer').set({ country, region, zone: null }).where('id', '=', soul.id).execute();
    const email = `moved${world.chance.whole(1, 99_999)}@d.example`;
    await mine('contact')
      .set({ email, unreachable_on: null })
      .where('customer_id', '=', soul.id)
      .execute();
  });
}

/** What the people of the business do: say yes, ring, read, resolve, set credit against debt. */
export async function staffActs(world: World, on: Day): Promise<void> {
  const { chance } = world;
  const states = await world.within((work) =>
    work.tx
      .selectFrom('message')
      .select(['id', 'customer_id', 'state'])
      .where('business_id', '=', work.business.id)
      .where('state', 'in', ['proposed', 'open'])
      .orderBy('id')
      .execute(),
  );
  const yes = states
    .filter((one) => one.state === 'proposed' && chance.is(0.5))
    .map((one) => one.id);
  if (yes.length > 0) await world.attempt((work) => approveMessages(work, { ids: yes }));
  for (const { customer_id: customerId, state } of states) {
    if (state === 'open' && chance.is(0.5))
      await world.attempt((work) => recordCall(work, { customerId, outcome: 'voicemail' }));
  }
  for (const soul of world.souls) if (chance.is(0.12)) await lookAfter(world, soul, on);
}

async function lookAfter(world: World, soul: Soul, on: Day): Promise<void> {
  const { chance } = world;
  const customerId = soul.id;
  const snapshot = await world.within((work) => snapshotAsOf(work, customerId, on));
  if (snapshot.unread.length > 0)
    await world.attempt((work) => markReplyRead(work, { customerId }));
  for (const ask of snapshot.asks.filter((one) => one.handledOn === null)) {
    const total = snapshot.items.reduce(
      (sum, item) => (item.outstanding > 0n ? sum + item.outstanding : sum),
      0n,
    );
    if (ask.kind === 'cannot-pay-all' && total > 10n && snapshot.plan === null) {
      const half = total / 2n;
      const parts = [
        { dueOn: addDays(on, 7), amount: half },
        { dueOn: addDays(on, 21), amount: total - half },
      ];
      if (await world.attempt((work) => agreePlan(work, { customerId, currency: 'GBP', parts })))
        continue;
    }
    await world.attempt((work) => handleAsk(work, { customerId, askId: BigInt(ask.id) }));
  }
  for (const dispute of snapshot.disputes) {
    const item = snapshot.items.find((one) => one.invoiceId === dispute.invoiceId);
    if (item && chance.is(0.6))
      await world.attempt((work) => resolveDispute(work, { invoice: item.number }));
  }
  if ((snapshot.credit.GBP ?? 0n) > 0n && chance.is(0.5)) {
    await world.attempt((work) => allocateCredit(work, customerId, 'GBP', on));
  } else if ((snapshot.credit.GBP ?? 0n) > 300n && chance.is(0.3)) {
    if (await world.attempt((work) => refundCredit(work, customerId, 'GBP', 300n, on)))
      world.book.cash -= 300n;
  }
}
