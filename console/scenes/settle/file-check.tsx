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
  const unknown = unknownIn(preview, trial);
  const question = trial?.question ?? preview.question;
  const problems = unknown === null ? (trial ?? preview).problems : [];
  const total = unknown === null ? (trial ?? preview).problemsTotal : 0;
  const isRemapped = JSON.stringify(mapping) !== JSON.stringify(tried);
  const ready = trial !== null && trial.problemsTotal === 0 && question === null && !isRemapped;
  // Said, and so remembered for the next file like it, only where a person had a say in it.
  const isTold = isRemapped || unknown !== null || options.mapping !== undefined;
  const told = { ...options, ...(isTold ? { mapping } : {}) };
  const columns = (
    <Mapping preview={preview} unknown={unknown} mapping={mapping} onChange={setMapping} />
  );
  return (
    <div className={classes.stack}>
      <WhatItIs preview={preview} trial={trial} isKnown={unknown === null} onAgain={onAgain} />
      {unknown !== null && columns}
      {question && (
        <DateQuestion question={question} onChoose={(dates) => onOptions({ ...told, dates })} />
      )}
      {total > 0 && <Problems problems={problems} total={total} />}
      {ready && trial && <Totals result={trial} would />}
      {unknown === null && columns}
      <Group justify="flex-end">
        <Button variant="default" onClick={onAgain}>
          Leave it
        </Button>
        {ready ? (
          <Button onClick={() => onKeep(told)}>Import it</Button>
        ) : (
          <Button
            variant={isRemapped || unknown !== null ? 'filled' : 'default'}
            disabled={question !== null && unknown === null}
            onClick={() => (question === null ? onTry(told) : onOptions(told))}
          >
            {unknown === null ? 'Try it again' : 'Read it this way'}
          </Button>
        )}
      </Group>
    </div>
  );
}

/** Why a person has to say what the columns are, by the trial or else by the first look. */
function unknownIn(preview: ImportPreview, trial: ImportResult | null): string | null {
  if (trial === null) return preview.unknown;
  return trial.proposal === null ? null : (trial.problems[0]?.message ?? preview.unknown);
}

function WhatItIs({
  preview,
  trial,
  isKnown,
  onAgain,
}: {
  preview: ImportPreview;
  trial: ImportResult | null;
  isKnown: boolean;
  onAgain: () => void;
}) {
  const notes = [...new Set([...preview.notes, ...(trial?.notes ?? [])])];
  const dates = preview.dates === 'day-first' ? 'day first' : 'month first';
  return (
    <Card
      title={preview.file}
      aside={
        <button type="button" className={classes.plainButton} onClick={onAgain}>
          another file
        </button>
      }
    >
      <p className={classes.line}>
        {isKnown ? (
          <>
            <Pill tone="sage">{preview.title}</Pill> {preview.content}, {preview.encoding}
          </>
        ) : (
          <>a table whose headings are not known, {preview.encoding}</>
        )}
        {preview.dates && `, dates ${dates}`}
      </p>
      {notes.map((note) => (
        <p key={note} className={classes.small}>
          {note}
        </p>
      ))}
    </Card>
  );
}
