/*
 * What somebody wrote themselves, without the mail they answered. Mail programs put a line above
 * what they quote, in the words of their language; where a program gives none, ">" marks it.
 */

const WROTE = 'wrote|schrieb|schreef|escribió|a écrit|ha scritto|napisał\\(?a?\\)?|escreveu';

const LONGEST_INTRODUCTION = 500;

/** What stands in a bar of dashes above a quote. */
const BARS = [
  'original message',
  'forwarded message',
  'ursprüngliche nachricht',
  'originalnachricht',
  'weitergeleitete nachricht',
  "message d'origine",
  'message original',
  'message transféré',
  'oorspronkelijk bericht',
  'doorgestuurd bericht',
  'mensaje original',
  'messaggio originale',
  'messaggio inoltrato',
  'wiadomość oryginalna',
  'mensagem original',
  '元のメッセージ',
  '原始邮件',
  '原始郵件',
  'الرسالة الأصلية',
];

/** A line, or two wrapped ones, after which all is quoted. */
const INTRODUCTIONS: readonly RegExp[] = [
  /^on\s.{4,200}\bwrote:?$/i,
  new RegExp(`^.{3,120}<[^<>\\s]+@[^<>\\s]+>\\s+(?:${WROTE})\\s*:?$`, 'i'),
  /^am\s.{4,200}\bschrieb\b.{0,120}:$/i,
  /^le\s.{4,200}\ba écrit\s*:$/i,
  /^op\s.{4,200}\bschreef\b.{0,120}:$/i,
  /^el\s.{4,200}\bescribió\s*:$/i,
  /^il\s.{4,200}\bha scritto\s*:$/i,
  /^(?:w dniu|dnia)\s.{4,200}\bnapisał(?:\(a\)|a)?\b\s*:?$/i,
  /^.{4,120}\bnapisał(?:\(a\)|a)\s*:$/i,
  /^em\s.{4,200}\bescreveu\s*:$/i,
  /^\d{4}年\d{1,2}月\d{1,2}日.{0,120}(?:[:：]|のメール|写道[:：]?|寫道[:：]?)$/,
  /^.{0,120}(?:さんは書きました|写道|寫道)\s*[:：]$/,
  /^(?:في|بتاريخ)\s.{4,200}(?:كتب|كتبت)\s*.{0,120}[:：]$/,
  /^.{0,120}(?:كتب|كتبت)\s*[:：]$/,
  new RegExp(`^\\W{0,3}-{2,}\\s*(?:${BARS.join('|')})\\s*-{2,}$`, 'i'),
  /^_{10,}$/,
];

/** The headers that Outlook and its like write above what they quote. */
const FROM = /^\W{0,3}(?:from|von|de|van|da|od|差出人|送信者|发件人|寄件者|من)\s*[:：]\s*\S.*$/i;
const HEADERS = [
  'sent',
  'date',
  'to',
  'subject',
  'gesendet',
  'datum',
  'an',
  'betreff',
  'envoyé',
  'à',
  'objet',
  'verzonden',
  'aan',
  'onderwerp',
  'enviado(?: el| em)?',
  'fecha',
  'para',
  'asunto',
  'assunto',
  'inviato',
  'data',
  'a',
  'oggetto',
  'wysłano',
  'do',
  'temat',
  '送信日時',
  '日時',
  '宛先',
  '件名',
  '发送时间',
  '日期',
  '收件人',
  '主题',
  '寄件日期',
  '主旨',
  'تاريخ',
  'تم الإرسال',
  'إلى',
  'الموضوع',
];
const NEXT = new RegExp(`^\\W{0,3}(?:${HEADERS.join('|')})\\s*[:：]`, 'i');

/** How a phone or a program signs; it is no word of theirs. */
const PHONES = [
  'sent from my',
  'get outlook for',
  'von meinem .{2,30} gesendet',
  'envoyé de mon',
  'verzonden (?:vanaf|met) mijn',
  'enviado desde mi',
  'inviato da(?:l mio)?',
  'wysłano z',
  'enviado do meu',
  'iphoneから送信',
  '从我的 ?iphone',
  '发自我的',
  'أُرسلت من',
];
const SENT_FROM = new RegExp(`^(?:${PHONES.join('|')})`, 'i');

/** The words of a mail without what it quotes, its signature, and how its program signs. */
export function withoutQuote(text: string): string {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u200b\u200e\u200f\u202a-\u202e\ufeff]/g, '')
    .split('\n');
  const end = endOfWords(lines);
  const kept = lines.slice(0, end).filter((line) => !isQuoted(line));
  return kept
    .join('\n')
    .replace(/[ \t\u00a0]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

const isQuoted = (line: string) => /^\s*[>|]/.test(line);

/** Where the words end. Introductions of what is marked line by line are emptied on the way. */
function endOfWords(lines: string[]): number {
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at]!.trim();
    if (line === '' || isQuoted(line)) continue;
    // A signature is set off by "-- " alone on its line (RFC 3676).
    if (/^--\s?$/.test(lines[at]!)) return at;
    if (SENT_FROM.test(line)) return at;
    if (isHeaderBlock(lines, at)) return at;
    const count = introductionAt(lines, at);
    if (count === 0) continue;
    const next = lines.slice(at + count).find((one) => one.trim() !== '');
    // Somebody may write below what they quote; only a quote without marks has no end.
    if (next === undefined || !isQuoted(next)) return at;
    lines.fill('', at, at + count);
  }
  return lines.length;
}

/** How many lines introduce a quote here: none, one, or a long one wrapped over two or three. */
function introductionAt(lines: readonly string[], at: number): number {
  if (isOwnSentence(lines, at)) return 0;
  for (let count = 1; count <= 3; count += 1) {
    if (count > 1 && lines[at + count - 1]?.trim() === '') return 0;
    if (!introduces(lines, at, count)) continue;
    // "Paid." above an introduction is no part of it.
    return count > 1 && introduces(lines, at + 1, count - 1) ? 0 : count;
  }
  return 0;
}

function introduces(lines: readonly string[], at: number, count: number): boolean {
  const joined = lines
    .slice(at, at + count)
    .map((one) => one.trim())
    .join(' ')
    .slice(0, LONGEST_INTRODUCTION);
  return INTRODUCTIONS.some((one) => one.test(joined));
}

/** "On Friday your colleague wrote:" amid a letter: nothing follows that looks quoted or old. */
function isOwnSentence(lines: readonly string[], at: number): boolean {
  const line = lines.slice(at, at + 3).join(' ');
  return !/\d/.test(line) && !/@|-{2,}|_{10,}/.test(line);
}

function isHeaderBlock(lines: readonly string[], at: number): boolean {
  if (!FROM.test(lines[at]!.trim())) return false;
  const after = lines
    .slice(at + 1, at + 8)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, 4);
  return after.filter((line) => NEXT.test(line)).length >= 2;
}
