import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { RefusedError } from '../core/base/index.ts';
import type { CultureProfile } from '../core/wording/index.ts';
import { cultureSchema } from './culture-file.ts';
import { seasonsOf } from './seasons.ts';

let shipped: ReadonlyMap<string, CultureProfile> | null = null;

/**
 * The culture profiles that come with the program by their id ("ja-JP"): read and checked at the
 * first call, the same values ever after.
 * @throws RefusedError `bad-culture` naming the file and every fault.
 */
export function cultureProfiles(): ReadonlyMap<string, CultureProfile> {
  shipped ??= new Map(
    readdirSync(import.meta.dirname)
      .filter((file) => file.endsWith('.yaml'))
      .sort()
      .map((file) => {
        const profile = parseCulture(readFileSync(`${import.meta.dirname}/${file}`, 'utf8'), file);
        return [profile.id, profile];
      }),
  );
  return shipped;
}

/**
 * Reads a profile from YAML.
 * @throws RefusedError `bad-culture` with every fault.
 */
export function parseCulture(yaml: string, file = 'culture.yaml'): CultureProfile {
  const read = cultureSchema.safeParse(parse(yaml));
  if (!read.success) {
    throw new RefusedError('bad-culture', `${file}: ${z.prettifyError(read.error)}`);
  }
  const { blackout, ...profile } = read.data;
  if (`${profile.id}.yaml` !== file && file !== 'culture.yaml') {
    throw new RefusedError('bad-culture', `${file} says it is ${profile.id}`);
  }
  return { ...profile, seasons: seasonsOf(blackout) };
}
