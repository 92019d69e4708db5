import { describe, expect, it } from 'vitest';
import { readBounce } from './bounce.ts';
import { cluesOf } from './clues.ts';
import { holdsTheChase, kindOf } from './kind.ts';
import type { InboundMail } from './mail.ts';
import { withoutQuote } from './quote.ts';

function mail(
  change: Partial<Omit<InboundMail, 'headers'>> & { headers?: Record<string, string> } = {},
): InboundMail {
  const { headers = {}, ...same } = change;
  return {
    messageId: '<a@penrose.example>',
    answers: [],
    from: { name: 'Sam', address: 'sam@penrose.example' },
    to: ['ruth@harbour.example'],
    subject: 'Re: Invoice H-1052',
    sentAt: '2026-03-10T09:00:00.000Z',
    headers: new Map(Object.entries(headers)),
    text: 'We paid yesterday.',
    reports: [],
    attachments: [],
    ...same,
  };
}

const QUOTE = '> Dear Sam,\n> H-1052 is due.\n';

describe('what somebody wrote is told from what they quote', () => {
  it.each([
    ['English', 'On Mon, 9 Mar 2026 at 09:30, Ruth Okafor <ruth@harbour.example> wrote:'],
    [
      'English over two lines',
      'On Mon, 9 Mar 2026 at 09:30, Ruth Okafor\n<ruth@harbour.example> wrote:',
    ],
    ['German', 'Am 09.03.2026 um 09:30 schrieb Ruth Okafor <ruth@harbour.example>:'],
    [
      'German, Gmail',
      'Am Mo., 9. März 2026 um 09:30 Uhr schrieb Ruth Okafor <\nruth@harbour.example>:',
    ],
    ['French', 'Le lun. 9 mars 2026 à 09:30, Ruth Okafor <ruth@harbour.example> a écrit :'],
    ['Dutch', 'Op ma 9 mrt 2026 om 09:30 schreef Ruth Okafor <ruth@harbour.example>:'],
    ['Spanish', 'El lun, 9 mar 2026 a las 9:30, Ruth Okafor (<ruth@harbour.example>) escribió:'],
    [
      'Italian',
      'Il giorno lun 9 mar 2026 alle ore 09:30 Ruth Okafor <ruth@harbour.example> ha scritto:',
    ],
    ['Polish', 'pon., 9 mar 2026 o 09:30 Ruth Okafor <ruth@harbour.example> napisał(a):'],
    [
      'Portuguese',
      'Em seg., 9 de mar. de 2026 às 09:30, Ruth Okafor <ruth@harbour.example> escreveu:',
    ],
    ['Japanese', '2026年3月9日(月) 9:30 Ruth Okafor <ruth@harbour.example>:'],
    ['Chinese', 'Ruth Okafor <ruth@harbour.example> 于2026年3月9日周一 09:30写道：'],
    ['Arabic', 'في الاثنين، ٩ مارس ٢٠٢٦ 9:30 Ruth Okafor <ruth@harbour.example> كتب:'],
    ['a bar of Outlook', '-----Original Message-----'],
    ['a bar of Outlook in German', '-----Ursprüngliche Nachricht-----'],
    ['a rule of Outlook', '________________________________'],
    [
      'headers in English',
      'From: Ruth Okafor <ruth@harbour.example>\nSent: Monday, 9 March 2026 09:30\nTo: Sam\nSubject: Invoice',
    ],
    [
      'headers in bold',
      '*From:* Ruth Okafor\n*Sent:* Monday, 9 March 2026 09:30\n*To:* Sam\n*Subject:* Invoice',
    ],
    [
      'headers in German',
      'Von: Ruth Okafor\nGesendet: Montag, 9. März 2026 09:30\nAn: Sam\nBetreff: Rechnung',
    ],
    [
      'headers in French',
      'De : Ruth Okafor\nEnvoyé : lundi 9 mars 2026 09:30\nÀ : Sam\nObjet : Facture',
    ],
    [
      'headers in Dutch',
      'Van: Ruth Okafor\nVerzonden: maandag 9 maart 2026\nAan: Sam\nOnderwerp: Factuur',
    ],
    [
      'headers in Spanish',
      'De: Ruth Okafor\nEnviado el: lunes, 9 de marzo\nPara: Sam\nAsunto: Factura',
    ],
    ['headers in Italian', 'Da: Ruth Okafor\nInviato: lunedì 9 marzo\nA: Sam\nOggetto: Fattura'],
    ['headers in Polish', 'Od: Ruth Okafor\nWysłano: 9 marca 2026\nDo: Sam\nTemat: Faktura'],
    [
      'headers in Portuguese',
      'De: Ruth Okafor\nEnviada em: 9 de março\nData: 9 de março\nPara: Sam\nAssunto: Fatura',
    ],
    ['headers in Japanese', '差出人: Ruth Okafor\n送信日時: 2026年3月9日\n宛先: Sam\n件名: 請求書'],
    ['headers in Chinese', '发件人: Ruth Okafor\n发送时间: 2026年3月9日\n收件人: Sam\n主题: 发票'],
    ['headers in Arabic', 'من: Ruth Okafor\nتم الإرسال: 9 مارس\nإلى: Sam\nالموضوع: فاتورة'],
  ])('%s', (_name, introduction) => {
    const marked = `We paid yesterday.\n\n${introduction}\n${QUOTE}`;
    const plain = `We paid yesterday.\n\n${introduction}\n\nDear Sam,\nwe will pay on Friday.\n`;
    expect(withoutQuote(marked)).toBe('We paid yesterday.');
    expect(withoutQuote(plain)).toBe('We paid yesterday.');
  });

  it('below a quote, and between its lines', () => {
    const above = 'On Mon, 9 Mar 2026, Ruth <ruth@harbour.example> wrote:';
    expect(withoutQuote(`${above}\n${QUOTE}\nPaid.\n`)).toBe('Paid.');
    expect(withoutQuote(`${above}\n> H-1052?\nPaid.\n> H-1060?\nFriday.`)).toBe('Paid.\nFriday.');
  });

  it('without the signature, and what a phone adds', () => {
    expect(withoutQuote('Paid.\n-- \nSam\nwe will pay on Friday')).toBe('Paid.');
    expect(withoutQuote('Paid.\n\nSent from my iPhone')).toBe('Paid.');
    expect(withoutQuote('Bezahlt.\n\nVon meinem iPhone gesendet')).toBe('Bezahlt.');
  });

  it('with sentences that only look like an introduction', () => {
    const text = 'On Friday your colleague wrote:\nplease wait. So we did.';
    expect(withoutQuote(text)).toBe(text);
    expect(withoutQuote('From: our side all is fine.\nPaid.')).toContain('Paid.');
  });
});

