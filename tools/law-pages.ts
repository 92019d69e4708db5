import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packPage, type RuleInWords } from '../core/law/index.ts';
import { lawBook } from '../law/index.ts';

// Writes docs/law: a page for each jurisdiction pack. Run it after a pack has changed.

const folder = join(import.meta.dirname, '../docs/law');

/** Every page of docs/law by its file name. */
export function lawPages(): Map<string, string> {
  const book = lawBook();
  const packs = [...book.packs.values()].sort((a, b) => a.id.localeCompare(b.id));
  const pages = new Map(packs.map((pack) => [`${pack.id}.md`, pageOf(packPage(book, pack))]));
  const list = packs.map((pack) => `* [${pack.id}](${pack.id}.md) ${pack.name}, ${pack.status}`);
  const about =
    'What Duly knows of the law of each place, as dated and cited data. It is no legal advice; ' +
    'what is marked "not verified" is to be checked before anybody relies on it.';
  return pages.set('README.md', `# Law, place by place\n\n${about}\n\n${list.join('\n')}\n`);
}

function pageOf(page: ReturnType<typeof packPage>): string {
  const parts = [`# ${page.name} (${page.id})`, page.about];
  for (const { title, rules } of page.sections)
    parts.push(`## ${title}`, rules.map(ruleOf).join('\n'));
  if (page.texts.length > 0) {
    const texts = page.texts.map(
      ({ id, about, isUnverified }) =>
        `* ${isUnverified ? '**Not verified.** ' : ''}\`${id}\`: ${about}`,
    );
    parts.push('## Texts the law wants', texts.join('\n'));
  }
  const missing = page.notCovered.map((one) => `* ${one}`);
  parts.push('## Not covered', missing.join('\n') || '* Nothing is named.');
  return `${parts.join('\n\n')}\n`;
}

function ruleOf({ id, says, marks, isUnverified, source, url, note }: RuleInWords): string {
  const mark = isUnverified ? '**Not verified.** ' : '';
  const cited = url === null ? source : `[${source}](${url})`;
  const more = note === null ? '' : ` ${note.replace(/\s+/g, ' ').trim()}`;
  return `* ${mark}\`${id}\`: ${says.replace(/\s+/g, ' ').trim()}${more} _${marks.join('; ')}. ${cited}_`;
}

if (import.meta.main) {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of lawPages()) writeFileSync(join(folder, name), text);
}
