import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportPreview, ImportResult } from '../../../server/rounds/import/api.ts';
import { Card, EmptyPage, PageTitle, ProblemNote } from '../../parts/index.ts';
import { may, useBusiness } from '../../shell/business.ts';
import { DropZone } from './drop-zone.tsx';
import { FileCheck } from './file-check.tsx';
import { History } from './history.tsx';
import classes from './import.module.css';
import { ResultCard } from './result-card.tsx';
import { type Progress, Sending } from './sending.tsx';
import { type FileOptions, sendFile } from './upload.ts';

/** Where a file is on its way in: read, looked at, tried, kept. */
type Stage =
  | { at: 'choose' }
  | { at: 'sending'; doing: string; keeps: boolean; file: File }
  | {
      at: 'check';
      file: File;
      options: FileOptions;
      preview: ImportPreview;
      trial: ImportResult | null;
    }
  | { at: 'done'; result: ImportResult };

/** Brings a file of the accounts in: what it is, what it would do, then all of it or nothing. */
export function ImportScene() {
  const { role } = useBusiness();
  const importing = useImporting();
  const { stage } = importing;
  return (
    <>
      <PageTitle title="Import a file" crumbs="Settle">
        Customers, invoices and payments from CSV or Excel. Nothing is kept before you say so, and a
        file is kept whole or not at all.
      </PageTitle>
      {importing.error ? (
        <div className={classes.problem}>
          <ProblemNote error={importing.error} />
        </div>
      ) : null}
      {!may(role, 'record') ? (
        <EmptyPage title="Importing is for the bookkeeper">
          Your role here is to look. The owner can change that in Settings.
        </EmptyPage>
      ) : (
        <Steps {...importing} />
      )}
      {stage.at === 'choose' && <History />}
    </>
  );
}

type Importing = ReturnType<typeof useImporting>;

function Steps({ stage, progress, look, trial, keep, again }: Importing) {
  switch (stage.at) {
    case 'choose':
      return <DropZone onFile={(file) => void look(file, {})} />;
    case 'sending':
      return (
        <Card label="On its way">
          <Sending file={stage.file} doing={stage.doing} keeps={stage.keeps} progress={progress} />
        </Card>
      );
    case 'check':
      return (
        <FileCheck
          key={stage.file.name}
          preview={stage.preview}
          options={stage.options}
          trial={stage.trial}
          onOptions={(options) => void look(stage.file, options)}
          onTry={(options) => void trial(stage.file, options, stage.preview)}
          onKeep={(options) => void keep(stage.file, options, stage.preview)}
          onAgain={again}
        />
      );
    case 'done':
      return <ResultCard result={stage.result} onAgain={again} />;
  }
}

const NOTHING_SENT: Progress = { sent: 0, size: 0, server: null };

/** The steps of an import, one request each; a failure leads back to where the person was. */
function useImporting() {
  const { slug } = useBusiness();
  const client = useQueryClient();
  const [stage, setStage] = useState<Stage>({ at: 'choose' });
  const [progress, setProgress] = useState<Progress>(NOTHING_SENT);
  const [error, setError] = useState<unknown>(null);

  async function sending<T>(
    file: File,
    doing: string,
    send: () => Promise<T>,
    keeps = false,
  ): Promise<T | null> {
    const before = stage;
    setError(null);
    setProgress({ ...NOTHING_SENT, size: file.size });
    setStage({ at: 'sending', doing, keeps, file });
    try {
      return await send();
    } catch (failure) {
      setError(failure);
      setStage(before.at === 'sending' ? { at: 'choose' } : before);
      return null;
    }
  }
  const send = <T,>(path: string, file: File, options: FileOptions) =>
    sendFile<T>(slug, path, file, options, setProgress);

  async function look(file: File, options: FileOptions) {
    const preview = await sending(file, 'Looking at what it is', () =>
      send<ImportPreview>('/imports/preview', file, options),
    );
    if (!preview) return;
    const isClear = preview.question === null && preview.unknown === null;
    const canTry = isClear && preview.problemsTotal === 0;
    if (!canTry) {
      setStage({ at: 'check', file, options, preview, trial: null });
      return;
    }
    await trial(file, options, preview);
  }

  async function trial(file: File, options: FileOptions, preview: ImportPreview) {
    const result = await sending(file, 'Trying it out, keeping nothing', () =>
      send<ImportResult>('/imports', file, { ...options, dryRun: true }),
    );
    if (result) setStage({ at: 'check', file, options, preview, trial: result });
  }

  async function keep(file: File, options: FileOptions, preview: ImportPreview) {
    const result = await sending(
      file,
      'Keeping it',
      () => send<ImportResult>('/imports', file, options),
      true,
    );
    if (!result) return;
    if (result.stored || result.problemsTotal === 0) setStage({ at: 'done', result });
    else setStage({ at: 'check', file, options, preview, trial: result });
    await client.invalidateQueries({ queryKey: [slug] });
  }

  const again = () => {
    setError(null);
    setStage({ at: 'choose' });
  };
  return { stage, progress, error, look, trial, keep, again };
}
