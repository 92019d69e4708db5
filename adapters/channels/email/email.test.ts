import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { channelContract, trialMessage } from '../contract.ts';
import { readAddress } from './address.ts';
import { classify } from './classify.ts';
import { createEmailChannel, type EmailOptions } from './email.ts';
import { type SinkOptions, startSink } from './sink.ts';

async function open(sinkOptions: SinkOptions = {}, options: Partial<EmailOptions> = {}) {
  const sink = await startSink(sinkOptions);
  const channel = createEmailChannel({
    smtpUrl: sink.url,
    perDomainPerMinute: 1_000,
    dkim: null,
    timeoutMs: 5_000,
    ...options,
  });
  return {
    sink,
    channel,
    async [Symbol.asyncDispose]() {
      await channel.close();
      await sink.close();
    },
  };
}

channelContract('email', async () => {
  let as = 'accept';
  const world = await open({
    recipient: () =>
      as === 'busy'
        ? [450, '4.2.0 try later']
        : as === 'refuse-address'
          ? [550, '5.1.1 nobody of that name']
          : null,
    breakInData: () => as === 'break',
  });
  return {
    channel: world.channel,
    other: {
      behave: (how) => {
        as = how;
      },
      received: () => world.sink.mails.map((mail) => /^Message-ID: (.+)\r$/m.exec(mail)![1]!),
    },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
});

describe('a mail on the wire', () => {
  it('carries its names, dates and headers', async () => {
    await using world = await open();
    await world.channel.deliver(trialMessage({ replyTo: 'office@harbourandpine.example' }));
    const mail = await PostalMime.parse(world.sink.mails[0]!);
    const header = (name: string) => mail.headers.find((one) => one.key === name)?.value;
    expect(mail.from).toMatchObject({
      name: 'Ruth Okafor',
      address: 'ruth@harbourandpine.example',
    });
    expect(mail.to?.[0]).toMatchObject({ name: 'Sam Penrose', address: 'sam@penrose.example' });
    expect(mail.replyTo?.[0]?.address).toBe('office@harbourandpine.example');
    expect(mail.messageId).toBe('<message.1.1@harbourandpine.example>');
    expect(header('date')).toBe('Tue, 24 Nov 2026 09:30:00 +0000');
    expect(header('auto-submitted')).toBe('auto-generated');
    expect(header('list-unsubscribe')).toBe('<https://pay.example/p/token/not-me>');
    expect(header('content-language')).toBe('en-GB');
    expect(mail.text?.trim()).toBe('Dear Sam,\n\nwords');
    expect(mail.html).toContain('<p>Dear Sam,</p>');
    expect(world.sink.mails[0]).not.toMatch(/duly/i);
  });

  it('takes no second recipient or header from what it is given', async () => {
    await using world = await open();
    const evil = 'x\r\nBcc: everybody@example.com';
    const delivery = await world.channel.deliver(
      trialMessage({
        subject: evil,
        to: { name: `${evil}" <other@example.com>`, address: 'sam@penrose.example' },
        from: { name: evil, address: 'ruth@harbourandpine.example' },
        notMeUrl: 'javascript:x\r\nBcc: everybody@example.com',
      }),
    );
    expect(delivery.outcome).toBe('accepted');
    const mail = await PostalMime.parse(world.sink.mails[0]!);
    expect(mail.bcc ?? []).toEqual([]);
    expect(mail.headers.some((one) => one.key === 'bcc')).toBe(false);
    expect(mail.to?.map((one) => one.address)).toEqual(['sam@penrose.example']);
  });

  it('goes to an international domain in its ASCII form', async () => {
    await using world = await open();
    await world.channel.deliver(
      trialMessage({ to: { name: 'Jörg', address: 'joerg@bücher.example' } }),
    );
    const mail = await PostalMime.parse(world.sink.mails[0]!);
    expect(mail.to?.[0]?.address).toBe('joerg@xn--bcher-kva.example');
  });

  it('is signed where there is a key', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dkim-'));
    const keyFile = join(folder, 'key.pem');
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    writeFileSync(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
    const dkim = { domain: 'harbourandpine.example', selector: 'mail', keyFile };
    await using world = await open({}, { dkim });
    await world.channel.deliver(trialMessage());
    expect(world.sink.mails[0]).toMatch(/^DKIM-Signature: v=1;[\s\S]*d=harbourandpine.example;/);
    rmSync(folder, { recursive: true });
  });
});

describe('what the other side does', () => {
  it.each([
    ['nobody there', 550, '5.1.1 unknown user', true],
    ['a bare no to the address', 550, 'no such mailbox', true],
    ['a policy', 550, '5.7.1 we do not want this', false],
    ['a full mailbox', 552, '5.2.2 mailbox full', false],
  ])('%s is refused, and whose fault it is is known', async (_what, code, words, permanent) => {
    await using world = await open({ recipient: () => [code, words] });
    const delivery = await world.channel.deliver(trialMessage());
    expect(delivery).toMatchObject({ outcome: 'refused', permanent });
  });

  it('says nothing for too long', async () => {
    await using world = await open({ silent: true }, { timeoutMs: 300 });
    const delivery = await world.channel.deliver(trialMessage());
    expect(delivery).toMatchObject({ outcome: 'deferred', code: 'unknown' });
  });

  it('is not there at all', async () => {
    const gone = await startSink();
    await gone.close();
    await using world = await open({}, { smtpUrl: gone.url });
    expect(await world.channel.deliver(trialMessage())).toMatchObject({
      outcome: 'deferred',
      code: 'connection',
    });
    expect(await world.channel.check()).toMatch(/could not be reached/);
  });

  it('lets us in with the right password only', async () => {
    await using world = await open({ authOptional: false, allowInsecureAuth: true });
    const at = (password: string) =>
      createEmailChannel({
        smtpUrl: `smtp://ruth:${password}@127.0.0.1:${world.sink.port}`,
        perDomainPerMinute: 10,
        dkim: null,
      });
    const right = at('right');
    const wrong = at('wrong');
    expect((await right.deliver(trialMessage())).outcome).toBe('accepted');
    expect(await wrong.deliver(trialMessage())).toMatchObject({
      outcome: 'deferred',
      code: 'login',
    });
    await right.close();
    await wrong.close();
    expect(world.sink.logins).toEqual(['ruth:right', 'ruth:wrong']);
  });

  it('is not told a message when it must encrypt and cannot', async () => {
    await using plain = await open();
    const channel = createEmailChannel({
      smtpUrl: `smtp://127.0.0.1:${plain.sink.port}?requireTLS=true`,
      perDomainPerMinute: 10,
      dkim: null,
    });
    expect((await channel.deliver(trialMessage())).outcome).toBe('deferred');
    await channel.close();
    expect(plain.sink.mails).toEqual([]);
  });
});

describe('pace', () => {
  it('is kept per recipient domain, without an attempt', async () => {
    await using world = await open({}, { perDomainPerMinute: 2 });
    const to = (address: string) =>
      world.channel.deliver(trialMessage({ to: { name: '', address } }));
    const first = await Promise.all([
      to('a@one.example'),
      to('b@one.example'),
      to('c@one.example'),
    ]);
    expect(first.map((one) => one.outcome).sort()).toEqual(['accepted', 'accepted', 'deferred']);
    const held = first.find((one) => one.outcome === 'deferred');
    expect(held).toMatchObject({ code: 'pace' });
    expect((await to('a@two.example')).outcome).toBe('accepted');
    expect(world.sink.mails).toHaveLength(3);
  });

  it('holds few connections for many messages', async () => {
    await using world = await open({}, { connections: 2 });
    await Promise.all(Array.from({ length: 40 }, () => world.channel.deliver(trialMessage())));
    expect(world.sink.mails).toHaveLength(40);
    expect(world.sink.mostConnections()).toBeLessThanOrEqual(2);
  });
});

describe('readAddress', () => {
  it.each([
    ['sam@penrose.example', 'sam@penrose.example'],
    [' Sam.O’Neill@penrose.example ', null],
    ["sam.o'neill@Penrose.Example", "sam.o'neill@penrose.example"],
    ['sam+bills@penrose.co.uk', 'sam+bills@penrose.co.uk'],
    ['jörg@bücher.example', 'jörg@xn--bcher-kva.example'],
    ['sam@penrose.example, eve@evil.example', null],
    ['sam@penrose.example\r\nBcc: eve@evil.example', null],
    ['Sam <sam@penrose.example>', null],
    ['sam@pen rose.example', null],
    ['sam..p@penrose.example', null],
    ['@penrose.example', null],
    ['sam@', null],
    ['sam', null],
    ['sam@-bad-.example', null],
    [`${'a'.repeat(65)}@penrose.example`, null],
    [`sam@${'a'.repeat(250)}.example`, null],
  ])('%j is %j', (text, address) => {
    expect(readAddress(text)?.address ?? null).toBe(address);
  });
});

describe('classify', () => {
  it('waits longer after every attempt, up to six hours', () => {
    const waits = [1, 2, 3, 4, 5, 6, 30].map((attempt) => {
      const delivery = classify({ responseCode: 421, message: 'later' }, attempt);
      return delivery.outcome === 'deferred' ? delivery.retryAfterSeconds : null;
    });
    expect(waits).toEqual([60, 240, 960, 3_840, 15_360, 21_600, 21_600]);
  });
});
