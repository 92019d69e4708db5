import { counting, type Language, list, words } from '../language.ts';

const SENT = '(?:betaald|overgemaakt|voldaan|overgeschreven|afgelost)';

/** Dutch. */
export const dutch: Language = {
  code: 'nl',
  small: list('de het een en is wij we u hebben ik niet van voor op met dat uw onze deze wordt je'),
  says: {
    paid: words(
      `(?:heb|hebben|heeft|is|zijn|was|al|reeds|hadden|werd) (?:\\S+ ){0,8}?${SENT}`,
      `^(?:\\S+ ){0,2}?${SENT}`,
      '(?:betaling|overboeking) (?:is|was|werd) (?:\\S+ ){0,3}?(?:gedaan|verricht|de deur uit|uitgevoerd|verstuurd|verwerkt)',
    ),
    notPaid: words(
      `(?:wordt|worden|zal|zullen|moet|moeten|kan) (?:\\S+ ){0,8}?(?:${SENT}|gedaan)`,
      'deels|gedeeltelijk|half|te veel|dubbel',
    ),
    willPay: words(
      '(?:zal|zullen|ga|gaan|gaat|kan|kunnen|wil|willen|verwacht|verwachten) (?:\\S+ ){0,8}?(?:betalen|overmaken|voldoen|betaald|overgemaakt|voldaan)',
      '(?:wij|we|ik) (?:betaal|betalen|maak|maken|voldoen)',
      '(?:betaal|betalen|maak|maken) (?:we|wij|ik|het)',
      '(?:betaling|factuur|facturen|bedrag|overboeking|geld) (?:\\S+ ){0,4}?(?:wordt|worden|zal|gaat|staat|volgt|komt|ingepland|gepland|klaargezet)',
      '(?:betaalrun|betaalronde|betaalbatch)',
      'wordt (?:\\S+ ){0,6}?(?:betaald|overgemaakt|voldaan)',
    ),
    copy: words(
      'kopie(?:ën|factuur)?|duplicaat',
      '(?:factuur|facturen) (?:\\S+ ){0,5}?(?:opnieuw|nogmaals|nog een keer|nog eens|toesturen|sturen|mailen|opsturen)',
      '(?:opnieuw|nogmaals|nog een keer|nog eens) (?:\\S+ ){0,3}?(?:sturen|toesturen|mailen|opsturen)',
      '(?:stuur|sturen|mail) (?:\\S+ ){0,4}?(?:factuur|facturen|pdf)',
      '(?:factuur|facturen|bijlage) (?:\\S+ ){0,4}?(?:niet|nooit) (?:\\S+ ){0,2}?(?:ontvangen|gekregen|gezien|gevonden|vinden|openen|binnen)',
      '(?:geen|nooit) (?:een )?(?:factuur|facturen|bijlage) (?:\\S+ )?(?:ontvangen|gekregen|gezien)',
    ),
    order: words(
      'inkoopordernummer|inkoopnummer|ordernummer|po-nummer|po nummer|bestelnummer|inkooporder|kostenplaats',
    ),
    otherPerson: words(
      '(?:contact op(?:nemen)?|neem contact|mail(?:en)?|stuur(?:en)?|sturen|richt(?:en)?|wenden) (?:\\S+ ){0,7}?(?:met|naar|aan|tot) (?:\\S+ ){0,3}?(?:administratie|boekhouding|boekhouder|collega|afdeling|\\S+@\\S+)',
      '(?:collega|boekhouder|boekhouding|administratie|afdeling) (?:\\S+ ){0,4}?(?:verantwoordelijk|regelt|behandelt|gaat hierover|gaat erover)',
      'doorgestuurd (?:naar|aan)',
      'niet meer (?:werkzaam|in dienst|bij)',
    ),
    wrong: words(
      '(?:is|zijn|was|lijkt|waren) (?:\\S+ ){0,3}?(?:fout|onjuist|incorrect|verkeerd|defect|beschadigd|kapot|onvolledig|te hoog|dubbel|niet juist|niet correct|niet goed)',
      'verkeerde? (?:bedrag|prijs|aantal|adres|artikel|factuur|btw|levering)',
      'klopt (?:\\S+ ){0,4}?niet',
      'kloppen (?:\\S+ ){0,3}?niet',
      '(?:betwist\\p{L}*|klacht|reclamatie|niet akkoord|niet mee eens|creditnota|creditfactuur|geannuleerd|gebreken)',
      '(?:nooit|niet) (?:\\S+ ){0,2}?(?:besteld|geleverd|afgesproken|afgerond|opgeleverd|aangekomen)',
      '(?:goederen|levering|bestelling|producten) (?:\\S+ ){0,4}?(?:niet|nooit)',
      '(?:dubbel|te veel) (?:gefactureerd|berekend)',
      'fout (?:in|op)',
    ),
    notWrong: words('geen (?:probleem|klacht|fout)', 'niets mis', 'niet fout'),
    plan: words(
      'betalingsregeling|in (?:\\S+ )?termijnen|termijnbetaling|gespreid|in delen|afbetalen|deelbetaling',
      'uitstel|liquiditeit\\p{L}*|cashflow|krap|financiële (?:problemen|moeilijkheden|situatie)|faillissement|faillie?t|surseance|meer tijd',
    ),
    cannot: words(
      '(?:kan|kunnen|lukt) (?:\\S+ ){0,7}?niet (?:\\S+ ){0,4}?(?:betalen|voldoen|overmaken)',
      'niet (?:\\S+ )?in staat',
      'geen geld',
    ),
    notMe: words(
      'verkeerde (?:persoon|adres|bedrijf|ontvanger|contactpersoon)',
      'niet (?:voor mij|voor ons|mijn|onze|de juiste persoon|bij ons|aan mij)',
      'geen klant (?:van|bij)',
      'ken(?:nen)? (?:u|jullie|dit bedrijf|uw bedrijf) niet',
      'niets mee te maken',
    ),
    not: words('niet|nooit|geen|zonder|noch|onbetaald|weiger\\p{L}*'),
    notNot: words('geen probleem|niet later dan|niet alleen'),
    perhaps: words(
      'als|indien|zodra|mits|wanneer|misschien|hoop|hopen|hopelijk|waarschijnlijk|proberen|probeer|eventueel|nadat|na ontvangst|of',
    ),
    part: words('helft|deel|gedeelte|gedeeltelijk|restant|rest|aanbetaling'),
    turn: words('maar|echter|alleen'),
  },
  days: {
    months: [
      'januari|jan',
      'februari|feb',
      'maart|mrt',
      'april|apr',
      'mei',
      'juni|jun',
      'juli|jul',
      'augustus|aug',
      'september|sept|sep',
      'oktober|okt',
      'november|nov',
      'december|dec',
    ],
    weekdays: ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'],
    nextWeekday: words(
      'volgende week \\p{L}+dag',
      '\\p{L}+dag (?:van )?volgende week',
      'volgende \\p{L}+dag',
    ),
    dayOfMonth: /(?<!\p{L})(?:de|op|op de|voor de) (\d{1,2})(?:e|ste|de)(?!\p{L})/u,
    relative: [
      [words('overmorgen'), 2],
      [words('eergisteren'), -2],
      [words('gisteren'), -1],
      [words('vandaag|meteen|direct|per direct'), 0],
      [words('morgen'), 1],
      [words('eind(?:e)? (?:van )?(?:de )?volgende maand'), 'next-month'],
      [words('eind(?:e)? (?:van )?(?:de |deze )?maand|deze maand'), 'month'],
      [words('volgende maand'), 'next-month'],
      [words('(?:eind(?:e)? )?volgende week'), 'next-week'],
      [words('(?:eind(?:e)? (?:van )?(?:de |deze )?|deze )week'), 'week'],
    ],
    inSome: words(
      '(?:binnen|over|in) (?<n>\\d{1,2}|\\p{L}+) (?:(?<day>(?:werk)?dag(?:en)?)|(?<week>weken|week)|(?<month>maand(?:en)?))',
    ),
    numbers: { een: 1, ...counting('één twee drie vier vijf zes zeven acht negen tien') },
  },
};
