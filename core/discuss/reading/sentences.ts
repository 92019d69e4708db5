/** A sentence as it stands in the text, and the same prepared for reading. */
export interface Sentence {
  /** To the letter, so that it can be shown where it stands. */
  quoted: string;
  /** Lower case, plain quotes, digits and spaces; parts that turn to something else. */
  plain: string;
  asks: boolean;
}

const MONTHS =
  /^(?:jan|feb|fév|mar|mär|maa|mai|maj|apr|avr|abr|may|jun|jui|jul|aug|aoû|ago|sep|oct|okt|out|nov|dec|dez|déc|dic|ene|gen|mag|giu|lug|set|ott|sty|lut|kwi|cze|lip|sie|wrz|paź|lis|gru)/iu;

/** Cuts a text into sentences; lines that a mail program wrapped are joined again. */
export function sentencesOf(text: string): Sentence[] {
  const found: Sentence[] = [];
  let from = 0;
  const end = (at: number) => {
    const quoted = text.slice(from, at).trim();
    if (/[\p{L}\p{N}]/u.test(quoted)) found.push(sentence(quoted));
    from = at;
  };
  for (const mark of text.matchAll(/[.!?]+(?=\s|$)|[。！？；;؟]+|\n/g)) {
    const at = mark.index + mark[0].length;
    if (mark[0] === '\n' ? endsLine(text, from, mark.index) : !isWithin(text, mark.index, at)) {
      end(at);
    }
  }
  end(text.length);
  return found;
}

const SHORT =
  'nr|no|núm|num|ref|rech|re|inv|fact|fra|ca|bzw|mr|mrs|ms|dr|sr|sra|st|str|tel|z|p|ul|dn|fv';
const ABBREVIATED = new RegExp(`(?:^|[\\s(])(?:\\p{L}|${SHORT})$`, 'iu');

/** Dots that end nothing: "on 3. March", "Nr. 12", "z. B.". */
function isWithin(text: string, mark: number, after: number): boolean {
  if (text[mark] !== '.') return false;
  const before = text.slice(Math.max(0, mark - 12), mark);
  const rest = text.slice(after).replace(/^[ \t]+/, '');
  if (/(?:^|[^\d])\d{1,2}$/.test(before)) {
    return /^[\p{Ll}\d]/u.test(rest) || MONTHS.test(rest);
  }
  return ABBREVIATED.test(before);
}

// A mail program wraps at 72 or so; a line much shorter was ended by the writer.
const WRAPPED_COLUMNS = 50;

function endsLine(text: string, from: number, at: number): boolean {
  const line = text.slice(Math.max(from, text.lastIndexOf('\n', at - 1) + 1), at);
  const next = text.slice(at + 1);
  if (/^[ \t]*(?:\n|$)/.test(next)) return true;
  return !(/^[\p{Ll}\d(]/u.test(next) && line.length > 0) && line.length < WRAPPED_COLUMNS;
}

function sentence(quoted: string): Sentence {
  const plain = plainText(quoted);
  return { quoted, plain: plain.replace(/[.!?؟。]+$/, ''), asks: /[?؟]$/.test(plain) };
}

/** Lower case, with plain quotes, spaces and digits, so that words can be compared. */
export function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[\u064b-\u0652\u0640]/g, '')
    .replace(/[أإآ]/g, 'ا')
    .replace(/\s+/g, ' ')
    .trim();
}
