import type { PageWords } from '../page-words.ts';

export const frPages: PageWords = {
  open: '{customer}, il reste à régler',
  nothingOpen: '{customer}, tout est réglé. Merci.',
  nothingOpenMore: 'Tout ce que {business} vous a facturé est réglé ; vous n’avez rien à faire.',
  due: 'À régler maintenant',
  soon: 'Pas encore échu',
  reference: 'Merci d’indiquer {numbers} en référence.',
  orTellUs: 'Ou dites-nous',
  answers: {
    'paid-already': 'J’ai déjà payé',
    'will-pay': 'Je paierai le…',
    'needs-something': 'Il me faut une copie ou un numéro de commande',
    'something-is-wrong': 'Quelque chose ne va pas',
    'cannot-pay-all': 'Je ne peux pas tout payer maintenant',
    'not-me': 'Cela ne me concerne pas',
  },
  looksAfter: '{person} s’occupe de votre compte.',
  looksAfterReach: '{person} s’occupe de votre compte : {reach}.',
  neverByEmail:
    'Nous ne changeons jamais nos coordonnées bancaires par e-mail. Au moindre doute, demandez-nous d’abord.',
  back: 'Retour à ce qui est ouvert',
  send: 'Envoyer',
  forms: {
    'paid-already': {
      title: 'Vous avez déjà payé',
      lead: 'Merci. Si vous connaissez le jour du virement, cela nous aide à le retrouver.',
    },
    'will-pay': {
      title: 'Quel jour paierez-vous ?',
      lead: 'Choisissez un jour dont vous êtes certain, même plus tardif. D’ici là, nous n’écrivons pas.',
    },
    'needs-something': {
      title: 'Que vous faut-il de notre part ?',
      lead: 'Nous nous en occupons d’abord, et n’écrivons pas au sujet du règlement avant que ce soit fait.',
    },
    'something-is-wrong': {
      title: 'Qu’est-ce qui ne va pas ?',
      lead: 'Ce que vous indiquez ici est laissé de côté jusqu’à ce que nous l’ayons réglé avec vous.',
    },
    'cannot-pay-all': {
      title: 'Vous ne pouvez pas tout payer maintenant',
      lead:
        'Merci de le dire. Une personne lit ceci et répond sous un jour ouvré ; d’ici là, ' +
        'personne ne vous écrit à ce sujet.',
    },
    'not-me': {
      title: 'Ceci ne vous est pas destiné',
      lead:
        'Nous vous prions alors d’excuser notre message. Confirmez, et cette adresse ne recevra ' +
        'plus rien de nous à ce sujet.',
    },
  },
  fields: {
    paidOn: 'Payé le (si vous le savez)',
    note: 'Souhaitez-vous ajouter quelque chose ?',
    noteHelp: {
      'paid-already': 'Le montant ou la référence, par exemple.',
      'will-pay': 'Seulement si vous le souhaitez.',
      'needs-something': 'La facture, votre numéro de commande, ou la personne à qui écrire.',
      'something-is-wrong': '',
      'cannot-pay-all': 'Ce qui serait possible maintenant, ou chaque mois, par exemple.',
      'not-me': 'Si vous savez à qui l’adresser, un nom suffit.',
    },
    payOn: 'Je paierai le',
    amount: 'Montant en {currency}',
    amountHelp: 'Laissez vide pour le tout.',
    currency: 'Devise',
    what: 'Il me faut',
    copy: 'une copie d’une facture',
    order: 'notre numéro de commande sur la facture',
    otherPerson: 'que vous écriviez à quelqu’un d’autre',
    invoice: 'Il s’agit de',
    wrongAmount: 'Quelle part est en question ?',
    wrongAmountHelp: 'Laissez vide pour toute la facture.',
    reason: 'Qu’est-ce qui ne va pas ?',
  },
  faults: {
    payOnMissing: 'Merci de choisir le jour.',
    payOnNoDate: '« {text} » n’est pas une date. Écrivez-la comme 2026-11-27, ou choisissez-la.',
    payOnRange: 'Merci de choisir un jour entre {first} et {last}.',
    paidOn: 'Merci de choisir un jour jusqu’à aujourd’hui, {today}, ou de laisser vide.',
    amount: '« {text} » n’est pas un montant. Écrivez-le comme 1234.50, ou laissez vide.',
    amountRange: 'Merci d’écrire un montant jusqu’à {open}, ou de laisser vide.',
    choose: 'Merci de faire un choix.',
    reason: 'Merci de dire en quelques mots ce qui ne va pas.',
    invoice: 'Merci de choisir la facture.',
    tooLong:
      'C’est plus long que ce que nous pouvons garder ; merci de rester sous 2 000 caractères.',
    form: 'Ce formulaire est resté longtemps ouvert. Merci de le relire et de l’envoyer à nouveau.',
  },
  thanks: {
    'paid-already': {
      title: 'Merci',
      text:
        'Nous cherchons votre règlement. Personne ne vous écrit à ce sujet avant le {until} ; si ' +
        'nous ne le trouvons pas d’ici là, nous vous le demanderons une fois, aimablement.',
    },
    'will-pay': {
      title: 'Merci, c’est noté',
      text:
        'Nous l’attendons pour le {until} et laissons deux jours ouvrés de plus à la banque. ' +
        'D’ici là, personne ne vous écrit à ce sujet.',
    },
    'needs-something': {
      title: 'Merci, nous nous en occupons',
      text:
        '{person} l’a maintenant sur son bureau. Personne ne vous écrit au sujet du règlement ' +
        'avant que ce soit fait, et vous avez ensuite trois jours ouvrés de plus.',
    },
    'something-is-wrong': {
      title: 'Merci de nous l’avoir dit',
      text:
        '{person} examine la question et revient vers vous. D’ici là, personne ne vous demande ' +
        'ce que vous avez indiqué.',
    },
    'cannot-pay-all': {
      title: 'Merci de votre franchise',
      text:
        '{person} lit ceci et vous répond sous un jour ouvré. Tant que vous n’avez pas parlé, ' +
        'aucun rappel ne part.',
    },
    'not-me': {
      title: 'Merci, et nos excuses',
      text: '{business} n’écrira plus à cette adresse à ce sujet. Cette page se ferme maintenant.',
    },
  },
  thanksInvoice:
    '{person} examine la question et revient vers vous. D’ici là, personne ne vous demande ce ' +
    'que vous avez indiqué pour {invoice}.',
  backToPage: 'Voir ce qui est ouvert',
  gone: {
    title: 'Cette page est fermée',
    text:
      'Le lien n’est pas valable, ou ne l’est plus. Pour toute question sur une facture, ' +
      'répondez au message reçu ou appelez le numéro indiqué sur la facture.',
  },
  tooOften: {
    title: 'Un instant, s’il vous plaît',
    text: {
      one: 'Cette page vient d’être ouverte très souvent. Merci de réessayer dans {n} seconde.',
      other: 'Cette page vient d’être ouverte très souvent. Merci de réessayer dans {n} secondes.',
    },
  },
  sorry: {
    title: 'Cela n’a pas fonctionné',
    text:
      'Un problème est survenu chez nous, et rien n’a été enregistré. Merci de réessayer dans ' +
      'une minute, ou de répondre au message reçu.',
  },
};
