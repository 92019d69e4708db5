/*
 * The words of an HTML mail, for reading and never for showing as HTML. What lies in a blockquote
 * is marked with ">", as a mail in plain text would have it.
 */

/** What is looked at of a mail's markup, in characters. */
const HTML_LIMIT = 1_000_000;
const SILENT = /<(script|style|head|title|noscript|svg)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)/gi;
const BREAKS = /^\/?(?:br|p|div|tr|li|ul|ol|table|h[1-6]|hr|section|article|header|footer|pre)$/;
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  euro: '€',
  pound: '£',
  yen: '¥',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
};
const ACCENTS: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
  ring: '\u030a',
  cedil: '\u0327',
};

/** The text of an HTML mail, line by line. */
export function htmlToText(html: string): string {
  const lines: string[] = [];
  let line = '';
  let depth = 0;
  const end = () => {
    const text = line.replace(/[ \t\n\r\f]+/g, ' ').trim();
    if (text !== '' || lines.at(-1) !== '')
      lines.push(text === '' ? '' : '> '.repeat(depth) + text);
    line = '';
  };
  const shown = html
    .slice(0, HTML_LIMIT)
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(SILENT, ' ');
  for (const [, tag, name = '', text] of shown.matchAll(
    /(<(\/?[a-z][a-z0-9]{0,20})[^>]{0,4000}>)|([^<]+|<)/gi,
  )) {
    if (tag === undefined) {
      line += decoded(text ?? '');
      continue;
    }
    const lower = name.toLowerCase();
    if (lower === 'blockquote' || lower === '/blockquote') {
      end();
      depth = Math.max(0, depth + (lower === 'blockquote' ? 1 : -1));
    } else if (BREAKS.test(lower)) {
      end();
    }
  }
  end();
  return lines.join('\n').trim();
}

function decoded(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,10});/gi, (all, name: string) => {
    if (name.startsWith('#')) {
      const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
        ? String.fromCodePoint(code)
        : ' ';
    }
    if (name === 'szlig') return 'ß';
    const accent = /^([a-z])(grave|acute|circ|tilde|uml|ring|cedil)$/i.exec(name);
    if (accent) return (accent[1]! + ACCENTS[accent[2]!]).normalize('NFC');
    return NAMED[name.toLowerCase()] ?? all;
  });
}
