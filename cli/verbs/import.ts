import { type Command, Option } from 'commander';
import type { Problem } from '../../core/base/index.ts';
import type { ImportProgress, ImportResult } from '../../server/rounds/import/index.ts';
import { BY, chooseBusiness, type OneBusiness, ofOneBusiness } from '../options.ts';
import { makeProgress, type Progress } from '../progress.ts';
import { answer, count, sayTotals, table } from '../say.ts';
import { withPlatform } from '../session.ts';

/** Problems told in text; the JSON has them all. */
const TOLD = 20;

/** duly import FILE…: customers, invoices and payments, each file all or nothing. */
export function importVerb(program: Command): void {
  ofOneBusiness(program.command('import'))
    .description('customers, invoices and payments from CSV or XLSX; each file all or nothing')
    .argument('<file...>', 'in the order they build on each other')
    .option('--format <name>', 'the layout; found out unless said', 'auto')
    .addOption(
      new Option('--dates <order>', 'which comes first, where the file does not say').choices([
        'day-first',
        'month-first',
      ]),
    )
    .option(
      '--map <field=column,…>',
      'what columns are: "Customer=Client name,Amount=Total"; may be given again',
      (text: string, before: string[] = []) => [...before, text],
    )
    .option('--dry-run', 'do everything and keep nothing')
    .action(importFiles);
}

interface Asked extends OneBusiness {
  format: string;
  dates?: 'day-first' | 'month-first';
  map?: string[];
  dryRun?: boolean;
}

async function importFiles(files: readonly string[], asked: Asked): Promise<void> {
  await withPlatform(async (platform) => {
    const { importFromDisk, readMapping, writeMappingText } = await import(
      '../../server/rounds/import/index.ts'
    );
    const mapping = readMapping(asked.map?.join(','));
    const slug = await chooseBusiness(platform, asked.business);
    const results: ImportResult[] = [];
    for (const file of files) {
      const progress = makeProgress();
      const { format, dates = null, dryRun = false } = asked;
      const options = { format, dates, dryRun, mapping, by: BY };
      const result = await importFromDisk(
        platform,
        slug,
        file,
        options,
        following(progress),
      ).finally(() => progress.end());
      results.push(result);
      // A later file may build on this one, so what comes after a fault is not tried.
      if (result.problems.length > 0) break;
    }
    const json = results.map(jsonOf);
    answer(asked, files.length === 1 ? json[0] : { items: json }, () =>
      results.map((result) => tell(result, asked)).join('\n\n'),
    );
    const faulty = results.find((result) => result.problems.length > 0);
    if (!faulty) return;
    process.exitCode = 1;
    process.stderr.write(`${refusal(faulty, files.length - results.length)}\n`);
    if (!faulty.proposal) return;
    const map = writeMappingText(faulty.proposal.mapping as Parameters<typeof writeMappingText>[0]);
    process.stderr.write(`${proposed(faulty.proposal, map)}\n`);
  });
}

function following(progress: Progress): (at: ImportProgress) => void {
  const words = {
    matching: 'comparing with what is here, lines:',
    storing: 'storing invoices, lines:',
    settling: 'storing payments; stored so far:',
    folding: 'bringing customers up to date; stored:',
  };
  return ({ stage, lines, total, stored }) => {
    if (stage === 'reading') progress.show('lines read:', lines, total);
    else progress.show(words[stage], stored > 0 ? stored : lines);
  };
}

function jsonOf(result: ImportResult) {
  const { file, format, customers, invoices, payments } = result;
  const problems = result.problems.map(({ line, column, value, message }) => ({
    line,
    column,
    value,
    message,
  }));
  const proposal = result.proposal && { proposal: result.proposal };
  return { file, format, customers, invoices, payments, problems, ...proposal };
}

function tell(result: ImportResult, asked: Asked): string {
  if (result.problems.length > 0) return `${result.file} (${result.format}): not imported.`;
  const say = (what: string, { created, updated, unchanged }: ImportResult['customers']) =>
    `  ${what}: ${created} new, ${updated} changed, ${unchanged} as before`;
  const totals = result.totals.length === 0 ? '' : `, invoices of ${sayTotals(result.totals)}`;
  return [
    `${result.file} (${result.format})${totals}`,
    say('customers', result.customers),
    say('invoices', result.invoices),
    say('payments', result.payments),
    ...result.notes.map((note) => `  ${note}`),
    ...(asked.dryRun ? ['  Nothing was kept.'] : []),
  ].join('\n');
}

function refusal(result: ImportResult, later: number): string {
  const { problems, problemsTotal } = result;
  const lines = problems.slice(0, TOLD).map((problem) => `  ${inWords(problem)}`);
  const more = problemsTotal - lines.length;
  if (more > 0) lines.push(`  and ${more.toLocaleString('en-GB')} more.`);
  const after = later > 0 ? ` ${count(later, 'later file')} not looked at.` : '';
  const what = `${result.file}: ${count(problemsTotal, 'problem')}. Nothing of it was imported.`;
  // A remark may be the very reason: a header that was taken for something else.
  lines.push(...result.notes.map((note) => `  ${note}`));
  return `${what}${after}\n${lines.join('\n')}`;
}

/** What the columns could be, with some of their values, and how to say yes. */
function proposed(proposal: NonNullable<ImportResult['proposal']>, map: string): string {
  const rows = proposal.columns.map(({ name, samples }) => [
    `  ${name}`,
    proposal.mapping[name] ?? 'left out',
    samples.join(' · '),
  ]);
  const missing =
    proposal.missing.length === 0
      ? 'If that is right, say'
      : `Nothing looks like ${proposal.missing.join(' or ')}: say which column it is, with`;
  return `The columns could be:\n${table(rows)}\n${missing} --map "${map}"`;
}

function inWords({ line, column, message }: Problem): string {
  const where = [line === null ? '' : `line ${line}`, column ?? ''].filter((part) => part !== '');
  return where.length === 0 ? message : `${where.join(', ')}: ${message}`;
}
