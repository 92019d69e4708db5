import type { Command } from 'commander';
import { isoDay } from '../../core/base/index.ts';
import { cite, type LawBook, type Pack, packOf, type Rule, rulesOf } from '../../core/law/index.ts';
import { options } from '../options.ts';
import { answer, table } from '../say.ts';

/** duly law [PACK]: which places are known, or what is known of one. */
export function lawVerb(program: Command): void {
  program
    .command('law')
    .description('what is known of the law of a place, and how far it can be trusted')
    .argument('[pack]', 'such as UK, DE or AU-NSW; all of them unless said')
    .addOption(options.json())
    .action(law);
}

const TOPICS = [
  ['interest', 'Late interest'],
  ['compensation', 'Fixed sums and collection costs'],
  ['fees', 'Agreed late fees'],
  ['contact', 'Contact'],
  ['limitation', 'Limitation'],
  ['preAction', 'Before court or agency'],
  ['notes', 'Also'],
] as const;

async function law(id: string | undefined, asked: { json?: boolean }): Promise<void> {
  const { lawBook } = await import('../../law/index.ts');
  const book = lawBook();
  if (id === undefined) {
    const packs = [...book.packs.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    const rows = packs.map((pack) => [pack.id, pack.name, pack.status]);
    const json = packs.map(({ id, name, parent, status, version }) => {
      return { id, name, parent, status, version };
    });
    return answer(asked, { packs: json }, () => table(rows));
  }
  const pack = packOf(book, id);
  answer(asked, packJson(book, pack), () => tell(book, pack));
}

/** A pack with what it takes from those above it; days as dates. */
function packJson(book: LawBook, pack: Pack) {
  const topics = Object.fromEntries(
    TOPICS.map(([topic]) => [topic, rulesOf(book, pack, topic).map(dated)]),
  );
  return { ...pack, evidenceHorizon: isoDay(pack.evidenceHorizon), ...topics };
}

function dated(rule: Rule) {
  const { citation, review } = rule;
  return {
    ...rule,
    from: rule.from === null ? null : isoDay(rule.from),
    until: rule.until === null ? null : isoDay(rule.until),
    citation: {
      ...citation,
      retrieved: citation.retrieved === null ? null : isoDay(citation.retrieved),
    },
    review: review === null ? null : { ...review, on: isoDay(review.on) },
  };
}

function tell(book: LawBook, pack: Pack): string {
  const parts = TOPICS.flatMap(([topic, title]) => {
    const rules = rulesOf(book, pack, topic) as readonly Rule[];
    return rules.length === 0 ? [] : ['', title, ...rules.map((rule) => `  ${sayRule(rule)}`)];
  });
  return [
    `${pack.name} (${pack.id}), version ${pack.version}`,
    `Nothing after ${isoDay(pack.evidenceHorizon)} is in it. Notes for people who check, no legal advice.`,
    ...parts,
    '',
    'Not covered',
    ...pack.notCovered.map((line) => `  ${line}`),
  ].join('\n');
}

function sayRule(rule: Rule): string {
  const text = 'text' in rule && typeof rule.text === 'string' ? rule.text : rule.note;
  const who = rule.appliesTo.length === 0 ? '' : ` [${rule.appliesTo.join(', ')}]`;
  const soon = rule.announcedOnly ? ' (announced, not law)' : '';
  return `${rule.id}${who}${soon}: ${text ?? ''} ${cite(rule)}`.replace(/ +/g, ' ').trim();
}
