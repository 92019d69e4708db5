import type { Command } from 'commander';
import { options } from '../options.ts';
import { answer, table } from '../say.ts';
import { withPlatform } from '../session.ts';

/** duly business add | list. */
export function businessVerb(program: Command): void {
  const business = program.command('business').description('the businesses kept here');
  business
    .command('add')
    .description('add a business; it starts in safe mode, so nothing it writes leaves')
    .argument('<name>', 'its name, as customers know it')
    .option('--slug <slug>', 'its short name, such as brightwood; made from the name unless said')
    .requiredOption('--country <code>', 'two letters, such as GB')
    .requiredOption('--currency <code>', 'three letters, such as GBP')
    .option('--region <code>', 'the region whose holidays count, such as ENG')
    .option('--zone <zone>', 'its time zone, such as Europe/London; from its country unless said')
    .option('--person <name>', 'who signs its messages')
    .option('--email <address>', 'the address its messages come from')
    .addOption(options.json())
    .action(add);
  business
    .command('list')
    .description('the businesses there are')
    .addOption(options.json())
    .action(list);
}

interface Add {
  slug?: string;
  country: string;
  currency: string;
  region?: string;
  zone?: string;
  person?: string;
  email?: string;
  json?: boolean;
}

async function add(name: string, asked: Add): Promise<void> {
  await withPlatform(async (platform) => {
    const { addBusiness } = await import('../../server/app.ts');
    const { json: _, ...given } = asked;
    const business = await addBusiness(platform, {
      ...given,
      name,
      country: asked.country.toUpperCase(),
      currency: asked.currency.toUpperCase(),
      region: asked.region?.toUpperCase(),
    });
    const { slug, country, currency, region, zone } = business;
    const json = { slug, name: business.name, country, region, currency, zone, live: [] };
    answer(
      asked,
      json,
      () =>
        `${business.name} is here as "${slug}" (${country}, ${currency}, ${zone}), in safe mode: ` +
        'every message is written and kept in the outbox, and none leaves.\n' +
        `Next: duly import FILE --business ${slug}`,
    );
  });
}

async function list(asked: { json?: boolean }): Promise<void> {
  await withPlatform(async (platform) => {
    const { listBusinesses } = await import('../../server/platform/business/index.ts');
    const items = (await listBusinesses(platform)).map((one) => ({
      slug: one.slug,
      name: one.name,
      country: one.country,
      currency: one.currency,
      zone: one.zone,
      demo: one.demo,
      live: Object.keys(one.live),
    }));
    answer(asked, { items }, () => {
      if (items.length === 0) {
        return 'There is no business yet. Add one: duly business add NAME --country GB --currency GBP';
      }
      return table([
        ['short name', 'name', 'country', 'currency', 'time zone', 'mode'],
        ...items.map((one) => [
          one.slug,
          one.name,
          one.country,
          one.currency,
          one.zone,
          one.live.length > 0 ? `live: ${one.live.join(', ')}` : one.demo ? 'demo' : 'safe mode',
        ]),
      ]);
    });
  });
}
