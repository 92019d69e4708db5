import { addDays, type Day, isoDay } from '../../core/base/index.ts';
import { deliver, runRound } from '../../server/rounds/index.ts';
import { dayChecks, Ears, outboxChecks } from './checks.ts';
import { customerActs, staffActs } from './people.ts';
import {
  FIRST_DAY,
  type SimulatedPlatform,
  type SimulationOptions,
  type Soul,
  World,
} from './world.ts';

/** What a simulation found; `wrong` empty is what everybody hopes for. */
export interface Simulated {
  seed: number;
  days: number;
  sent: number;
  rounds: number;
  world: World;
  wrong: string[];
}

// Deliveries of a day, by the clock in London: England, then the east coast, then further west.
const DELIVERIES = ['09:31', '14:45', '18:05'] as const;

/**
 * A year (or less) of a whole business, grown from one seed; it stops at the first day that went
 * wrong.
 */
export async function simulate(
  platform: SimulatedPlatform,
  options: SimulationOptions,
): Promise<Simulated> {
  const world = new World(platform, options);
  const ears = new Ears();
  const result: Simulated = { seed: options.seed, days: 0, sent: 0, rounds: 0, world, wrong: [] };
  await world.open();
  let offUntil = FIRST_DAY;
  for (let on = FIRST_DAY; result.days < options.days; on = addDays(on, 1)) {
    result.days += 1;
    if (world.chance.is(0.03)) offUntil = addDays(on, world.chance.whole(2, 9));
    if (world.chance.is(0.05)) await world.switchLive(!world.live);
    const isOff = on < offUntil;
    result.wrong.push(...(await liveDay(world, ears, on, isOff)));
    if (!isOff) result.rounds += 1;
    result.sent = ears.sent;
    if (result.wrong.length > 0) return result;
    options.onDay?.(on, world);
  }
  return result;
}

async function liveDay(world: World, ears: Ears, on: Day, isOff: boolean): Promise<string[]> {
  const { chance, options } = world;
  const wrong: string[] = [];
  world.setTime(on, '07:40');
  await world.bill(on, chance.is(0.4) ? chance.whole(1, Math.max(2, options.customers / 6)) : 0);
  // Some of the day happens before the round, some between the round and the door, some after it.
  const early: Soul[] = [];
  const midday: Soul[] = [];
  const late: Soul[] = [];
  for (const soul of world.souls) chance.pick([early, midday, late]).push(soul);
  for (const soul of early) await customerActs(world, soul, on);
  if (!isOff) wrong.push(...(await round(world, ears, on)));
  world.setTime(on, '08:30');
  await staffActs(world, on);
  wrong.push(...(await ears.listen(world)));
  for (const soul of midday) await customerActs(world, soul, on);
  for (const time of isOff ? [] : DELIVERIES) {
    world.setTime(on, time);
    wrong.push(...(await listen(world, ears, () => carry(world))));
  }
  world.setTime(on, '19:30');
  for (const soul of late) await customerActs(world, soul, on);
  if (chance.is(0.04)) await turnClockBack(world, on);
  world.setTime(on, '21:00');
  wrong.push(...(await ears.listen(world)), ...(await dayChecks(world, on, !isOff)));
  return wrong.map((what) => `${isoDay(on)}: ${what}`);
}

/** The round of the day: sometimes it dies on the way, sometimes it is run twice. */
async function round(world: World, ears: Ears, on: Day): Promise<string[]> {
  const { chance, platform, slug } = world;
  world.setTime(on, '08:00');
  return listen(world, ears, async () => {
    const wrong: string[] = [];
    if (chance.is(0.25)) await world.onFragile((dying) => runRound(dying, slug));
    const first = await runRound(platform, slug);
    if (chance.is(0.2)) {
      const again = await runRound(platform, slug);
      if (again.created !== 0) wrong.push(`a second round made ${again.created} messages`);
      if (JSON.stringify(again.messages) !== JSON.stringify(first.messages))
        wrong.push('a second round says something else');
    }
    return wrong;
  });
}

async function carry(world: World): Promise<string[]> {
  const { chance, platform, slug, options } = world;
  const channel = options.channel ?? null;
  if (chance.is(0.15)) await world.onFragile((dying) => deliver(dying, slug, { channel }));
  await deliver(platform, slug, { channel });
  return outboxChecks(world);
}

async function listen(world: World, ears: Ears, run: () => Promise<string[]>): Promise<string[]> {
  const wrong = await world.whileSpoilt(run);
  return [...wrong, ...(await ears.listen(world))];
}

/** Somebody sets the machine's clock a day back, a delivery runs, and it is put right. */
async function turnClockBack(world: World, on: Day): Promise<void> {
  world.setTime(addDays(on, -1), '12:00');
  await deliver(world.platform, world.slug, { channel: world.options.channel ?? null });
}
