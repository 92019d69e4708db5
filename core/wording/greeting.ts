import { clean } from './engine.ts';
import type { MessageView } from './view.ts';
import { fill, type Words } from './words/index.ts';

/**
 * How a message begins: as the business wrote it for this person; else by first name where that is
 * sure and the language does so; else by the whole name; else the firm.
 */
export function greetingOf(
  { contact, customer }: Pick<MessageView, 'contact' | 'customer'>,
  { greeting }: Pick<Words, 'greeting'>,
): string {
  const own = clean(contact.greeting ?? '').trim();
  if (own !== '') return own;
  const company = clean(customer.name).trim();
  const name = clean(contact.name).trim();
  if (name === '') return fill(greeting.company, { company });
  return contact.firstName === null
    ? fill(greeting.full, { name, company })
    : fill(greeting.first, { name: clean(contact.firstName), fullName: name, company });
}
