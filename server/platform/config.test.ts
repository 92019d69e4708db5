import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RefusedError } from '../../core/base/index.ts';
import { readConfig } from './config.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duly-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function refusalOf(env: Record<string, string>): RefusedError {
  try {
    readConfig({ DULY_DATA: folder, ...env });
  } catch (error) {
    return error as RefusedError;
  }
  throw new Error('the configuration was taken');
}

test('an empty environment gives the defaults and a secret that stays', () => {
  const config = readConfig({ DULY_DATA: folder });
  expect(config).toMatchObject({
    port: 7788,
    host: '127.0.0.1',
    publicUrl: 'http://localhost:7788',
    databaseUrl: null,
    smtpUrl: null,
    now: null,
    owner: null,
    dkim: null,
    roles: ['web', 'worker'],
    logLevel: 'info',
    imapUrls: [],
    inboundSecret: null,
    replyTo: null,
    model: null,
    dataFolder: folder,
  });
  expect(config.secret).toHaveLength(64);
  expect(readConfig({ DULY_DATA: folder }).secret).toBe(config.secret);
  expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600);
});

test('a full environment is read', () => {
  const keyFile = join(folder, 'dkim.pem');
  writeFileSync(keyFile, '-----BEGIN PRIVATE KEY-----');
  const secret = 'x'.repeat(40);
  const config = readConfig({
    DULY_DATA: folder,
    DULY_PORT: '8080',
    DULY_PUBLIC_URL: 'https://pay.example.com/',
    DULY_SMTP_URL: 'smtps://me:pass@mail.example.com',
    DATABASE_URL: 'postgresql://me@db.example.com/duly',
    DULY_NOW: '2026-11-24T10:00:00Z',
    DULY_OWNER_EMAIL: 'anna@example.com',
    DULY_OWNER_PASSWORD: 'correct horse',
    DULY_ROLE: 'worker',
    DULY_LOG: 'debug',
    DULY_SECRET: secret,
    DULY_DKIM_DOMAIN: 'Example.com',
    DULY_DKIM_SELECTOR: 'duly',
    DULY_DKIM_KEY_FILE: keyFile,
    DULY_MAIL_PER_DOMAIN: '5',
    DULY_IMAP_URL: 'imaps://me:pass@mail.example.com imap://me:pass@127.0.0.1/In?business=b',
    DULY_INBOUND_SECRET: secret,
    DULY_REPLY_TO: 'Replies@Example.com',
    DULY_MODEL_URL: 'http://localhost:11434/v1/',
    DULY_MODEL: 'small:3b',
    DULY_TWILIO_ACCOUNT: `AC${'0a'.repeat(16)}`,
    DULY_TWILIO_TOKEN: secret,
    DULY_TWILIO_FROM: '+447700900001',
    DULY_PROT: '1',
  });
  expect(config).toMatchObject({
    port: 8080,
    host: '0.0.0.0',
    publicUrl: 'https://pay.example.com',
    owner: { email: 'anna@example.com', password: 'correct horse' },
    roles: ['worker'],
    secret,
    dkim: { domain: 'example.com', selector: 'duly', keyFile },
    mailPerDomainPerMinute: 5,
    imapUrls: ['imaps://me:pass@mail.example.com', 'imap://me:pass@127.0.0.1/In?business=b'],
    inboundSecret: secret,
    replyTo: 'replies@example.com',
    model: { url: 'http://localhost:11434/v1', name: 'small:3b', key: null },
    twilio: { account: `AC${'0a'.repeat(16)}`, token: secret, from: '+447700900001', url: null },
    unknown: ['DULY_PROT'],
  });
  expect(config.now?.toString()).toBe('2026-11-24T10:00:00Z');
});

test('every fault is named at once, with its value and what would be right', () => {
  const refusal = refusalOf({
    DULY_PORT: '70000',
    DULY_PUBLIC_URL: 'pay.example.com',
    DULY_SMTP_URL: 'https://hunter2@mail',
    DATABASE_URL: 'mysql://root:hunter2@localhost/duly',
    DULY_NOW: 'yesterday',
    DULY_OWNER_EMAIL: 'anna',
    DULY_OWNER_PASSWORD: 'hunter2',
    DULY_ROLE: 'web,cook',
    DULY_LOG: 'loud',
    DULY_SECRET: 'hunter2',
    DULY_DKIM_KEY_FILE: join(folder, 'nothing'),
    DULY_MAIL_PER_DOMAIN: '0',
    DULY_IMAP_URL: 'imaps://hunter2@mail.example.com',
    DULY_REPLY_TO: 'a+b@example.com',
    DULY_MODEL_URL: 'localhost',
    DULY_TWILIO_ACCOUNT: 'me',
    DULY_TWILIO_TOKEN: 'hunter2',
  });
  expect(refusal.code).toBe('configuration');
  expect(refusal.problems.map(({ column, value }) => [column, value])).toEqual([
    ['DULY_PORT', '70000'],
    ['DULY_PUBLIC_URL', 'pay.example.com'],
    ['DULY_SMTP_URL', '(not shown)'],
    ['DATABASE_URL', '(not shown)'],
    ['DULY_NOW', 'yesterday'],
    ['DULY_OWNER_EMAIL', 'anna'],
    ['DULY_OWNER_PASSWORD', '(not shown)'],
    ['DULY_ROLE', 'web,cook'],
    ['DULY_LOG', 'loud'],
    ['DULY_DKIM_KEY_FILE', join(folder, 'nothing')],
    ['DULY_DKIM_DOMAIN', null],
    ['DULY_DKIM_SELECTOR', null],
    ['DULY_MAIL_PER_DOMAIN', '0'],
    ['DULY_IMAP_URL', '(not shown)'],
    ['DULY_REPLY_TO', 'a+b@example.com'],
    ['DULY_MODEL_URL', 'localhost'],
    ['DULY_MODEL', null],
    ['DULY_TWILIO_ACCOUNT', 'me'],
    ['DULY_TWILIO_TOKEN', '(not shown)'],
    ['DULY_TWILIO_FROM', null],
    ['DULY_SECRET', '(not shown)'],
  ]);
  expect(refusal.message).toContain('DULY_NOW=yesterday: expected a moment such as 2026-11-24');
  expect(refusal.message).not.toContain('hunter2');
});

test('half an owner is a fault', () => {
  const { message } = refusalOf({ DULY_OWNER_EMAIL: 'anna@example.com' });
  expect(message).toContain('DULY_OWNER_PASSWORD: missing, though DULY_OWNER_EMAIL is set');
});

test('a data folder that cannot be made is a fault', () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  const { problems } = refusalOf({ DULY_DATA: join(file, 'data') });
  expect(problems[0]?.message).toContain('expected a folder to write to');
  expect(readFileSync(file, 'utf8')).toBe('');
});
