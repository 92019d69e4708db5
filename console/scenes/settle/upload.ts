import { businessPath, withQuery } from '../../api/hooks.ts';
import { ApiProblem, type FieldProblem } from '../../api/problem.ts';
import type { Progress } from './sending.tsx';

/** How a file is to be read, where it does not say it itself. */
export interface FileOptions {
  format?: string;
  dates?: 'day-first' | 'month-first';
  mapping?: Record<string, string | null>;
  dryRun?: boolean;
}

interface Line extends Record<string, unknown> {
  progress?: NonNullable<Progress['server']>;
  result?: Record<string, unknown>;
  problem?: Record<string, unknown>;
}

const BROKEN_OFF =
  'The answer broke off, so whether the file was kept is not known. Bring it again: what is there already does not come twice.';

const UNREACHABLE =
  'Duly does not answer just now. Nothing was imported. Check that it is running, then try again.';

/** Lines of progress, then the result or the problem: how an import answers who asks for that. */
const LINES = 'application/x-ndjson';

/**
 * Sends a file and reads the answer, telling how much is on its way (fetch cannot say that yet)
 * and, of an import, how far the server is with it. A file with problems comes back as its result,
 * with each of them named.
 * @throws ApiProblem for a refusal, and when there is no answer or it breaks off.
 */
export function sendFile<T>(
  slug: string,
  path: string,
  file: File,
  { dryRun, mapping, ...options }: FileOptions,
  onProgress: (progress: Progress) => void,
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
    request.setRequestHeader('accept', path === '/imports' ? LINES : 'application/json');
    request.setRequestHeader('content-type', 'application/octet-stream');
    const sent = { sent: file.size, size: file.size };
    request.upload.onprogress = (event) =>
      onProgress({ sent: event.loaded, size: event.total, server: null });
    request.upload.onload = () => onProgress({ ...sent, server: null });
    request.onprogress = () => {
      const server = progressIn(request.responseText);
      if (server) onProgress({ ...sent, server });
    };
    request.onerror = () => reject(new ApiProblem(0, 'unreachable', UNREACHABLE));
    request.onload = () => {
      const isStreamed = request.getResponseHeader('content-type')?.startsWith(LINES) ?? false;
      const line = isStreamed ? lastLine(request.responseText) : null;
      const answer = isStreamed ? line?.result : readJson(request.responseText);
      const problem = isStreamed ? line?.problem : answer;
      const isDone = isStreamed ? answer !== undefined : request.status < 300;
      if (isDone) resolve(answer as T);
      else if (isStreamed && !problem) reject(new ApiProblem(0, 'unreachable', BROKEN_OFF));
      else reject(problemOf(Number(problem?.status ?? request.status), problem ?? null));
    };
    request.send(file);
  });
}

/** The last whole line of an answer that comes in lines; null while there is none. */
function lastLine(text: string): Line | null {
  const end = text.lastIndexOf('\n');
  if (end < 0) return null;
  return readJson(text.slice(text.lastIndexOf('\n', end - 1) + 1, end));
}

function progressIn(text: string): Progress['server'] {
  return lastLine(text)?.progress ?? null;
}

function readJson(text: string): Line | null {
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
