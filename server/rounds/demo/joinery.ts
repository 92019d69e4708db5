import type { Chance } from '../../../core/base/index.ts';
import type { Trade } from './character.ts';

/** What the joinery makes, for whom, and from what to what price in whole units. */
const WORK: Readonly<
  Record<Trade, readonly (readonly [what: string, from: number, to: number])[]>
> = {
  school: [
    ['Coat pegs and benches, year 2', 620, 1400],
    ['Library shelving', 900, 2800],
    ['Repairs to the hall floor', 380, 1250],
    ['Stage blocks, set of eight', 760, 1600],
    ['Planters for the yard', 240, 620],
  ],
  cafe: [
    ['Counter top in oak', 680, 1900],
    ['Six tables in ash', 940, 2100],
    ['Bench seating, window side', 520, 1300],
    ['Menu boards and shelf', 160, 420],
    ['Repairs to chairs', 90, 260],
  ],
  trade: [
    ['Window frames, softwood', 780, 2600],
    ['Fire door and frame', 460, 980],
    ['Staircase, closed string', 1500, 3400],
    ['Skirting and architrave', 210, 690],
    ['Site carpentry, two days', 560, 720],
  ],
  shop: [
    ['Display shelving', 420, 1500],
    ['Till counter', 700, 1700],
    ['Shop sign, carved', 280, 760],
    ['Plinths for the window', 180, 540],
  ],
  office: [
    ['Reception desk', 900, 2600],
    ['Meeting table in walnut', 1100, 2900],
    ['Fitted storage wall', 1300, 3300],
    ['Acoustic panels', 360, 1100],
  ],
  home: [
    ['Fitted wardrobe', 1200, 3200],
    ['Kitchen doors, painted', 950, 2800],
    ['Oak internal doors, hung', 640, 1900],
    ['Porch and posts', 820, 2400],
    ['Alcove shelves', 340, 880],
  ],
  abroad: [
    ['Dining chairs in ash, set of four', 880, 1900],
    ['Sideboard in oak', 1400, 2600],
    ['Stools in ash', 360, 980],
    ['Wall shelves, flat packed', 280, 720],
  ],
};

/** Something ordered, with a price in minor units that looks like one. */
export function ordered(trade: Trade, chance: Chance): { what: string; amount: bigint } {
  const [what, from, to] = chance.pick(WORK[trade]);
  const whole = Math.round(chance.whole(from, to) / 5) * 5;
  return { what, amount: BigInt(whole) * 100n + BigInt(chance.is(0.2) ? 50 : 0) };
}
