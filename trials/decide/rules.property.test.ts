import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day, isBusinessDay } from '../../core/base/index.ts';
import {
  atTheDoor,
  type DecideInput,
  type Decision,
  decide,
  ladderOf,
  type Policy,
  plainCulture,
} from '../../core/chase/index.ts';
import { lawUnknown } from '../../core/law/index.ts';
import { type Fact, fold } from '../../core/receivable/index.ts';
import { complaints, knownOn, rhythm } from '../oracle/index.ts';
import { BEGIN, histories, LivedHistory } from './history.ts';
import { england, shippedPolicy } from './kit.ts';

// Each property is tried on this many invented pasts; a failure prints the seed that repeats it.
const RUNS = { numRuns: 150 };
const kind = shippedPolicy('kind-but-clear');

/** Lives every history and judges it. */
function always(judge: (lived: LivedHistory) => void, policy: Policy = kind): void {
  fc.assert(
    fc.property(histories, (history) => {
      judge(new LivedHistory(history, policy));
    }),
    RUNS,
  );
}

const speaks = (lived: LivedHistory) =>
  lived.rounds.filter(({ decision }) => decision.outcome !== 'hold');
const chases = (lived: LivedHistory) =>
  speaks(lived).filter(({ decision }) => decision.purpose !== 'thanks');

/** The decision of a day with something of it changed. */
function decideWith(lived: LivedHistory, at: number, changed: Partial<DecideInput> = {}): Decision {
  const today = lived.rounds[at]!.on;
  return decide({
    ladder: ladderOf(lived.policy),
    // What was said on the day itself had not been said when the round looked.
    snapshot: lived.snapshotBefore(at),
    customer: { name: 'Alder & Finch Ltd', reachable: lived.reachable },
    law: lived.law,
    calendar: england,
    culture: plainCulture,
    source: lived.source,
    score: lived.score,
    today,
    ...changed,
  });
}

/** A world whose decide does not hear of one kind of fact. */
class DeafHistory extends LivedHistory {
  static deafTo: Fact['kind'] = 'promised';

  override snapshot(asOf: Day) {
    const heard = this.facts.filter((fact) => fact.kind !== DeafHistory.deafTo && fact.on <= asOf);
    return fold(heard);
  }
}

describe('the oracle complains when decide is deaf to', () => {
  const kinds = ['promised', 'disputed', 'paused', 'reply-received', 'asked'] as const;
  const others = ['settled', 'stopped', 'receipt-unmatched', 'plan-agreed', 'credited'] as const;
  test.each([...kinds, ...others])('%s', (deafTo) => {
    DeafHistory.deafTo = deafTo;
    const wrong = fc
      .sample(histories, { seed: 1, numRuns: 300 })
      .map((history) => new DeafHistory(history, kind))
      .flatMap((lived) => lived.said.flatMap((one) => complaints(lived.facts, england, one)));
    expect(wrong.length).toBeGreaterThan(0);
  });

  test('chase-sent', () => {
    DeafHistory.deafTo = 'chase-sent';
    const lived = new DeafHistory(
      [{ wait: 0, what: { act: 'bill', pounds: 90, dueIn: -5 } }],
      kind,
    );
    expect(rhythm(lived.facts, lived.said, kind).length).toBeGreaterThan(0);
  });
});

