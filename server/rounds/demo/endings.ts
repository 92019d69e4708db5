import type { Ending } from './character.ts';

/** What is out of the ordinary about a customer on the demo's last open day. */
export interface Special {
  ending?: Ending;
  policyId?: string;
  toneCeiling?: number;
  currency?: string;
  noEmail?: boolean;
  bounced?: boolean;
  notes?: string;
}

const step = (wants: string, late: number, ...sums: number[]): Ending => ({
  open: sums.map((sum, index) => ({ late: late - index * 4, sum })),
  wants,
});

/** About fourteen to go out, a few that wait for a person, and the rest left in peace. */
export const ENDINGS: Readonly<Record<string, Special>> = {
  // Ready to go out.
  'Alder & Finch Ltd': { ending: step('gentle', 3, 820) },
  'Brightwell School': {
    ending: step('heads-up', -3, 2460),
    notes: 'Wants the PO number on every message.',
  },
  'Penrose Garden Co': { ending: step('clear', 10, 960) },
  'Dunmore Builders': { ending: step('call', 17, 6120), notes: 'Best reached before ten.' },
  'Kestrel Studio': { ending: step('firm', 24, 940) },
  'Hallow & Reed Interiors': { ending: step('gentle', 3, 1340, 385) },
  'Wheal Grace Brewing': { ending: step('clear', 10, 2210, 640) },
  'Halyard Homes': { ending: step('gentle', 3, 3875) },
  'Ennis Architects': { ending: step('heads-up', -3, 1180) },
  'Lee Valley Interiors': { ending: step('heads-up', -3, 1650) },
  'Roscarrock Estate': { ending: step('call', 17, 1790) },
  'The Lugger Inn': { ending: step('last-notice', 38, 1240) },
  'Oakhaven Care': { ending: step('escalate', 52, 430) },
  'Blue Slate Roofing': {
    ending: {
      open: [{ late: 19, sum: 1465 }],
      script: [{ ago: 9, does: 'promises', inDays: -5 }],
      wants: 'promise-broken',
    },
  },
  // Promised.
  'Casa Marchetti': {
    currency: 'GBP',
    toneCeiling: 3,
    ending: {
      open: [
        { late: 12, sum: 960, what: 'Four stools in ash' },
        { late: 10, sum: 415.5, what: 'Wall shelf in ash' },
      ],
      script: [
        {
          ago: 8,
          does: 'asks',
          ask: 'needs-something',
          what: 'copy',
          note: 'Could you send it again with the order number 7731?',
        },
        { ago: 1, does: 'promises', inDays: 3 },
      ],
      wants: 'promised',
    },
  },
  'Marram Coffee': {
    ending: {
      open: [{ late: 8, sum: 1130 }],
      script: [{ ago: 2, does: 'promises', inDays: 5 }],
      wants: 'promised',
    },
  },
  'Trelawn Lodge': {
    ending: {
      open: [{ late: 13, sum: 2340 }],
      script: [{ ago: 3, does: 'promises', inDays: 1 }],
      wants: 'promised',
    },
  },
  'Zephyr Surf School': {
    ending: {
      open: [{ late: 20, sum: 690 }],
      script: [{ ago: 4, does: 'promises', inDays: 7 }],
      wants: 'promised',
    },
  },
  'Casco Bay Outfitters': {
    ending: {
      open: [{ late: 15, sum: 2280 }],
      script: [{ ago: 5, does: 'promises', inDays: 4 }],
      wants: 'promised',
    },
  },
  'Loveday Lettings': {
    ending: {
      open: [{ late: 33, sum: 1515 }],
      script: [{ ago: 1, does: 'promises', inDays: 9 }],
      wants: 'promised',
    },
  },
  // Something is wrong.
  'Lowe Dental': {
    ending: {
      open: [{ late: 5, sum: 2880, what: 'Six cabinet doors, painted' }],
      script: [
        {
          ago: 1,
          does: 'disputes',
          which: 0,
          sum: 480,
          reason: 'two of the six doors are the old colour',
        },
      ],
      wants: 'next-step',
    },
  },
  'Tregew Holiday Park': {
    ending: {
      open: [{ late: 64, sum: 1960, what: 'Decking and steps, lodge 9' }],
      script: [
        {
          ago: 26,
          does: 'disputes',
          which: 0,
          sum: null,
          reason: 'the steps were to be larch, these are pine',
        },
      ],
      wants: 'disputed',
    },
  },
  // A plan, and the person who asks for one.
  'Bosanko Boatyard': {
    ending: {
      open: [
        { late: 72, sum: 1800 },
        { late: 44, sum: 1200 },
      ],
      script: [
        {
          ago: 23,
          does: 'asks',
          ask: 'cannot-pay-all',
          note: 'A slow autumn. Could we spread it?',
        },
        {
          ago: 21,
          does: 'agrees-plan',
          parts: [
            { inDays: -10, sum: 1000 },
            { inDays: 20, sum: 1000 },
            { inDays: 50, sum: 1000 },
          ],
        },
        { ago: 9, does: 'pays', sum: 1000, towards: 'oldest' },
      ],
      wants: 'on-plan',
    },
  },
  'Pepper & Co': {
    ending: {
      open: [{ late: 18, sum: 1560 }],
      script: [
        { ago: 1, does: 'asks', ask: 'cannot-pay-all', note: 'Could we pay it in three parts?' },
      ],
      wants: 'cannot-pay-all',
    },
  },
  // Answered, and something else first.
  'The Copper Kettle': {
    ending: {
      open: [{ late: 11, sum: 745 }],
      script: [
        {
          ago: 1,
          does: 'replies',
          text: 'Hello Ruth, is this the same as the October invoice? I thought Bea had settled that one.',
        },
      ],
      wants: 'reply-waiting',
    },
  },
  'Greenbank Rowing Club': {
    ending: {
      open: [{ late: 12, sum: 585 }],
      script: [
        {
          ago: 2,
          does: 'asks',
          ask: 'paid-already',
          note: 'Paid from the club account on Tuesday.',
        },
      ],
      wants: 'paid-already',
    },
  },
  'Lanner Primary School': {
    ending: {
      open: [{ late: 9, sum: 1120 }],
      script: [
        {
          ago: 0,
          does: 'asks',
          ask: 'needs-something',
          what: 'purchase-order',
          note: 'Please add our order number PO-2291.',
        },
      ],
      wants: 'needs-something',
    },
  },
  // Paused, covered, small, out of reach.
  'St Breaca Parish Hall': {
    ending: {
      open: [{ late: 40, sum: 640 }],
      script: [
        {
          ago: 12,
          does: 'is-paused',
          untilDays: 16,
          reason: 'the council meets on the 8th and pays after it',
        },
      ],
      wants: 'paused',
    },
  },
  'Dr Peter Sandry': {
    ending: {
      open: [{ late: 95, sum: 1680 }],
      script: [
        {
          ago: 80,
          does: 'is-paused',
          untilDays: null,
          reason: 'he is in hospital; Ruth asks his daughter in the new year',
        },
      ],
      wants: 'paused',
    },
  },
  'Mawes Yacht Services': {
    ending: {
      open: [{ late: 6, sum: 720 }],
      script: [{ ago: 2, does: 'pays', sum: 900, towards: 'none' }],
      wants: 'credit-covers',
    },
  },
  'Castle Drive Gallery': {
    ending: {
      open: [{ late: 25, sum: 380 }],
      script: [{ ago: 11, does: 'pays', sum: 372.5, towards: 'oldest' }],
      wants: 'below-minimum',
    },
  },
  'Morwenna Weddings': {
    noEmail: true,
    ending: { open: [{ late: 34, sum: 510 }], wants: 'unreachable' },
  },
  'Truthall Community Trust': {
    bounced: true,
    ending: { open: [{ late: 27, sum: 880 }], wants: 'unreachable' },
  },
  // Written to lately; the next step has its day.
  'Cribbar Kitchens': { ending: { open: [{ late: 6, sum: 1290 }], wants: 'next-step' } },
  'Kilbrae Furniture': { ending: { open: [{ late: 13, sum: 1740 }], wants: 'next-step' } },
  'Kelp & Salt': { ending: { open: [{ late: 28, sum: 865 }], wants: 'next-step' } },
  'Bottega Salvia': { ending: { open: [{ late: 42, sum: 1450 }], wants: 'next-step' } },
  'Gull Rock Hotel': { ending: { open: [{ late: 14, sum: 2190 }], wants: 'next-step' } },
  // Other policies.
  'Ferris Joinery Supplies': { policyId: 'strictly-business' },
  'Arden & Vale Kitchens': {
    policyId: 'long-standing-customers',
    notes: 'With us since the first workshop.',
  },
  'Trevose Sailmakers': { policyId: 'long-standing-customers' },
};
