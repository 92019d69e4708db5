import { takeMail } from '../../server/discuss/index.ts';
import type { Work } from '../../server/platform/index.ts';

/** Mail that came in: a reply with a file, one that waits to be placed, and a few more of those. */
export async function seedMail(work: Work, word: string): Promise<void> {
  const known = `${word.toLowerCase()}.8.ltd@customer.example`;
  const unknown = `somebody@${word.toLowerCase()}.example`;
  for (const [index, address] of [known, unknown, unknown].entries()) {
    await takeMail(
      work,
      {
        messageId: `<${index}@${word}.example>`,
        answers: [],
        from: { name: `${word} Writer`, address },
        to: [],
        subject: `About ${word}`,
        sentAt: null,
        headers: new Map(),
        text: `The amount on ${word}-8-1 is wrong.`,
        reports: [],
        attachments: [{ name: `${word}.txt`, type: 'text/plain', bytes: Buffer.from(word) }],
      },
      { receivedAt: work.now, isCutOff: false },
    );
  }
}
