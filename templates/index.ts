import { readdirSync, readFileSync } from 'node:fs';
import { parseTemplate, type Template } from '../core/wording/index.ts';

let shipped: readonly Template[] | null = null;

/**
 * The templates that come with the program, of every language: read and parsed at the first call,
 * the same values ever after.
 * @throws RefusedError `bad-template` naming the file and line.
 */
export function shippedTemplates(): readonly Template[] {
  shipped ??= readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((folder) => templatesIn(`${import.meta.dirname}/${folder.name}`));
  return shipped;
}

function templatesIn(folder: string): Template[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.liquid'))
    .sort()
    .map((file) => parseTemplate(readFileSync(`${folder}/${file}`, 'utf8'), file));
}
