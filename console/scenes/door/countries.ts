/** Countries by the currency most businesses there bill in (ISO 3166-1 by ISO 4217). */
const BY_CURRENCY: Readonly<Record<string, string>> = {
  EUR:
    'AD AT AX BE BG BL CY DE EE ES FI FR GF GP GR HR IE IT LT LU LV MC ME MF MQ MT NL PM PT RE ' +
    'SI SK SM TF VA XK YT',
  GBP: 'GB GG IM JE GS',
  USD: 'US AS BQ EC FM GU IO MH MP PR PW SV TC TL UM VG VI',
  CHF: 'CH LI',
  NOK: 'NO BV SJ',
  DKK: 'DK FO GL',
  AUD: 'AU CC CX HM KI NF NR TV',
  NZD: 'NZ CK NU PN TK',
  XCD: 'AG AI DM GD KN LC MS VC',
  XOF: 'BF BJ CI GW ML NE SN TG',
  XAF: 'CF CG CM GA GQ TD',
  XPF: 'NC PF WF',
  MAD: 'MA EH',
  ILS: 'IL PS',
};

/** The many countries with a currency of their own, as pairs. */
const OWN =
  'AE:AED AF:AFN AL:ALL AM:AMD AO:AOA AR:ARS AW:AWG AZ:AZN BA:BAM BB:BBD BD:BDT BH:BHD BI:BIF ' +
  'BM:BMD BN:BND BO:BOB BR:BRL BS:BSD BT:BTN BW:BWP BY:BYN BZ:BZD CA:CAD CD:CDF CL:CLP CN:CNY ' +
  'CO:COP CR:CRC CU:CUP CV:CVE CZ:CZK DJ:DJF DO:DOP DZ:DZD EG:EGP ER:ERN ET:ETB FJ:FJD FK:FKP ' +
  'GE:GEL GH:GHS GI:GIP GM:GMD GN:GNF GT:GTQ GY:GYD HK:HKD HN:HNL HT:HTG HU:HUF ID:IDR IN:INR ' +
  'IQ:IQD IR:IRR IS:ISK JM:JMD JO:JOD JP:JPY KE:KES KG:KGS KH:KHR KM:KMF KP:KPW KR:KRW KW:KWD ' +
  'KY:KYD KZ:KZT LA:LAK LB:LBP LK:LKR LR:LRD LS:LSL LY:LYD MD:MDL MG:MGA MK:MKD MM:MMK MN:MNT ' +
  'MO:MOP MR:MRU MU:MUR MV:MVR MW:MWK MX:MXN MY:MYR MZ:MZN NA:NAD NG:NGN NI:NIO NP:NPR OM:OMR ' +
  'PA:PAB PE:PEN PG:PGK PH:PHP PK:PKR PL:PLN PY:PYG QA:QAR RO:RON RS:RSD RU:RUB RW:RWF SA:SAR ' +
  'SB:SBD SC:SCR SD:SDG SE:SEK SG:SGD SH:SHP SL:SLE SO:SOS SR:SRD SS:SSP ST:STN SY:SYP SZ:SZL ' +
  'TH:THB TJ:TJS TM:TMT TN:TND TO:TOP TR:TRY TT:TTD TW:TWD TZ:TZS UA:UAH UG:UGX UY:UYU UZ:UZS ' +
  'VE:VES VN:VND VU:VUV WS:WST YE:YER ZA:ZAR ZM:ZMW ZW:ZWG';

function currencies(): Map<string, string> {
  const found = new Map<string, string>();
  for (const [currency, countries] of Object.entries(BY_CURRENCY)) {
    for (const country of countries.split(' ')) found.set(country, currency);
  }
  for (const pair of OWN.split(' ')) {
    const [country = '', currency = ''] = pair.split(':');
    found.set(country, currency);
  }
  return found;
}

const CURRENCY_OF = currencies();

/** The currency that goes with a country; the person may choose another. */
export function currencyOf(country: string): string | undefined {
  return CURRENCY_OF.get(country);
}

/** Countries by name, for choosing. */
export function countryChoices(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames('en', { type: 'region' });
  return [...CURRENCY_OF.keys()]
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => a.label.localeCompare(b.label, 'en'));
}

/** Currencies by code and name, for choosing. */
export function currencyChoices(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames('en', { type: 'currency' });
  return [...new Set(CURRENCY_OF.values())]
    .sort()
    .map((value) => ({ value, label: `${value} · ${names.of(value) ?? value}` }));
}

/** Time zones by name, the browser's own among them. */
export function zoneChoices(): string[] {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), browserZone()])].sort();
}

/** The zone the browser's machine keeps. */
export function browserZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

/** The country in the browser's language, such as GB in en-GB. */
export function browserCountry(): string {
  const region = new Intl.Locale(navigator.language).maximize().region ?? '';
  return CURRENCY_OF.has(region) ? region : 'GB';
}
