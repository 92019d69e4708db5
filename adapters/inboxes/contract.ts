import { describe, expect, it } from 'vitest';
import type { Cursor, Inbox } from './inbox.ts';

/** Where mail arrives, made to behave in a certain way. */
export interface Postman {
  deliver(raw: string): void;
  /** The numbers begin anew, with the same mails in it. */
  renumber(): void;
}

export interface InboxWorld {
  inbox: Inbox;
  postman: Postman;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A mail to be read in tests. */
export function trialMail(name: string, words = 'words'): string {
  return [
    `Message-ID: <${name}@penrose.example>`,
    'From: Sam Penrose <sam@penrose.example>',
    'To: ruth@harbour.example',
    'Date: Tue, 10 Mar 2026 09:00:00 +0000',
    `Subject: ${name}`,
    '',
    words,
    '',
  ].join('\r\n');
}

const LONG_AGO = Temporal.Instant.from('2000-01-01T00:00:00Z');
const namesIn = (raw: Uint8Array) => /^Subject: (.*?)\r?$/m.exec(Buffer.from(raw).toString())?.[1];

/** What every mailbox does, whatever stands behind it. */
export function inboxContract(name: string, open: () => Promise<InboxWorld>): void {
  /** Reads, and forgets nothing: the names of what came, and where reading goes on. */
  const look = async (inbox: Inbox, cursor: Cursor | null, failAt?: string) => {
    const came: (string | undefined)[] = [];
    let after = cursor;
    const end = await inbox
      .read(cursor, LONG_AGO, async (mail, next) => {
        const subject = namesIn(mail.raw);
        if (subject === failAt) throw new Error('killed');
        came.push(subject);
        after = next;
      })
      .catch((error: Error) => {
        if (error.message !== 'killed') throw error;
        return after!;
      });
    return { came, cursor: end };
  };

  describe(`${name} keeps the contract of an inbox`, () => {
    it('begins with what comes after the first look', async () => {
      await using world = await open();
      world.postman.deliver(trialMail('old'));
      const first = await look(world.inbox, null);
      expect(first.came).toEqual([]);
      world.postman.deliver(trialMail('new'));
      expect((await look(world.inbox, first.cursor)).came).toEqual(['new']);
    });

    it('hands over each mail once, in order, byte for byte', async () => {
      await using world = await open();
      const { cursor } = await look(world.inbox, null);
      const mails = ['a', 'b', 'c'].map((one) => trialMail(one, 'grüße, 日本語 ✓'));
      for (const mail of mails) world.postman.deliver(mail);
      const read: string[] = [];
      const after = await world.inbox.read(cursor, LONG_AGO, async (mail) => {
        read.push(Buffer.from(mail.raw).toString());
      });
      expect(read).toEqual(mails);
      expect((await look(world.inbox, after)).came).toEqual([]);
    });

    it('hands over again what was not taken, and nothing else', async () => {
      await using world = await open();
      const { cursor } = await look(world.inbox, null);
      for (const one of ['a', 'b', 'c']) world.postman.deliver(trialMail(one));
      const first = await look(world.inbox, cursor, 'b');
      expect(first.came).toEqual(['a']);
      expect((await look(world.inbox, first.cursor)).came).toEqual(['b', 'c']);
    });

    it('hands over again what there is where the numbers begin anew', async () => {
      await using world = await open();
      const { cursor } = await look(world.inbox, null);
      for (const one of ['a', 'b']) world.postman.deliver(trialMail(one));
      const before = await look(world.inbox, cursor);
      world.postman.renumber();
      const again = await look(world.inbox, before.cursor);
      expect(again.came).toEqual(['a', 'b']);
      expect(again.cursor.generation).not.toBe(before.cursor.generation);
      world.postman.deliver(trialMail('c'));
      expect((await look(world.inbox, again.cursor)).came).toEqual(['c']);
    });

    it('can say whether the way in is open', async () => {
      await using world = await open();
      expect(await world.inbox.check()).toBeNull();
    });
  });
}
