import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Calendar, day } from '../core/base/index.ts';
import {
  type ContactChannel,
  type ContactQuestion,
  type CustomerKind,
  type LocalMoment,
  limitationOf,
  mayContact,
  packOf,
  preActionOf,
  rulesOf,
  timeText,
} from '../core/law/index.ts';
import { lawBook } from './index.ts';

const noHolidays: Calendar = { place: 'test', weekend: [6, 7], holidays: new Map() };

function at(text: string): LocalMoment {
  const [date, time] = text.split('T') as [string, string];
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return { day: day(date), minutes: hours * 60 + minutes };
}

function ask(pack: string, moment: string, more: Partial<ContactQuestion> = {}) {
  const question: ContactQuestion = {
    kind: 'consumer',
    channel: 'phone',
    person: 'customer',
    at: at(moment),
    calendar: noHolidays,
    earlier: [],
    optedIn: [],
    optedOut: [],
    stops: [],
    ...more,
  };
  const verdict = mayContact(rulesOf(lawBook(), packOf(lawBook(), pack), 'contact'), question);
  const next = verdict.nextAllowed;
  const text = next && `${addDays(next.day, 0) - question.at.day}d ${timeText(next.minutes)}`;
  return `${verdict.result}${verdict.result === 'allow' ? '' : ` ${text ?? 'never by waiting'}`}`;
}

const spoke = (moment: string, channel: ContactChannel = 'phone') => {
  return { at: at(moment), channel, spoke: true, reached: true };
};
const tried = (moment: string, channel: ContactChannel = 'phone') => {
  return { at: at(moment), channel, spoke: false, reached: false };
};

// 16 November 2026 is a Monday.
describe('when a person may be rung', () => {
  it.each([
    ['AU', '2026-11-16T07:29', 'deny 0d 07:30'],
    ['AU', '2026-11-16T07:30', 'allow'],
    ['AU', '2026-11-16T20:59', 'allow'],
    ['AU', '2026-11-16T21:00', 'deny 1d 07:30'],
    ['AU', '2026-11-21T08:00', 'deny 0d 09:00'],
    ['UK', '2026-11-22T10:00', 'deny 1d 08:00'],
    ['DE', '2026-11-21T18:00', 'deny 2d 08:00'],
    ['IN', '2026-11-16T19:00', 'deny 1d 08:00'],
    ['CA', '2026-11-22T12:00', 'deny 0d 13:00'],
    ['US-FL', '2026-11-16T21:30', 'deny 1d 08:00'],
    ['ZZ', '2026-11-22T23:00', 'allow'],
  ])('%s at %s: %s', (pack, moment, said) => {
    expect(ask(pack, moment)).toBe(said);
  });

  it('a firm is rung in office hours and written to at any hour', () => {
    const firm = { kind: 'company' as CustomerKind };
    expect(ask('UK', '2026-11-16T19:00', firm)).toBe('deny 1d 08:00');
    expect(ask('UK', '2026-11-22T23:00', { ...firm, channel: 'email' })).toBe('allow');
  });

  it('nobody is rung on a public holiday', () => {
    const holidays = new Map([[day('2026-11-16'), 'A day off']]);
    const calendar = { ...noHolidays, holidays };
    expect(ask('AU', '2026-11-16T10:00', { calendar })).toBe('deny 1d 07:30');
  });
});

describe('how often', () => {
  const week = [spoke('2026-11-16T10:00'), spoke('2026-11-17T10:00'), spoke('2026-11-18T10:00')];

  it('the fourth contact of a week waits in Australia until the first has left the week', () => {
    expect(ask('AU', '2026-11-20T10:00', { earlier: week })).toBe('deny 3d 07:30');
    expect(ask('AU', '2026-11-20T10:00', { earlier: week.slice(1) })).toBe('allow');
  });

  it('the eleventh of a month waits as well', () => {
    const month = Array.from({ length: 10 }, (_, index) => {
      return {
        ...spoke('2026-11-01T10:00'),
        at: { day: addDays(day('2026-10-25'), index * 2), minutes: 600 },
      };
    });
    expect(ask('AU', '2026-11-20T10:00', { earlier: month })).toBe('deny 4d 07:30');
  });

  it('attempts count in New York City, by whatever way', () => {
    const earlier = [
      tried('2026-11-16T10:00'),
      tried('2026-11-17T10:00', 'email'),
      tried('2026-11-18T10:00', 'sms'),
    ];
    expect(ask('US-NYC', '2026-11-19T10:00', { earlier })).toBe('deny 4d 08:00');
    expect(ask('AU', '2026-11-19T10:00', { earlier })).toBe('allow');
  });

  it('after a conversation a call waits seven days in the United States, the talk’s day first', () => {
    const earlier = [spoke('2026-11-16T10:00')];
    expect(ask('US', '2026-11-22T10:00', { earlier })).toBe('deny 1d 08:00');
    expect(ask('US', '2026-11-23T10:00', { earlier })).toBe('allow');
  });
});

