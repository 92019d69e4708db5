import { createTwilioChannel } from '../../../adapters/channels/index.ts';
import type { Examination } from '../../platform/doctor.ts';
import type { Platform } from '../../platform/platform.ts';

/** What the doctor looks at of text messages. */
export const textExaminations: readonly Examination[] = [{ name: 'texts', look: lookAtTexts }];

async function lookAtTexts({ config }: Platform) {
  const { twilio } = config;
  if (twilio === null) {
    return { ok: true, detail: 'no text service is set (DULY_TWILIO_ACCOUNT)' };
  }
  const { url, ...account } = twilio;
  const options = { ...account, kind: 'sms', statusUrl: null, ...(url && { url }) } as const;
  const channel = createTwilioChannel(options);
  const closed = await channel.check();
  await channel.close();
  if (closed !== null) return { ok: false, detail: closed };
  if (new URL(config.publicUrl).protocol === 'https:') {
    return { ok: true, detail: `the text service lets us in; texts are from ${twilio.from}` };
  }
  const detail =
    'the text service lets us in, but cannot tell us anything: DULY_PUBLIC_URL is no https address';
  return { ok: url !== null, detail };
}
