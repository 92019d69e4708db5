import { describe, expect, it } from 'vitest';
import { RefusedError } from '../core/base/index.ts';
import { lawBook, parsePack } from './index.ts';

describe('the packs that come with the program', () => {
  it('are all read, and say what they do not cover', () => {
    const { packs } = lawBook();
    expect(packs.has('UK')).toBe(true);
    for (const pack of packs.values()) expect(pack.notCovered.length).toBeGreaterThan(0);
  });

  it('cite an address for whatever is more than remembered', () => {
    for (const pack of lawBook().packs.values()) {
      const rules = [pack.interest, pack.compensation, pack.contact, pack.limitation].flat();
      for (const rule of rules.filter((one) => one.confidence !== 'unverified')) {
        expect(rule.citation.url, `${pack.id} ${rule.id}`).not.toBeNull();
      }
    }
  });
});

describe('a pack that cannot be right', () => {
  it('is refused with the line and field', () => {
    const yaml = 'id: UK\nname: U\ncountry: GB\nversion: "1"\nstatus: certain\nnotCovered: [all]\n';
    try {
      parsePack(yaml, 'uk/pack.yaml');
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(RefusedError);
      const problems = (error as RefusedError).problems;
      expect(problems.map((one) => one.column)).toContain('status');
      expect(problems.find((one) => one.column === 'status')?.line).toBe(5);
    }
  });
});
