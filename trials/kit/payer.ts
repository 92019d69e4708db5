import { portalRoutes } from '../../portal/index.ts';
import { issueAnswerLink } from '../../server/discuss/index.ts';
import { createApp } from '../../server/platform/http/index.ts';
import type { Business, Platform, Work } from '../../server/platform/platform.ts';
import { workFor } from '../../server/platform/work.ts';
import { addCustomer, addInvoice } from './receivables.ts';

interface Invoice {
  number: string;
  amount: bigint;
  dueOn: string;
  currency?: string;
}

let names = 0;

/** The one-time word of the form on a page. */
export const wordIn = (body: string) => /name="word" value="([^"]+)"/.exec(body)![1]!;

/** A payer of a business, without JavaScript; every one is counted by limits of their own. */
export function payerOf(platform: Platform, business: Business) {
  const nobody = { identify: async () => null, access: async () => null };
  const app = createApp(platform, {
    authenticator: nobody,
    routers: [],
    portal: portalRoutes(platform),
  });

  const as = <T>(run: (work: Work) => Promise<T>) => workFor(platform, business.id, 'Anna', run);

  /** A customer who owes on these invoices (two unless said), with a link of theirs. */
  async function linkTo(invoices?: Invoice[]) {
    names += 1;
    const name = `Penrose ${names} & Sons`;
    const mine = invoices ?? [
      { number: `P-${names}`, amount: 50_000n, dueOn: '2026-03-06' },
      { number: `Q-${names}`, amount: 30_000n, dueOn: '2026-03-30' },
    ];
    return as(async (work) => {
      const customerId = await addCustomer(work, name);
      const ids = [];
      for (const invoice of mine) ids.push(await addInvoice(work, customerId, invoice));
      const contact = await work.tx
        .selectFrom('contact')
        .select('id')
        .where('customer_id', '=', customerId)
        .executeTakeFirstOrThrow();
      const link = { customerId, messageId: null, contactId: contact.id };
      const token = await issueAnswerLink(work, link);
      return {
        customerId,
        name,
        contactId: contact.id,
        token,
        path: `/p/${token}`,
        ids,
        numbers: mine.map((one) => one.number),
      };
    });
  }

  async function get(path: string, headers: Record<string, string> = {}) {
    const response = await app.request(path, { headers });
    return { status: response.status, headers: response.headers, body: await response.text() };
  }

  async function post(path: string, fields: Record<string, string>) {
    const response = await app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    });
    return { status: response.status, headers: response.headers, body: await response.text() };
  }

  /** Opens a form and sends it, as a person does. */
  async function say(path: string, kind: string, fields: Record<string, string> = {}) {
    const word = wordIn((await get(`${path}/${kind}`)).body);
    return { word, ...(await post(`${path}/${kind}`, { word, ...fields })) };
  }

  return { app, as, linkTo, get, post, say };
}