describe('what a mail is', () => {
  it.each([
    ['reply', mail()],
    ['reply', mail({ headers: { 'auto-submitted': 'no' } })],
    ['auto-reply', mail({ headers: { 'auto-submitted': 'auto-replied (vacation)' } })],
    ['auto-reply', mail({ headers: { 'x-autoreply': 'yes' } })],
    ['auto-reply', mail({ headers: { precedence: 'auto_reply' } })],
    ['auto-reply', mail({ headers: { 'return-path': '<>' } })],
    ['auto-reply', mail({ subject: 'Automatic reply: Invoice H-1052' })],
    ['auto-reply', mail({ subject: 'Abwesenheitsnotiz: Rechnung' })],
    ['auto-reply', mail({ subject: 'Réponse automatique : facture' })],
    ['auto-reply', mail({ subject: 'Automatisch antwoord: factuur' })],
    ['auto-reply', mail({ subject: 'Respuesta automática: factura' })],
    ['auto-reply', mail({ subject: 'Risposta automatica: fattura' })],
    ['auto-reply', mail({ subject: 'Odpowiedź automatyczna: faktura' })],
    ['auto-reply', mail({ subject: 'Resposta automática: fatura' })],
    ['auto-reply', mail({ subject: '自動返信: 請求書' })],
    ['auto-reply', mail({ subject: '自动回复: 发票' })],
    ['auto-reply', mail({ subject: 'رد تلقائي: فاتورة' })],
    ['bulk', mail({ headers: { 'list-id': '<news.example>' } })],
    ['bulk', mail({ headers: { precedence: 'bulk' } })],
    ['unsubscribe', mail({ text: 'Unsubscribe me please' })],
    ['unsubscribe', mail({ subject: 'unsubscribe', text: '' })],
    [
      'complaint',
      mail({ headers: { 'content-type': 'multipart/report; report-type=feedback-report' } }),
    ],
    [
      'bounce',
      mail({ reports: [{ kind: 'delivery-status', text: 'Action: failed\nStatus: 5.1.1' }] }),
    ],
  ] as const)('%s', (kind, one) => {
    expect(kindOf(one, withoutQuote(one.text))).toBe(kind);
  });

  it('holds the chase when somebody waits for us, and for no machine', () => {
    const kinds = ['reply', 'unsubscribe', 'complaint', 'auto-reply', 'bounce', 'bulk'] as const;
    expect(kinds.map(holdsTheChase)).toEqual([true, true, true, false, false, false]);
  });
});

