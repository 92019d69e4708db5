import { LiquidError, type Template as Parsed } from 'liquidjs';
import { RefusedError } from '../base/index.ts';
import { escapeHtml, LIMITS, type Medium, parseSource } from './engine.ts';
import type { Template } from './template.ts';

/** A template parsed for both media. */
export interface Compiled {
  subject: Parsed[];
  text: Parsed[];
  html: Parsed[];
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
      subject: parsePart(template, template.subject, 'text', template.subjectLine, false),
      text: parsePart(template, template.body, 'text', template.bodyLine, true),
      html: parsePart(template, template.body, 'html', template.bodyLine, true),
    };
    compiled.set(template, result);
  }
  return result;
}

function parsePart(
  template: Template,
  source: string,
  medium: Medium,
  firstLine: number,
  isBody: boolean,
): Parsed[] {
  return namingLines(template, firstLine, () => {
    if (template.body.length + template.subject.length > LIMITS.sourceCharacters) {
      throw new RangeError(`it is longer than ${LIMITS.sourceCharacters} characters`);
    }
    // biome-ignore lint/suspicious/noControlCharactersInRegex: this is what keeps them out
    if (/[\u0000-\u0008\u000B-\u001F]/.test(source)) {
      throw new TypeError('there are control characters in it');
    }
    return parseSource(isBody ? prepare(source, medium) : source, medium);
  });
}

/**
 * Makes a body ready for a medium. What the author wrote is plain text with **weight**; for HTML
 * it is escaped here and the weight becomes <strong>, so that no template carries markup of its
 * own. Liquid's own parts are left as they are.
 */
function prepare(body: string, medium: Medium): string {
  let strong = false;
  const prepared = body
    .split(/(\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\})/)
    .map((piece, index) => {
      if (index % 2 === 1) return piece;
      if (medium === 'text') return piece.replaceAll('**', '');
      return escapeHtml(piece).replace(/\*\*/g, () => {
        strong = !strong;
        return strong ? '<strong>' : '</strong>';
      });
    })
    .join('');
  if (strong) throw new TypeError('** is opened and never closed');
  return prepared;
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
