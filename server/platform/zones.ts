/**
 * The time zone of a place, for places with more than one: by region (ISO 3166-2), `*` for the
 * zone that most people of the country live in. Places with a single zone come from the Unicode
 * data that Intl brings.
 */
const zones: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AR: { '*': 'America/Argentina/Buenos_Aires' },
  AU: {
    '*': 'Australia/Sydney',
    ACT: 'Australia/Sydney',
    NSW: 'Australia/Sydney',
    NT: 'Australia/Darwin',
    QLD: 'Australia/Brisbane',
    SA: 'Australia/Adelaide',
    TAS: 'Australia/Hobart',
    VIC: 'Australia/Melbourne',
    WA: 'Australia/Perth',
  },
  BR: {
    '*': 'America/Sao_Paulo',
    AC: 'America/Rio_Branco',
    AL: 'America/Maceio',
    AM: 'America/Manaus',
    AP: 'America/Belem',
    BA: 'America/Bahia',
    CE: 'America/Fortaleza',
    MA: 'America/Fortaleza',
    MS: 'America/Campo_Grande',
    MT: 'America/Cuiaba',
    PA: 'America/Belem',
    PB: 'America/Fortaleza',
    PE: 'America/Recife',
    PI: 'America/Fortaleza',
    RN: 'America/Fortaleza',
    RO: 'America/Porto_Velho',
    RR: 'America/Boa_Vista',
    SE: 'America/Maceio',
    TO: 'America/Araguaina',
  },
  CA: {
    '*': 'America/Toronto',
    AB: 'America/Edmonton',
    BC: 'America/Vancouver',
    MB: 'America/Winnipeg',
    NB: 'America/Moncton',
    NL: 'America/St_Johns',
    NS: 'America/Halifax',
    NT: 'America/Yellowknife',
    NU: 'America/Iqaluit',
    ON: 'America/Toronto',
    PE: 'America/Halifax',
    QC: 'America/Toronto',
    SK: 'America/Regina',
    YT: 'America/Whitehorse',
  },
  CD: { '*': 'Africa/Kinshasa', HK: 'Africa/Lubumbashi', KA: 'Africa/Lubumbashi' },
  CL: { '*': 'America/Santiago', MA: 'America/Punta_Arenas', AI: 'America/Coyhaique' },
  CN: { '*': 'Asia/Shanghai' },
  CY: { '*': 'Asia/Nicosia' },
  DE: { '*': 'Europe/Berlin' },
  EC: { '*': 'America/Guayaquil', W: 'Pacific/Galapagos' },
  ES: { '*': 'Europe/Madrid', CN: 'Atlantic/Canary', CE: 'Africa/Ceuta', ML: 'Africa/Ceuta' },
  FM: { '*': 'Pacific/Pohnpei' },
  GL: { '*': 'America/Nuuk' },
  ID: {
    '*': 'Asia/Jakarta',
    BA: 'Asia/Makassar',
    KB: 'Asia/Pontianak',
    MA: 'Asia/Jayapura',
    NB: 'Asia/Makassar',
    NT: 'Asia/Makassar',
    PA: 'Asia/Jayapura',
    SN: 'Asia/Makassar',
  },
  KI: { '*': 'Pacific/Tarawa' },
  KZ: { '*': 'Asia/Almaty' },
  MH: { '*': 'Pacific/Majuro' },
  MN: { '*': 'Asia/Ulaanbaatar' },
  MX: {
    '*': 'America/Mexico_City',
    BCN: 'America/Tijuana',
    BCS: 'America/Mazatlan',
    CHH: 'America/Chihuahua',
    NAY: 'America/Mazatlan',
    ROO: 'America/Cancun',
    SIN: 'America/Mazatlan',
    SON: 'America/Hermosillo',
    YUC: 'America/Merida',
  },
  MY: { '*': 'Asia/Kuala_Lumpur', 12: 'Asia/Kuching', 13: 'Asia/Kuching' },
  NZ: { '*': 'Pacific/Auckland', CIT: 'Pacific/Chatham' },
  PF: { '*': 'Pacific/Tahiti' },
  PG: { '*': 'Pacific/Port_Moresby' },
  PS: { '*': 'Asia/Hebron' },
  PT: { '*': 'Europe/Lisbon', 20: 'Atlantic/Azores', 30: 'Atlantic/Madeira' },
  RU: {
    '*': 'Europe/Moscow',
    KGD: 'Europe/Kaliningrad',
    SAM: 'Europe/Samara',
    SVE: 'Asia/Yekaterinburg',
    CHE: 'Asia/Yekaterinburg',
    OMS: 'Asia/Omsk',
    NVS: 'Asia/Novosibirsk',
    KYA: 'Asia/Krasnoyarsk',
    IRK: 'Asia/Irkutsk',
    PRI: 'Asia/Vladivostok',
    KAM: 'Asia/Kamchatka',
  },
  UA: { '*': 'Europe/Kyiv' },
  US: {
    '*': 'America/New_York',
    ...regions('America/Chicago', 'AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI'),
    ...regions('America/Denver', 'CO MT NM UT WY'),
    ...regions('America/Los_Angeles', 'CA NV OR WA'),
    AK: 'America/Anchorage',
    AZ: 'America/Phoenix',
    HI: 'Pacific/Honolulu',
    ID: 'America/Boise',
    IN: 'America/Indiana/Indianapolis',
    KY: 'America/New_York',
    MI: 'America/Detroit',
    PR: 'America/Puerto_Rico',
  },
  UZ: { '*': 'Asia/Tashkent' },
  XK: { '*': 'Europe/Belgrade' },
};

function regions(zone: string, codes: string): Record<string, string> {
  return Object.fromEntries(codes.split(' ').map((code) => [code, zone]));
}

/**
 * The IANA time zone of a place: of the region where the country has several, else the one most
 * people there live in, else `fallback`. `region` is ISO 3166-2 with or without its country.
 */
export function zoneOf(country: string | null, region: string | null, fallback = 'UTC'): string {
  const code = country?.trim().toUpperCase() ?? '';
  if (!/^[A-Z]{2}$/.test(code)) return fallback;
  const table = zones[code];
  if (table) {
    const part = region?.trim().toUpperCase().replace(`${code}-`, '') ?? '';
    return table[part] ?? table['*'] ?? fallback;
  }
  const [first] = new Intl.Locale(`und-${code}`).getTimeZones() ?? [];
  return first === undefined ? fallback : presentName(first);
}

/** Intl lists zones by their first name ("Asia/Calcutta"); people know the present one. */
function presentName(zone: string): string {
  return renamed[zone] ?? zone;
}

const renamed: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
};

/** Whether the text names a time zone this machine knows. */
export function isZone(text: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
