import { type Command, InvalidArgumentError, Option } from 'commander';
import { fromPlainDate, isoDay, RefusedError } from '../../core/base/index.ts';
import {
  CONTACT_CHANNELS,
  type ContactChannel,
  type ContactVerdict,
  type CustomerKind,
  type EarlierContact,
  type LocalMoment,
  mayContact,
  PERSONS,
  type Person,
  packOf,
  rulesOf,
  STOP_KINDS,
  type StopKind,
  timeText,
} from '../../core/law/index.ts';
import { customerKind, options } from '../options.ts';
import { answer, sayDay } from '../say.ts';

interface Asked {
  pack: string;
  kind: CustomerKind;
  channel: ContactChannel;
  person: Person;
  at: string;
  zone: string;
  contactAt: string[];
  conversationAt: string[];
  optedIn: ContactChannel[];
  optedOut: ContactChannel[];
  stop: StopKind[];
  json?: boolean;
}

/** duly contact: whether a customer may be contacted so, there and then, and when if not. */
export function contactVerb(program: Command): void {
  program
    .command('contact')
    .description('whether a customer may be contacted so, there and then; and when, if not')
    .requiredOption('--pack <id>', 'the law of which place, such as AU or US-NYC (see duly law)')
    .addOption(customerKind())
    .addOption(
      new Option('--channel <channel>', 'how').choices(CONTACT_CHANNELS).makeOptionMandatory(),
    )
    .addOption(new Option('--person <who>', 'whom').choices(PERSONS).default('customer'))
    .requiredOption(
      '--at <moment>',
      "on the customer's clock, such as 2026-12-25T10:00",
      readMoment,
    )
    .requiredOption('--zone <name>', "the customer's time zone, such as Australia/Sydney")
    .option('--contact-at <moment>', 'an earlier contact (may be said again)', readMoments, [])
    .option('--conversation-at <moment>', 'an earlier talk (may be said again)', readMoments, [])
    .addOption(new Option('--opted-in <channels...>', 'yes was said').choices(CONTACT_CHANNELS))
    .addOption(new Option('--opted-out <channels...>', 'no was said').choices(CONTACT_CHANNELS))
    .addOption(new Option('--stop <kinds...>', 'what is known of them').choices(STOP_KINDS))
    .addOption(options.json())
    .action(contact);
}

/** A moment as it was written: with an offset or Z it is an instant, without one a local time. */
function readMoment(text: string): string {
  try {
    if (/(Z|[+-]\d{2}:?\d{2})$/i.test(text)) Temporal.Instant.from(text);
    else Temporal.PlainDateTime.from(text);
    return text;
  } catch {
    throw new InvalidArgumentError('A moment is written 2026-12-25T10:00.');
  }
}

function readMoments(text: string, before: string[]): string[] {
  return [...before, readMoment(text)];
}

async function contact(asked: Asked): Promise<void> {
  const [{ lawBook }, { makeCalendars }] = await Promise.all([
    import('../../law/index.ts'),
    import('../../server/platform/index.ts'),
  ]);
  const book = lawBook();
  const pack = packOf(book, asked.pack);
  const at = localMoment(asked.at, asked.zone);
  const earlier = (text: string, spoke: boolean): EarlierContact => {
    return { at: localMoment(text, asked.zone), channel: asked.channel, spoke, reached: true };
  };
  const verdict = mayContact(rulesOf(book, pack, 'contact'), {
    kind: asked.kind,
    channel: asked.channel,
    person: asked.person,
    at,
    calendar: makeCalendars().of(pack.country, pack.region, at.day),
    earlier: [
      ...asked.contactAt.map((text) => earlier(text, false)),
      ...asked.conversationAt.map((text) => earlier(text, true)),
    ],
    optedIn: asked.optedIn ?? [],
    optedOut: asked.optedOut ?? [],
    stops: asked.stop ?? [],
  });
  const json = { ...verdict, nextAllowed: verdict.nextAllowed && momentText(verdict.nextAllowed) };
  answer(asked, json, () => tell(verdict));
}

/**
 * A moment on the wall clock of a zone.
 * @throws RefusedError `unknown-zone`.
 */
function localMoment(text: string, zone: string): LocalMoment {
  try {
    const local = /(Z|[+-]\d{2}:?\d{2})$/i.test(text)
      ? Temporal.Instant.from(text).toZonedDateTimeISO(zone)
      : Temporal.PlainDateTime.from(text).toZonedDateTime(zone);
    const minutes = local.hour * 60 + local.minute;
    return { day: fromPlainDate(local.toPlainDate()), minutes };
  } catch {
    throw new RefusedError(
      'unknown-zone',
      `There is no time zone "${zone}". It is written like Europe/London. Nobody is contacted ` +
        'while it is not known what time it is where they are.',
    );
  }
}

function momentText(at: LocalMoment): string {
  return `${isoDay(at.day)}T${timeText(at.minutes)}`;
}

const SAYS: Record<ContactVerdict['result'], string> = {
  allow: 'Yes: nothing stands in the way.',
  ask: 'A person decides first.',
  deny: 'No.',
};

function tell(verdict: ContactVerdict): string {
  const next = verdict.nextAllowed;
  const when =
    verdict.result === 'allow' || next === null
      ? []
      : [`Not before ${sayDay(next.day)}, ${timeText(next.minutes)} where they are.`];
  const rules = verdict.rules.map((rule) => `  ${rule.text} (${rule.source})`);
  return [SAYS[verdict.result], ...when, ...(rules.length > 0 ? ['', ...rules] : [])].join('\n');
}
