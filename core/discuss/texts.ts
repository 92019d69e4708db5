/** What a word sent to a number means by the rules of the networks. */
export type TextCommand = 'stop' | 'start' | 'help';

const WORDS: ReadonlyMap<string, TextCommand> = new Map([
  ...[
    ...['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'OPTOUT', 'REVOKE', 'STOPP'],
    ...['ARRET', 'ABMELDEN', 'AFMELDEN', 'BAJA', 'PARAR', 'BASTA'],
  ].map((word) => [word, 'stop'] as const),
  ...['START', 'UNSTOP'].map((word) => [word, 'start'] as const),
  ...['HELP', 'INFO'].map((word) => [word, 'help'] as const),
]);

/**
 * The command that a text is, or null for words of a person. Only the word alone is one, in any
 * case, with accents and marks around it: "stop, I paid" is for somebody to read.
 */
export function readTextCommand(text: string): TextCommand | null {
  const bare = text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L} ]+/gu, ' ')
    .replace(/\s+/g, '')
    .toUpperCase();
  return WORDS.get(bare) ?? null;
}
