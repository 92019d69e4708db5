import { describe, expect, it } from 'vitest';
import type { Channel, Delivery, OutgoingMessage } from './channel.ts';

/** The other side of a channel, made to behave in a certain way. */
export interface Counterpart {
  /** accept · busy: "later" · refuse-address: "nobody here" · break: the line drops half-way. */
  behave(as: 'accept' | 'busy' | 'refuse-address' | 'break'): void;
  /** Message-IDs of what it holds, in order. */
  received(): string[];
}

export interface World {
  channel: Channel;
  other: Counterpart;
  [Symbol.asyncDispose](): Promise<void>;
}

/** A message to hand over in tests. */
export function trialMessage(change: Partial<OutgoingMessage> = {}): OutgoingMessage {
  return {
    headerId: '<message.1.1@harbourandpine.example>',
    from: { name: 'Ruth Okafor', address: 'ruth@harbourandpine.example' },
    replyTo: null,
    to: { name: 'Sam Penrose', address: 'sam@penrose.example' },
    subject: 'Invoice H-1052',
    text: 'Dear Sam,\n\nwords\n',
    html: '<p>Dear Sam,</p>',
    date: Temporal.Instant.from('2026-11-24T09:30:00Z'),
    language: 'en-GB',
    notMeUrl: 'https://pay.example/p/token/not-me',
    attempt: 1,
    ...change,
  };
}

/** What every channel does, whatever stands behind it. */
export function channelContract(
  name: string,
  open: () => Promise<World>,
  address = 'sam@penrose.example',
): void {
  describe(`${name} keeps the contract of a channel`, () => {
    const trial = (change: Partial<OutgoingMessage> = {}) =>
      trialMessage({ to: { name: 'Sam Penrose', address }, ...change });
    const outcome = async (as: Parameters<Counterpart['behave']>[0]): Promise<Delivery> => {
      await using world = await open();
      world.other.behave(as);
      return world.channel.deliver(trial());
    };

    it('is accepted once and held once', async () => {
      await using world = await open();
      const delivery = await world.channel.deliver(trial());
      expect(delivery.outcome).toBe('accepted');
      expect(world.other.received()).toEqual(['<message.1.1@harbourandpine.example>']);
    });

    it('is told to come later, and says when', async () => {
      const delivery = await outcome('busy');
      expect(delivery).toMatchObject({ outcome: 'deferred', code: 'busy', retryAfterSeconds: 60 });
    });

    it('knows an address that is no good', async () => {
      expect(await outcome('refuse-address')).toMatchObject({
        outcome: 'refused',
        permanent: true,
      });
    });

    it('does not know what became of a message whose line broke', async () => {
      expect(await outcome('break')).toMatchObject({ outcome: 'deferred', code: 'unknown' });
    });

    it('gives the same name to the same message at the next attempt', async () => {
      await using world = await open();
      world.other.behave('break');
      await world.channel.deliver(trial());
      world.other.behave('accept');
      await world.channel.deliver(trial({ attempt: 2 }));
      expect(world.other.received()).toEqual(['<message.1.1@harbourandpine.example>']);
    });

    it('lets what is under way finish when it is closed', async () => {
      await using world = await open();
      const delivery = world.channel.deliver(trial());
      await world.channel.close();
      expect((await delivery).outcome).toBe('accepted');
    });

    it('can say whether the way is open', async () => {
      await using world = await open();
      expect(await world.channel.check()).toBeNull();
    });
  });
}
