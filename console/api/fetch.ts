import { ApiProblem, type FieldProblem } from './problem.ts';

export interface Asking {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  signal?: AbortSignal;
}

// randomUUID is missing where the page is not served over HTTPS or from localhost.
function idempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Asks the server and reads its JSON. Every POST carries its own Idempotency-Key, so that a
 * repeat of the same request changes nothing.
 * @throws ApiProblem for every answer that is not a success, and when there is none.
 */
export async function ask<T>(path: string, asking: Asking = {}): Promise<T> {
  const method = asking.method ?? 'GET';
  const headers: Record<string, string> = { accept: 'application/json' };
  let body: BodyInit | undefined;
  if (asking.body instanceof FormData) body = asking.body;
  else if (asking.body !== undefined) {
    headers['content-type'] = 'application/json';
    body = JSON.stringify(asking.body);
  }
  if (method === 'POST') headers['idempotency-key'] = idempotencyKey();
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
      ...(asking.signal ? { signal: asking.signal } : {}),
      credentials: 'same-origin',
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiProblem(
      0,
      'unreachable',
      'Duly does not answer just now. Nothing was changed. Check that it is running, then try again.',
    );
  }
  const answer = await readJson(response);
  if (!response.ok) throw problemOf(response.status, answer);
  return answer as T;
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function problemOf(status: number, answer: unknown): ApiProblem {
  const told = (typeof answer === 'object' && answer !== null ? answer : {}) as {
    code?: string;
    title?: string;
    detail?: string;
    message?: string;
    problems?: FieldProblem[];
  };
  const words = told.detail ?? told.message ?? told.title ?? defaultWords(status);
  return new ApiProblem(status, told.code ?? String(status), words, told.problems ?? []);
}

function defaultWords(status: number): string {
  if (status === 401) return 'You are signed out. Sign in and go on where you were.';
  if (status === 403) return 'Your role does not allow this. Nothing was changed.';
  if (status === 404) return 'This is not here any more, or never was.';
  if (status === 429) return 'That was often in a short time. Wait a minute, then try again.';
  return 'The server could not do this. Nothing was changed. Try again, or look at its log.';
}
