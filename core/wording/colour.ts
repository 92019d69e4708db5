const INK = '#1e2a26';
const FALLBACK = '#21584a';

/** The colour as "#rrggbb", or the house green when it is not one. */
export function safeColour(colour: string): string {
  return /^#[0-9a-f]{6}$/i.test(colour) ? colour.toLowerCase() : FALLBACK;
}

/** Relative luminance after WCAG 2.2, 0 black … 1 white. */
function luminance(colour: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** Contrast ratio after WCAG 2.2, 1 … 21. */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** A business's colour made usable: on white it is read as text only at 4.5 : 1, else ink is. */
export interface Palette {
  colour: string;
  /** Text on the colour. */
  onColour: string;
  /** The colour as text on white, or ink. */
  heading: string;
}

const palettes = new Map<string, Palette>();

/** The palette of a business's colour. */
export function paletteOf(colour: string): Palette {
  const safe = safeColour(colour);
  const known = palettes.get(safe);
  if (known) return known;
  const palette = {
    colour: safe,
    onColour: contrast(safe, '#ffffff') >= contrast(safe, INK) ? '#ffffff' : INK,
    heading: contrast(safe, '#ffffff') >= 4.5 ? safe : INK,
  };
  // One entry for each business; a thousand colours are enough to remember.
  if (palettes.size > 1_000) palettes.clear();
  palettes.set(safe, palette);
  return palette;
}