describe('decide, on any past', () => {
  test('nobody who has paid, promised, disputed, asked or is paused is asked for it', () => {
    always((lived) => {
      const wrong = lived.said.flatMap((one) => complaints(lived.facts, england, one));
      expect(wrong).toEqual([]);
    });
  });

  test('rule 1: one message a day, and it lists all that is chaseable and overdue', () => {
    always((lived) => {
      expect(new Set(lived.said.map((one) => one.on)).size).toBe(lived.said.length);
      // What a third promise or a broken plan leaves to ask for is decide's to know.
      const isPlain =
        lived.facts.filter((fact) => fact.kind === 'promised').length < 3 &&
        !lived.facts.some((fact) => fact.kind === 'plan-agreed');
      const steps = lived.said.filter((one) => isPlain && one.purpose === 'step');
      for (const said of steps) {
        const known = knownOn(lived.facts, england, said.on);
        if ([...known.credit.values()].some((credit) => credit > 0n)) continue;
        for (const [key, item] of known.owed) {
          if (item.amount <= 0n || item.dueOn >= said.on || known.most.has(key)) continue;
          const asked = said.asked.find((one) => one.key === key);
          expect(asked?.amount ?? 0n).toBe(item.amount);
        }
      }
    });
  });

  test('rules 2, 3 and 4: one rung at a time, a gap between, nothing twice in an episode', () => {
    always((lived) => expect(rhythm(lived.facts, lived.said, lived.policy)).toEqual([]));
  });

  test('rule 4: a step has one key for ever, and a time nobody looked gives one message', () => {
    always((lived) => {
      const keys = speaks(lived).map(({ decision }) => decision.stepKey);
      expect(new Set(keys).size).toBe(keys.length);
    });
  });

  test('rule 5: nothing is said on a closed day of theirs', () => {
    always((lived) => {
      for (const { on } of chases(lived)) expect(isBusinessDay(england, on)).toBe(true);
    });
  });

  test('rule 6: what is asked for is worth a message', () => {
    always((lived) => {
      for (const { decision } of chases(lived))
        expect(decision.totals.some((total) => total.amount >= 1000n)).toBe(true);
    });
  });

  test('rule 7: with facts older than the policy allows, nobody is asked', () => {
    const strict = { ...kind, freshnessDays: { connected: 3, imported: 3 } };
    always((lived) => {
      for (let at = 0; at < lived.rounds.length; at += 7) {
        const source = { kind: 'imported' as const, freshOn: BEGIN };
        const stale = decideWith(lived, at, { source, ladder: ladderOf(strict) });
        if (lived.rounds[at]!.on <= addDays(BEGIN, 3)) continue;
        expect([null, 'thanks']).toContain(stale.purpose);
      }
    });
  });

  test('rule 8: a draft policy proposes everything, an approving one what wants approval', () => {
    always(
      (lived) => {
        for (const { decision } of speaks(lived)) expect(decision.outcome).toBe('propose');
      },
      { ...kind, mode: 'draft' },
    );
    always((lived) => {
      const firm = speaks(lived).filter(({ decision }) =>
        ['firm', 'last-notice', 'escalate'].includes(decision.stepId!),
      );
      for (const { decision } of firm) expect(decision.outcome).toBe('propose');
    });
  });

  test('rule 9: an unread reply holds everything, and says so', () => {
    always((lived) => {
      const last = lived.rounds.at(-1)!.on;
      lived.perform({ act: 'bill', pounds: 900, dueIn: -12 }, last);
      lived.perform({ act: 'reply' }, last);
      const codes = lived.round(last).reasons.map((reason) => reason.code);
      const stopped = codes.includes('stopped') || codes.includes('promise-kept');
      if (!stopped) expect(codes[0]).toBe('reply-waiting');
    });
  });

  test('rule 10: a broken promise is followed up once, never more firmly than in tone 3', () => {
    always((lived) => {
      const followed = lived.said.filter((one) => one.purpose === 'promise-broken');
      for (const one of followed) expect(one.tone).toBeLessThanOrEqual(3);
      const promises = lived.facts.filter((fact) => fact.kind === 'promised').length;
      expect(followed.length).toBeLessThanOrEqual(promises);
    });
  });

  test('rule 11: what is wholly disputed is never asked for again until it is resolved', () => {
    always((lived) => {
      let on = addDays(lived.rounds.at(-1)!.on, 1);
      for (const item of lived.snapshot(on).items) {
        const { invoiceId } = item;
        lived.tell({
          kind: 'disputed',
          on,
          id: lived.nextId(),
          invoiceId,
          amount: null,
          reason: 'broken',
        });
      }
      const before = lived.said.length;
      for (let days = 0; days < 30; days += 1, on = addDays(on, 1)) lived.passDay(on);
      const later = lived.said.slice(before).filter((one) => !one.purpose.startsWith('plan-'));
      expect(later.flatMap((one) => one.asked)).toEqual([]);
    });
  });

  test('rule 12: while a plan is kept, only its own words are said', () => {
    always((lived) => {
      let on = addDays(lived.rounds.at(-1)!.on, 1);
      if (lived.snapshot(on).plan) return;
      lived.perform({ act: 'plan', parts: 3 }, on);
      const before = lived.said.length;
      for (let days = 0; days < 10; days += 1, on = addDays(on, 1)) lived.passDay(on);
      for (const one of lived.said.slice(before))
        expect(['plan-heads-up', 'plan-missed', 'thanks']).toContain(one.purpose);
    });
  });

  test('rule 13: law can only take away', () => {
    const deny = lawUnknown('GB', { code: 'no-contact', text: 'Not here', source: 'an act' });
    always((lived) => {
      for (let at = 0; at < lived.rounds.length; at += 3) {
        const usual = lived.rounds[at]!.decision;
        const denied = decideWith(lived, at, { law: deny });
        if (usual.outcome === 'hold') expect(denied.outcome).toBe('hold');
        else if (usual.purpose !== 'thanks') expect(denied.reasons[0]!.code).toBe('law-no-contact');
      }
    });
  });

  test('rule 14: what leaves the door asks for no more, and no firmer, than was approved', () => {
    fc.assert(
      fc.property(histories, histories, fc.boolean(), (history, then, byPerson) => {
        const lived = new LivedHistory(history, kind);
        const { on, decision } = speaks(lived).at(-1) ?? {};
        if (!on || !decision || decision.channel !== 'email') return;
        const at = lived.rounds.findIndex((round) => round.on === on);
        const world = lived.before(at);
        for (const { what } of then.slice(1, 4)) world.perform(what, on);
        const now = world.round(on);
        const totals = Object.fromEntries(decision.totals.map((one) => [one.currency, one.amount]));
        const verdict = atTheDoor(
          { stepKey: decision.stepKey!, tone: decision.tone!, totals, byPerson },
          now,
        );
        if (verdict.result !== 'leave') return;
        expect(now.stepKey).toBe(decision.stepKey);
        expect(now.tone!).toBeLessThanOrEqual(decision.tone!);
        for (const one of now.totals) expect(one.amount <= (totals[one.currency] ?? 0n)).toBe(true);
        if (now.outcome === 'propose') expect(byPerson).toBe(true);
      }),
      RUNS,
    );
  });

  test('rule 15: every round gives a decision with its reasons, in words and with sources', () => {
    always((lived) => {
      for (const { decision } of lived.rounds) {
        expect(decision.reasons.length).toBeGreaterThan(0);
        for (const { code, text, source } of decision.reasons) {
          expect(code).toMatch(/^[a-z0-9-]+$/);
          expect(text.length).toBeGreaterThan(3);
          expect(source.length).toBeGreaterThan(2);
        }
      }
    });
  });

  test('culture and a tone ceiling can only make it softer or rarer', () => {
    always((lived) => {
      for (let at = 0; at < lived.rounds.length; at += 2) {
        const usual = lived.rounds[at]!.decision;
        const peace = { name: 'a quiet time', mode: at % 4 === 0 ? 'none' : 'slow' } as const;
        const seasons = new Map([[lived.rounds[at]!.on, peace]]);
        const culture = { name: 'softly', toneCeiling: 2, minGapDays: 9, pace: 1.5, seasons };
        const soft = decideWith(lived, at, { culture });
        if (usual.outcome === 'hold') expect(soft.outcome).toBe('hold');
        if (soft.outcome === 'hold') continue;
        expect(soft.tone!).toBeLessThanOrEqual(Math.min(2, usual.tone!));
        expect(soft.totals).toEqual(usual.totals);
      }
    });
  });

  test('the same facts give the same decision', () => {
    always((lived) => {
      for (let at = 0; at < lived.rounds.length; at += 5)
        expect(decideWith(lived, at)).toEqual(lived.rounds[at]!.decision);
    });
  });
});
