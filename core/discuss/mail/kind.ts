import { readBounce } from './bounce.ts';
import type { InboundMail } from './mail.ts';

/**
 * What a mail is. Only a reply, an unsubscribe and a complaint come from somebody who is waiting
 * for us: they hold the chase. The others are shown and hold nothing.
 */
export type MailKind = 'reply' | 'unsubscribe' | 'complaint' | 'auto-reply' | 'bounce' | 'bulk';

const VACATION = new RegExp(
  [
    '^(?:re: |aw: |sv: )?(?:auto(?:matic)?[ -]?(?:reply|response)|autoreply|auto:)',
    '\\bout of (?:the )?office\\b',
    'on (?:annual|parental|maternity|sick) leave',
    'abwesenheits(?:notiz|meldung|nachricht)',
    'automatische antwort',
    'nicht im büro',
    'réponse automatique',
    'absence du bureau',
    "message d'absence",
    'automatisch antwoord',
    'afwezigheid',
    'niet op kantoor',
    'respuesta automática',
    'fuera de la oficina',
    'risposta automatica',
    'fuori (?:sede|ufficio)',
    'odpowiedź automatyczna',
    'automatyczna odpowiedź',
    'poza biurem',
    'nieobecność',
    'resposta automática',
    'fora do escritório',
    '自動返信',
    '自動応答',
    '不在(?:通知|の|です|にし)',
    '自动(?:回复|答复)',
    '自動回覆',
    'رد تلقائي',
    'خارج المكتب',
  ].join('|'),
  'i',
);

const UNSUBSCRIBE_WORDS = [
  '(?:please )?(?:unsubscribe|stop|remove me|take me off)',
  'abmelden|abbestellen',
  'désinscription|désabonne[rz]?',
  'uitschrijven|afmelden',
  'baja|cancelar suscripción',
  'cancellami',
  'wypisz',
  'descadastrar',
  '配信停止',
  '退订|退訂',
  'إلغاء الاشتراك',
];
const UNSUBSCRIBE = new RegExp(
  [
    `^\\W*(?:${UNSUBSCRIBE_WORDS.join('|')})(?![\\p{L}\\p{N}])`,
    'unsubscribe me',
    'stop (?:e-?mailing|writing to) (?:me|us)',
    'remove (?:me|us|my address) from (?:your|this) (?:mailing )?list',
  ].join('|'),
  'iu',
);

/**
 * What a mail is: by its headers first (RFC 3464, 3834, 5965, 2919), then by subjects that mail
 * programs are known to write.
 */
export function kindOf(mail: InboundMail, words: string): MailKind {
  const header = (name: string) => mail.headers.get(name)?.trim().toLowerCase() ?? '';
  if (
    mail.reports.some((one) => one.kind === 'feedback') ||
    /report-type="?feedback-report/.test(header('content-type'))
  ) {
    return 'complaint';
  }
  if (readBounce(mail) !== null || /report-type="?delivery-status/.test(header('content-type'))) {
    return 'bounce';
  }
  const submitted = header('auto-submitted');
  if (submitted !== '' && !/^no\b/.test(submitted)) return 'auto-reply';
  const precedence = `${header('precedence')} ${header('x-precedence')}`;
  if (/auto[_-]?reply/.test(precedence) || header('x-autoreply') || header('x-autorespond')) {
    return 'auto-reply';
  }
  if (VACATION.test(mail.subject)) return 'auto-reply';
  if (header('list-id') || /\b(?:bulk|list|junk)\b/.test(precedence)) return 'bulk';
  if (header('return-path') === '<>') return 'auto-reply';
  const short = words.trim();
  if (UNSUBSCRIBE.test(mail.subject) || (short.length < 200 && UNSUBSCRIBE.test(short))) {
    return 'unsubscribe';
  }
  return 'reply';
}

/** Whether somebody waits for us, so that nothing more may be said until it was read. */
export function holdsTheChase(kind: MailKind): boolean {
  return kind === 'reply' || kind === 'unsubscribe' || kind === 'complaint';
}
