import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { ImportPreview, ImportResult } from '../../../server/rounds/import/api.ts';
import { Card, Pill } from '../../parts/index.ts';
import { DateQuestion } from './date-question.tsx';
import classes from './import.module.css';
import { Mapping } from './mapping.tsx';
import { Problems } from './problems.tsx';
import { Totals } from './totals.tsx';
import type { FileOptions } from './upload.ts';

/** What the file was taken for, what it would do, and the yes to keep it. */
export function FileCheck({
  preview,
  options,
  trial,
  onOptions,
  onTry,
  onKeep,
  onAgain,
}: {
  preview: ImportPreview;
  options: FileOptions;
  /** What a trial of it said; null before there was one. */
  trial: ImportResult | null;
  onOptions: (options: FileOptions) => void;
  onTry: (options: FileOptions) => void;
  onKeep: (options: FileOptions) => void;
  onAgain: () => void;
}) {
  // What was tried last; a change since then has to be tried before it is kept.
  const tried = options.mapping ?? preview.mapping;
  const [mapping, setMapping] = useState(tried);
  const question = trial?.question ?? preview.question;
  const problems = trial ? trial.problems : preview.problems;
  const total = trial ? trial.problemsTotal : preview.problemsTotal;
  const isRemapped = JSON.stringify(mapping) !== JSON.stringify(tried);
  const ready = trial !== null && total === 0 && question === null && !isRemapped;
  const notes = [...new Set([...preview.notes, ...(trial?.notes ?? [])])];
  return (
    <div className={classes.stack}>
      <Card
        title={preview.file}
        aside={
          <button type="button" className={classes.plainButton} onClick={onAgain}>
            another file
          </button>
        }
      >
        <p className={classes.line}>
          <Pill tone="sage">{preview.title}</Pill> {preview.content}, {preview.encoding}
          {preview.dates &&
            `, dates ${preview.dates === 'day-first' ? 'day first' : 'month first'}`}
        </p>
        {notes.map((note) => (
          <p key={note} className={classes.small}>
            {note}
          </p>
        ))}
      </Card>
      {question && (
        <DateQuestion
          question={question}
          onChoose={(dates) => onOptions({ ...options, dates, mapping })}
        />
      )}
      {total > 0 && <Problems problems={problems} total={total} />}
      {ready && trial && <Totals result={trial} would />}
      <Mapping
        preview={preview}
        mapping={mapping}
        onChange={(column, field) => setMapping({ ...mapping, [column]: field })}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onAgain}>
          Leave it
        </Button>
        {ready ? (
          <Button onClick={() => onKeep({ ...options, mapping })}>Import it</Button>
        ) : (
          <Button
            variant={isRemapped ? 'filled' : 'default'}
            disabled={question !== null}
            onClick={() => onTry({ ...options, mapping })}
          >
            Try it again
          </Button>
        )}
      </Group>
    </div>
  );
}
