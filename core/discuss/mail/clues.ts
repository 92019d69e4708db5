import type { InboundMail } from './mail.ts';

/** What in a mail tells which message of ours it answers, the surest first. */
export interface Clues {
  /** Message-IDs it names, whoever made them, with their brackets. */
  headerIds: string[];
  /** What stands behind the plus of our reply address. */
  tags: string[];
  /** Tokens of payers' pages that are quoted in it. */
  tokens: string[];
  /** Who wrote it, in lower case. */
  sender: string | null;
}

// More than any real conversation has; a mail with ten thousand ids is no conversation.
const MOST = 50;

/** The clues of a mail; whether they are ours is for the database to say. */
export function cluesOf(mail: InboundMail): Clues {
  const original = mail.reports.filter((one) => one.kind === 'original');
  const inside = original.flatMap((one) => idsIn(headerOf(one.text, 'message-id')));
  return {
    headerIds: [...new Set([...inside, ...mail.answers])].slice(0, MOST),
    tags: [...new Set(mail.to.flatMap(tagOf))].slice(0, MOST),
    tokens: [...new Set([...mail.text.matchAll(TOKEN)].map((found) => found[1]!))].slice(0, MOST),
    sender: mail.from?.address ?? null,
  };
}

const TOKEN = /\/p\/([A-Za-z0-9_-]{65})(?![A-Za-z0-9_-])/g;

/** The tag of an address such as replies+0123…@example.com; ours are 32 hexadecimal digits. */
function tagOf(address: string): string[] {
  const tag = /^[^@+]+\+([0-9a-f]{32})@/.exec(address)?.[1];
  return tag === undefined ? [] : [tag];
}

/** Message-IDs in the value of a header, in their order. */
export function idsIn(value: string): string[] {
  return [...value.matchAll(/<[^<>\s\p{Cc}]{3,250}>/gu)].map((found) => found[0]);
}

/** The value of a header within a text that begins with headers, unfolded; '' where it is not. */
export function headerOf(text: string, name: string): string {
  const unfolded = text.replace(/\r\n/g, '\n').replace(/\n[ \t]+/g, ' ');
  const found = new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(unfolded);
  return found?.[1]?.trim() ?? '';
}
