import { Select, Skeleton } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { type LawBook, type PackPage, packPage } from '../../../core/law/index.ts';
import { Card, PageTitle, Pill, ProblemNote } from '../../parts/index.ts';
import { useBusiness } from '../../shell/business.ts';
import { Calculator } from './calculator.tsx';
import classes from './charge.module.css';
import { useLawBook } from './law-book.ts';

/** The law of a place, rule by rule, and a calculator of what paying late costs under it. */
export function LawScene() {
  const { pack: asked } = useParams({ strict: false }) as { pack?: string };
  const read = useLawBook();
  if (read.error) return <ProblemNote error={read.error} retry={() => void read.refetch()} />;
  if (!read.data) return <Skeleton h={420} radius={12} aria-label="Reading the law packs" />;
  return <Law book={read.data} id={asked ?? 'UK'} />;
}

function Law({ book, id }: { book: LawBook; id: string }) {
  const { slug } = useBusiness();
  const navigate = useNavigate();
  const pack = book.packs.get(id.toUpperCase()) ?? [...book.packs.values()][0]!;
  const page = packPage(book, pack);
  const places = [...book.packs.values()].map((one) => ({
    value: one.id,
    label: `${one.name} (${one.id})`,
  }));
  return (
    <>
      <PageTitle
        title={page.name}
        crumbs="Law"
        actions={
          <Select
            aria-label="Place"
            data={places}
            value={pack.id}
            searchable
            allowDeselect={false}
            onChange={(value) => value && void navigate({ to: `/b/${slug}/law/${value}` as '/' })}
          />
        }
      >
        {page.about} It is no legal advice.
      </PageTitle>
      <div className={classes.page}>
        <Calculator key={pack.id} book={book} pack={pack} />
        {page.sections.map((section) => (
          <Section key={section.title} section={section} />
        ))}
        {page.texts.length > 0 && (
          <Card title="Texts the law wants">
            <ul>
              {page.texts.map((text) => (
                <li key={text.id}>
                  {text.about} {text.isUnverified && <Pill tone="amber">not verified</Pill>}
                </li>
              ))}
            </ul>
          </Card>
        )}
        <Card title="Not covered">
          <ul>
            {page.notCovered.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </Card>
      </div>
    </>
  );
}

function Section({ section }: { section: PackPage['sections'][number] }) {
  return (
    <Card title={section.title}>
      <ul>
        {section.rules.map((rule) => (
          <li key={rule.id}>
            {rule.says} {rule.isUnverified && <Pill tone="amber">not verified</Pill>}
            {rule.note !== null && <p className={classes.small}>{rule.note}</p>}
            <p className={classes.small}>
              {rule.marks.join(' · ')} ·{' '}
              {rule.url === null ? (
                rule.source
              ) : (
                <a href={rule.url} target="_blank" rel="noreferrer">
                  {rule.source}
                </a>
              )}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
