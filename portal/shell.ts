import { html, raw } from 'hono/html';
import { fontsOf, paletteOf, type Words } from '../core/wording/index.ts';
import type { Business } from '../server/platform/index.ts';

/** A piece of a page: hono/html has escaped every value in it. */
export type Markup = ReturnType<typeof html>;

const CSS = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1e2a26;--soft:#5c6661;--line:#e0dbd1;--calm:#eef4f1;--field:#fff;
--fault:#7e4a12;--faultbg:#fbf3e4}
@media (prefers-color-scheme:dark){:root{--paper:#151b18;--ink:#efeae0;--soft:#aab3ad;--line:#36413b;--calm:#1f2a25;
--field:#1b2320;--fault:#f0c98a;--faultbg:#332a1a}
.name{color:var(--ink)!important}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:16px/1.5 var(--sans);overflow-wrap:anywhere}
main{max-width:32rem;margin:0 auto;padding:1.4rem 1.25rem 3rem}
h1,h2,.name,.sum{font-family:var(--serif);line-height:1.25}
.name{font-size:1.2rem;font-weight:600;margin:0 0 1.6rem}
h1{font-size:1.5rem;margin:0 0 .6rem}
h2{font-size:1.15rem;margin:1.8rem 0 .7rem}
p{margin:0 0 .9rem}
.soft{color:var(--soft)}
.small{font-size:.875rem}
.lead{margin:0}
.sum{font-size:2.4rem;font-weight:600;margin:.1rem 0 1.2rem;font-variant-numeric:tabular-nums;display:block}
.card{border:1px solid var(--line);border-radius:12px;padding:0 .95rem;margin:0 0 1rem}
.card.pay{padding:.9rem .95rem;background:var(--calm)}
.card h2{font-size:.875rem;font-family:inherit;margin:.8rem 0 .2rem;color:var(--soft);font-weight:600}
.row{display:flex;gap:1rem;justify-content:space-between;padding:.7rem 0;border-top:1px solid var(--line);
list-style:none}
.card h2+ul .row:first-child{border-top:0}
ul{margin:0;padding:0}
.row b+span{margin-inline-start:.3rem}
.row .amount{font-weight:600;white-space:nowrap;font-variant-numeric:tabular-nums}
.answers{display:grid;grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));gap:.5rem;list-style:none}
.answers a{display:block;height:100%;border:1px solid var(--line);border-radius:8px;padding:.65rem .9rem;
min-height:44px;color:inherit;text-decoration:none;font-weight:600;font-size:.94rem}
.answers a:hover{background:var(--calm)}
a{color:inherit}
a:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,
textarea:focus-visible{outline:3px solid #3b5b7a;outline-offset:2px}
label,legend{display:block;font-weight:600;margin:1.1rem 0 .3rem;padding:0}
fieldset{border:0;margin:0;padding:0}
.choice{display:flex;gap:.6rem;align-items:center;font-weight:400;margin:.2rem 0;min-height:44px}
.choice input{width:1.2rem;height:1.2rem;flex:none}
input[type=text],input[type=date],select,textarea{width:100%;font:inherit;color:inherit;background:var(--field);
border:1px solid #8b918d;border-radius:8px;padding:.6rem .7rem;min-height:44px}
textarea{min-height:6rem}
.help{color:var(--soft);font-size:.875rem;margin:.25rem 0 0}
.fault{color:var(--fault);background:var(--faultbg);border-radius:8px;padding:.55rem .75rem;margin:.4rem 0 0}
button{display:block;width:100%;font:inherit;font-weight:600;border:0;border-radius:8px;padding:.85rem 1rem;
margin:1.6rem 0 1rem;min-height:48px;cursor:pointer}
footer{border-top:1px solid var(--line);margin-top:2rem;padding-top:1rem}
`;

/** What a page is drawn in. */
export interface Frame {
  words: Words;
  locale: string;
  title: string;
  /** Null for a page that belongs to nobody: a closed link. */
  business: Pick<Business, 'name' | 'colour'> | null;
}

/** A whole page: the business's name and colour, nothing remote, nothing that runs. */
export function page(frame: Frame, content: Markup): Markup {
  const { colour, onColour, heading } = paletteOf(frame.business?.colour ?? '');
  const { sans, serif } = fontsOf(frame.words.language);
  const fonts = `:root{--sans:${sans};--serif:${serif}}`;
  const own = `${fonts}button{background:${colour};color:${onColour}}.name{color:${heading}}`;
  const name = frame.business ? html`<p class="name">${frame.business.name}</p>` : '';
  const title = frame.business ? `${frame.title} · ${frame.business.name}` : frame.title;
  return html`<!doctype html>
<html lang="${frame.locale}" dir="${frame.words.direction}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex,nofollow"><meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}</title><style>${raw(CSS + own)}</style></head>
<body><main>${name}${content}</main></body></html>`;
}
