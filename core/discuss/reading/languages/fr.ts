import { counting, type Language, list, words } from '../language.ts';

const SENT = '(?:payée?s?|réglée?s?|virée?s?|soldée?s?|acquittée?s?|versée?s?)';

/** French. */
export const french: Language = {
  code: 'fr',
  small: list(
    'le la les de des et est nous vous avons pour une un je ne pas votre vos cette du en',
  ),
  says: {
    paid: words(
      `(?:avons|ai|a|ont|avait|avions|été|est|sont|déjà) (?:(?:déjà|bien|été|tout|bel et bien|hier|donc|intégralement) )*${SENT}`,
      `^(?:déjà |bien |facture )?${SENT}`,
      '(?:virement|paiement|règlement) (?:\\S+ ){0,4}?(?:effectué|fait|parti|émis|envoyé|exécuté|passé)',
      '(?:effectué|fait|émis|envoyé|passé) (?:le|un|notre|votre|ce) (?:virement|paiement|règlement)',
    ),
    notPaid: words(
      `(?:sera|seront|être|doit|devrait|va|vont|serait) (?:\\S+ ){0,3}?${SENT}`,
      `(?:en partie|partiellement|à moitié|deux fois)`,
      '(?:sera|être|va être|seront) (?:\\S+ )?(?:effectué|fait|émis|envoyé)',
    ),
    willPay: words(
      '(?:allons|vais|va|vont|pouvons|peux|peut|pourrons|souhaitons|comptons|prévoyons de|prévois de|de|à) (?:\\S+ ){0,3}?(?:payer|régler|virer|effectuer (?:le|un|ce) (?:virement|paiement|règlement)|faire (?:le|un) (?:virement|paiement)|procéder au (?:paiement|règlement|virement)|solder|verser)',
      '(?:paierai|paierons|paiera|payerai|payerons|réglerai|réglerons|réglera|virerai|virerons|verserai|verserons|effectuerai|effectuerons|procéderons|procéderai)',
      '(?:je|nous|on) (?:vous )?(?:paie|paye|payons|règle|réglons|vire|virons|verse|versons)',
      '(?:virement|paiement|règlement|facture|factures|montant|somme) (?:\\S+ ){0,5}?(?:sera|seront|partira|est prévu|est programmé|prévue?|programmée?|aura lieu|interviendra|arrivera|sera effectué)',
      '(?:aurez|recevrez) (?:\\S+ ){0,3}?(?:paiement|règlement|virement|argent)',
    ),
    copy: words(
      '(?:copie|duplicata|double) (?:\\S+ ){0,3}?(?:facture|factures|relevé)?',
      '(?:renvoyer|renvoyez|renvoi|envoyer|envoyez|transmettre|faire parvenir|adresser) (?:\\S+ ){0,5}?(?:facture|factures|relevé)',
      '(?:pas|jamais) (?:\\S+ ){0,2}?(?:reçu|eu|retrouvé|trouvé|trouve|trouvons) (?:\\S+ ){0,3}?(?:facture|factures|pièce jointe)',
      "(?:ne|n') ?(?:\\S+ ){0,3}?(?:trouvons|trouve|retrouvons|retrouve) (?:\\S+ ){0,3}?facture",
      'pièce jointe (?:\\S+ ){0,4}?(?:manque|illisible|pas)',
    ),
    order: words(
      '(?:numéro|n°|nº|no|référence|réf\\.?) (?:de |du )?(?:bon de )?commande',
      'bon de commande',
      "numéro d'engagement",
    ),
    otherPerson: words(
      '(?:contacter|contactez|adresser|adressez|écrire|écrivez|voir avec|vous adresser|adressez-vous|envoyer|envoyez|rapprocher de|rapprochez-vous de) (?:\\S+ ){0,6}?(?:à|au|aux|le|la|notre|mon|ma|de) ?(?:\\S+ ){0,2}?(?:comptabilité|comptable|service|collègue|\\S+@\\S+)',
      "(?:comptable|comptabilité|collègue|service) (?:\\S+ ){0,4}?(?:s'occupe|s'en occupe|en charge|responsable|gère)",
      'transmis (?:\\S+ ){0,5}?(?:à|au) (?:\\S+ ){0,2}?(?:comptabilité|comptable|collègue|service)',
      'ne (?:travaille|fait|fais) plus',
    ),
    wrong: words(
      '(?:est|sont|était|semble|y a une?) (?:\\S+ ){0,3}?(?:erronée?s?|fausse?s?|faux|incorrecte?s?|inexacte?s?|erreur|défectueu(?:x|ses?)|abîmée?s?|cassée?s?|endommagée?s?|incomplète?s?|trop élevée?|en double)',
      '(?:mauvais(?:e|es)?) (?:montant|prix|quantité|article|adresse|tva|facture)',
      "(?:contest\\p{L}+|litige|réclamation|désaccord|pas d'accord|avoir à recevoir|émettre un avoir|un avoir|malfaçons?)",
      "(?:pas|jamais) (?:\\S+ ){0,3}?(?:commandé|livrée?s?|reçu (?:la|les|l'|le) ?(?:marchandises?|livraison|colis|commande|produits?)|conforme|correct|terminée?s?|correspond|convenu)",
      'ne correspond(?:ent)? pas',
      'erreur (?:sur|dans|de)',
      'facturée?s? (?:deux fois|en trop|en double)',
      'manque (?:\\S+ ){0,3}?(?:articles?|pièces?|produits?)',
    ),
    notWrong: words(
      "pas (?:de |d')?(?:problème|litige|erreur)",
      'aucune? (?:problème|erreur|litige|réclamation)',
    ),
    plan: words(
      'échelonn\\p{L}+|échéancier|plusieurs fois|(?:en|par) (?:\\d+|deux|trois|quatre|plusieurs) (?:fois|mois|mensualités|versements|échéances)|mensualités|facilités? de paiement',
      'délai (?:\\S+ )?(?:supplémentaire|de paiement)?',
      'trésorerie|difficultés? (?:financières?|de paiement|passagères?)|redressement|liquidation|report (?:\\S+ )?(?:paiement|échéance)|plus de temps',
    ),
    cannot: words(
      "(?:ne|n') ?(?:\\S+ )?(?:peux|pouvons|peut|pourrons|pourrai|puis|sommes|suis) (?:\\S+ )?pas (?:\\S+ ){0,4}?(?:payer|régler|tout|en mesure|solder)",
      '(?:impossible|pas en mesure|incapable) de (?:\\S+ ){0,2}?(?:payer|régler)',
      'pas les moyens',
    ),
    notMe: words(
      '(?:mauvais(?:e)?) (?:personne|destinataire|interlocuteur|société|contact)',
      "(?:ne|n') ?(?:\\S+ )?(?:suis|sommes|est|concerne) (?:\\S+ )?pas (?:\\S+ ){0,3}?(?:concernée?s?|la bonne personne|le bon (?:interlocuteur|destinataire|contact)|votre client|pour moi|pour nous|ma facture|notre facture|client)",
      'ne (?:me|nous) concerne pas',
      'connai(?:s|ssons) pas (?:votre|cette|vous)',
      '(?:erreur|trompez) de (?:destinataire|personne)',
      'rien à voir',
    ),
    not: words("ne|pas|jamais|aucun|aucune|sans|ni|impayée?s?|refus\\p{L}*|n'\\S+"),
    notNot: words(
      'pas de (?:problème|souci)|pas plus tard que|sans faute|sans problème|sans souci',
    ),
    perhaps: words(
      "si|dès que|lorsque|quand|une fois|à condition|peut-être|espère|espérons|éventuellement|essayer|essaie|essayons|probablement|après (?:réception|avoir|correction)|sous réserve|dès (?:réception|la|le)|s'il",
    ),
    part: words('moitié|partie|acompte|partiel(?:le)?|reste|solde restant|le restant'),
    turn: words('mais|cependant|toutefois|par contre|en revanche'),
  },
  days: {
    months: [
      'janvier|janv|jan',
      'février|fevrier|févr|fév',
      'mars',
      'avril|avr',
      'mai',
      'juin',
      'juillet|juil',
      'août|aout',
      'septembre|sept',
      'octobre|oct',
      'novembre|nov',
      'décembre|decembre|déc',
    ],
    weekdays: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
    nextWeekday: words('\\p{L}+di (?:de la semaine prochaine|en huit)'),
    dayOfMonth:
      /(?<!\p{L})(?:le|au|du|d'ici le|avant le) (\d{1,2})(?:er)?(?![\d/.]|\s?(?:%|€|jours))/u,
    relative: [
      [words('après-demain|après demain'), 2],
      [words('demain'), 1],
      [words('avant-hier'), -2],
      [words('hier'), -1],
      [words("aujourd'hui|ce jour|ce matin|immédiatement"), 0],
      [words('fin (?:du )?mois prochain|fin du mois suivant'), 'next-month'],
      [words('fin (?:du |de ce |de )?mois|ce mois-ci|ce mois'), 'month'],
      [words('(?:le )?mois prochain'), 'next-month'],
      [words('(?:fin de )?(?:la )?semaine prochaine'), 'next-week'],
      [words('(?:fin de (?:la |cette )?|cette )semaine'), 'week'],
    ],
    inSome: words(
      "(?:dans|sous|d'ici|en) (?:les )?(?<n>\\d{1,2}|\\p{L}+) (?:prochains |prochaines )?(?:(?<day>jours?)|(?<week>semaines?)|(?<month>mois))",
    ),
    numbers: {
      une: 1,
      quinze: 15,
      ...counting('un deux trois quatre cinq six sept huit neuf dix'),
    },
  },
};
