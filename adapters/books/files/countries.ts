/** Languages whose names of countries are understood. */
const LANGUAGES = ['en', 'de', 'fr', 'nl', 'es', 'it'];

const OTHER_NAMES: Readonly<Record<string, string>> = {
  uk: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  'northern ireland': 'GB',
  'great britain': 'GB',
  usa: 'US',
  'u s a': 'US',
  'united states of america': 'US',
  'republic of ireland': 'IE',
  eire: 'IE',
  holland: 'NL',
  brd: 'DE',
  uae: 'AE',
  'czech republic': 'CZ',
};

let names: Map<string, string> | null = null;

function allNames(): Map<string, string> {
  if (names) return names;
  names = new Map(Object.entries(OTHER_NAMES));
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  for (const language of LANGUAGES) {
    const display = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    for (const first of letters) {
      for (const second of letters) {
        const name = display.of(first + second);
        if (name && !names.has(plain(name))) names.set(plain(name), first + second);
      }
    }
  }
  names.delete(plain('Unknown Region'));
  return names;
}

function plain(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, ' ')
    .trim();
}

const MOST_READ = 2_000;
const read = new Map<string, string | null>();

/**
 * The ISO 3166-1 code of a country written as a code or a name in a common language, or null. A
 * file says the same few again and again: they are remembered.
 */
export function readCountry(text: string): string | null {
  let code = read.get(text);
  if (code === undefined) {
    if (read.size > MOST_READ) read.clear();
    code = lookUp(text);
    read.set(text, code);
  }
  return code;
}

function lookUp(text: string): string | null {
  const wanted = text.trim();
  const known = allNames().get(plain(wanted));
  if (known) return known;
  const code = wanted.toUpperCase();
  return /^[A-Z]{2}$/.test(code) && [...allNames().values()].includes(code) ? code : null;
}