describe('by which way, to whom, and when not at all', () => {
  const now = '2026-11-16T10:00';

  it.each([
    ['a text in Canada without a yes', 'CA', { channel: 'sms' }, 'deny never by waiting'],
    ['with one', 'CA', { channel: 'sms', optedIn: ['sms'] }, 'allow'],
    [
      'email in New York City without a yes',
      'US-NYC',
      { channel: 'email' },
      'deny never by waiting',
    ],
    ['social media', 'ZZ', { channel: 'social', optedIn: ['social'] }, 'deny never by waiting'],
    [
      'a way they said no to',
      'UK',
      { channel: 'email', optedOut: ['email'] },
      'deny never by waiting',
    ],
    ['an employer', 'UK', { person: 'employer' }, 'deny never by waiting'],
    [
      'who pays the bills at a firm',
      'UK',
      { kind: 'company', person: 'accounts-payable' },
      'allow',
    ],
    ['somebody who is represented', 'AU', { stops: ['represented'] }, 'deny never by waiting'],
    ['a debt out of time in England', 'UK', { stops: ['time-barred'] }, 'ask never by waiting'],
    [
      'a debt out of time in Scotland',
      'UK-SC',
      { stops: ['time-barred'] },
      'deny never by waiting',
    ],
  ] as [string, string, Partial<ContactQuestion>, string][])('%s', (_what, pack, more, said) => {
    expect(ask(pack, now, more)).toBe(said);
  });

  it('whatever moment is named as the next, nothing stands in the way then', () => {
    const packs = [...lawBook().packs.keys()];
    const minutes = fc.integer({ min: 0, max: 1439 });
    const days = fc.integer({ min: 0, max: 400 });
    const earlier = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 12 });
    fc.assert(
      fc.property(fc.constantFrom(...packs), days, minutes, earlier, (pack, ahead, minute, ago) => {
        const moment = { day: addDays(day('2026-01-01'), ahead), minutes: minute };
        const question: ContactQuestion = {
          kind: 'consumer',
          channel: 'phone',
          person: 'customer',
          at: moment,
          calendar: noHolidays,
          earlier: ago.map((back) => ({
            ...spoke('2026-01-01T00:00'),
            at: { day: addDays(moment.day, -back), minutes: 600 },
          })),
          optedIn: [],
          optedOut: [],
          stops: [],
        };
        const rules = rulesOf(lawBook(), packOf(lawBook(), pack), 'contact');
        const verdict = mayContact(rules, question);
        const next = verdict.nextAllowed!;
        expect(mayContact(rules, { ...question, at: next }).result).toBe('allow');
      }),
    );
  });
});

describe('limitation', () => {
  const owed = {
    dueOn: day('2020-05-15'),
    kind: 'company' as CustomerKind,
    claim: 'any' as const,
    partPayments: [],
    acknowledgements: [],
  };
  const ends = (pack: string, more = {}) => {
    const today = day('2026-01-10');
    const found = limitationOf(lawBook(), packOf(lawBook(), pack), { ...owed, ...more }, today);
    return (
      found && `${addDays(found.endsOn, 0) - day('2020-05-15')} ${found.state} ${found.effect}`
    );
  };
  const last = (iso: string) => day(iso) - day('2020-05-15');

  it.each([
    ['UK', '2026-05-15', 'ending defence'],
    ['UK-SC', '2025-05-15', 'over extinguished'],
    ['AU-NSW', '2026-05-15', 'ending extinguished'],
    ['AU-NT', '2023-05-15', 'over defence'],
    ['DE', '2023-12-31', 'over defence'],
    ['PL', '2023-12-31', 'over defence'],
    ['CA-ON', '2022-05-15', 'over defence'],
    ['ZA', '2023-05-15', 'over extinguished'],
  ])('%s: last day %s, %s', (pack, iso, state) => {
    expect(ends(pack)).toBe(`${last(iso)} ${state}`);
  });

  it('a part payment in time starts it anew, one after the end does not', () => {
    expect(ends('UK', { partPayments: [day('2022-02-28')] })).toBe(
      `${last('2028-02-28')} running defence`,
    );
    expect(ends('CA-ON', { partPayments: [day('2023-02-28')] })).toBe(
      `${last('2022-05-15')} over defence`,
    );
  });

  it('a place that does not say gives no date', () => {
    expect(ends('ZZ')).toBeNull();
  });
});

describe('before court', () => {
  const claim = { amount: 1_000_000n, currency: 'GBP' };
  const steps = (
    kind: CustomerKind,
    given: { stepId: string; on: ReturnType<typeof day> }[] = [],
  ) =>
    preActionOf(
      lawBook(),
      packOf(lawBook(), 'UK'),
      { ...claim, kind },
      given,
      noHolidays,
      day('2026-03-01'),
    );

  it('a sole trader in England gets the letter of the Debt Protocol and thirty days', () => {
    const given = [{ stepId: 'letter-of-claim', on: day('2026-03-01') }];
    const [letter] = steps('sole-trader', given);
    expect(letter).toMatchObject({
      stepId: 'letter-of-claim',
      minDays: 30,
      textId: 'uk_pap_letter',
    });
    expect(letter!.openFrom).toBe(day('2026-04-01'));
  });

  it('a second notice sets the day anew', () => {
    const given = ['2026-03-01', '2026-03-20'].map((iso) => {
      return { stepId: 'letter-of-claim', on: day(iso) };
    });
    expect(steps('sole-trader', given)[0]!.openFrom).toBe(day('2026-04-20'));
  });

  it('a company gets fourteen days', () => {
    expect(steps('company')[0]).toMatchObject({ stepId: 'company-letter', minDays: 14 });
  });
});
