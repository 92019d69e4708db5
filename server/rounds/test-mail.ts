import { randomBytes } from 'node:crypto';
import type { Delivery, OutgoingMessage, Party } from '../../adapters/channels/index.ts';
import { RefusedError } from '../../core/base/index.ts';
import { chooseTemplate, renderEdited, sampleView } from '../../core/wording/index.ts';
import { shippedTemplates } from '../../templates/index.ts';
import type { Work } from '../platform/platform.ts';
import type { TestMailReport } from './test-mail-api.ts';

/**
 * A message as the business's customers read it, with an invented invoice, to the person who asks
 * for it and to nobody else. It is kept nowhere and is no word to a customer, so that safe mode
 * has nothing to say about it.
 * @throws RefusedError `no-address` (409) while the business has no address to write from.
 */
export function testMail(work: Work, to: Party): OutgoingMessage {
  const { business } = work;
  if (!business.email) {
    throw new RefusedError(
      'no-address',
      'Your business has no email address to write from yet. Enter one under Your business.',
      { status: 409 },
    );
  }
  const wanted = { id: 'gentle', purpose: 'step', tone: 2, channel: 'email' } as const;
  const chosen = chooseTemplate(shippedTemplates(), { ...wanted, languages: [business.language] });
  if (chosen === null) throw new RangeError('There is no gentle email to show');
  const { template } = chosen;
  const sample = sampleView({}, work.today);
  const view = {
    ...sample,
    locale: template.language === 'en' ? sample.locale : template.language,
    business: {
      ...sample.business,
      name: business.name,
      person: business.person,
      phone: business.phone,
      email: business.email,
      address: business.address,
      howToPay: business.howToPay,
      colour: business.colour,
    },
  };
  const rendered = renderEdited(template, view, {
    subject: `A test mail from ${business.name}`,
    text:
      `Dear ${to.name || to.address},\n\nthis is how a message of ${business.name} looks. ` +
      'It was asked for on the settings page and went to you alone. The invoices in it are ' +
      'invented, and its answers lead nowhere.',
  });
  const domain = business.email.split('@')[1] ?? 'localhost';
  return {
    headerId: `<test.${randomBytes(16).toString('hex')}@${domain}>`,
    from: { name: business.person || business.name, address: business.email },
    replyTo: null,
    to,
    subject: rendered.subject,
    text: rendered.text,
    html: rendered.html,
    date: work.now,
    language: template.language,
    notMeUrl: null,
    attempt: 1,
  };
}

/** What became of it, as one says it to the person who waits for it. */
export function reportOf(to: string, delivery: Delivery): TestMailReport {
  switch (delivery.outcome) {
    case 'accepted':
      return { result: 'accepted', to, answer: delivery.detail };
    case 'deferred':
      return { result: 'later', to, answer: delivery.reason };
    case 'refused':
      return { result: 'refused', to, answer: delivery.reason };
  }
}
