import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { inboxContract, trialMail } from '../contract.ts';
import { createImapInbox } from './imap.ts';
import { startImapServer } from './imap-server.ts';

async function open() {
  const server = await startImapServer();
  return {
    inbox: createImapInbox({ url: server.url(), timeoutMs: 5_000 }),
    postman: server,
    server,
    [Symbol.asyncDispose]: () => server.close(),
  };
}

inboxContract('IMAP', open);

const NEVER = Temporal.Instant.from('2000-01-01T00:00:00Z');

describe('a mailbox by IMAP', () => {
  it('is read without marking anything as seen', async () => {
    await using world = await open();
    const cursor = await world.inbox.read(null, NEVER, async () => {});
    world.server.deliver(trialMail('a'));
    await world.inbox.read(cursor, NEVER, async () => {});
    expect(world.server.flags().flat()).not.toContain('\\Seen');
  });

  it('has a name without its password, and may belong to a business', async () => {
    await using world = await open();
    const inbox = createImapInbox({ url: world.server.url('/INBOX?business=harbour') });
    expect(inbox.name).toMatch(/^ruth@127\.0\.0\.1:\d+\/INBOX$/);
    expect(inbox.business).toBe('harbour');
    expect(world.inbox.business).toBeNull();
  });

  it('says in words why it cannot be read', async () => {
    await using world = await open();
    const wrong = createImapInbox({ url: world.server.url().replace('right', 'wrong') });
    expect(await wrong.check()).toMatch(/did not let us in/);
    const nowhere = createImapInbox({ url: world.server.url('/Nowhere') });
    expect(await nowhere.check()).toMatch(/could not be read/);
    await expect(nowhere.read(null, NEVER, async () => {})).rejects.toThrow(/could not be read/);
  });

  it('is not there at all, or says nothing', async () => {
    const gone = await startImapServer();
    const url = gone.url();
    await gone.close();
    expect(await createImapInbox({ url }).check()).toMatch(/could not be reached/);
    const silent = createServer((socket) => socket.on('error', () => {}));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as { port: number };
    const inbox = createImapInbox({ url: `imap://ruth:x@127.0.0.1:${port}`, timeoutMs: 300 });
    expect(await inbox.check()).toMatch(/could not be r/);
    silent.close();
  });

  it('goes on where it was when the line is cut', async () => {
    await using world = await open();
    let cursor = await world.inbox.read(null, NEVER, async () => {});
    for (const one of ['a', 'b', 'c']) world.server.deliver(trialMail(one));
    let taken = 0;
    await expect(
      world.inbox.read(cursor, NEVER, async (_mail, after) => {
        taken += 1;
        cursor = after;
        world.server.cut();
      }),
    ).rejects.toThrow(/The mailbox could not be/);
    await world.inbox.read(cursor, NEVER, async () => {
      taken += 1;
    });
    expect(taken).toBe(3);
  });
});
