import type { PageWords } from '../page-words.ts';

export const itPages: PageWords = {
  open: '{customer}, resta da saldare',
  nothingOpen: '{customer}, non c’è nulla di aperto. Grazie.',
  nothingOpenMore: 'Tutto quanto {business} Le ha fatturato è saldato; non c’è altro da fare.',
  due: 'Da saldare ora',
  soon: 'Non ancora in scadenza',
  reference: 'La preghiamo di indicare {numbers} nella causale.',
  orTellUs: 'Oppure ci dica',
  answers: {
    'paid-already': 'Ho già pagato',
    'will-pay': 'Pagherò il…',
    'needs-something': 'Mi serve una copia o un numero d’ordine',
    'something-is-wrong': 'Qualcosa non va',
    'cannot-pay-all': 'Non posso pagare tutto adesso',
    'not-me': 'Non riguarda me',
  },
  looksAfter: '{person} segue il Suo conto.',
  looksAfterReach: '{person} segue il Suo conto: {reach}.',
  neverByEmail:
    'Non comunichiamo mai per e-mail un cambio delle nostre coordinate bancarie. In caso di ' +
    'dubbio, ce lo chieda prima.',
  back: 'Torna a che cosa è aperto',
  send: 'Invia',
  forms: {
    'paid-already': {
      title: 'Ha già pagato',
      lead: 'Grazie. Se conosce il giorno in cui è partito, ci aiuta a trovarlo.',
    },
    'will-pay': {
      title: 'In quale giorno pagherà?',
      lead: 'Scelga un giorno che può mantenere, anche più lontano. Fino ad allora non scriviamo.',
    },
    'needs-something': {
      title: 'Che cosa Le serve da noi?',
      lead: 'Ce ne occupiamo per prima cosa, e non scriviamo del pagamento finché non è fatto.',
    },
    'something-is-wrong': {
      title: 'Che cosa non va?',
      lead: 'Quanto indica qui resta da parte finché non lo abbiamo risolto con Lei.',
    },
    'cannot-pay-all': {
      title: 'Non può pagare tutto adesso',
      lead:
        'Grazie per averlo detto. Una persona legge e risponde entro un giorno lavorativo; fino ' +
        'ad allora nessuno Le scrive a riguardo.',
    },
    'not-me': {
      title: 'Non è per Lei',
      lead:
        'Allora ci scusiamo per aver scritto. Confermi, e questo indirizzo non riceverà più ' +
        'nulla da noi a riguardo.',
    },
  },
  fields: {
    paidOn: 'Pagato il (se lo sa)',
    note: 'Desidera aggiungere qualcosa?',
    noteHelp: {
      'paid-already': 'L’importo o la causale, per esempio.',
      'will-pay': 'Solo se lo desidera.',
      'needs-something': 'La fattura, il Suo numero d’ordine, o a chi dobbiamo scrivere.',
      'something-is-wrong': '',
      'cannot-pay-all': 'Che cosa sarebbe possibile ora, o ogni mese, per esempio.',
      'not-me': 'Se sa a chi va indirizzato, basta un nome.',
    },
    payOn: 'Pagherò il',
    amount: 'Importo in {currency}',
    amountHelp: 'Lasci vuoto per l’intero importo.',
    currency: 'Valuta',
    what: 'Mi serve',
    copy: 'una copia di una fattura',
    order: 'il nostro numero d’ordine in fattura',
    otherPerson: 'che scriviate a un’altra persona',
    invoice: 'Si tratta di',
    wrongAmount: 'Quale parte è in questione?',
    wrongAmountHelp: 'Lasci vuoto per l’intera fattura.',
    reason: 'Che cosa non va?',
  },
  faults: {
    payOnMissing: 'Per favore, scelga il giorno.',
    payOnNoDate: '«{text}» non è una data. La scriva come 2026-11-27, oppure la scelga.',
    payOnRange: 'Per favore, scelga un giorno tra {first} e {last}.',
    paidOn: 'Per favore, scelga un giorno fino a oggi, {today}, o lasci vuoto.',
    amount: '«{text}» non è un importo. Lo scriva come 1234.50, o lasci vuoto.',
    amountRange: 'Per favore, scriva un importo fino a {open}, quanto è aperto, o lasci vuoto.',
    choose: 'Per favore, faccia una scelta.',
    reason: 'Per favore, dica in poche parole che cosa non va.',
    invoice: 'Per favore, scelga la fattura.',
    tooLong: 'È più lungo di quanto possiamo conservare; per favore, resti entro 2.000 caratteri.',
    form: 'Questo modulo è rimasto aperto a lungo. Per favore, lo rilegga e lo invii di nuovo.',
  },
  thanks: {
    'paid-already': {
      title: 'Grazie',
      text:
        'Cerchiamo il Suo pagamento. Nessuno Le scrive a riguardo fino a {until}; se per allora ' +
        'non lo troviamo, glielo chiediamo una volta, con cortesia.',
    },
    'will-pay': {
      title: 'Grazie, è annotato',
      text:
        'Lo aspettiamo per {until} e lasciamo altri due giorni lavorativi alla banca. Fino ad ' +
        'allora nessuno Le scrive a riguardo.',
    },
    'needs-something': {
      title: 'Grazie, ce ne occupiamo',
      text:
        '{person} lo ha ora sulla scrivania. Nessuno Le scrive del pagamento finché non è fatto, ' +
        'e poi ha altri tre giorni lavorativi.',
    },
    'something-is-wrong': {
      title: 'Grazie per avercelo detto',
      text:
        '{person} verifica e Le risponde. Finché non è risolto, nessuno Le chiede quanto ha ' +
        'indicato.',
    },
    'cannot-pay-all': {
      title: 'Grazie per la franchezza',
      text:
        '{person} legge e Le risponde entro un giorno lavorativo. Finché non vi siete parlati, ' +
        'non parte alcun promemoria.',
    },
    'not-me': {
      title: 'Grazie, e ci scusi',
      text: '{business} non scriverà più a questo indirizzo a riguardo. Questa pagina si chiude.',
    },
  },
  thanksInvoice:
    '{person} verifica e Le risponde. Finché non è risolto, nessuno Le chiede quanto ha indicato ' +
    'per {invoice}.',
  backToPage: 'Vedere che cosa è aperto',
  gone: {
    title: 'Questa pagina è chiusa',
    text:
      'Il link non è valido, o non lo è più. Per domande su una fattura, risponda al messaggio ' +
      'ricevuto o chiami il numero indicato in fattura.',
  },
  tooOften: {
    title: 'Un momento, per favore',
    text: {
      one: 'Questa pagina è stata aperta molto spesso. Per favore, riprovi tra {n} secondo.',
      other: 'Questa pagina è stata aperta molto spesso. Per favore, riprovi tra {n} secondi.',
    },
  },
  sorry: {
    title: 'Non ha funzionato',
    text:
      'Qualcosa non è andato dalla nostra parte, e nulla è stato registrato. Per favore, riprovi ' +
      'tra un minuto, o risponda al messaggio ricevuto.',
  },
};
