const WIDTH = 74;

// Scripts that write no spaces between words; their characters are twice as wide.
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF]/u;

// What may not begin a row (closing marks and small kana), after JIS X 4051.
const NOT_FIRST = /[、。，．・：；？！）」』】〕〉》”’ぁぃぅぇぉっゃゅょァィゥェォッャュョー々]/u;

/** What joins two rows of a file into one line: nothing between characters that need no space. */
export function joint(before: string, after: string): string {
  return UNSPACED.test([...before].at(-1) ?? '') || UNSPACED.test([...after][0] ?? '') ? '' : ' ';
}

/** Breaks a line into rows of about 74 columns, at spaces or between wide characters. */
export function wrap(line: string): string {
  const rows: string[] = [];
  let row = '';
  let width = 0;
  for (const piece of piecesOf(line)) {
    const columns = columnsOf(piece);
    const full = width > 0 && width + columns > WIDTH;
    if (full && !NOT_FIRST.test(piece)) {
      rows.push(row.trimEnd());
      row = piece.trimStart();
      width = columnsOf(row);
    } else {
      row += piece;
      width += columns;
    }
  }
  rows.push(row.trimEnd());
  return rows.join('\n');
}

/** Words with the space before them, and wide characters one by one. */
function piecesOf(line: string): string[] {
  if (!UNSPACED.test(line)) return line.split(/(?= )/);
  return (
    line.match(new RegExp(`${UNSPACED.source}| ?[^\\s]+?(?=${UNSPACED.source}|\\s|$)| `, 'gu')) ??
    []
  );
}

function columnsOf(text: string): number {
  if (!UNSPACED.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += UNSPACED.test(character) ? 2 : 1;
  return columns;
}
