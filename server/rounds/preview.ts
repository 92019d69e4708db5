import { RefusedError } from '../../core/base/index.ts';
import { editableWords } from '../../core/wording/index.ts';
import { type MessagePreview, readMessage } from '../chase/index.ts';
import type { Work } from '../platform/platform.ts';
import { ingredientsOf, viewOf, wordMessage } from './render.ts';

/** Stands in for the token of a message that has not left: its links lead nowhere. */
const NO_TOKEN = 'preview';

/** A message as it would arrive, or as it did. */
export async function previewMessage(work: Work, id: bigint): Promise<MessagePreview> {
  const line = await readMessage(work, id);
  const stored = await work.tx
    .selectFrom('message')
    .selectAll()
    .where('business_id', '=', work.business.id)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!line || !stored)
    throw new RefusedError('unknown-message', 'There is no such message.', { status: 404 });
  const attempts = await work.tx
    .selectFrom('attempt')
    .select(['at', 'outcome', 'detail'])
    .where('business_id', '=', work.business.id)
    .where('message_id', '=', id)
    .orderBy('id')
    .execute();
  const edited = stored.edited as { subject: string; text: string } | null;
  const from = work.business.email
    ? { name: work.business.person || work.business.name, address: work.business.email }
    : null;
  const base = { ...line, edited, from, timeline: attempts };
  if (stored.body_text !== null && !['proposed', 'queued'].includes(stored.state)) {
    const to = stored.to_address
      ? { name: stored.to_name ?? '', address: stored.to_address }
      : null;
    return {
      ...base,
      subject: stored.subject ?? '',
      text: stored.body_text,
      html: stored.body_html ?? '',
      words: null,
      to,
    };
  }
  const ingredients = await ingredientsOf(work, [stored]);
  const worded = wordMessage(work, stored, ingredients, NO_TOKEN);
  const { recipient } = worded;
  return {
    ...base,
    subject: worded.subject,
    text: worded.text,
    html: worded.html,
    words: editableWords(
      worded.template,
      viewOf(work, stored, ingredients, worded.template, recipient, NO_TOKEN, work.today),
    ),
    to: recipient.email ? { name: recipient.name, address: recipient.email } : null,
  };
}
