import type { PageWords } from '../page-words.ts';

export const plPages: PageWords = {
  open: '{customer}, do zapłaty jest',
  nothingOpen: '{customer}, wszystko jest rozliczone. Dziękujemy.',
  nothingOpenMore: '{business} nie czeka na żadną wpłatę. Z Państwa strony nic nie trzeba robić.',
  due: 'Do zapłaty teraz',
  soon: 'Jeszcze przed terminem',
  reference: 'W tytule wpłaty prosimy podać: {numbers}.',
  orTellUs: 'Albo prosimy o znak',
  answers: {
    'paid-already': 'Już zapłacone',
    'will-pay': 'Zapłacę dnia…',
    'needs-something': 'Potrzebna jest kopia lub numer zamówienia',
    'something-is-wrong': 'Coś jest nie tak',
    'cannot-pay-all': 'Nie mogę teraz zapłacić całości',
    'not-me': 'To nie do mnie',
  },
  looksAfter: 'Państwa kontem zajmuje się {person}.',
  looksAfterReach: 'Państwa kontem zajmuje się {person}: {reach}.',
  neverByEmail:
    'Nigdy nie zmieniamy numeru konta e-mailem. W razie wątpliwości prosimy najpierw zapytać.',
  back: 'Wróć do listy',
  send: 'Wyślij',
  forms: {
    'paid-already': {
      title: 'Już zapłacone',
      lead: 'Dziękujemy. Dzień wpłaty, jeśli jest znany, pomoże nam ją znaleźć.',
    },
    'will-pay': {
      title: 'Kiedy będzie wpłata?',
      lead: 'Prosimy wybrać pewny dzień, nawet późniejszy. Do tego czasu nie piszemy.',
    },
    'needs-something': {
      title: 'Czego od nas potrzeba?',
      lead: 'Najpierw się tym zajmiemy. Do tego czasu nie piszemy o wpłacie.',
    },
    'something-is-wrong': {
      title: 'Co jest nie tak?',
      lead: 'To, co tu wskazano, odkładamy, dopóki tego razem nie ustalimy.',
    },
    'cannot-pay-all': {
      title: 'Teraz nie da się zapłacić całości',
      lead:
        'Dziękujemy za szczere słowo. Przeczyta to człowiek i odpowie w ciągu jednego dnia ' +
        'roboczego; do tego czasu nikt o tym nie pisze.',
    },
    'not-me': {
      title: 'To nie do Państwa',
      lead:
        'W takim razie przepraszamy za wiadomość. Po potwierdzeniu na ten adres nie napiszemy ' +
        'już w tej sprawie.',
    },
  },
  fields: {
    paidOn: 'Dzień wpłaty (jeśli znany)',
    note: 'Czy coś dodać?',
    noteHelp: {
      'paid-already': 'Na przykład kwota lub tytuł wpłaty.',
      'will-pay': 'Tylko jeśli to potrzebne.',
      'needs-something': 'Faktura, numer zamówienia lub osoba, do której mamy pisać.',
      'something-is-wrong': '',
      'cannot-pay-all': 'Na przykład ile da się zapłacić teraz albo co miesiąc.',
      'not-me': 'Jeśli wiadomo, kto ma to dostać, wystarczy nazwisko.',
    },
    payOn: 'Zapłacę dnia',
    amount: 'Kwota w {currency}',
    amountHelp: 'Puste pole oznacza całość.',
    currency: 'Waluta',
    what: 'Potrzebne jest',
    copy: 'kopia faktury',
    order: 'nasz numer zamówienia na fakturze',
    otherPerson: 'pisanie do innej osoby',
    invoice: 'Chodzi o fakturę',
    wrongAmount: 'Jakiej kwoty to dotyczy?',
    wrongAmountHelp: 'Puste pole oznacza całą fakturę.',
    reason: 'Co jest nie tak?',
  },
  faults: {
    payOnMissing: 'Prosimy wybrać dzień.',
    payOnNoDate: '„{text}” to nie data. Prosimy o zapis 2026-11-27 lub o wybór dnia.',
    payOnRange: 'Prosimy wybrać dzień od {first} do {last}.',
    paidOn: 'Prosimy wybrać dzień nie późniejszy niż dziś, {today}, lub zostawić puste pole.',
    amount: '„{text}” to nie kwota. Prosimy o zapis 1234.50 lub o puste pole.',
    amountRange: 'Do zapłaty jest {open}. Prosimy o kwotę nie wyższą lub o puste pole.',
    choose: 'Prosimy coś wybrać.',
    reason: 'Prosimy w kilku słowach napisać, co jest nie tak.',
    invoice: 'Prosimy wybrać fakturę.',
    tooLong: 'Tekst jest dłuższy, niż możemy zapisać. Prosimy skrócić go do 2000 znaków.',
    form: 'Ten formularz był długo otwarty. Prosimy go przejrzeć i wysłać jeszcze raz.',
  },
  thanks: {
    'paid-already': {
      title: 'Dziękujemy',
      text:
        'Poszukamy tej wpłaty. Nikt o niej nie pisze, zanim minie {until}. Jeśli jej do tego ' +
        'czasu nie znajdziemy, raz uprzejmie zapytamy.',
    },
    'will-pay': {
      title: 'Dziękujemy, zapisane',
      text:
        'Zapisany dzień to {until}. Zostawiamy jeszcze dwa dni robocze dla banku. Do tego czasu ' +
        'nikt w tej sprawie nie pisze.',
    },
    'needs-something': {
      title: 'Dziękujemy, zajmiemy się tym',
      text:
        'Zajmuje się tym już {person}. Do tego czasu nikt nie pisze o wpłacie, a potem są ' +
        'jeszcze trzy dni robocze.',
    },
    'something-is-wrong': {
      title: 'Dziękujemy za znak',
      text:
        'Sprawdzi to {person} i da Państwu odpowiedź. Dopóki nie jest to ustalone, nikt nie ' +
        'prosi o wskazaną część.',
    },
    'cannot-pay-all': {
      title: 'Dziękujemy za szczere słowo',
      text:
        'Przeczyta to {person} i odpowie w ciągu jednego dnia roboczego. Do tej rozmowy nic nie ' +
        'wysyłamy.',
    },
    'not-me': {
      title: 'Dziękujemy i przepraszamy',
      text: 'Na ten adres nic już w tej sprawie nie przyjdzie ({business}). Strona się zamyka.',
    },
  },
  thanksInvoice:
    'Sprawdzi to {person} i da Państwu odpowiedź. Dopóki nie jest to ustalone, nikt nie prosi o ' +
    'wskazaną część, faktura {invoice}.',
  backToPage: 'Zobacz, co jest do zapłaty',
  gone: {
    title: 'Ta strona jest zamknięta',
    text:
      'Link jest nieważny lub wygasł. W razie pytań o fakturę prosimy odpisać na otrzymaną ' +
      'wiadomość lub zadzwonić pod numer z faktury.',
  },
  tooOften: {
    title: 'Chwileczkę, proszę',
    text: {
      one: 'Tę stronę otwarto bardzo wiele razy. Prosimy spróbować za {n} sekundę.',
      few: 'Tę stronę otwarto bardzo wiele razy. Prosimy spróbować za {n} sekundy.',
      many: 'Tę stronę otwarto bardzo wiele razy. Prosimy spróbować za {n} sekund.',
      other: 'Tę stronę otwarto bardzo wiele razy. Prosimy spróbować za {n} sekundy.',
    },
  },
  sorry: {
    title: 'To się nie udało',
    text:
      'Coś poszło źle po naszej stronie i nic nie zapisano. Prosimy spróbować za minutę lub ' +
      'odpisać na otrzymaną wiadomość.',
  },
};
