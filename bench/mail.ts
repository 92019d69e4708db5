import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createTransport } from 'nodemailer';
import { createEmailChannel } from '../adapters/channels/index.ts';
import {
  linksFor,
  type MessageView,
  renderMessage,
  sampleView,
  type Template,
} from '../core/wording/index.ts';
import { shippedTemplates } from '../templates/index.ts';
import { type Bench, type BenchOptions, timed, watchMemory } from './machine.ts';

const CONNECTIONS = 5;
const IN_FLIGHT = 50;
const ROUNDS = 3;

/**
 * The two take turns at the same sink, in a process of its own, and the best time of each counts.
 * The library alone hands over the same finished mail every time.
 */
export const bench: Bench = {
  about: 'Messages rendered and handed over by SMTP, against the mail library alone',
  bar: 'at least 0.7 of the messages a second that the library reaches',
  run,
};

const MESSAGES = 3_000;

async function run({ n, say }: BenchOptions) {
  const count = n ?? MESSAGES;
  const memory = watchMemory();
  const sink = await startSink();
  try {
    const template = shippedTemplates().find(
      (one) => one.language === 'en' && one.id === 'gentle' && one.channel === 'email',
    )!;
    // One short turn each, so that neither pays for a cold compiler.
    await ours(sink.url, template, Math.min(count, 300));
    await library(sink.url, template, Math.min(count, 300));
    let seconds = Number.POSITIVE_INFINITY;
    let floorSeconds = Number.POSITIVE_INFINITY;
    for (let round = 1; round <= ROUNDS; round += 1) {
      say(`turn ${round} of ${ROUNDS}`);
      floorSeconds = Math.min(floorSeconds, await library(sink.url, template, count));
      seconds = Math.min(seconds, await ours(sink.url, template, count));
    }
    return {
      n: count,
      seconds,
      floorSeconds,
      ratio: floorSeconds / seconds,
      rssMb: memory.peakMb(),
    };
  } finally {
    await sink.close();
  }
}

function viewOf(at: number): MessageView {
  return sampleView({
    customer: { name: `Customer ${at}` },
    links: linksFor('https://pay.example', `token-${at}`.padEnd(65, 'x')),
  });
}

async function ours(smtpUrl: string, template: Template, n: number): Promise<number> {
  const channel = createEmailChannel({
    smtpUrl,
    perDomainPerMinute: 1_000_000_000,
    dkim: null,
    connections: CONNECTIONS,
  });
  const date = Temporal.Instant.from('2026-11-24T09:30:00Z');
  const seconds = await inLanes(n, async (at) => {
    const view = viewOf(at);
    const { subject, text, html } = renderMessage(template, view);
    const delivery = await channel.deliver({
      headerId: `<message.${at}@harbourandpine.example>`,
      from: { name: 'Ruth Okafor', address: 'ruth@harbourandpine.example' },
      replyTo: null,
      to: { name: 'Sam Penrose', address: `sam@customer-${at % 100}.example` },
      subject,
      text,
      html,
      date,
      language: 'en-GB',
      notMeUrl: view.links.answers['not-me'],
      attempt: 1,
    });
    if (delivery.outcome !== 'accepted') throw new Error(`${delivery.outcome}: ${delivery.reason}`);
  });
  await channel.close();
  return seconds;
}

async function library(smtpUrl: string, template: Template, n: number): Promise<number> {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: CONNECTIONS,
    maxMessages: Number.POSITIVE_INFINITY,
  });
  const { subject, text, html } = renderMessage(template, viewOf(0));
  const seconds = await inLanes(n, async (at) => {
    await transport.sendMail({
      from: { name: 'Ruth Okafor', address: 'ruth@harbourandpine.example' },
      to: { name: 'Sam Penrose', address: `sam@customer-${at % 100}.example` },
      subject,
      text,
      html,
    });
  });
  transport.close();
  return seconds;
}

/** Seconds that `n` calls take with IN_FLIGHT of them under way at a time. */
async function inLanes(n: number, send: (at: number) => Promise<void>): Promise<number> {
  let next = 0;
  const lane = async () => {
    while (next < n) {
      const at = next;
      next += 1;
      await send(at);
    }
  };
  const { seconds } = await timed(() => Promise.all(Array.from({ length: IN_FLIGHT }, lane)));
  return seconds;
}

async function startSink(): Promise<{ url: string; close(): Promise<void> }> {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./sinks/mail.ts', import.meta.url))],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    url: `smtp://127.0.0.1:${Number(line.toString())}`,
    close: async () => {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}
