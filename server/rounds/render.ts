import type { Selectable } from 'kysely';
import type { Day } from '../../core/base/index.ts';
import { decodeLines, decodeTotals, type Purpose } from '../../core/receivable/index.ts';
import {
  ABOUT_NOTHING,
  type Channel,
  chooseTemplate,
  firstNameIfSure,
  linksFor,
  localeFor,
  type MessageView,
  type Rendered,
  renderEdited,
  renderMessage,
  type Template,
} from '../../core/wording/index.ts';
import { shippedTemplates } from '../../templates/index.ts';
import type { Work } from '../platform/platform.ts';
import type { MessageTable } from '../platform/tables.ts';
import { subjectsOf } from './message-subjects.ts';

export type StoredMessage = Selectable<MessageTable>;

/** A letter that a person wrote, beside what decide says. */
export function isByHand({ purpose }: StoredMessage): boolean {
  return purpose === 'by-hand';
}

/** Whom a message is addressed to. */
export interface Recipient {
  contactId: bigint | null;
  email: string | null;
  name: string;
  phone: string | null;
  /** As the business writes it for this person; null leaves it to the language. */
  greeting: string | null;
}

/** What of a customer decides how they are written to. */
interface CustomerWords {
  name: string;
  language: string | null;
  country: string | null;
  address_form: 'formal' | 'informal' | null;
}

/** Everything a message is rendered from, read for many at once. */
export interface Ingredients {
  customers: Map<bigint, CustomerWords>;
  recipients: Map<bigint, Recipient>;
  descriptions: Map<string, string | null>;
  /** What a follow-up is about, by message: the promise, or the answer that it was paid. */
  subjects: Map<bigint, MessageView['about']>;
}

/** Reads the names, addresses and descriptions that these messages need. */
export async function ingredientsOf(
  work: Work,
  messages: readonly StoredMessage[],
): Promise<Ingredients> {
  const customerIds = [0n, ...new Set(messages.map((one) => one.customer_id))];
  const invoiceIds = new Set(
    messages.flatMap((one) => decodeLines(one.lines).map((line) => BigInt(line.invoiceId))),
  );
  const mine = work.business.id;
  const customers = await work.tx
    .selectFrom('customer')
    .select(['id', 'name', 'language', 'country', 'address_form'])
    .where('business_id', '=', mine)
    .where('id', 'in', customerIds)
    .execute();
  const contacts = await work.tx
    .selectFrom('contact')
    .select(['id', 'customer_id', 'name', 'email', 'phone', 'greeting'])
    .where('business_id', '=', mine)
    .where('customer_id', 'in', customerIds)
    .where('not_me_on', 'is', null)
    .where('unreachable_on', 'is', null)
    .orderBy('position')
    .orderBy('id')
    .execute();
  const invoices = await work.tx
    .selectFrom('invoice')
    .select(['id', 'description'])
    .where('business_id', '=', mine)
    .where('id', 'in', [0n, ...invoiceIds])
    .execute();
  const recipients = new Map<bigint, Recipient>();
  for (const row of contacts) {
    const known = recipients.get(row.customer_id);
    // The first who can be written to; a contact with only a phone is better than nobody.
    if (known?.email || (known && row.email === null)) continue;
    recipients.set(row.customer_id, {
      contactId: row.id,
      email: row.email,
      name: row.name,
      phone: row.phone,
      greeting: row.greeting,
    });
  }
  return {
    customers: new Map(customers.map((row) => [row.id, row])),
    recipients,
    descriptions: new Map(invoices.map((row) => [String(row.id), row.description])),
    subjects: await subjectsOf(work, messages),
  };
}

/** A message in words, the template it came from, and what that had to fall back on. */
export interface Worded extends Rendered {
  template: Template;
  fellBack: string | null;
  recipient: Recipient;
}

/**
 * Renders one message with the links of its token.
 * @throws RefusedError when no template fits or one is broken: the message is then held, not sent.
 */
export function wordMessage(
  work: Work,
  message: StoredMessage,
  from: Ingredients,
  token: string,
  today: Day = work.today,
): Worded {
  const customer = from.customers.get(message.customer_id)!;
  const country = customer.country ?? work.business.country;
  const languages = [customer.language ?? work.business.language, work.business.language].map(
    (language) => localeFor(language, country),
  );
  // A letter by hand takes the layout of its template; all of its words are the person's.
  const purpose = (message.purpose === 'by-hand' ? message.template : message.purpose) as Purpose;
  const chosen = chooseTemplate(shippedTemplates(), {
    id: message.template,
    purpose,
    tone: message.tone,
    channel: message.channel as Channel,
    address: customer.address_form ?? 'formal',
    languages,
  });
  if (chosen === null)
    throw new RangeError(`There is no ${message.channel} wording for ${message.step}`);
  const recipient = from.recipients.get(message.customer_id) ?? {
    contactId: null,
    email: null,
    name: '',
    phone: null,
    greeting: null,
  };
  const view = viewOf(work, message, from, chosen.template, recipient, token, today);
  const edited = message.edited as { subject: string; text: string } | null;
  const rendered =
    edited === null
      ? renderMessage(chosen.template, view)
      : renderEdited(chosen.template, view, edited);
  return { ...rendered, template: chosen.template, fellBack: chosen.fellBack, recipient };
}

export function viewOf(
  work: Work,
  message: StoredMessage,
  from: Ingredients,
  template: Template,
  recipient: Recipient,
  token: string,
  today: Day,
): MessageView {
  const { business } = work;
  const customer = from.customers.get(message.customer_id)!;
  const totals = decodeTotals(message.totals);
  return {
    locale: localeFor(template.language, customer.country ?? business.country),
    address: template.address,
    today,
    step: message.step,
    tone: message.tone,
    business: {
      name: business.name,
      person: business.person,
      phone: business.phone,
      email: business.email,
      address: business.address,
      howToPay: business.howToPay,
      colour: business.colour,
    },
    customer: { name: customer.name },
    contact: {
      name: recipient.name,
      firstName: firstNameIfSure(recipient.name),
      phone: recipient.phone,
      greeting: recipient.greeting,
    },
    lines: decodeLines(message.lines).map((line) => ({
      ...line,
      description: from.descriptions.get(line.invoiceId) ?? null,
    })),
    totals,
    links: linksFor(work.platform.config.publicUrl, token),
    about: aboutOf(message, from),
    plan: [],
    required: [],
    claim: null,
    discreet: true,
    offersStop: true,
  };
}

/** A plan's word is about its instalment; other follow-ups about what they refer to. */
function aboutOf(message: StoredMessage, from: Ingredients): MessageView['about'] {
  const [total = null] = decodeTotals(message.totals);
  if (message.purpose.startsWith('plan-')) {
    return { ...ABOUT_NOTHING, on: decodeLines(message.lines)[0]?.dueOn ?? null, total };
  }
  return from.subjects.get(message.id) ?? ABOUT_NOTHING;
}
