import { readdirSync, readFileSync } from 'node:fs';
import { RefusedError } from '../core/base/index.ts';
import { parseTemplates, type Template } from '../core/wording/index.ts';

let shipped: readonly Template[] | null = null;

/**
 * The templates that come with the program, of every language: read and parsed at the first call,
 * the same values ever after.
 * @throws RefusedError `bad-template` naming the file and line.
 */
export function shippedTemplates(): readonly Template[] {
  shipped ??= readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((folder) => templatesIn(folder.name));
  return shipped;
}

/** The files of a language, and those of its informal address. */
function templatesIn(language: string): Template[] {
  const folder = `${import.meta.dirname}/${language}`;
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.liquid'))
    .sort()
    .flatMap((file) => {
      const address = /^informal\b/.test(file) ? 'informal' : 'formal';
      const source = readFileSync(`${folder}/${file}`, 'utf8');
      const templates = parseTemplates(source, `${language}/${file}`, address);
      const { id, language: said } = templates[0]!;
      if (said !== language || !file.endsWith(`${id}.liquid`)) {
        throw new RefusedError('bad-template', `${language}/${file} says it is ${said}/${id}`);
      }
      return templates;
    });
}
