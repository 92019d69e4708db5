import { Loader, Progress as ProgressBar } from '@mantine/core';
import type { ImportProgress } from '../../../server/rounds/import/api.ts';
import classes from './import.module.css';

/** How much of a file has left the browser, and what was done with it since. */
export interface Progress {
  sent: number;
  size: number;
  server: ImportProgress | null;
}

const MEGABYTE = 1024 * 1024;

const STAGES: Record<ImportProgress['stage'], string> = {
  reading: 'Reading the lines',
  matching: 'Comparing them with what is here',
  storing: 'Going through the invoices',
  settling: 'Going through the payments',
  folding: 'Bringing every customer up to date',
};

/** Long work with what is being done: the file leaves, the server reads it, and stores it. */
export function Sending({
  file,
  doing,
  keeps,
  progress,
}: {
  file: File;
  doing: string;
  /** Whether what is done stays, or is only tried. */
  keeps: boolean;
  progress: Progress;
}) {
  const { sent, size, server } = progress;
  const isSent = size === 0 || sent >= size;
  const words = isSent
    ? `${doing}: ${file.name}`
    : `Sending ${file.name}, ${megabytes(sent)} of ${megabytes(size)} MB`;
  const share = isSent ? shareRead(server) : sent / Math.max(1, size);
  return (
    <div className={classes.sending}>
      <p aria-live="polite">
        <Loader size="xs" aria-hidden="true" /> {words}…
      </p>
      <ProgressBar
        value={share === null ? 100 : Math.round(share * 100)}
        animated={share === null}
        aria-label={server ? STAGES[server.stage] : words}
      />
      {server ? (
        <HowFar server={server} keeps={keeps} />
      ) : (
        <p className={classes.small}>Nothing is kept yet.</p>
      )}
    </div>
  );
}

/** How much of the reading is done; null where nobody can say, or when it is over. */
function shareRead(server: ImportProgress | null): number | null {
  if (server?.stage !== 'reading' || !server.total) return null;
  return Math.min(1, server.lines / server.total);
}

function HowFar({ server, keeps }: { server: ImportProgress; keeps: boolean }) {
  const { stage, lines, total, stored } = server;
  return (
    <>
      <p className={classes.small}>{STAGES[stage]}. You can leave this page open.</p>
      <dl className={classes.figures}>
        <Figure name="lines read" value={lines} of={total} />
        <Figure name={keeps ? 'stored' : 'tried out'} value={stored} of={null} />
      </dl>
    </>
  );
}

function Figure({ name, value, of }: { name: string; value: number; of: number | null }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <strong className="tnum">{value.toLocaleString('en-GB')}</strong>
        {of !== null && <span className="tnum"> of {of.toLocaleString('en-GB')}</span>}
      </dd>
    </div>
  );
}

function megabytes(bytes: number): string {
  return (bytes / MEGABYTE).toFixed(1);
}
