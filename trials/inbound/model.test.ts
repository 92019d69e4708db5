import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createOpenAiModel, ModelError } from '../../adapters/models/index.ts';
import { type TestPlatform, testPlatform } from '../../server/platform/testing.ts';
import { askModel } from '../../server/rounds/inbound/ask-model.ts';
import { written } from './kit.ts';

const KEY = 'a key that only the model may see';
let platform: TestPlatform;
let server: Server;
let url: string;
/** What the endpoint answers next, and what it was asked. */
let answers: { status: number; body: string };
const asked: { path: string; key: string | undefined; body: string }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += String(part);
    });
    request.on('end', () => {
      asked.push({ path: request.url ?? '', key: request.headers.authorization, body });
      response.writeHead(answers.status, { 'content-type': 'application/json' });
      response.end(answers.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  const model = { url, name: 'small', key: KEY };
  platform = await testPlatform({ now: '2026-03-09T10:00:00Z', config: { model } });
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const WORDS = 'Ask me again when the moon is full, or take 20 March for the money.';

function says(content: unknown): void {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  answers = { status: 200, body: JSON.stringify({ choices: [{ message: { content: text } }] }) };
}

async function proposed(content: unknown) {
  const world = await written(platform, 1);
  const [sam] = world.customers;
  await world.take({ inReplyTo: sam!.headerId!, text: WORDS });
  const [mail] = await world.mail();
  const before = await world.stands(sam!.id);
  says(content);
  const model = createOpenAiModel({ url, name: 'small', key: KEY });
  await askModel(platform, model, world.business.id, BigInt(mail!.id), { stopping: undefined });
  expect(await world.stands(sam!.id)).toEqual(before);
  const [after] = await world.mail();
  return { world, before: mail!, after: after! };
}

const sound = {
  kind: 'will-pay',
  sentence: 'take 20 March for the money',
  payOn: '2026-03-20',
};

describe('a model that is configured', () => {
  test('is asked where no rule understood, and may propose', async () => {
    const { world, before, after } = await proposed({ proposals: [sound] });
    expect([before.proposals, before.proposedBy]).toEqual([[], null]);
    expect(after).toMatchObject({
      proposedBy: 'model',
      proposals: [{ kind: 'will-pay', payOn: '2026-03-20' }],
    });
    const jobs = await world.within((work) => work.tx.selectFrom('mail').select('id').execute());
    expect(jobs).toHaveLength(1);
    const last = asked.at(-1)!;
    expect([last.path, last.key]).toEqual(['/v1/chat/completions', `Bearer ${KEY}`]);
    const question = JSON.parse(JSON.parse(last.body).messages[1].content);
    expect(question).toEqual({
      words: WORDS,
      on: '2026-03-09',
      invoices: ['INV-C1'],
      currencies: ['GBP'],
    });
  });

  test('in a fence is read as well', async () => {
    const { after } = await proposed(
      `\`\`\`json\n${JSON.stringify({ proposals: [sound] })}\n\`\`\``,
    );
    expect(after.proposals).toHaveLength(1);
  });

  test.each([
    ['a sentence that nobody wrote', { proposals: [{ ...sound, sentence: 'I owe you nothing' }] }],
    ['a kind there is not', { proposals: [{ ...sound, kind: 'write-off' }] }],
    ['a promise without a day', { proposals: [{ ...sound, payOn: null }] }],
    ['a promise of the past', { proposals: [{ ...sound, payOn: '2026-03-01' }] }],
    ['a day that is none', { proposals: [{ ...sound, payOn: '2026-02-30' }] }],
    ['an invoice of somebody else', { proposals: [{ ...sound, invoices: ['INV-C2'] }] }],
    ['more than is owed', { proposals: [{ ...sound, amount: '501.00', currency: 'GBP' }] }],
    ['a currency nobody owes', { proposals: [{ ...sound, amount: '1.00', currency: 'EUR' }] }],
    ['something else', { answer: 'pay up' }],
    ['nothing', { proposals: [] }],
  ])('and gives %s, proposes nothing', async (_name, content) => {
    expect((await proposed(content)).after).toMatchObject({ proposals: [], proposedBy: null });
  });

  test('that fails or gives no JSON is an error, and the queue tries again', async () => {
    const model = createOpenAiModel({ url, name: 'small', key: null });
    const question = { words: 'x', on: '2026-03-09', invoices: [], currencies: [] };
    answers = { status: 503, body: 'busy' };
    await expect(model.read(question)).rejects.toThrow(ModelError);
    says('I would say they pay soon.');
    await expect(model.read(question)).rejects.toThrow('The model gave no JSON');
    const gone = createOpenAiModel({ url: 'http://127.0.0.1:1/v1', name: 'small', key: null });
    await expect(gone.read(question)).rejects.toThrow(/could not be reached/);
  });
});
