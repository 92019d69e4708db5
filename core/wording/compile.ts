import { LiquidError, type Template as Parsed } from 'liquidjs';
import { RefusedError } from '../base/index.ts';
import { LIMITS, markWeight, parseSource } from './engine.ts';
import type { Template } from './template.ts';

/** A template, parsed. */
export interface Compiled {
  subject: Parsed[];
  body: Parsed[];
}

const compiled = new WeakMap<Template, Compiled>();

/**
 * Parses a template once.
 * @throws RefusedError `bad-template` naming what is wrong and its line.
 */
export function compile(template: Template): Compiled {
  let result = compiled.get(template);
  if (!result) {
    result = {
      subject: namingLines(template, template.subjectLine, () =>
        parsePart(checked(template.subject)),
      ),
      body: namingLines(template, template.bodyLine, () =>
        parsePart(markWeight(checked(template.body))),
      ),
    };
    compiled.set(template, result);
  }
  return result;
}

function checked(source: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what keeps them out
  if (/[\u0000-\u0008\u000B-\u001F]/.test(source)) {
    throw new TypeError('there are control characters in it');
  }
  return source;
}

function parsePart(source: string): Parsed[] {
  if (source.length > LIMITS.sourceCharacters) {
    throw new RangeError(`it is longer than ${LIMITS.sourceCharacters} characters`);
  }
  return parseSource(source);
}

/** Runs Liquid and turns what it throws into a refusal that names the line of the file. */
export function namingLines<T>(template: Template, firstLine: number, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    const at = LiquidError.is(error) ? rowOf(error) : 1;
    const line = firstLine + at - 1;
    const message = inWords(error);
    throw new RefusedError('bad-template', `Template ${template.id}, line ${line}: ${message}`, {
      problems: [{ line, column: null, value: null, message }],
    });
  }
}

function rowOf(error: LiquidError): number {
  return error.token.getPosition()[0] ?? 1;
}

/** What liquidjs says, without its own file and column. */
function inWords(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  const plain = said
    .split('\n')[0]!
    .replace(/, ?(file:.*)?line:\d+, ?col:\d+$/, '')
    .trim();
  const unknown = /^undefined variable: (.+)$/.exec(plain);
  if (unknown) return `there is no placeholder called ${unknown[1]}`;
  const tag = /^tag "(.+)" not found$/.exec(plain);
  if (tag) return `there is no tag called ${tag[1]}`;
  const filter = /^undefined filter: (.+)$/.exec(plain);
  if (filter) return `there is no filter called ${filter[1]}`;
  return plain;
}
