/**
 * What holds a customer back, as one says it of several: "promised 6 · part of a dispute 3". The
 * codes are those of core/chase; one that is new here is said by its own name.
 */
const WORDS: Readonly<Record<string, string>> = {
  'not-due': 'not due',
  'next-step': 'next step later',
  'ladder-done': 'every step taken',
  promised: 'promised',
  disputed: 'part of a dispute',
  'on-plan': 'on a plan',
  'credit-covers': 'covered by credit',
  'reply-waiting': 'answered, unread',
  paused: 'paused',
  stopped: 'not to be chased',
  'paid-already': 'say they have paid',
  'needs-something': 'asked for something',
  'cannot-pay-all': 'cannot pay it all',
  'receipt-unmatched': 'a receipt may be theirs',
  'stale-facts': 'facts too old',
  'below-minimum': 'too small to ask',
  gap: 'heard from us lately',
  'closed-day': 'closed there',
  'quiet-season': 'a quiet season there',
  unreachable: 'no address',
  'next-round': 'for the next round',
  'out-of-time': 'out of time',
  'law-unreadable': 'law that cannot be read',
  'law-unknown-zone': 'no known time zone',
};

/** Holds of the ordinary run, told after those that somebody's answer or state brought about. */
const ORDINARY = new Set([
  'not-due',
  'next-step',
  'ladder-done',
  'gap',
  'closed-day',
  'quiet-season',
]);

/** Counts of holds by reason as they are told: what is out of the ordinary first, then by count. */
export function heldInOrder(
  counts: Readonly<Record<string, number>>,
): { reason: string; text: string; count: number }[] {
  return Object.entries(counts)
    .map(([reason, count]) => ({ reason, text: holdWords(reason), count }))
    .sort(
      (a, b) =>
        Number(ORDINARY.has(a.reason)) - Number(ORDINARY.has(b.reason)) || b.count - a.count,
    );
}

/** The words for a hold's reason code. */
export function holdWords(code: string): string {
  return WORDS[code] ?? code.replace(/-/g, ' ');
}
