import type { PageWords } from '../page-words.ts';

export const dePages: PageWords = {
  open: '{customer}, bei Ihnen ist offen',
  nothingOpen: '{customer}, es ist nichts offen. Vielen Dank.',
  nothingOpenMore:
    'Alles, was {business} Ihnen berechnet hat, ist beglichen; Sie brauchen nichts zu tun.',
  due: 'Jetzt fällig',
  soon: 'Noch nicht fällig',
  reference: 'Bitte geben Sie {numbers} als Verwendungszweck an.',
  orTellUs: 'Oder sagen Sie uns',
  answers: {
    'paid-already': 'Ich habe bereits bezahlt',
    'will-pay': 'Ich zahle am …',
    'needs-something': 'Ich brauche eine Kopie oder Bestellnummer',
    'something-is-wrong': 'Etwas stimmt nicht',
    'cannot-pay-all': 'Ich kann jetzt nicht alles zahlen',
    'not-me': 'Das betrifft mich nicht',
  },
  looksAfter: '{person} kümmert sich um Ihr Konto.',
  looksAfterReach: '{person} kümmert sich um Ihr Konto: {reach}.',
  neverByEmail:
    'Wir ändern unsere Bankverbindung nie per E-Mail. Fragen Sie im Zweifel bitte zuerst bei uns nach.',
  back: 'Zurück zur Übersicht',
  send: 'Absenden',
  forms: {
    'paid-already': {
      title: 'Sie haben bereits bezahlt',
      lead: 'Vielen Dank. Wenn Sie den Tag der Überweisung kennen, finden wir sie leichter.',
    },
    'will-pay': {
      title: 'An welchem Tag zahlen Sie?',
      lead:
        'Wählen Sie einen Tag, bei dem Sie sicher sind, gern auch einen späteren. Bis dahin ' +
        'schreiben wir nicht.',
    },
    'needs-something': {
      title: 'Was brauchen Sie von uns?',
      lead: 'Darum kümmern wir uns zuerst. Bis es erledigt ist, schreiben wir nicht wegen der Zahlung.',
    },
    'something-is-wrong': {
      title: 'Was stimmt nicht?',
      lead: 'Was Sie hier nennen, lassen wir ruhen, bis wir es mit Ihnen geklärt haben.',
    },
    'cannot-pay-all': {
      title: 'Sie können jetzt nicht alles zahlen',
      lead:
        'Danke, dass Sie es sagen. Ein Mensch liest das und antwortet innerhalb eines Werktags; ' +
        'bis dahin schreibt Ihnen niemand deswegen.',
    },
    'not-me': {
      title: 'Das ist nicht für Sie',
      lead:
        'Dann bitten wir um Entschuldigung für unser Schreiben. Bestätigen Sie es, und diese ' +
        'Adresse hört dazu nichts mehr von uns.',
    },
  },
  fields: {
    paidOn: 'Bezahlt am (falls bekannt)',
    note: 'Möchten Sie etwas hinzufügen?',
    noteHelp: {
      'paid-already': 'Zum Beispiel den Betrag oder den Verwendungszweck.',
      'will-pay': 'Nur wenn Sie möchten.',
      'needs-something': 'Die Rechnung, Ihre Bestellnummer oder an wen wir schreiben sollen.',
      'something-is-wrong': '',
      'cannot-pay-all': 'Zum Beispiel, was jetzt oder jeden Monat möglich wäre.',
      'not-me': 'Wenn Sie wissen, wer es bekommen sollte, genügt ein Name.',
    },
    payOn: 'Ich zahle am',
    amount: 'Betrag in {currency}',
    amountHelp: 'Für den ganzen Betrag leer lassen.',
    currency: 'Währung',
    what: 'Ich brauche',
    copy: 'eine Kopie einer Rechnung',
    order: 'unsere Bestellnummer auf der Rechnung',
    otherPerson: 'dass Sie an jemand anderen schreiben',
    invoice: 'Es geht um',
    wrongAmount: 'Um welchen Teil davon geht es?',
    wrongAmountHelp: 'Für die ganze Rechnung leer lassen.',
    reason: 'Was stimmt daran nicht?',
  },
  faults: {
    payOnMissing: 'Bitte wählen Sie den Tag.',
    payOnNoDate:
      '„{text}“ ist kein Datum. Bitte schreiben Sie es wie 2026-11-27, oder wählen Sie es aus.',
    payOnRange: 'Bitte wählen Sie einen Tag von {first} bis {last}.',
    paidOn: 'Bitte wählen Sie einen Tag bis heute, {today}, oder lassen Sie das Feld leer.',
    amount:
      '„{text}“ ist kein Betrag. Bitte schreiben Sie ihn wie 1234.50, oder lassen Sie das Feld leer.',
    amountRange: 'Bitte schreiben Sie einen Betrag bis {open}, oder lassen Sie das Feld leer.',
    choose: 'Bitte wählen Sie etwas aus.',
    reason: 'Bitte sagen Sie in wenigen Worten, was nicht stimmt.',
    invoice: 'Bitte wählen Sie die Rechnung.',
    tooLong: 'Das ist länger, als wir aufbewahren können; bitte kürzen Sie auf 2.000 Zeichen.',
    form: 'Dieses Formular war lange offen. Bitte sehen Sie es durch und senden Sie es noch einmal.',
  },
  thanks: {
    'paid-already': {
      title: 'Vielen Dank',
      text:
        'Wir suchen Ihre Zahlung. Bis {until} schreibt Ihnen niemand deswegen; finden wir sie ' +
        'bis dahin nicht, fragen wir einmal freundlich nach.',
    },
    'will-pay': {
      title: 'Vielen Dank, das ist notiert',
      text:
        'Wir erwarten den Betrag am {until} und lassen der Bank zwei Werktage mehr. Bis dahin ' +
        'schreibt Ihnen niemand deswegen.',
    },
    'needs-something': {
      title: 'Vielen Dank, wir kümmern uns darum',
      text:
        '{person} hat es jetzt auf dem Tisch. Bis es erledigt ist, schreibt Ihnen niemand wegen ' +
        'der Zahlung, und danach haben Sie noch drei Werktage.',
    },
    'something-is-wrong': {
      title: 'Danke, dass Sie es uns sagen',
      text:
        '{person} sieht es sich an und meldet sich bei Ihnen. Bis es geklärt ist, fragt Sie ' +
        'niemand nach dem, was Sie genannt haben.',
    },
    'cannot-pay-all': {
      title: 'Danke für Ihre Offenheit',
      text:
        '{person} liest das und antwortet Ihnen innerhalb eines Werktags. Bis Sie gesprochen ' +
        'haben, geht keine Erinnerung hinaus.',
    },
    'not-me': {
      title: 'Vielen Dank, und Entschuldigung',
      text: '{business} schreibt dazu nicht mehr an diese Adresse. Diese Seite schließt sich jetzt.',
    },
  },
  thanksInvoice:
    '{person} sieht es sich an und meldet sich bei Ihnen. Bis es geklärt ist, fragt Sie niemand ' +
    'nach dem, was Sie zu {invoice} genannt haben.',
  backToPage: 'Sehen, was offen ist',
  gone: {
    title: 'Diese Seite ist geschlossen',
    text:
      'Der Link gilt nicht oder nicht mehr. Wenn Sie eine Frage zu einer Rechnung haben, ' +
      'antworten Sie bitte auf die Nachricht oder rufen Sie die Nummer auf der Rechnung an.',
  },
  tooOften: {
    title: 'Einen Moment bitte',
    text: {
      one: 'Diese Seite wurde gerade sehr oft geöffnet. Bitte versuchen Sie es in einer Sekunde wieder.',
      other:
        'Diese Seite wurde gerade sehr oft geöffnet. Bitte versuchen Sie es in {n} Sekunden wieder.',
    },
  },
  sorry: {
    title: 'Das hat nicht geklappt',
    text:
      'Bei uns ist etwas schiefgegangen, und es wurde nichts festgehalten. Bitte versuchen Sie ' +
      'es in einer Minute noch einmal, oder antworten Sie auf die Nachricht.',
  },
};
