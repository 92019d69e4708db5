import { performance } from 'node:perf_hooks';
import { linksFor, renderMessage, sampleView, wordsOf } from '../core/wording/index.ts';
import { shippedTemplates } from '../templates/index.ts';
import { type Bench, type BenchOptions, watchMemory } from './machine.ts';

const MESSAGES = 20_000;

/** The system counts a thread's work in milliseconds: many messages are one measurement. */
const BATCH = 100;

/** Every template of every language in turn, each time over another view. */
export const bench: Bench = {
  about: 'One message rendered, over all templates of all languages in turn',
  bar: 'at most 1 ms of work a message (p95)',
  run,
};

/** Processor time of this thread: on a busy machine, the wall clock counts others' work too. */
function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

async function run({ n, say }: BenchOptions) {
  const count = n ?? MESSAGES;
  const memory = watchMemory();
  const shelf = shippedTemplates();
  const render = (at: number) => {
    const template = shelf[at % shelf.length]!;
    renderMessage(
      template,
      sampleView({
        locale: template.language.includes('-')
          ? template.language
          : wordsOf(template.language)!.locale,
        address: template.address,
        required: ['What the law wants said.'],
        customer: { name: `Customer ${at}` },
        links: linksFor('https://pay.example', `token-${at}`.padEnd(65, 'x')),
      }),
    );
  };
  say(`${shelf.length} templates, compiled once each`);
  for (let at = 0; at < shelf.length * 2; at += 1) render(at);
  const batches = Math.max(1, Math.floor(count / BATCH));
  const taken = new Float64Array(batches);
  const start = performance.now();
  for (let batch = 0; batch < batches; batch += 1) {
    const before = threadMs();
    for (let at = 0; at < BATCH; at += 1) render(batch * BATCH + at);
    taken[batch] = (threadMs() - before) / BATCH;
  }
  const seconds = (performance.now() - start) / 1_000;
  taken.sort();
  const at = (share: number) => taken[Math.min(batches - 1, Math.floor(share * batches))]!;
  say(`p50 ${at(0.5).toFixed(3)} ms, p95 ${at(0.95).toFixed(3)} ms of processor a message`);
  return { n: count, seconds, floorSeconds: null, ratio: null, rssMb: memory.peakMb() };
}
