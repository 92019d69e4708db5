import { z } from '@hono/zod-openapi';
import type { ReplyModel } from '../../../adapters/models/index.ts';
import { isoDay, parseDecimal } from '../../../core/base/index.ts';
import {
  isSound,
  mailById,
  readingOf,
  type StoredProposal,
  storedProposal,
} from '../../discuss/index.ts';
import type { Platform, Work } from '../../platform/platform.ts';
import { workFor } from '../../platform/work.ts';

const MOST_PROPOSALS = 3;

/**
 * Asks the configured model what a reply may mean, where the rules found nothing. What it says is
 * parsed like any stranger's word, must stand in the reply to the letter, and is only ever a
 * proposal.
 */
export async function askModel(
  platform: Platform,
  model: ReplyModel,
  businessId: bigint,
  mailId: bigint,
  attempt: { stopping: AbortSignal | undefined },
): Promise<void> {
  const within = <T>(run: (work: Work) => Promise<T>) => workFor(platform, businessId, 'duly', run);
  const asked = await within(async (work) => {
    const mail = await mailById(work, mailId);
    if (!mail.waiting || mail.proposals.length > 0 || mail.customer === null) return null;
    const { words } = mail;
    return { words, reading: await readingOf(work, mailId, BigInt(mail.customer.id)) };
  });
  if (asked === null) return;
  const { words, reading } = asked;
  // The model is asked between two transactions: a slow one holds nothing.
  const said = await model.read(
    {
      words: words.slice(0, 6000),
      on: isoDay(reading.on),
      invoices: reading.open.map(({ number }) => number).slice(0, 100),
      currencies: [...new Set(reading.open.map(({ currency }) => currency))],
    },
    attempt.stopping,
  );
  const proposals = proposalsIn(said)
    .filter((one) => isSound(one, words, reading.on))
    .filter((one) => one.invoices.every((number) => reading.open.some((o) => o.number === number)))
    .filter((one) => isSum(one, reading.open))
    .slice(0, MOST_PROPOSALS);
  if (proposals.length === 0) return;
  await within(async (work) => {
    const { waiting, proposals: before } = await mailById(work, mailId);
    if (!waiting || before.length > 0) return;
    await work.tx
      .updateTable('mail')
      .set({ proposals: JSON.stringify(proposals), proposed_by: 'model' })
      .where('business_id', '=', businessId)
      .where('id', '=', mailId)
      .execute();
  });
}

const answer = z.object({ proposals: z.array(z.unknown()).max(20) });

/** The proposals in what a model said; what does not fit the schema is left out. */
function proposalsIn(said: unknown): StoredProposal[] {
  const read = answer.safeParse(said);
  if (!read.success) return [];
  return read.data.proposals.flatMap((one) => {
    const filled = typeof one === 'object' && one !== null ? { ...EMPTY, ...one } : one;
    const proposal = storedProposal.safeParse(filled);
    return proposal.success ? [proposal.data] : [];
  });
}

const EMPTY = { paidOn: null, payOn: null, amount: null, currency: null, what: null, invoices: [] };

/** A sum is one that is owed at most, in a currency in which something is. */
function isSum(
  { amount, currency }: StoredProposal,
  open: readonly { currency: string; outstanding: bigint }[],
): boolean {
  if (amount === null) return true;
  const inIt = open.filter((one) => one.currency === currency);
  const owed = inIt.reduce((sum, one) => sum + one.outstanding, 0n);
  const value = inIt.length === 0 ? null : parseDecimal(amount, currency!);
  return value !== null && value > 0n && value <= owed;
}
