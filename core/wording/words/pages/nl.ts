import type { PageWords } from '../page-words.ts';

export const nlPages: PageWords = {
  open: '{customer}, bij u staat open',
  nothingOpen: '{customer}, er staat niets open. Dank u wel.',
  nothingOpenMore: 'Alles wat {business} u in rekening bracht is voldaan; u hoeft niets te doen.',
  due: 'Nu te betalen',
  soon: 'Nog niet vervallen',
  reference: 'Vermeld alstublieft {numbers} bij uw betaling.',
  orTellUs: 'Of laat ons weten',
  answers: {
    'paid-already': 'Ik heb al betaald',
    'will-pay': 'Ik betaal op…',
    'needs-something': 'Ik heb een kopie of bestelnummer nodig',
    'something-is-wrong': 'Er klopt iets niet',
    'cannot-pay-all': 'Ik kan nu niet alles betalen',
    'not-me': 'Dit is niet voor mij',
  },
  looksAfter: '{person} is uw contactpersoon.',
  looksAfterReach: '{person} is uw contactpersoon: {reach}.',
  neverByEmail:
    'Wij wijzigen ons rekeningnummer nooit per e-mail. Vraag het ons bij twijfel altijd eerst.',
  back: 'Terug naar wat openstaat',
  send: 'Versturen',
  forms: {
    'paid-already': {
      title: 'U heeft al betaald',
      lead: 'Dank u wel. Weet u op welke dag, dan vinden wij het sneller.',
    },
    'will-pay': {
      title: 'Op welke dag betaalt u?',
      lead: 'Kies een dag waar u zeker van bent, ook als die later ligt. Tot dan schrijven wij niet.',
    },
    'needs-something': {
      title: 'Wat heeft u van ons nodig?',
      lead: 'Dat regelen wij eerst. Tot het klaar is, schrijven wij niet over de betaling.',
    },
    'something-is-wrong': {
      title: 'Wat klopt er niet?',
      lead: 'Wat u hier noemt laten wij rusten tot het met u is opgelost.',
    },
    'cannot-pay-all': {
      title: 'U kunt nu niet alles betalen',
      lead:
        'Fijn dat u het zegt. Een mens leest dit en antwoordt binnen één werkdag; tot dan ' +
        'schrijft niemand u hierover.',
    },
    'not-me': {
      title: 'Dit is niet voor u',
      lead:
        'Dan spijt het ons dat wij schreven. Bevestig het, en dit adres hoort hierover niets ' +
        'meer van ons.',
    },
  },
  fields: {
    paidOn: 'Betaald op (als u het weet)',
    note: 'Wilt u iets toevoegen?',
    noteHelp: {
      'paid-already': 'Bijvoorbeeld het bedrag of de omschrijving.',
      'will-pay': 'Alleen als u wilt.',
      'needs-something': 'De factuur, uw bestelnummer, of aan wie wij moeten schrijven.',
      'something-is-wrong': '',
      'cannot-pay-all': 'Bijvoorbeeld wat nu lukt, of elke maand.',
      'not-me': 'Weet u voor wie het is, dan is een naam genoeg.',
    },
    payOn: 'Ik betaal op',
    amount: 'Bedrag in {currency}',
    amountHelp: 'Laat leeg voor het hele bedrag.',
    currency: 'Valuta',
    what: 'Ik heb nodig',
    copy: 'een kopie van een factuur',
    order: 'ons bestelnummer erop',
    otherPerson: 'dat u iemand anders schrijft',
    invoice: 'Het gaat om',
    wrongAmount: 'Om welk deel gaat het?',
    wrongAmountHelp: 'Laat leeg voor de hele factuur.',
    reason: 'Wat klopt er niet?',
  },
  faults: {
    payOnMissing: 'Kies alstublieft de dag.',
    payOnNoDate: '“{text}” is geen datum. Schrijf hem als 2026-11-27, of kies hem.',
    payOnRange: 'Kies alstublieft een dag van {first} tot en met {last}.',
    paidOn: 'Kies een dag tot en met vandaag, {today}, of laat het leeg.',
    amount: '“{text}” is geen bedrag. Schrijf het als 1234.50, of laat het leeg.',
    amountRange: 'Schrijf een bedrag tot en met {open}, of laat het leeg.',
    choose: 'Maak alstublieft een keuze.',
    reason: 'Zeg in een paar woorden wat er niet klopt.',
    invoice: 'Kies alstublieft de factuur.',
    tooLong: 'Dat is langer dan wij kunnen bewaren; houd het alstublieft bij 2.000 tekens.',
    form: 'Dit formulier stond lang open. Kijk het nog eens na en verstuur het opnieuw.',
  },
  thanks: {
    'paid-already': {
      title: 'Dank u wel',
      text:
        'Wij zoeken uw betaling op. Tot {until} schrijft niemand u hierover; vinden wij haar dan ' +
        'niet, dan vragen wij het u één keer, vriendelijk.',
    },
    'will-pay': {
      title: 'Dank u wel, dat is genoteerd',
      text:
        'Wij verwachten het op {until} en geven de bank twee werkdagen extra. Tot dan schrijft ' +
        'niemand u hierover.',
    },
    'needs-something': {
      title: 'Dank u wel, wij regelen het',
      text:
        '{person} heeft het nu op het bureau. Tot het klaar is schrijft niemand u over de ' +
        'betaling, en daarna heeft u nog drie werkdagen.',
    },
    'something-is-wrong': {
      title: 'Dank u wel dat u het zegt',
      text:
        '{person} kijkt ernaar en komt bij u terug. Tot het is opgelost vraagt niemand u om wat ' +
        'u noemde.',
    },
    'cannot-pay-all': {
      title: 'Dank u wel voor uw openheid',
      text:
        '{person} leest dit en antwoordt u binnen één werkdag. Tot u elkaar gesproken heeft, ' +
        'gaat er geen herinnering uit.',
    },
    'not-me': {
      title: 'Dank u wel, en excuses',
      text: '{business} schrijft hierover niet meer naar dit adres. Deze pagina sluit nu.',
    },
  },
  thanksInvoice:
    '{person} kijkt ernaar en komt bij u terug. Tot het is opgelost vraagt niemand u om wat u ' +
    'bij {invoice} noemde.',
  backToPage: 'Bekijk wat openstaat',
  gone: {
    title: 'Deze pagina is gesloten',
    text:
      'De link is niet geldig, of niet meer. Heeft u een vraag over een factuur, antwoord dan op ' +
      'het bericht dat u kreeg of bel het nummer op de factuur.',
  },
  tooOften: {
    title: 'Een ogenblik alstublieft',
    text: {
      one: 'Deze pagina werd zojuist heel vaak geopend. Probeer het over één seconde opnieuw.',
      other: 'Deze pagina werd zojuist heel vaak geopend. Probeer het over {n} seconden opnieuw.',
    },
  },
  sorry: {
    title: 'Dat lukte niet',
    text:
      'Er ging bij ons iets mis, en er is niets vastgelegd. Probeer het over een minuut opnieuw, ' +
      'of antwoord op het bericht dat u kreeg.',
  },
};
