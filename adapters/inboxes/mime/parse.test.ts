import { createTransport } from 'nodemailer';
import { describe, expect, it } from 'vitest';
import { htmlToText } from './html-text.ts';
import { parseMail } from './parse.ts';
import { sniffType } from './sniff.ts';

const compose = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });

async function mail(options: Parameters<typeof compose.sendMail>[0]) {
  const { message } = await compose.sendMail({ from: 'Sam <SAM@Penrose.example>', ...options });
  return parseMail(message as unknown as Buffer);
}

describe('a mail as it comes over the wire', () => {
  it('has its parties, ids, words and files', async () => {
    const read = await mail({
      to: 'ruth@harbour.example',
      cc: 'Jo <jo@harbour.example>',
      subject: 'Re: Rechnung für März ✓',
      messageId: '<b@penrose.example>',
      inReplyTo: '<a@harbour.example>',
      references: ['<first@harbour.example>', '<a@harbour.example>'],
      text: 'Wir haben überwiesen.',
      attachments: [{ filename: '../../beleg.pdf', content: Buffer.from('%PDF-1.7') }],
    });
    expect(read).toMatchObject({
      messageId: '<b@penrose.example>',
      answers: ['<a@harbour.example>', '<first@harbour.example>'],
      from: { name: 'Sam', address: 'sam@penrose.example' },
      to: ['ruth@harbour.example', 'jo@harbour.example'],
      subject: 'Re: Rechnung für März ✓',
      text: 'Wir haben überwiesen.',
      attachments: [{ type: 'application/pdf' }],
    });
    expect(Buffer.from(read.attachments[0]!.bytes).toString()).toBe('%PDF-1.7');
  });

  it('has the words of its HTML where it has no others, with the quote marked', async () => {
    const read = await mail({
      to: 'ruth@harbour.example',
      html: '<p>Paid&nbsp;yesterday &amp; f&uuml;r gut.</p><script>alert(1)</script><blockquote><p>old words</p></blockquote>',
    });
    expect(read.text).toBe('Paid yesterday & für gut.\n\n> old words');
  });

  it('has what it was delivered to, whoever it names', async () => {
    const raw = 'Delivered-To: replies+0123@harbour.example\r\nTo: undisclosed:;\r\n\r\nwords';
    expect((await parseMail(Buffer.from(raw))).to).toEqual(['replies+0123@harbour.example']);
  });

  it('has reports apart from files', async () => {
    const raw = [
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      'Content-Type: text/plain',
      '',
      'It could not be delivered.',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example',
      '',
      'Final-Recipient: rfc822; sam@penrose.example',
      'Action: failed',
      'Status: 5.1.1',
      '--b',
      'Content-Type: message/rfc822',
      '',
      'Message-ID: <ours@harbour.example>',
      '',
      'Dear Sam',
      '--b--',
      '',
    ].join('\r\n');
    const read = await parseMail(Buffer.from(raw));
    expect(read.attachments).toEqual([]);
    expect(read.reports.map(({ kind }) => kind)).toEqual(['delivery-status', 'original']);
    expect(read.reports[0]!.text).toContain('Action: failed');
    expect(read.reports[1]!.text).toContain('<ours@harbour.example>');
  });

  it.each([
    ['nothing', ''],
    ['bytes', '\0\x01\xff\xfe'.repeat(50)],
    ['only a header', 'Subject: x'],
    ['a date that is none', 'Date: soon\r\n\r\nwords'],
    ['a charset nobody knows', 'Content-Type: text/plain; charset=x-none\r\n\r\nwords'],
    ['a part without an end', 'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nwords'],
    ['base64 that is none', 'Content-Transfer-Encoding: base64\r\n\r\n***'],
  ])('is never a reason to fall over: %s', async (_name, raw) => {
    const read = await parseMail(Buffer.from(raw, 'latin1'));
    expect(read.text).not.toContain('\0');
    expect(read.attachments).toEqual([]);
  });

  it('is read by its headers where its parts are nested beyond reason', async () => {
    let body = 'Content-Type: text/plain\r\n\r\ndeep';
    for (let depth = 0; depth < 300; depth += 1) {
      const inner = `--b${depth}\r\n${body}\r\n--b${depth}--\r\n`;
      body = `Content-Type: multipart/mixed; boundary=b${depth}\r\n\r\n${inner}`;
    }
    const read = await parseMail(Buffer.from(`Subject: deep\r\nFrom: a@b.example\r\n${body}`));
    expect(read).toMatchObject({ subject: 'deep', from: { address: 'a@b.example' } });
  });
});

describe('words of HTML', () => {
  it.each([
    ['a<br>b', 'a\nb'],
    ['<div>a</div><div>b</div>', 'a\n\nb'],
    ['x &lt;script&gt; &#8364; &#x20AC; &bogus;', 'x <script> € € &bogus;'],
    ['<style>p{}</style><!-- no -->yes', 'yes'],
    ['5 < 6 and <b>bold</b>', '5 < 6 and bold'],
    ['&#0;&#xD800;&#9999999;x', 'x'],
  ])('%s', (html, text) => {
    expect(htmlToText(html).replace(/\n+/g, '\n')).toBe(text.replace(/\n+/g, '\n'));
  });
});

describe('what a file is', () => {
  it.each([
    ['%PDF-1.4', 'application/pdf'],
    ['\x89PNG\r\n\x1a\n', 'image/png'],
    ['\xff\xd8\xff\xe0', 'image/jpeg'],
    ['PK\x03\x04', 'application/zip'],
    ['MZ\x90', 'application/x-dosexec'],
    ['<!DOCTYPE html><script>', 'text/html'],
    [' <svg onload=x>', 'text/html'],
    ['plain words', 'text/plain'],
    ['\x00\x01', 'application/octet-stream'],
    ['', 'application/octet-stream'],
  ])('%j is %s', (head, type) => {
    expect(sniffType(Buffer.from(head, 'latin1'))).toBe(type);
  });
});