describe('a bounce', () => {
  const about = 'Message-ID: <0123@harbour.example>';
  const report = (text: string) =>
    readBounce(
      mail({
        reports: [
          { kind: 'delivery-status', text },
          { kind: 'original', text: `From: ruth\r\n${about}\r\n` },
        ],
      }),
    );
  const failed = (status: string, said: string) =>
    `Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; Sam@Penrose.example\nAction: failed\nStatus: ${status}\nDiagnostic-Code: smtp; ${said}`;

  it.each([
    ['5.1.1', '550 5.1.1 no such user', true],
    ['5.1.10', '550 recipient not found', true],
    ['5.2.1', '550 mailbox disabled', true],
    ['5.0.0', '550 user unknown', true],
    ['5.2.2', '552 mailbox full', false],
    ['5.7.1', '550 5.7.1 blocked by policy', false],
    ['5.1.8', '550 sender refused', false],
    ['4.4.7', '451 timed out', false],
  ])('by RFC 3464 with %s, "%s": for good %s', (status, said, permanent) => {
    expect(report(failed(status, said))).toMatchObject({
      permanent,
      delayed: false,
      recipient: 'sam@penrose.example',
      reason: said,
      about: ['<0123@harbour.example>'],
    });
  });

  it('that is only late is nothing yet, and a receipt is none', () => {
    expect(report('Action: delayed\nStatus: 4.4.1')).toMatchObject({
      permanent: false,
      delayed: true,
    });
    expect(report('Action: delivered\nStatus: 2.0.0')).toBeNull();
  });

  it.each([
    ['a qmail failure', 'failure notice', '<sam@penrose.example>:\n550 5.1.1 no mailbox here'],
    [
      'an Exim failure',
      'Mail delivery failed: returning message to sender',
      '  sam@penrose.example\n    550 No such user here',
    ],
    [
      'a Google failure',
      'Delivery Status Notification (Failure)',
      'Address not found: sam@penrose.example\nThe response was: 550 5.1.1 The email account that you tried to reach does not exist.',
    ],
    [
      'an Exchange failure',
      'Undeliverable: Invoice',
      "sam@penrose.example\nThe recipient's mailbox: user unknown",
    ],
    ['a German failure', 'Unzustellbar: Rechnung', 'sam@penrose.example\n550 5.1.1 unbekannt'],
  ])('as %s writes it', (_name, subject, text) => {
    const found = readBounce(
      mail({
        from: { name: '', address: 'mailer-daemon@mx.example' },
        subject,
        text: `${text}\n\n--- Below is a copy ---\n${about}\n`,
      }),
    );
    expect(found).toMatchObject({ permanent: true, about: ['<0123@harbour.example>'] });
    expect(found?.recipient).toContain('sam@penrose.example');
  });

  it('is not what a person writes about one', () => {
    expect(readBounce(mail({ subject: 'Undeliverable: what does that mean?' }))).toBeNull();
  });
});

describe('the clues of a mail', () => {
  it('are the ids it names, our tag behind the plus, our token, and who wrote', () => {
    const token = 'A'.repeat(65);
    const tag = '0123456789abcdef0123456789abcdef';
    const clues = cluesOf(
      mail({
        answers: ['<b@x>', '<a@x>'],
        to: [`replies+${tag}@harbour.example`, 'replies+sale@harbour.example'],
        text: `Paid.\n> pay here: https://pay.example/p/${token}/paid\n> https://x/p/short`,
      }),
    );
    expect(clues).toEqual({
      headerIds: ['<b@x>', '<a@x>'],
      tags: [tag],
      tokens: [token],
      sender: 'sam@penrose.example',
    });
  });
});
