/**
 * A phone number as networks write it (E.164: a plus, then 8 to 15 digits), or null when it is
 * none. A number without its country's code is not guessed at: the wrong country is a stranger.
 */
export function readNumber(text: string): string | null {
  const bare = text.trim().replace(/[\s().\u00a0/-]/g, '');
  const number = bare.startsWith('00') ? `+${bare.slice(2)}` : bare;
  return /^\+[1-9]\d{7,14}$/.test(number) ? number : null;
}
