import { counting, type Language, list, words } from '../language.ts';

const SENT = '(?:pagat[oaei]|saldat[oaei]|bonificat[oaei]|versat[oaei]|liquidat[oaei])';

/** Italian. */
export const italian: Language = {
  code: 'it',
  small: list(
    'il la di che e abbiamo per un una non è sono con vi ci del della alla questa le gli',
  ),
  says: {
    paid: words(
      `(?:ho|abbiamo|ha|hanno|è|sono|stat[oaei]|già|avevamo|risulta) (?:(?:già|stat[oaei]|tutto|appena|regolarmente|ieri) )*${SENT}`,
      `^(?:già )?${SENT}`,
      '(?:bonifico|pagamento|versamento) (?:\\S+ ){0,4}?(?:effettuat[oa]|fatt[oa]|eseguit[oa]|partit[oa]|inviat[oa]|disposto)',
      '(?:effettuato|fatto|eseguito|disposto|inviato) (?:\\S+ )?(?:il|un|vostro|tale) ?(?:bonifico|pagamento|versamento)',
    ),
    notPaid: words(
      `(?:sarà|saranno|essere|verrà|verranno|deve|dovrebbe|viene) (?:\\S+ ){0,3}?(?:${SENT}|effettuat[oa]|fatt[oa]|eseguit[oa]|dispost[oa])`,
      'parzialmente|metà|in parte|due volte|in più',
    ),
    willPay: words(
      '(?:devo|dobbiamo|possiamo|posso|potremo|vogliamo|contiamo di|prevediamo di|intendiamo|conto di|a|di) (?:\\S+ ){0,3}?(?:pagare|saldare|effettuare (?:il|un) (?:bonifico|pagamento)|fare (?:il|un) bonifico|bonificare|versare|pagarla|pagarvi)',
      '(?:pagherò|pagheremo|pagherà|salderò|salderemo|effettuerò|effettueremo|bonificherò|bonificheremo|verseremo|verserò|provvederò|provvederemo|faremo|farò)',
      '(?:vi|ve la|la|le) (?:pago|paghiamo|saldo|saldiamo|bonifico|bonifichiamo)',
      '(?:bonifico|pagamento|fattura|fatture|importo|saldo) (?:\\S+ ){0,5}?(?:sarà|saranno|verrà|verranno|è previst[oa]|è programmat[oa]|previst[oa]|programmat[oa]|partirà|arriverà)',
      '(?:riceverete|riceverà|avrete|avrà) (?:\\S+ ){0,3}?(?:pagamento|bonifico|importo|saldo)',
    ),
    copy: words(
      '(?:copia|duplicato)(?: (?:\\S+ ){0,2}?(?:fattura|fatture))?',
      '(?:inviare|inviarci|inviarmi|mandare|mandarci|mandarmi|rimandare|rinviare|reinviare|reinviarci|inviateci|mandateci|trasmettere) (?:\\S+ ){0,5}?(?:fattura|fatture|pdf)',
      '(?:non|mai) (?:\\S+ ){0,3}?(?:ricevuto|arrivata|trovo|troviamo|trovato|ci risulta|pervenuta) (?:\\S+ ){0,4}?(?:fattura|fatture|allegato)',
      'fattura (?:\\S+ ){0,4}?(?:mai|non) (?:\\S+ ){0,2}?(?:arrivata|ricevuta|pervenuta)',
    ),
    order: words(
      "(?:numero|n\\.?|rif\\.?|riferimento) (?:d'|di |dell')?ordine",
      "ordine d'acquisto|buono d'ordine|codice cig|cig",
    ),
    otherPerson: words(
      "(?:contattare|contatti|contattate|rivolgersi|rivolgetevi|si rivolga|scrivere|scriva|scrivete|inviare|inviate|parlare) (?:\\S+ ){0,7}?(?:a|al|alla|all'|con|l'|il|la) ?(?:\\S+ ){0,3}?(?:amministrazione|contabilità|commercialista|collega|ufficio|ragioneria|\\S+@\\S+)",
      '(?:collega|commercialista|amministrazione|contabilità|ufficio) (?:\\S+ ){0,4}?(?:si occupa|se ne occupa|responsabile|gestisce)',
      "(?:inoltrato|girato|passato) (?:\\S+ ){0,4}?(?:a|al|alla|all') ?(?:\\S+ ){0,2}?(?:amministrazione|contabilità|commercialista|collega|ufficio)",
      'non (?:lavora|lavoro) più',
    ),
    wrong: words(
      "(?:è|sono|c'è|risulta|risultano|era) (?:\\S+ ){0,3}?(?:sbagliat[oaei]|errat[oaei]|scorrett[oaei]|un errore|errore|difettos[oaei]|danneggiat[oaei]|rott[oaei]|incomplet[oaei]|doppi[oa]|troppo alt[oa])",
      '(?:importo|prezzo|quantità|indirizzo|articolo|iva) (?:errat[oa]|sbagliat[oa])',
      "(?:contest\\p{L}+|reclam\\p{L}+|non (?:siamo|sono) d'accordo|disaccordo|nota di credito|storno|difett\\p{L}+|annullat[oa])",
      "(?:mai|non) (?:\\S+ ){0,3}?(?:ordinato|consegnat[oaei]|ricevuto (?:la merce|i prodotti|il materiale|l'ordine)|corrisponde|corrispondono|concordato|conforme|completat[oaei]|torna)",
      'fatturat[oa] (?:\\S+ )?(?:due volte|in più)',
      'errore (?:nella|in|sulla|di)',
      'manca(?:no)? (?:\\S+ ){0,3}?(?:articol[oi]|pezz[oi]|prodott[oi])',
    ),
    notWrong: words(
      'nessun (?:problema|errore|reclamo)',
      "non c'è (?:nessun )?(?:problema|errore)",
    ),
    plan: words(
      'a rate|in (?:\\S+ )?rate|rateizz\\p{L}+|rateale|dilazion\\p{L}+|piano di (?:rientro|pagamento)|proroga|pagamento parziale|più tranche',
      'liquidità|difficoltà (?:economic\\p{L}+|finanziari\\p{L}+|di cassa)|concordato|fallimento|insolven\\p{L}+|più tempo|momento difficile',
    ),
    cannot: words(
      'non (?:\\S+ )?(?:possiamo|posso|riusciamo|riesco|potremo|può|riusciremo) (?:\\S+ ){0,4}?(?:pagare|saldare|pagarvi|pagarla|versare)',
      'impossibile (?:pagare|saldare)',
      'non (?:abbiamo|ho) (?:\\S+ )?(?:soldi|fondi)',
    ),
    notMe: words(
      '(?:persona|destinatario|indirizzo|azienda|contatto) (?:sbagliat[oa]|errat[oa])',
      'non (?:\\S+ )?(?:sono|siamo|è) (?:\\S+ ){0,3}?(?:la persona|il destinatario|vostro cliente|vostri clienti|clienti?|per me|per noi|mia|nostra|indirizzata a me)',
      'non (?:vi|la|conosco|conosciamo) (?:conosco|conosciamo|questa|la vostra)',
      '(?:avete|ha) sbagliato (?:persona|indirizzo|destinatario)',
      'nulla a che (?:fare|vedere)|niente a che (?:fare|vedere)',
    ),
    not: words('non|mai|nessun[oa]?|senza|né|neanche|insolut[oaei]|rifiut\\p{L}+'),
    notNot: words("non c'è problema|nessun problema|non oltre|senza problemi|senz'altro"),
    perhaps: words(
      'se|quando|appena|non appena|a condizione|forse|spero|speriamo|magari|probabilmente|provare|proviamo|cerco di|cerchiamo di|cercheremo|una volta|dopo (?:aver|la|il|che)|qualora|eventualmente|purché',
    ),
    part: words('metà|parte|parziale|resto|restante|rimanente|acconto'),
    turn: words('ma|però|tuttavia|bensì'),
  },
  days: {
    months: [
      'gennaio|gen',
      'febbraio|feb',
      'marzo|mar',
      'aprile|apr',
      'maggio|mag',
      'giugno|giu',
      'luglio|lug',
      'agosto|ago',
      'settembre|sett|set',
      'ottobre|ott',
      'novembre|nov',
      'dicembre|dic',
    ],
    weekdays: [
      'lunedì|lunedi',
      'martedì|martedi',
      'mercoledì|mercoledi',
      'giovedì|giovedi',
      'venerdì|venerdi',
      'sabato',
      'domenica',
    ],
    nextWeekday: words('\\p{L}+dì della (?:prossima settimana|settimana prossima)'),
    dayOfMonth: /(?<!\p{L})(?:il|al|entro il|giorno|del) (\d{1,2})(?![\d/.]|\s?(?:%|€|giorni))/u,
    relative: [
      [words('dopodomani|dopo domani'), 2],
      [words("l'altro ieri|altroieri"), -2],
      [words('ieri'), -1],
      [words('oggi|subito|immediatamente|in giornata'), 0],
      [words('domani'), 1],
      [words('fine (?:del )?(?:mese prossimo|prossimo mese)'), 'next-month'],
      [words('(?:fine|entro) (?:del |di questo |il )?mese|questo mese'), 'month'],
      [words('(?:il )?(?:mese prossimo|prossimo mese)'), 'next-month'],
      [words('(?:la )?(?:settimana prossima|prossima settimana)'), 'next-week'],
      [words('(?:questa settimana|fine settimana|entro la settimana|in settimana)'), 'week'],
    ],
    inSome: words(
      '(?:tra|fra|entro|in) (?:i prossimi )?(?<n>\\d{1,2}|\\p{L}+) (?:(?<day>giorn[oi])|(?<week>settiman[ae])|(?<month>mes[ei]))',
    ),
    numbers: {
      una: 1,
      quindici: 15,
      ...counting('un due tre quattro cinque sei sette otto nove dieci'),
    },
  },
};
