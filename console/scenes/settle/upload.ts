import { businessPath, withQuery } from '../../api/hooks.ts';
import { ApiProblem, type FieldProblem } from '../../api/problem.ts';

/** How a file is to be read, where it does not say it itself. */
export interface FileOptions {
  format?: string;
  dates?: 'day-first' | 'month-first';
  mapping?: Record<string, string | null>;
  dryRun?: boolean;
}

const UNREACHABLE =
  'Duly does not answer just now. Nothing was imported. Check that it is running, then try again.';

/**
 * Sends a file and reads the answer, telling how much is on its way: fetch cannot say that yet.
 * A file with problems comes back as its result, with each of them named.
 * @throws ApiProblem for a refusal, and when there is no answer.
 */
export function sendFile<T>(
  slug: string,
  path: string,
  file: File,
  { dryRun, mapping, ...options }: FileOptions,
  onProgress: (progress: { sent: number; size: number }) => void,
): Promise<T> {
  const address = withQuery(businessPath(slug, path), {
    name: file.name,
    ...options,
    mapping: mapping ? JSON.stringify(mapping) : undefined,
    dryRun: dryRun ? 'true' : undefined,
  });
  return new Promise<T>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = (event) => onProgress({ sent: event.loaded, size: event.total });
    request.upload.onload = () => onProgress({ sent: file.size, size: file.size });
    request.onerror = () => reject(new ApiProblem(0, 'unreachable', UNREACHABLE));
    request.onload = () => {
      const answer = readJson(request.responseText);
      const isResult = typeof answer?.problemsTotal === 'number';
      if (request.status < 300 || isResult) resolve(answer as T);
      else reject(problemOf(request.status, answer));
    };
    request.send(file);
  });
}

function readJson(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function problemOf(status: number, answer: Record<string, unknown> | null): ApiProblem {
  const words =
    typeof answer?.detail === 'string'
      ? answer.detail
      : 'The file could not be read. Nothing was imported. Try again, or look at the log.';
  const problems = Array.isArray(answer?.problems) ? (answer.problems as FieldProblem[]) : [];
  return new ApiProblem(status, String(answer?.code ?? status), words, problems);
}
