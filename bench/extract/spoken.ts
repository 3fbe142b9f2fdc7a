/** How people say numbers in nine languages: the generator's own tables, apart from those of the extractor. */

export type Language = 'nl' | 'en' | 'de' | 'fr' | 'es' | 'ro' | 'bg' | 'pl' | 'hu'

interface Voice {
  /** 0 to 19, as written with accents. */
  readonly small: readonly string[]
  /** 20, 30 ... 90. */
  readonly tens: readonly string[]
  readonly join: (ten: string, unit: string) => string
  /** Word for "twice the digit"; empty when people do not say it so. */
  readonly double: string
  readonly triple: string
}

const list = (text: string): string[] => text.split(' ')

export const voices: Readonly<Record<Language, Voice>> = {
  nl: {
    small: list(
      'nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien'
    ),
    tens: list('twintig dertig veertig vijftig zestig zeventig tachtig negentig'),
    join: (ten, unit) => (/e$/.test(unit) ? `${unit}ën${ten}` : `${unit}en${ten}`),
    double: 'dubbel',
    triple: 'drie keer de'
  },
  en: {
    small: list(
      'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'
    ),
    tens: list('twenty thirty forty fifty sixty seventy eighty ninety'),
    join: (ten, unit) => `${ten}-${unit}`,
    double: 'double',
    triple: 'triple'
  },
  de: {
    small: list(
      'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn'
    ),
    tens: list('zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig'),
    join: (ten, unit) => `${unit === 'eins' ? 'ein' : unit}und${ten}`,
    double: 'doppel',
    triple: 'dreimal die'
  },
  fr: {
    small: list(
      'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf'
    ),
    tens: list('vingt trente quarante cinquante soixante soixante-dix quatre-vingt quatre-vingt-dix'),
    join: (ten, unit) => (unit === 'un' && !ten.startsWith('quatre') ? `${ten} et un` : `${ten}-${unit}`),
    double: '',
    triple: 'trois fois le'
  },
  es: {
    small: list(
      'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve'
    ),
    tens: list('veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa'),
    join: (ten, unit) => (ten === 'veinte' ? `veinti${unit}` : `${ten} y ${unit}`),
    double: 'doble',
    triple: 'tres veces el'
  },
  ro: {
    small: list(
      'zero unu doi trei patru cinci șase șapte opt nouă zece unsprezece doisprezece treisprezece paisprezece cincisprezece șaisprezece șaptesprezece optsprezece nouăsprezece'
    ),
    tens: list('douăzeci treizeci patruzeci cincizeci șaizeci șaptezeci optzeci nouăzeci'),
    join: (ten, unit) => `${ten} și ${unit}`,
    double: 'dublu',
    triple: 'de trei ori'
  },
  bg: {
    small: list(
      'нула едно две три четири пет шест седем осем девет десет единадесет дванадесет тринадесет четиринадесет петнадесет шестнадесет седемнадесет осемнадесет деветнадесет'
    ),
    tens: list('двадесет тридесет четиридесет петдесет шестдесет седемдесет осемдесет деветдесет'),
    join: (ten, unit) => `${ten} и ${unit}`,
    double: '',
    triple: 'три пъти'
  },
  pl: {
    small: list(
      'zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście'
    ),
    tens: list(
      'dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt'
    ),
    join: (ten, unit) => `${ten} ${unit}`,
    double: '',
    triple: 'trzy razy'
  },
  hu: {
    small: list(
      'nulla egy kettő három négy öt hat hét nyolc kilenc tíz tizenegy tizenkettő tizenhárom tizennégy tizenöt tizenhat tizenhét tizennyolc tizenkilenc'
    ),
    tens: list('húsz harminc negyven ötven hatvan hetven nyolcvan kilencven'),
    join: (ten, unit) => (ten === 'húsz' ? `huszon${unit}` : `${ten}${unit}`),
    double: 'dupla',
    triple: 'háromszor'
  }
}

/** Two digits as one word ("34" as vierendertig); a leading zero is said on its own. */
export function sayPair(language: Language, pair: string): string {
  const voice = voices[language]
  if (pair.length === 1 || pair.startsWith('0'))
    return [...pair].map((digit) => voice.small[Number(digit)] ?? '').join(' ')
  const value = Number(pair)
  if (value < 20) return voice.small[value] ?? ''
  const ten = Math.floor(value / 10)
  const unit = value % 10
  if (language === 'fr' && (ten === 7 || ten === 9)) {
    const base = ten === 7 ? 'soixante' : 'quatre-vingt'
    return value === 71 ? 'soixante et onze' : `${base}-${voice.small[10 + unit] ?? ''}`
  }
  const tenWord = voice.tens[ten - 2] ?? ''
  if (unit === 0) return language === 'fr' && ten === 8 ? 'quatre-vingts' : tenWord
  return voice.join(tenWord, voice.small[unit] ?? '')
}
