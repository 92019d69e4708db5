import type { Page } from 'playwright-core';
import type { House } from './harness.ts';

/** Sets the house up as its first owner would, by the API, and signs the page in. */
export async function settle(
  house: House,
  page: Page,
  business: { name?: string; country?: string; currency?: string; zone?: string } = {},
): Promise<string> {
  const answer = await page.request.post(`${house.url}/api/v1/first-run`, {
    headers: { origin: house.url },
    data: {
      person: 'Ruth Okafor',
      email: 'ruth@harbour.example',
      password: 'oak table by the window',
      name: 'Harbour & Pine',
      country: 'GB',
      currency: 'GBP',
      zone: 'Europe/London',
      ...business,
    },
  });
  if (!answer.ok()) throw new Error(await answer.text());
  const { businesses } = (await answer.json()) as { businesses: { slug: string }[] };
  return `/b/${businesses[0]?.slug ?? ''}`;
}
