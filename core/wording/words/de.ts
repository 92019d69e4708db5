import { dePages } from './pages/de.ts';
import type { Words } from './words.ts';

export const de: Words = {
  language: 'de',
  locale: 'de-DE',
  countries: ['DE', 'AT', 'CH', 'LI', 'LU'],
  direction: 'ltr',
  weekday: 'comma',
  quotes: ['„', '“'],
  greeting: {
    first: 'Guten Tag {fullName},',
    full: 'Guten Tag {fullName},',
    company: 'Sehr geehrte Damen und Herren,',
  },
  due: 'Jetzt fällig',
  coming: 'Demnächst',
  soon: 'Wird bald fällig',
  held: 'Lassen wir vorerst ruhen',
  heldNotes: {
    disputed: 'Sie haben uns am {date} gesagt, dass etwas nicht stimmt; wir sehen es uns an',
    promised: 'Sie haben uns gesagt, dass Sie am {date} zahlen',
    'on-plan': 'im Zahlungsplan, den wir am {date} vereinbart haben',
    'credit-covers': 'durch Ihr Guthaben gedeckt',
  },
  total: 'Zusammen',
  wasDue: 'fällig gewesen am {date}',
  isDue: 'fällig am {date}',
  dueToday: 'heute fällig',
  daysLate: { one: 'vor einem Tag', other: 'vor {n} Tagen' },
  instalment: 'Teil {n}',
  plan: 'Der Zahlungsplan',
  seeAndPay: 'So zahlen Sie {total}',
  see: 'Sehen, was offen ist',
  howToPay: 'So zahlen Sie',
  askHowToPay: 'Bitte zahlen Sie wie auf der Rechnung angegeben, oder fragen Sie {person}.',
  answersIntro:
    'Wenn etwas im Weg steht, genügt ein Klick, und wir schreiben nicht weiter, bis es geklärt ist:',
  answers: {
    'paid-already': 'Ich habe bereits bezahlt',
    'will-pay': 'Ich zahle an einem Tag, den ich nenne',
    'needs-something': 'Ich brauche eine Kopie, eine Bestellnummer oder jemand anderen',
    'something-is-wrong': 'Etwas stimmt nicht',
    'cannot-pay-all': 'Ich kann jetzt nicht alles zahlen',
    'not-me': 'Das betrifft mich nicht',
  },
  letter: {
    date: '{date}',
    phone: 'Telefon',
    email: 'E-Mail',
    page: 'Seite {n} von {count}',
    enclosures: 'Anlagen',
    registered: 'Einschreiben',
    scan: 'Scannen Sie den Code, um zu sehen, was offen ist, um zu zahlen oder zu antworten.',
    answersIntro:
      'Wenn etwas im Weg steht, sagen Sie es uns bitte, und wir schreiben nicht weiter, bis es ' +
      'geklärt ist.',
    reach: 'Antworten Sie auf der Seite oben oder unter {reach}.',
  },
  call: {
    title: '{customer} anrufen',
    who: '**Wen:** {who} bei {customer}. Sie rufen als {person} von {business} an.',
    whoUnknown:
      '**Wen:** wer sich bei {customer} um Rechnungen kümmert. Sie rufen als {person} von ' +
      '{business} an.',
    number: '**Nummer:** {number}',
    opening: [
      '**Zu Beginn,** und nicht mehr, bis Sie wissen, wer zuhört:',
      '> Guten Tag, hier ist {person} von {business}. Spreche ich mit {who}? Passt es Ihnen ' +
        'gerade?',
    ],
    listen: [
      '**Dann zuhören.** Vielleicht haben sie es nicht gesehen, warten auf etwas von uns, sind ' +
        'nicht einverstanden oder können gerade nicht zahlen. Fragen Sie, was davon es ist, und ' +
        'fragen Sie nichts anderes, bis Sie es wissen.',
      '**Wenn es übersehen wurde:**',
      '> Das kommt vor. Mit welchem Tag kann ich rechnen?',
      'Notieren Sie den Tag als Zusage.',
      '**Wenn etwas fehlt oder nicht stimmt:**',
      '> Dann bringe ich das zuerst in Ordnung.',
      'Notieren Sie es; für diesen Teil geht nichts mehr hinaus, bis es geklärt ist.',
      '**Wenn das Geld knapp ist:**',
      '> Danke, dass Sie es sagen. Was wäre jetzt möglich, und was bis Ende nächsten Monats?',
      'Vereinbaren Sie einen Plan, oder sagen Sie, wann Sie wieder anrufen.',
    ],
    voicemail: [
      '**Wenn jemand anderes abnimmt,** fragen Sie, wann Sie wieder anrufen können; sagen Sie ' +
        'nichts davon, worum es geht.',
      '**Wenn ein Anrufbeantworter abnimmt,** nennen Sie Ihren Namen, keine Summe und keinen Grund:',
      '> Guten Tag, hier ist {person} von {business} für {who}. Rufen Sie mich bitte zurück, ' +
        'wenn es Ihnen passt. Vielen Dank.',
      '> Meine Nummer ist {phone}.',
      'Notieren Sie „nicht erreicht“ oder „Nachricht hinterlassen“.',
    ],
    close: [
      '**Zum Schluss:** wiederholen Sie, was vereinbart wurde, danken Sie, und notieren Sie es ' +
        'gleich. Bestätigen Sie es danach kurz schriftlich.',
    ],
  },
  voice: {
    opening:
      'Guten Tag. Dies ist ein automatischer Anruf von {business} im Auftrag von {person}, für ' +
      '{who}.',
    isItYou: 'Wenn Sie das sind, drücken Sie die 1. Wenn nicht, drücken Sie die 2.',
    menu:
      'Vielen Dank. {person} möchte gern von Ihnen hören, was zwischen Ihnen offen ist. Drücken ' +
      'Sie die 1 für eine SMS mit einem Link. Drücken Sie die 2, um einen Tag zu nennen. Drücken ' +
      'Sie die 3, um mit einem Menschen zu sprechen.',
    linkSent: 'Vielen Dank. Der Link ist unterwegs.',
    promised: 'Vielen Dank. {date} ist notiert. Bis dahin ruft deswegen niemand an oder schreibt.',
    person: 'Einen Moment bitte.',
    wrongPerson:
      'Vielen Dank, und Entschuldigung für die Störung. Wir rufen diese Nummer nicht mehr an.',
    notUnderstood: 'Entschuldigung, das wurde nicht verstanden.',
    goodbye: 'Vielen Dank. Auf Wiederhören.',
    voicemail:
      'Guten Tag. Dies ist eine Nachricht von {business} für {who}. Bitte rufen Sie {person} ' +
      'unter {phone} an, wenn es Ihnen passt. Vielen Dank.',
  },
  smsStop: 'Keine SMS mehr: STOP antworten.',
  pages: dePages,
  informal: {
    greeting: {
      first: 'Hallo {name},',
      full: 'Hallo {name},',
      company: 'Guten Tag,',
    },
    answersIntro:
      'Wenn etwas im Weg steht, genügt ein Klick, und wir schreiben nicht weiter, bis es geklärt ist:',
    askHowToPay: 'Bitte zahle wie auf der Rechnung angegeben, oder frag {person}.',
    heldNotes: {
      disputed: 'du hast uns am {date} gesagt, dass etwas nicht stimmt; wir sehen es uns an',
      promised: 'du hast uns gesagt, dass du am {date} zahlst',
      'on-plan': 'im Zahlungsplan, den wir am {date} vereinbart haben',
      'credit-covers': 'durch dein Guthaben gedeckt',
    },
    smsStop: 'Keine SMS mehr: STOP antworten.',
    letter: {
      answersIntro:
        'Wenn etwas im Weg steht, sag es uns bitte, und wir schreiben nicht weiter, bis es ' +
        'geklärt ist.',
      reach: 'Antworte auf der Seite oben oder unter {reach}.',
      scan: 'Scanne den Code, um zu sehen, was offen ist, um zu zahlen oder zu antworten.',
    },
    call: {
      opening: [
        '**Zu Beginn,** und nicht mehr, bis du weißt, wer zuhört:',
        '> Hallo, hier ist {person} von {business}. Spreche ich mit {who}? Passt es dir gerade?',
      ],
      listen: [
        '**Dann zuhören.** Frag, ob es übersehen wurde, ob etwas fehlt, ob etwas nicht stimmt ' +
          'oder ob das Geld gerade knapp ist; frag nichts anderes, bis du es weißt.',
        '**Wenn es übersehen wurde:**',
        '> Das kommt vor. Mit welchem Tag kann ich rechnen?',
        'Notiere den Tag als Zusage.',
        '**Wenn etwas fehlt oder nicht stimmt:**',
        '> Dann bringe ich das zuerst in Ordnung.',
        '**Wenn das Geld knapp ist:**',
        '> Danke, dass du es sagst. Was wäre jetzt möglich, und was bis Ende nächsten Monats?',
      ],
      voicemail: [
        '**Wenn jemand anderes abnimmt,** frag, wann du wieder anrufen kannst; sag nichts davon, ' +
          'worum es geht.',
        '**Wenn ein Anrufbeantworter abnimmt,** nenne deinen Namen, keine Summe und keinen Grund:',
        '> Hallo, hier ist {person} von {business} für {who}. Ruf mich bitte zurück, wenn es dir ' +
          'passt. Danke.',
        '> Meine Nummer ist {phone}.',
      ],
      close: [
        '**Zum Schluss:** wiederhole, was vereinbart wurde, bedanke dich, und notiere es gleich.',
      ],
    },
  },
  forgiving: ['als gegenstandslos', 'ist diese Nachricht hinfällig', 'bitte diese Nachricht'],
  forbidden: [
    'anwalt*',
    'auskunftei*',
    'ausstehende schulden',
    'bonität*',
    'eidesstattlich*',
    'eintreib*',
    'gericht*',
    'gerichtsvollzieher*',
    'inkasso*',
    'klage',
    'konsequenz*',
    'letzte aufforderung',
    'letzte chance',
    'letztmalig*',
    'mahnbescheid*',
    'mahnung*',
    'mahngebühr*',
    'pfänd*',
    'rechtliche schritte',
    'rechtsanwalt*',
    'sanktion*',
    'schuld',
    'schulden',
    'schuldner*',
    'schufa*',
    'säumig*',
    'sofort',
    'umgehend',
    'unverzüglich*',
    'vergeblich',
    'versäum*',
    'vollstreck*',
    'verzug*',
    'zahlungsunfähig*',
    'zwangs*',
    '24 stunden',
  ],
  forbiddenInSubject: [
    'erinnerung',
    'fällig',
    'mahnung*',
    'offen',
    'rückstand',
    'säumig*',
    'schuld*',
    'überfällig*',
    'unbezahlt*',
    'verzug*',
    'warnung',
    'zahlungserinnerung*',
  ],
  private: [
    'bezahl*',
    'betrag*',
    'beträge*',
    'erinnerung*',
    'fällig*',
    'forderung*',
    'geld*',
    'gezahlt',
    'konto*',
    'mahn*',
    'rate',
    'raten',
    'rechnung*',
    'schuld*',
    'summe*',
    'überfällig*',
    'überweis*',
    'zahl*',
  ],
};
