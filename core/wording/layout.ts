import { paletteOf } from './colour.ts';
import { asHtml, type Block, blockOf, clean, escapeHtml } from './engine.ts';
import { fontsOf } from './fonts.ts';
import { howToPayLines, planRows, signatureLines, whatNext } from './letter.ts';
import type { LineGroup } from './lines.ts';
import { sayMoney } from './speech.ts';
import { ANSWER_KINDS, type MessageView } from './view.ts';
import { fill, type Words } from './words/index.ts';

const SOFT = 'color:#5c6661;';
const CARD =
  'max-width:552px;margin:0 auto;padding:34px;background:#ffffff;color:#1e2a26;' +
  'border:1px solid #e7e2d9;border-radius:12px;font-size:15px;' +
  'line-height:1.6;overflow-wrap:anywhere;';
const CELL = 'border-top:1px solid #e7e2d9;padding:8px 0;vertical-align:top;';
const LINK = 'color:#1e2a26;text-decoration:underline;display:inline-block;padding:4px 0';
const BUTTON =
  'display:inline-block;text-decoration:none;font-weight:600;border-radius:8px;padding:12px 20px';
const SUM = `${CELL}white-space:nowrap;font-variant-numeric:tabular-nums;`;

// Inline styles carry the look everywhere; this sheet only adds what cannot be said inline: the
// dark theme and the narrow screen. A reader that drops it loses neither words nor order.
const SHEET =
  ':root{color-scheme:light dark;supported-color-schemes:light dark}' +
  '@media (max-width:480px){.card{padding:22px 18px!important}.desk{padding:0!important}}' +
  '@media (prefers-color-scheme:dark){.desk{background:#121815!important}' +
  '.card{background:#1a221e!important;color:#efeae0!important;border-color:#2c3631!important}' +
  '.name,.card a.link,.card th,.card td{color:#efeae0!important}' +
  '.soft{color:#aab3ad!important}.rule{border-color:#2c3631!important}}';

/** The HTML part: one calm card with the business's name and colour, and nothing remote in it. */
export function page(
  subject: string,
  paragraphs: readonly string[],
  view: MessageView,
  words: Words,
  groups: readonly LineGroup[],
): string {
  const { heading } = paletteOf(view.business.colour);
  const { direction, language } = words;
  const { sans, serif } = fontsOf(language);
  // Said on the card too: mail readers drop the attributes of html and body.
  const way = `dir="${direction}" lang="${escapeHtml(view.locale)}"`;
  const body = paragraphs
    .map((paragraph) => {
      const block = blockOf(paragraph);
      return block
        ? (BLOCK_HTML[block]?.(view, words, groups) ?? '')
        : wordsHtml(asHtml(paragraph));
    })
    .join('\n');
  return `<!doctype html>
<html lang="${escapeHtml(view.locale)}" dir="${direction}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(subject)}</title><style>${SHEET}</style></head>
<body style="margin:0;padding:0;-webkit-text-size-adjust:100%">
<div class="desk" style="background:#efebe3;padding:28px 12px">
<div class="card" ${way} style="${CARD}font-family:${sans};text-align:${sides(words).start}">
<p class="name" style="margin:0 0 22px;font-family:${serif};font-size:19px;font-weight:600;color:${heading}">${text(view.business.name)}</p>
${body}
</div></div></body></html>
`;
}

/** A value of the data as HTML text. */
function text(value: string): string {
  return escapeHtml(clean(value));
}

function wordsHtml(paragraph: string): string {
  return `<p style="margin:0 0 14px">${paragraph.replaceAll('\n', '<br>')}</p>`;
}

type BlockHtml = (view: MessageView, words: Words, groups: readonly LineGroup[]) => string;

