import { sql } from 'kysely';
import { Gauge, type Registry } from 'prom-client';
import type { Platform } from './platform.ts';
import { queueState } from './queue.ts';

/** Counts that change slowly are read again only after this long, however often one scrapes. */
const FRESH_MS = 15_000;

/**
 * Adds what the house does to a registry: rounds, decisions and messages of all businesses (sums
 * only, no business is named), and how the queue stands. Read from the database when scraped, so
 * that every process gives the same figures.
 */
export function measureHouse(registry: Registry, platform: Platform): void {
  const registers = [registry];
  const house = remembered(() => readHouse(platform));
  const queue = remembered(() => queueState(platform));
  new Gauge({
    name: 'duly_rounds',
    help: 'Rounds that were finished',
    registers,
    async collect() {
      this.set((await house()).rounds);
    },
  });
  new Gauge({
    name: 'duly_decisions',
    help: 'Decisions of all rounds, by outcome',
    labelNames: ['outcome'],
    registers,
    async collect() {
      for (const { outcome, count } of (await house()).decisions) this.set({ outcome }, count);
    },
  });
  new Gauge({
    name: 'duly_messages',
    help: 'Messages by state',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset();
      for (const { state, count } of (await house()).messages) this.set({ state }, count);
    },
  });
  new Gauge({
    name: 'duly_jobs',
    help: 'Jobs of the queue, by state',
    labelNames: ['state'],
    registers,
    async collect() {
      const { waiting, running, failed } = await queue();
      for (const [state, count] of Object.entries({ waiting, running, failed })) {
        this.set({ state }, count);
      }
    },
  });
  new Gauge({
    name: 'duly_jobs_oldest_seconds',
    help: 'How long the oldest runnable job has waited',
    registers,
    async collect() {
      this.set((await queue()).oldest_seconds);
    },
  });
}

async function readHouse(platform: Platform) {
  const { system } = platform.database;
  const rounds = await sql<{ n: number }>`
    select count(*)::int as n from round where finished_at is not null`.execute(system);
  const decisions = await sql<{ outcome: string; count: number }>`
    select entry.key as outcome, sum(entry.value::bigint)::float8 as count
    from round, jsonb_each_text(counts) entry group by 1`.execute(system);
  const messages = await sql<{ state: string; count: number }>`
    select state, count(*)::int as count from message group by state`.execute(system);
  return {
    rounds: rounds.rows[0]?.n ?? 0,
    decisions: decisions.rows,
    messages: messages.rows,
  };
}

/** Gives the last answer again while it is fresh, and asks once for all who ask at once. */
function remembered<T>(read: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | null = null;
  let readAt = 0;
  return () => {
    if (answer === null || performance.now() - readAt > FRESH_MS) {
      readAt = performance.now();
      const asked = read();
      answer = asked;
      asked.catch(() => {
        if (answer === asked) answer = null;
      });
    }
    return answer;
  };
}
