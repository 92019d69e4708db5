import { createOpenAiModel } from '../../../adapters/models/index.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Task } from '../../platform/worker.ts';
import { askModel } from './ask-model.ts';
import { inboxesOf, readMailbox } from './mailboxes.ts';

/** What runs by itself for mail that comes in. */
export function inboundTasks(platform: Platform): Record<string, Task> {
  const inboxes = inboxesOf(platform);
  const { model } = platform.config;
  const reader = model && createOpenAiModel(model);
  return {
    /** Every minute: what is new in each mailbox. One that is closed keeps no other waiting. */
    'read-mailboxes': async (_payload, attempt) => {
      for (const inbox of inboxes) {
        if (attempt.stopping?.aborted) return;
        try {
          const report = await readMailbox(platform, inbox, attempt.stopping);
          if (report.taken + report.unplaced > 0) platform.log.info(report, 'mail was read');
        } catch (error) {
          platform.log.warn({ err: error }, 'a mailbox could not be read; it is tried again');
        }
      }
    },
    /** One reply that no rule understood, where a model is configured. */
    'ask-model': async (payload, attempt) => {
      const business = BigInt(String(payload.business));
      if (reader) await askModel(platform, reader, business, BigInt(String(payload.mail)), attempt);
    },
  };
}

/** When the tasks above begin by themselves. */
export const INBOUND_CRON = [{ task: 'read-mailboxes', match: '* * * * *' }] as const;
