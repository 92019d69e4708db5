import { frPages } from './pages/fr.ts';
import type { Words } from './words.ts';

export const fr: Words = {
  language: 'fr',
  locale: 'fr-FR',
  countries: ['FR', 'BE', 'CH', 'CA', 'LU', 'MC'],
  direction: 'ltr',
  weekday: 'plain',
  quotes: ['« ', ' »'],
  greeting: {
    first: 'Madame, Monsieur,',
    full: 'Madame, Monsieur,',
    company: 'Madame, Monsieur,',
  },
  due: 'À régler maintenant',
  coming: 'À venir',
  soon: 'Bientôt à échéance',
  held: 'Laissé de côté pour l’instant',
  heldNotes: {
    disputed: 'vous nous avez dit le {date} que quelque chose ne va pas ; nous regardons',
    promised: 'vous nous avez annoncé votre règlement pour le {date}',
    'on-plan': 'dans l’échéancier convenu le {date}',
    'credit-covers': 'couvert par l’avoir sur votre compte',
  },
  total: 'Ensemble',
  wasDue: 'échéance du {date}',
  isDue: 'échéance le {date}',
  dueToday: 'échéance aujourd’hui',
  daysLate: { one: 'il y a {n} jour', other: 'il y a {n} jours' },
  instalment: 'part {n}',
  plan: 'L’échéancier',
  seeAndPay: 'Voir comment régler {total}',
  see: 'Voir ce qui est ouvert',
  howToPay: 'Comment régler',
  askHowToPay: 'Merci de régler comme indiqué sur la facture, ou de demander à {person}.',
  answersIntro:
    'Si quelque chose s’y oppose, un clic suffit, et nous n’écrivons plus tant que ce n’est pas réglé :',
  answers: {
    'paid-already': 'J’ai déjà payé',
    'will-pay': 'Je paierai à une date que je choisis',
    'needs-something': 'Il me faut une copie, un numéro de commande ou un autre contact',
    'something-is-wrong': 'Quelque chose ne va pas',
    'cannot-pay-all': 'Je ne peux pas tout payer maintenant',
    'not-me': 'Cela ne me concerne pas',
  },
  letter: {
    date: 'Le {date}',
    phone: 'Téléphone',
    email: 'E-mail',
    page: 'Page {n} sur {count}',
    enclosures: 'Pièces jointes',
    registered: 'Lettre recommandée',
    scan: 'Scannez le code pour voir ce qui est ouvert, régler ou répondre.',
    answersIntro:
      'Si quelque chose s’y oppose, dites-le-nous, et nous n’écrivons plus tant que ce n’est pas ' +
      'réglé.',
    reach: 'Répondez sur la page ci-dessus ou à {reach}.',
  },
  call: {
    title: 'Appeler {customer}',
    who: '**Qui :** {who}, chez {customer}. Vous appelez en tant que {person}, {business}.',
    whoUnknown:
      '**Qui :** la personne qui s’occupe des factures chez {customer}. Vous appelez en tant que ' +
      '{person}, {business}.',
    number: '**Numéro :** {number}',
    opening: [
      '**Commencez ainsi,** et n’en dites pas plus avant de savoir qui écoute :',
      '> Bonjour, ici {person}, de {business}. Suis-je bien avec {who} ? Est-ce que je vous ' +
        'dérange ?',
    ],
    listen: [
      '**Puis écoutez.** Ils ne l’ont peut-être pas vu, attendent quelque chose de nous, ne sont ' +
        'pas d’accord ou ne peuvent pas payer en ce moment. Demandez ce qu’il en est, et rien ' +
        'd’autre avant de le savoir.',
      '**Si c’est un oubli :**',
      '> Cela arrive. Sur quel jour puis-je compter ?',
      'Notez le jour comme une promesse.',
      '**S’il manque quelque chose ou si quelque chose ne va pas :**',
      '> Alors je m’en occupe d’abord.',
      'Notez-le ; plus rien ne part pour cette part avant que ce soit réglé.',
      '**Si la trésorerie est tendue :**',
      '> Merci de me le dire. Que pourriez-vous régler maintenant, et que d’ici la fin du mois ' +
        'prochain ?',
      'Convenez d’un échéancier, ou dites quand vous rappellerez.',
    ],
    voicemail: [
      '**Si quelqu’un d’autre répond,** demandez quand rappeler ; ne dites rien du sujet.',
      '**Si une messagerie répond,** laissez votre nom, ni somme ni motif :',
      '> Bonjour, ici {person}, de {business}, pour {who}. Pourriez-vous me rappeler quand cela ' +
        'vous convient ? Merci.',
      '> Mon numéro est le {phone}.',
      'Notez « pas de réponse » ou « message laissé ».',
    ],
    close: ['**Pour finir :** redites ce qui est convenu, remerciez, et notez-le aussitôt.'],
  },
  voice: {
    opening:
      'Bonjour. Ceci est un appel automatique de {business}, de la part de {person}, pour {who}.',
    isItYou: 'Si c’est bien vous, tapez 1. Sinon, tapez 2.',
    menu:
      'Merci. {person} aimerait avoir de vos nouvelles sur ce qui est ouvert entre vous. Tapez 1 ' +
      'pour recevoir un lien par SMS. Tapez 2 pour indiquer un jour. Tapez 3 pour parler à une ' +
      'personne.',
    linkSent: 'Merci. Le lien est en route.',
    promised: 'Merci. Le {date} est noté ; d’ici là, personne n’appelle ni n’écrit à ce sujet.',
    person: 'Un instant, s’il vous plaît.',
    wrongPerson: 'Merci, et pardon pour le dérangement. Nous n’appellerons plus ce numéro.',
    notUnderstood: 'Pardon, cela n’a pas été compris.',
    goodbye: 'Merci. Au revoir.',
    voicemail:
      'Bonjour. Ceci est un message de {business} pour {who}. Merci de rappeler {person} au ' +
      '{phone} quand cela vous convient. Merci.',
  },
  smsStop: 'Plus de SMS : STOP.',
  pages: frPages,
  informal: {
    greeting: {
      first: 'Bonjour {name},',
      full: 'Bonjour {name},',
      company: 'Bonjour,',
    },
    answersIntro:
      'Si quelque chose s’y oppose, un clic suffit, et nous n’écrivons plus tant que ce n’est pas réglé :',
    askHowToPay: 'Merci de régler comme indiqué sur la facture, ou demande à {person}.',
    heldNotes: {
      disputed: 'tu nous as dit le {date} que quelque chose ne va pas ; nous regardons',
      promised: 'tu nous as annoncé ton règlement pour le {date}',
      'on-plan': 'dans l’échéancier convenu le {date}',
      'credit-covers': 'couvert par l’avoir sur ton compte',
    },
    smsStop: 'Plus de SMS : STOP.',
    letter: {
      answersIntro:
        'Si quelque chose s’y oppose, dis-le-nous, et nous n’écrivons plus tant que ce n’est pas ' +
        'réglé.',
      reach: 'Réponds sur la page ci-dessus ou à {reach}.',
      scan: 'Scanne le code pour voir ce qui est ouvert, régler ou répondre.',
    },
    call: {
      opening: [
        '**Commence ainsi,** et n’en dis pas plus avant de savoir qui écoute :',
        '> Bonjour, ici {person}, de {business}. Suis-je bien avec {who} ? Est-ce que je te ' +
          'dérange ?',
      ],
      listen: [
        '**Puis écoute.** Demande si c’est un oubli, s’il manque quelque chose, si quelque chose ' +
          'ne va pas ou si la trésorerie est tendue ; rien d’autre avant de le savoir.',
        '**Si c’est un oubli :**',
        '> Cela arrive. Sur quel jour puis-je compter ?',
        '**S’il manque quelque chose ou si quelque chose ne va pas :**',
        '> Alors je m’en occupe d’abord.',
        '**Si la trésorerie est tendue :**',
        '> Merci de me le dire. Que pourrais-tu régler maintenant, et que d’ici la fin du mois ' +
          'prochain ?',
      ],
      voicemail: [
        '**Si quelqu’un d’autre répond,** demande quand rappeler ; ne dis rien du sujet.',
        '**Si une messagerie répond,** laisse ton nom, ni somme ni motif :',
        '> Bonjour, ici {person}, de {business}, pour {who}. Tu peux me rappeler quand cela te ' +
          'convient ? Merci.',
        '> Mon numéro est le {phone}.',
      ],
      close: ['**Pour finir :** redis ce qui est convenu, remercie, et note-le aussitôt.'],
    },
  },
  forgiving: ['merci de ne pas en tenir compte', 'n’en tenez pas compte', 'n’en tiens pas compte'],
  forbidden: [
    'avocat*',
    'contentieux',
    'contrainte',
    'défaillan*',
    'délai de grâce',
    'dernier avertissement',
    'dernier rappel',
    'dernière chance',
    'dettes',
    'dette',
    'débiteur*',
    'exigeons',
    'fichage',
    'huissier*',
    'immédiatement',
    'impayé*',
    'injonction*',
    'interdit bancaire',
    'judiciaire*',
    'justice',
    'mauvais payeur*',
    'mise en demeure',
    'négligence*',
    'poursuites',
    'procès',
    'recouvrement',
    'refus de payer',
    'saisie*',
    'sans délai',
    'sanction*',
    'sommation*',
    'sous peine',
    'tribunal',
    'urgent*',
    'vous devez',
    '24 heures',
    '48 heures',
  ],
  forbiddenInSubject: [
    'arriéré*',
    'avertissement',
    'dette*',
    'dernier*',
    'dernière*',
    'impayé*',
    'rappel',
    'rappels',
    'relance*',
    'retard*',
    'échu*',
  ],
  private: [
    'argent',
    'créance*',
    'dette*',
    'dû',
    'due',
    'échéance*',
    'échéancier*',
    'facture*',
    'montant*',
    'paie*',
    'paiement*',
    'payé*',
    'payer*',
    'règlement*',
    'régler',
    'réglé*',
    'somme due',
    'versement*',
    'virement*',
  ],
};