const BLOCK_HTML: Readonly<Partial<Record<Block, BlockHtml>>> = {
  lines: (_view, words, groups) => linesHtml(groups, words),
  pay: payHtml,
  answers: answersHtml,
  plan: planHtml,
  next: (view, words) => wordsHtml(text(whatNext(view, words))),
  required: (view) =>
    view.required.map((one) => wordsHtml(one.split('\n').map(text).join('\n'))).join('\n'),
  signature: (view) => {
    const [first = '', second = ''] = signatureLines(view);
    const rest = second ? `<br><span class="soft" style="${SOFT}">${text(second)}</span>` : '';
    return `<p style="margin:0 0 14px">${text(first)}${rest}</p>`;
  },
};

/** The edges at which a line of the language begins and ends; Outlook knows no "start". */
function sides({ direction }: Words): { start: string; end: string } {
  return direction === 'rtl' ? { start: 'right', end: 'left' } : { start: 'left', end: 'right' };
}

/** A number or an amount, whose order of characters the text around it must not change. */
function isolated(value: string, { direction }: Words): string {
  return direction === 'rtl' ? `<bdi>${text(value)}</bdi>` : text(value);
}

function tableHtml(rows: readonly string[]): string {
  return `<table style="width:100%;border-collapse:collapse;margin:4px 0 20px;font-size:14px;line-height:1.5">
${rows.join('\n')}
</table>`;
}

function headingHtml(heading: string, words: Words): string {
  return `<tr><th scope="colgroup" colspan="2" style="text-align:${sides(words).start};font-weight:600;padding:12px 0 6px">${text(heading)}</th></tr>`;
}

function rowHtml(what: string, amount: string, words: Words): string {
  const { start, end } = sides(words);
  return `<tr><td class="rule" style="${CELL}text-align:${start}">${what}</td>
<td class="rule" style="${SUM}text-align:${end};padding-${start}:12px"><strong>${isolated(amount, words)}</strong></td></tr>`;
}

function linesHtml(groups: readonly LineGroup[], words: Words): string {
  return tableHtml(
    groups.flatMap((group) => [
      headingHtml(group.heading, words),
      ...group.rows.map((row) => {
        const what = row.description === '' ? '' : ` ${text(row.description)}`;
        const when = `<span class="soft" style="${SOFT}">${text(row.when)}</span>`;
        const number = `<strong>${isolated(row.number, words)}</strong>`;
        return rowHtml(`${number}${what}<br>\n${when}`, row.amount, words);
      }),
    ]),
  );
}

function planHtml(view: MessageView, words: Words): string {
  const rows = planRows(view, words);
  if (rows.length === 0) return '';
  const parts = rows.map((row) => rowHtml(text(row.when), row.amount, words));
  return tableHtml([headingHtml(words.plan, words), ...parts]);
}

function payHtml(view: MessageView, words: Words): string {
  const { colour, onColour } = paletteOf(view.business.colour);
  const label =
    view.totals.length > 0
      ? fill(words.seeAndPay, { total: sayMoney(view.totals, view.locale) })
      : words.see;
  const how = howToPayLines(view, words)
    .map((line) => isolated(line, words))
    .join('<br>');
  return `<p style="margin:6px 0 14px"><a href="${escapeHtml(view.links.page)}"
 style="background:${colour};color:${onColour};${BUTTON}">${text(label)}</a></p>
<p class="soft" style="margin:0 0 20px;font-size:14px;${SOFT}"><strong>${text(words.howToPay)}</strong><br>${how}</p>`;
}

function answersHtml(view: MessageView, words: Words): string {
  const items = ANSWER_KINDS.map(
    (kind) =>
      `<li style="margin:0 0 4px"><a class="link" href="${escapeHtml(view.links.answers[kind])}"
 style="${LINK}">${text(words.answers[kind])}</a></li>`,
  );
  return `<p style="margin:0 0 8px">${text(words.answersIntro)}</p>
<ul style="list-style:none;margin:0 0 18px;padding:0">
${items.join('\n')}
</ul>`;
}
