import { Loader, Progress as ProgressBar } from '@mantine/core';
import classes from './import.module.css';

/** How much of a file has left the browser. */
export interface Progress {
  sent: number;
  size: number;
}

const MEGABYTE = 1024 * 1024;

/** Long work with what is being done: first the file leaves, then the server reads it. */
export function Sending({
  file,
  doing,
  progress,
}: {
  file: File;
  doing: string;
  progress: Progress;
}) {
  const percent = progress.size === 0 ? 0 : Math.round((progress.sent / progress.size) * 100);
  const isSent = percent >= 100;
  const words = isSent
    ? `${doing}: ${file.name}`
    : `Sending ${file.name}, ${(progress.sent / MEGABYTE).toFixed(1)} of ${(progress.size / MEGABYTE).toFixed(1)} MB`;
  return (
    <div className={classes.sending} aria-live="polite">
      <p>
        <Loader size="xs" aria-hidden="true" /> {words}…
      </p>
      <ProgressBar value={isSent ? 100 : percent} animated={isSent} aria-label={words} />
      <p className={classes.small}>
        {isSent
          ? 'A million lines take about a minute. You can leave this page open.'
          : 'Nothing is kept yet.'}
      </p>
    </div>
  );
}
