import type { PageWords } from '../page-words.ts';

export const enPages: PageWords = {
  open: '{customer}, you have open',
  nothingOpen: '{customer}, nothing is open. Thank you.',
  nothingOpenMore:
    'Everything that {business} billed you is settled; there is nothing for you to do.',
  due: 'Due now',
  soon: 'Not due yet',
  reference: 'Please give {numbers} as the reference.',
  orTellUs: 'Or tell us',
  answers: {
    'paid-already': 'I have paid already',
    'will-pay': 'I will pay on…',
    'needs-something': 'I need a copy or PO',
    'something-is-wrong': 'Something is wrong',
    'cannot-pay-all': 'I can’t pay it all now',
    'not-me': 'This is not me',
  },
  looksAfter: '{person} looks after your account.',
  looksAfterReach: '{person} looks after your account: {reach}.',
  neverByEmail:
    'We never change our bank details by email. If you are ever in doubt, please ask us first.',
  back: 'Back to what is open',
  send: 'Send',
  forms: {
    'paid-already': {
      title: 'You have paid already',
      lead: 'Thank you. If you know the day it left, it helps us find it.',
    },
    'will-pay': {
      title: 'Which day will you pay?',
      lead: 'Choose a day you are sure of, even if it is a later one. We do not write until then.',
    },
    'needs-something': {
      title: 'What do you need from us?',
      lead: 'We see to it first, and do not write about payment until it is done.',
    },
    'something-is-wrong': {
      title: 'What is wrong?',
      lead: 'What you name here is left in peace until we have sorted it out with you.',
    },
    'cannot-pay-all': {
      title: 'You cannot pay it all now',
      lead:
        'Thank you for saying so. A person reads this and answers within one business day; until ' +
        'then nobody writes about it.',
    },
    'not-me': {
      title: 'This is not for you',
      lead:
        'Then we are sorry for having written. Confirm, and this address hears no more from us ' +
        'about it.',
    },
  },
  fields: {
    paidOn: 'Paid on (if you know)',
    note: 'Anything to add?',
    noteHelp: {
      'paid-already': 'The amount or the reference, for instance.',
      'will-pay': 'Only if you like.',
      'needs-something': 'The invoice, your order number, or whom we should write to.',
      'something-is-wrong': '',
      'cannot-pay-all': 'What you could manage now, or each month, for instance.',
      'not-me': 'If you know who should get it, a name is enough.',
    },
    payOn: 'I will pay on',
    amount: 'Amount in {currency}',
    amountHelp: 'Leave it empty for all of it.',
    currency: 'Currency',
    what: 'I need',
    copy: 'a copy of an invoice',
    order: 'our order number (PO) on it',
    otherPerson: 'you to write to somebody else',
    invoice: 'It is about',
    wrongAmount: 'How much of it is in question?',
    wrongAmountHelp: 'Leave it empty for the whole invoice.',
    reason: 'What is wrong with it?',
  },
  faults: {
    payOnMissing: 'Please choose the day.',
    payOnNoDate: '“{text}” is not a date. Please write it as 2026-11-27, or choose it.',
    payOnRange: 'Please choose a day from {first} to {last}.',
    paidOn: 'Please choose a day up to today, {today}, or leave it empty.',
    amount: '“{text}” is not an amount. Please write it like 1234.50, or leave it empty.',
    amountRange: 'Please write an amount up to the {open} open, or leave it empty.',
    choose: 'Please choose one.',
    reason: 'Please say in a few words what is wrong.',
    invoice: 'Please choose the invoice.',
    tooLong: 'That is longer than we can keep; please shorten it to 2,000 characters.',
    form: 'This form was open for a long time. Please look it over and send it again.',
  },
  thanks: {
    'paid-already': {
      title: 'Thank you',
      text:
        'We will look for your payment. Nobody writes to you about it until {until}; if we ' +
        'cannot find it by then, we ask you once, kindly.',
    },
    'will-pay': {
      title: 'Thank you, that is noted',
      text:
        'We expect it on {until} and leave two business days more for the bank. Until then ' +
        'nobody writes to you about it.',
    },
    'needs-something': {
      title: 'Thank you, we will see to it',
      text:
        '{person} has it on the desk now. Nobody writes to you about payment until it is done, ' +
        'and you have three business days more after that.',
    },
    'something-is-wrong': {
      title: 'Thank you for telling us',
      text:
        '{person} looks into it and comes back to you. Until it is sorted out, nobody asks you ' +
        'for what you named.',
    },
    'cannot-pay-all': {
      title: 'Thank you for your openness',
      text:
        '{person} reads this and answers you within one business day. Until you have spoken, no ' +
        'reminder is sent.',
    },
    'not-me': {
      title: 'Thank you, and sorry',
      text: '{business} will not write to this address about it again. This page closes now.',
    },
  },
  thanksInvoice:
    '{person} looks into it and comes back to you. Until it is sorted out, nobody asks you for ' +
    'what you named on {invoice}.',
  backToPage: 'See what is open',
  gone: {
    title: 'This page is closed',
    text:
      'The link is not valid, or is not valid any more. If you have a question about an invoice, ' +
      'please reply to the message you got, or ring the number on the invoice.',
  },
  tooOften: {
    title: 'One moment, please',
    text: {
      one: 'This page was opened very often just now. Please try again in one second.',
      other: 'This page was opened very often just now. Please try again in {n} seconds.',
    },
  },
  sorry: {
    title: 'That did not work',
    text:
      'Something went wrong on our side, and nothing was recorded. Please try again in a minute, ' +
      'or reply to the message you got.',
  },
};
