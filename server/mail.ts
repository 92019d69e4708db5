import { type Channel, createEmailChannel } from '../adapters/channels/index.ts';
import type { Config } from './platform/index.ts';

/** The way mail leaves, where a mail server is set. Whoever opens it closes it. */
export function mailChannel(config: Config): Channel | null {
  if (config.smtpUrl === null) return null;
  return createEmailChannel({
    smtpUrl: config.smtpUrl,
    perDomainPerMinute: config.mailPerDomainPerMinute,
    dkim: config.dkim,
  });
}
