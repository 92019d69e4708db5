// GSM 03.38: the basic alphabet, one unit a character, and its extension table, two units.
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡' +
    'ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const EXTENDED = new Set('^{}\\[~]|€\f');

/** How a text message travels. */
export interface TextLength {
  encoding: 'GSM-7' | 'UCS-2';
  /** Septets or 16-bit units. */
  units: number;
  /** Messages it is split into and paid for: 160 or 70 units alone, 153 or 67 each when joined. */
  segments: number;
}

/** Counts a text message as a network does (3GPP TS 23.038 and 23.040). */
export function textLength(text: string): TextLength {
  let units = 0;
  for (const character of text) {
    if (BASIC.has(character)) units += 1;
    else if (EXTENDED.has(character)) units += 2;
    else
      return { encoding: 'UCS-2', units: text.length, segments: segmentsOf(text.length, 70, 67) };
  }
  return { encoding: 'GSM-7', units, segments: segmentsOf(units, 160, 153) };
}

function segmentsOf(units: number, alone: number, joined: number): number {
  return units <= alone ? 1 : Math.ceil(units / joined);
}
