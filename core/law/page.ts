import { isoDay } from '../base/index.ts';
import { lineageOf, rulesOf, type Topic } from './book.ts';
import type {
  CompensationRule,
  ContactRule,
  FeeRule,
  InterestRule,
  LawBook,
  LimitationRule,
  NoteRule,
  Pack,
  PreActionRule,
  Rule,
} from './pack.ts';

/** A rule of a pack in words, with how far to trust it. */
export interface RuleInWords {
  id: string;
  says: string;
  /** Whom it is about, from when to when, how it is known, who checked it. */
  marks: string[];
  /** Nobody has read it in a source yet. */
  isUnverified: boolean;
  source: string;
  url: string | null;
  note: string | null;
}

/** A pack as a page for people: what it holds, rule by rule, and what it does not. */
export interface PackPage {
  id: string;
  name: string;
  about: string;
  sections: { title: string; rules: RuleInWords[] }[];
  texts: { id: string; about: string; isUnverified: boolean }[];
  notCovered: string[];
}

/** A pack in words, its own rules and those it takes over from the packs above it. */
export function packPage(book: LawBook, pack: Pack): PackPage {
  const above = lineageOf(book, pack)
    .slice(1)
    .map((one) => one.name);
  const from = above.length === 0 ? '' : ` Takes over the rules of ${above.join(', then ')}.`;
  const checked = pack.reviewedBy === null ? 'not reviewed by counsel' : `by ${pack.reviewedBy}`;
  const section = <T extends Topic>(
    title: string,
    topic: T,
    say: (rule: Pack[T][number]) => string,
  ) => ({
    title,
    rules: rulesOf(book, pack, topic).map((rule) => inWords(rule, say(rule))),
  });
  return {
    id: pack.id,
    name: pack.name,
    about:
      `Version ${pack.version}, ${pack.status}, ${checked}. Nothing after ` +
      `${isoDay(pack.evidenceHorizon)} is in it.${from}`,
    sections: [
      section('Interest', 'interest', sayInterest),
      section('Fixed sums and collection costs', 'compensation', sayCompensation),
      section('Late fees that were agreed', 'fees', sayFee),
      section('Contact', 'contact', sayContact),
      section('Limitation', 'limitation', sayLimitation),
      section('Before court', 'preAction', sayPreAction),
      section('Good to know', 'notes', (rule: NoteRule) => rule.text),
    ].filter((one) => one.rules.length > 0),
    texts: pack.texts.map((text) => ({
      id: text.id,
      about: `${text.trigger} (${Object.keys(text.texts).join(', ')})`,
      isUnverified: text.confidence === 'unverified',
    })),
    notCovered: [...pack.notCovered],
  };
}

const KNOWN = {
  statute: 'read in the statute',
  'official-guide': 'from an official guide',
  secondary: 'from a secondary source',
  unverified: 'not verified',
};

function inWords(rule: Rule, says: string): RuleInWords {
  const { from, until } = rule;
  const marks = [rule.appliesTo.length === 0 ? 'everybody' : rule.appliesTo.join(', ')];
  if (from !== null) marks.push(`from ${isoDay(from)}`);
  if (until !== null) marks.push(`until ${isoDay(until)}`);
  if (rule.announcedOnly) marks.push('announced, not law yet');
  marks.push(KNOWN[rule.confidence]);
  if (rule.review !== null) marks.push(`checked by ${rule.review.by} ${isoDay(rule.review.on)}`);
  return {
    id: rule.id,
    says,
    marks,
    isUnverified: rule.confidence === 'unverified',
    source: rule.citation.instrument,
    url: rule.citation.url,
    note: rule.note,
  };
}

const BASIS = {
  statutory: 'owed by law',
  'state-default': 'what a court there awards; no invoice item',
  'court-only': 'only a court may grant it',
  'contract-only': 'only what was agreed before',
};

function sayInterest(rule: InterestRule): string {
  const points = rule.marginPoints === '0' ? '' : ` plus ${rule.marginPoints} points`;
  const times = rule.multiplier === 1 ? '' : `${rule.multiplier} times `;
  const rate =
    rule.series !== null
      ? `${times}${rule.series}${points}, picked ${rule.pick.replaceAll('-', ' ')}`
      : rule.fixedPercent !== null
        ? `${rule.fixedPercent} % a year`
        : 'no rate of its own';
  const agreed = rule.agreed.allowed ? 'another may be agreed' : 'no other may be agreed';
  const most =
    rule.agreed.ceilingPercent === null ? '' : `, at most ${rule.agreed.ceilingPercent} %`;
  const how = `${rule.dayCount}, compounding: ${rule.compounding.replaceAll('-', ' ')}`;
  return `${rate} (${BASIS[rule.basis]}); ${how}; ${agreed}${most}.`;
}

function sayCompensation(rule: CompensationRule): string {
  const tiers = rule.tiers.map(({ below, sum }) =>
    below === null ? `${sum} ${rule.currency}` : `${sum} below ${below} ${rule.boundsCurrency}`,
  );
  const bands = rule.scale?.bands.map(({ upTo, percent }) =>
    upTo === null ? `${percent} % above` : `${percent} % up to ${upTo}`,
  );
  const notice = rule.afterNotice === null ? '' : ` Only after a notice: ${rule.afterNotice}`;
  return `${(bands ?? tiers).join(', ')}.${notice}`;
}

function sayFee(rule: FeeRule): string {
  const most = [
    rule.maxAmount === null ? null : `at most ${rule.maxAmount}`,
    rule.maxPercent === null ? null : `at most ${rule.maxPercent} %`,
    rule.maxPercentPerYear === null ? null : `at most ${rule.maxPercentPerYear} % a year`,
  ].filter((one) => one !== null);
  const allowed = {
    yes: 'allowed',
    'with-prior-term': 'with a term agreed before',
    no: 'not allowed',
  };
  const warning = rule.warning === null ? '' : ` ${rule.warning}`;
  return `${[allowed[rule.allowed], ...most].join(', ')}.${warning}`;
}

function sayContact(rule: ContactRule): string {
  const channels = rule.channels.length === 0 ? 'every channel' : rule.channels.join(', ');
  return `${rule.text} (${channels}: ${rule.effect === 'deny' ? 'refused otherwise' : 'else a person is asked'})`;
}

function sayLimitation(rule: LimitationRule): string {
  const restarts =
    rule.restarts.length === 0 ? '' : `; starts anew on ${rule.restarts.join(' or ')}`;
  const after = rule.effect === 'extinguished' ? 'the debt ends' : 'a defence is given';
  const from = rule.runsFrom === 'year-end' ? 'the end of the year' : 'the due day';
  return `${rule.claim}: ${rule.years} years from ${from}; then ${after}${restarts}.`;
}

function sayPreAction(rule: PreActionRule): string {
  const wait =
    rule.minDays === 0
      ? ''
      : `, ${rule.minDays} ${rule.daysKind.replace('-', ' ')} after ${rule.countsFrom}`;
  return `${rule.order}. ${rule.step}${wait} (before ${rule.requiredFor}).`;
}
