import type { Day } from '../../base/index.ts';
import { amountIn } from './amounts.ts';
import { dayIn } from './days.ts';
import type { Language } from './language.ts';
import { languagesOf } from './languages/index.ts';
import type { Proposal, Reading } from './proposal.ts';
import { plainText, type Sentence, sentencesOf } from './sentences.ts';

// Beyond so many words a mail is a letter, which a person reads anyway.
const LONGEST_TEXT = 20_000;
const MOST_PROPOSALS = 3;

/**
 * Reads a reply by rules: which of the six answers its words give, with the sentence that says so.
 * Where words refuse, ask, doubt, or name two days, nothing is proposed; a person reads it.
 * @param text the words without what they quote
 */
export function readReply(text: string, reading: Reading): Proposal[] {
  const words = text.slice(0, LONGEST_TEXT);
  const sentences = sentencesOf(words);
  const found = languagesOf(plainText(words), reading.language).map((language) =>
    settled(
      sentences.flatMap((sentence) => readSentence(sentence, language, reading)),
      text,
      reading,
    ),
  );
  const [first, ...others] = found.filter((proposals) => proposals.length > 0);
  if (!first) return [];
  // Few words may mean one thing in one language and another in the next.
  const kinds = (proposals: readonly Proposal[]) => proposals.map(({ kind }) => kind).join();
  return others.every((other) => kinds(other) === kinds(first)) || isKnown(found, first)
    ? first.slice(0, MOST_PROPOSALS)
    : [];

  /** The language they are known to speak, or the one they clearly wrote, gave it. */
  function isKnown(all: readonly Proposal[][], one: readonly Proposal[]): boolean {
    return reading.language !== null && all[0] === one;
  }
}

interface Found extends Proposal {
  /** Said of what they cannot do; with a day on which they will, that day is what counts. */
  isWeak: boolean;
}

function readSentence(sentence: Sentence, language: Language, reading: Reading): Found[] {
  const { turn } = language.says;
  const clauses = sentence.plain.split(new RegExp(turn.source, `${turn.flags}g`));
  return clauses.flatMap((clause) => readClause(clause, sentence, language, reading));
}

function readClause(
  clause: string,
  sentence: Sentence,
  language: Language,
  reading: Reading,
): Found[] {
  const { says } = language;
  const base = {
    sentence: sentence.quoted,
    paidOn: null,
    payOn: null,
    amount: null,
    currency: null,
    what: null,
    isWeak: false,
    invoices: namedIn(clause, reading),
  };
  if (says.notMe.test(clause)) return [{ ...base, kind: 'not-me' }];
  if (!sentence.asks && says.wrong.test(clause) && !says.notWrong?.test(clause)) {
    return [{ ...base, kind: 'something-is-wrong' }];
  }
  if (says.plan.test(clause)) return [{ ...base, kind: 'cannot-pay-all' }];
  if (says.cannot.test(clause)) return [{ ...base, kind: 'cannot-pay-all', isWeak: true }];
  const what = wantedIn(clause, language);
  if (what !== null) return [{ ...base, kind: 'needs-something', what }];
  if (sentence.asks || isTakenBack(clause, sentence, language)) return [];
  return [
    ...promiseIn(clause, base, language, reading),
    ...paymentIn(clause, base, language, reading),
  ];
}

/** Numbers of open invoices in a clause, each as a word of its own. */
function namedIn(clause: string, reading: Reading): string[] {
  return reading.open
    .map(({ number }) => number)
    .filter((number, index, all) => {
      if (all.indexOf(number) !== index) return false;
      const plain = plainText(number).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
      return new RegExp(`(?<![\\p{L}\\p{N}])${plain}(?![\\p{L}\\p{N}])`, 'u').test(clause);
    });
}

function wantedIn(clause: string, { says }: Language): Proposal['what'] {
  if (says.order.test(clause)) return 'purchase-order';
  if (says.otherPerson.test(clause)) return 'other-person';
  return says.copy.test(clause) ? 'copy' : null;
}

/** A refusal in the clause, or a condition anywhere in its sentence. */
function isTakenBack(clause: string, sentence: Sentence, { says }: Language): boolean {
  const without = (text: string) =>
    says.notNot ? text.replace(new RegExp(says.notNot.source, `${says.notNot.flags}g`), ' ') : text;
  return says.not.test(without(clause)) || says.perhaps.test(without(sentence.plain));
}

function promiseIn(clause: string, base: Found0, language: Language, reading: Reading): Found[] {
  const { says } = language;
  if (!says.willPay.test(clause)) return [];
  if (says.paid.test(clause) && !says.notPaid?.test(clause)) return [];
  const payOn: Day | null = dayIn(clause, language, reading, 'future');
  if (payOn === null) return [];
  const currencies = [...new Set(reading.open.map(({ currency }) => currency))];
  const sum = amountIn(clause, currencies);
  if (sum === null && says.part.test(clause)) return [];
  const owed = reading.open
    .filter((one) => one.currency === sum?.currency)
    .filter((one) => base.invoices.length === 0 || base.invoices.includes(one.number))
    .reduce((total, one) => total + one.outstanding, 0n);
  // All of it, or more than is known here: then it is about all that is open.
  const some = sum !== null && sum.amount < owed ? sum : null;
  const { amount, currency } = some ?? { amount: null, currency: null };
  return [{ ...base, kind: 'will-pay', payOn, amount, currency }];
}

type Found0 = Omit<Found, 'kind'>;

function paymentIn(clause: string, base: Found0, language: Language, reading: Reading): Found[] {
  const { says } = language;
  if (!says.paid.test(clause) || says.notPaid?.test(clause) || says.part.test(clause)) return [];
  const paidOn = dayIn(clause, language, reading, 'past');
  const ahead = dayIn(clause, language, reading, 'future');
  // "Paid, tomorrow": nobody can have.
  if (paidOn === null && ahead !== null) return [];
  return [{ ...base, kind: 'paid-already', paidOn }];
}

/** One proposal for each thing said, and none where what was said does not go together. */
function settled(found: readonly Found[], text: string, reading: Reading): Proposal[] {
  const promises = found.filter(({ kind }) => kind === 'will-pay');
  const days = new Set(promises.map(({ payOn }) => payOn));
  const apart = promises.every(({ amount, invoices }) => amount !== null || invoices.length > 0);
  const unclear = days.size > 1 && !apart;
  const kept = found.filter(
    (one) => !(one.kind === 'will-pay' && unclear) && !(one.isWeak && promises.length > 0),
  );
  const anywhere = namedIn(plainText(text), reading);
  const proposals = new Map<string, Proposal>();
  for (const { isWeak: _, ...one } of kept) {
    const apartFrom = one.kind === 'will-pay' ? `${one.payOn}/${one.amount}` : '';
    const key = `${one.kind}/${one.what}/${apartFrom}/${one.invoices.join()}`;
    const same = [...proposals.values()].some(
      (other) => other.kind === one.kind && other.what === one.what && apartFrom === '',
    );
    if (same || proposals.has(key)) continue;
    const alone = kept.length === 1 && one.invoices.length === 0;
    proposals.set(key, alone ? { ...one, invoices: anywhere } : one);
  }
  return [...proposals.values()];
}
