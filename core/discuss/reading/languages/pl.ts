import { counting, type Language, list, words } from '../language.ts';

const SENT = '(?:zapłacon[aeyo]|opłacon[aeyo]|uregulowan[aeyo]|przelan[aeyo]|uiszczon[aeyo])';
const DID =
  '(?:zapłaci(?:łem|łam|liśmy|łyśmy|ł|ła)|opłaci(?:łem|łam|liśmy)|przela(?:łem|łam|liśmy)|uregulowa(?:łem|łam|liśmy)|wpłaci(?:łem|łam|liśmy))';

/** Polish. */
export const polish: Language = {
  code: 'pl',
  small: list(
    'i w na z nie się jest do że to dla za po od proszę państwa już tej tę faktury fakturę',
  ),
  says: {
    paid: words(
      DID,
      `(?:została|zostało|zostały|jest|są|była|już|faktura|faktury) (?:(?:już|wczoraj|dawno|w całości) )*${SENT}`,
      `^(?:już )?(?:zapłacone|opłacone|uregulowane|zapłacono|przelane|przelano)`,
      '(?:przelew|płatność|wpłata) (?:\\S+ ){0,4}?(?:wysłan[yao]|zrobion[yae]|wykonan[yae]|zrealizowan[yae]|zlecon[yae]|poszedł|poszła|wyszedł|wyszła|dokonan[yae])',
      '(?:zrobi(?:łem|łam|liśmy)|wysła(?:łem|łam|liśmy)|zleci(?:łem|łam|liśmy)|wykona(?:łem|łam|liśmy)|dokona(?:łem|łam|liśmy)) (?:\\S+ ){0,2}?(?:przelew|przelewu|płatność|płatności|wpłaty)',
    ),
    notPaid: words(
      `(?:zostanie|zostaną|będzie|będą|powinn[ao]|ma być|musi być) (?:\\S+ ){0,3}?(?:${SENT}|wysłan[yao]|zrobion[yae]|wykonan[yae]|zrealizowan[yae]|zlecon[yae])`,
      'częściowo|w połowie|połowę|dwa razy|dwukrotnie',
    ),
    willPay: words(
      '(?:zapłacę|zapłacimy|zapłaci|opłacę|opłacimy|przeleję|przelejemy|ureguluję|uregulujemy|wpłacę|wpłacimy|wyślę przelew|wyślemy przelew|zrobię przelew|zrobimy przelew|zlecę|zlecimy|dokonamy)',
      '(?:możemy|mogę|zamierzamy|zamierzam|planujemy|planuję|chcemy|będziemy mogli) (?:\\S+ ){0,3}?(?:zapłacić|opłacić|przelać|uregulować|wpłacić)',
      `(?:zostanie|zostaną|będzie|będą|powinna) (?:\\S+ ){0,3}?(?:${SENT}|wysłan[yao]|zrobion[yae]|wykonan[yae]|zrealizowan[yae]|zlecon[yae])`,
      '(?:płatność|przelew|zapłata|wpłata|faktura) (?:\\S+ ){0,4}?(?:nastąpi|planowan[yae]|zaplanowan[yae]|wyjdzie|pójdzie|dotrze|będzie|zostanie)',
      'będę płacić|będziemy płacić|płacimy|płacę',
    ),
    copy: words(
      '(?:kopi[ęia]|duplikat)(?: (?:\\S+ ){0,2}?(?:faktury|faktur))?',
      '(?:przesłanie|przesłać|wysłać|wysłanie|prześlij|prześlijcie|proszę o) (?:\\S+ ){0,4}?(?:faktur[ęyę]|faktury|fakturę)',
      'nie (?:\\S+ ){0,3}?(?:otrzyma\\p{L}+|dosta\\p{L}+|dotar\\p{L}+|widz\\p{L}+|znajduj\\p{L}+|mamy|mam|znale\\p{L}+) (?:\\S+ ){0,3}?(?:faktur[ęay]|faktury|załącznika)',
      'faktura (?:\\S+ ){0,3}?nie (?:dotarła|przyszła)',
      'ponownie (?:\\S+ ){0,3}?(?:przesłać|wysłać|przesłanie)',
    ),
    order: words('numer(?:u|em)? (?:zamówienia|po|zlecenia)', 'nr zamówienia'),
    otherPerson: words(
      '(?:kontakt(?:ować)?|skontaktować się|pisać|wysyłać|kierować|zwrócić się|przesyłać|kontaktować się) (?:\\S+ ){0,6}?(?:z|do|na) (?:\\S+ ){0,3}?(?:księgowości[ąa]?|księgow[ąeya]\\p{L}*|kole[gż]\\p{L}+|dział\\p{L}*|\\S+@\\S+)',
      '(?:księgowość|księgowa|kolega|koleżanka|dział\\p{L}*) (?:\\S+ ){0,4}?(?:zajmuje się|odpowiada|prowadzi)',
      '(?:przekaza(?:łem|łam|liśmy|no)) (?:\\S+ ){0,4}?(?:do|księgow\\p{L}+)',
      'już (?:tu |u nas )?nie pracuj\\p{L}+',
    ),
    wrong: words(
      '(?:jest|są|była|zawiera) (?:\\S+ ){0,3}?(?:błędn[ayei]\\p{L}*|nieprawidłow[ayei]|niepoprawn[ayei]|błąd|błędy|wadliw[ayei]|uszkodzon[ayei]|niekompletn[ayei]|zawyżon[ayei]|za wysok[ai])',
      '(?:błędn[aey]|zła|złe|nieprawidłow[aey]) (?:kwota|cena|ilość|adres|stawka|faktura|kwotę|cenę)',
      'nie zgadza(?:ją)? się|się nie zgadza(?:ją)?',
      '(?:reklam\\p{L}+|kwestionuj\\p{L}+|spór|sporn\\p{L}+|nie zgadzam(?:y)? się|korekt\\p{L}+|anulowa\\p{L}+|wad[yaą])',
      '(?:nigdy )?nie (?:\\S+ ){0,3}?(?:zamawia\\p{L}+|zamówi\\p{L}+|dostarczon\\p{L}+|dostarczyliście|otrzyma\\p{L}+ (?:towaru|dostawy|zamówienia|produktów)|wykonan\\p{L}+|dotarł|dotarły|zgodn\\p{L}+|ukończon\\p{L}+|uzgadnia\\p{L}+)',
      'towar (?:\\S+ ){0,4}?nie',
      'policzon\\p{L}+ (?:podwójnie|dwa razy)',
    ),
    notWrong: words('nie ma (?:żadnego )?(?:problemu|błędu)', 'bez (?:problemu|zastrzeżeń)'),
    plan: words(
      'na raty|w ratach|rat(?:y|ach|alnie)|rozłoż\\p{L}+|harmonogram spłat|częściow\\p{L}+ płatno\\p{L}+|odrocz\\p{L}+|prolong\\p{L}+|przesunięcie terminu|przedłużenie terminu',
      'płynnoś\\p{L}+|trudnoś\\p{L}+ finansow\\p{L}+|problem\\p{L}* finansow\\p{L}+|upadłoś\\p{L}+|restrukturyzacj\\p{L}+|więcej czasu|trudn\\p{L}+ sytuacj\\p{L}+',
    ),
    cannot: words(
      'nie (?:\\S+ )?(?:możemy|mogę|jesteśmy w stanie|jestem w stanie|damy rady|dam rady|stać) (?:\\S+ ){0,4}?(?:zapłacić|opłacić|przelać|uregulować|wpłacić|całości)',
      'nie (?:mamy|mam) (?:\\S+ )?(?:pieniędzy|środków)',
    ),
    notMe: words(
      '(?:niewłaściw[aey]|zł[aey]|błędn[ay]) (?:osoba|osoby|adres|adresat|firma)',
      'nie (?:\\S+ )?(?:do mnie|do nas|jestem|jesteśmy|moja|nasza|dotyczy (?:mnie|nas)) ?(?:właściwą osobą|państwa klientem|klientem|adresatem|faktura)?',
      'nie (?:znam|znamy) (?:państwa|tej)',
      'nic wspólnego',
      'pomyłka',
    ),
    not: words('nie|nigdy|żaden|żadn\\p{L}+|bez|ani|niezapłacon\\p{L}+|odmawia\\p{L}+'),
    notNot: words('nie ma problemu|nie później niż|bez problemu|nie tylko'),
    perhaps: words(
      'jeśli|jeżeli|gdy|kiedy|jak tylko|o ile|może|mam nadzieję|mamy nadzieję|prawdopodobnie|spróbuj\\p{L}+|postara\\p{L}+|pod warunkiem|po otrzymaniu|dopiero|chyba|ewentualnie|czy',
    ),
    part: words('połowę|połowa|część|częściowo|reszt[ęay]|pozostał\\p{L}+|zaliczk\\p{L}+'),
    turn: words('ale|jednak|natomiast|lecz'),
  },
  days: {
    months: [
      'stycznia|styczeń|styczniu|sty',
      'lutego|luty|lutym|lut',
      'marca|marzec|marcu|mar',
      'kwietnia|kwiecień|kwietniu|kwi',
      'maja|maj|maju',
      'czerwca|czerwiec|czerwcu|cze',
      'lipca|lipiec|lipcu|lip',
      'sierpnia|sierpień|sierpniu|sie',
      'września|wrzesień|wrześniu|wrz',
      'października|październik|październiku|paź',
      'listopada|listopad|listopadzie|lis',
      'grudnia|grudzień|grudniu|gru',
    ],
    weekdays: [
      'poniedziałek|poniedziałku|poniedziałkiem',
      'wtorek|wtorku|wtorkiem',
      'środ[aęyąe]|środzie',
      'czwartek|czwartku|czwartkiem',
      'piątek|piątku|piątkiem',
      'sobot[aęyąe]|sobocie',
      'niedziel[aęią]',
    ],
    nextWeekday: words('w przyszły \\p{L}+', 'w przyszłym tygodniu w \\p{L}+'),
    dayOfMonth:
      /(?<!\p{L})(?:do|na|dnia|w dniu) (\d{1,2})(?:-?go|\.)?(?![\d/.]|\s?(?:%|zł|dni|pln))/u,
    relative: [
      [words('pojutrze'), 2],
      [words('przedwczoraj'), -2],
      [words('wczoraj'), -1],
      [words('dzisiaj|dziś|natychmiast|niezwłocznie'), 0],
      [words('jutro|jutra'), 1],
      [
        words('(?:do )?(?:końca|końcem|pod koniec) (?:przyszłego|następnego) miesiąca'),
        'next-month',
      ],
      [
        words(
          '(?:do )?(?:końca|koniec|końcem|pod koniec) (?:tego |bieżącego )?miesiąca|w tym miesiącu',
        ),
        'month',
      ],
      [words('w (?:przyszłym|następnym) miesiącu'), 'next-month'],
      [
        words(
          '(?:w|do końca|pod koniec) (?:przyszłym|następnym|przyszłego|następnego) tygodni(?:u|a)',
        ),
        'next-week',
      ],
      [words('(?:do końca |pod koniec )(?:tego )?tygodnia|w tym tygodniu'), 'week'],
    ],
    inSome: words(
      '(?:za|w ciągu|w przeciągu|do) (?<n>\\d{1,2}|\\p{L}+) (?:(?<day>(?:roboczych )?dni|dzień)|(?<week>tygodnie|tygodni|tydzień)|(?<month>miesiące|miesięcy|miesiąc))',
    ),
    numbers: {
      dwóch: 2,
      trzech: 3,
      kilku: 0,
      ...counting('jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć'),
    },
  },
};
