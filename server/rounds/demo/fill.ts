import { addDays, Chance, type Day, isoDay } from '../../../core/base/index.ts';
import { loadLadders } from '../../chase/index.ts';
import type { Work } from '../../platform/platform.ts';
import { type OnRoster, readRoster, rosterOf } from '../roster.ts';
import { cast } from './cast.ts';
import type { Character } from './character.ts';
import { inBulk, reserve } from './names.ts';
import type { Setting } from './one-life.ts';
import type { Lived } from './order.ts';
import { storeLives } from './store.ts';
import { live } from './year.ts';

/** Everything in the demo grows from this number; another gives another year. */
const SEED = 7_788;
/** Fourteen months. */
const LENGTH_DAYS = 426;
/** An address that bounced did so this long before the last day. */
const BOUNCED_DAYS = 24;

/** Gives the demo business its customers and what happened to them, up to the day `last`. */
export async function fill(work: Work, last: Day): Promise<void> {
  const characters = cast();
  const span = { first: addDays(last, -LENGTH_DAYS), last };
  const ids = await storeCustomers(work, characters, span.first, addDays(last, -BOUNCED_DAYS));
  const ladders = await loadLadders(work);
  const { rows } = await readRoster(work, 0n, characters.length, [...ids.keys()]);
  const roster = new Map((await rosterOf(work, rows, ladders)).map((one) => [one.id, one]));
  const chance = new Chance(SEED);
  const lives = [...ids].map(([id, { character, contactId }]): Lived => {
    const customer = roster.get(id)!;
    const setting = settingOf(work, customer, character, addDays(last, -BOUNCED_DAYS));
    const life = live(character, setting, span, chance.branch(character.code));
    return { life, customer: { ...customer, contactId }, ladder: customer.ladder };
  });
  await storeLives(work, lives);
}

function settingOf(work: Work, customer: OnRoster, character: Character, bouncedOn: Day): Setting {
  const { country, region } = customer;
  return {
    ladder: customer.ladder,
    customer: {
      name: customer.name,
      reachable: { email: character.email !== null, phone: character.phone !== null },
    },
    law: customer.law,
    calendar: work.platform.calendars.of(country, region, work.today),
    culture: customer.culture,
    source: { kind: 'imported', freshOn: null },
    score: null,
    bouncedOn: character.bounced ? bouncedOn : null,
  };
}

async function storeCustomers(
  work: Work,
  characters: readonly Character[],
  since: Day,
  bouncedOn: Day,
): Promise<Map<bigint, { character: Character; contactId: bigint }>> {
  const ids = await reserve(work, 'customer', characters.length);
  const contacts = await reserve(work, 'contact', characters.length);
  const rows = characters.map((character, index) => ({
    character,
    id: ids[index]!,
    contactId: contacts[index]!,
  }));
  const born = `${isoDay(since)}T09:00:00Z`;
  await inBulk(work, 'customer', rows, {
    id: ['bigint', (row) => row.id],
    code: ['text', (row) => row.character.code],
    name: ['text', (row) => row.character.name],
    kind: ['text', (row) => row.character.kind],
    country: ['text', (row) => row.character.country],
    region: ['text', (row) => row.character.region],
    address: ['text', (row) => row.character.place],
    phone: ['text', (row) => row.character.phone],
    policy_id: ['text', (row) => row.character.policyId],
    tone_ceiling: ['int', (row) => row.character.toneCeiling],
    notes: ['text', (row) => row.character.notes],
    created_at: ['timestamptz', () => born],
  });
  await inBulk(work, 'contact', rows, {
    id: ['bigint', (row) => row.contactId],
    customer_id: ['bigint', (row) => row.id],
    name: ['text', (row) => row.character.contact],
    email: ['text', (row) => row.character.email],
    phone: ['text', (row) => row.character.phone],
    role: ['text', (row) => row.character.role],
    unreachable_on: ['date', (row) => (row.character.bounced ? isoDay(bouncedOn) : null)],
    created_at: ['timestamptz', () => born],
  });
  return new Map(rows.map(({ id, character, contactId }) => [id, { character, contactId }]));
}
