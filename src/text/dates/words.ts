/** Month names, "today", "ago" and their like in eleven languages, as folding leaves them, as the forms look them up. */
import { fold } from '../fold.ts'

const monthRows: readonly (readonly [number, string])[] = [
  [
    1,
    'jan januari january januar jaenner janner janvier janv enero ianuarie ian януари яну января січня stycznia styczen'
  ],
  [
    2,
    'feb febr februari february februar feber fevrier fevr febrero februarie февруари фев февраля лютого lutego luty'
  ],
  [3, 'mar mrt maart march marz maerz mars marzo mart martie март марта березня marca marzec marcius marc'],
  [4, 'apr april avril avr abril aprilie април апр апреля квітня kwietnia kwiecien aprilis'],
  [5, 'mei may mai mayo май мая травня maja maj majus'],
  [6, 'jun juni june juin junio iunie юни июня червня czerwca czerwiec junius'],
  [7, 'jul juli july juillet juil julio iulie юли июля липня lipca lipiec julius'],
  [8, 'aug augustus august aout agosto август авг августа серпня sierpnia sierpien augusztus'],
  [
    9,
    'sep sept september septembre septiembre septembrie септември сеп сентября вересня wrzesnia wrzesien szeptember szept'
  ],
  [10, 'okt oct oktober october octobre octubre octombrie октомври окт октября жовтня pazdziernika pazdziernik'],
  [11, 'nov november novembre noviembre noiembrie ноември ноя ноября листопада listopada listopad'],
  [12, 'dec december dez dezember decembre diciembre decembrie декември дек декабря грудня grudnia grudzien']
]

/** Short names that are other words too ("ago", "lip", "noi"): they count beside a year, or where a posting date is looked for. */
const shortRows: readonly (readonly [number, string])[] = [
  [1, 'ene sty'],
  [2, 'lut'],
  [4, 'abr kwi'],
  [6, 'iun cze'],
  [7, 'iul lip'],
  [8, 'ago sie'],
  [9, 'wrz'],
  [10, 'paz'],
  [11, 'noi ное lis'],
  [12, 'dic gru']
]

export const shortMonths: ReadonlySet<string> = new Set(shortRows.flatMap(([, names]) => folded(names)))

/** Month number, 1 to 12, by its name or short name. */
export const monthNames: ReadonlyMap<string, number> = new Map(
  [...monthRows, ...shortRows].flatMap(([month, names]) => folded(names).map((name) => [name, month] as const))
)

const dayLists: readonly string[] = [
  'zondag maandag dinsdag woensdag donderdag vrijdag zaterdag',
  'sunday monday tuesday wednesday thursday friday saturday',
  'sonntag montag dienstag mittwoch donnerstag freitag samstag',
  'dimanche lundi mardi mercredi jeudi vendredi samedi',
  'domingo lunes martes miercoles jueves viernes sabado',
  'duminica luni marti miercuri joi vineri sambata',
  'неделя понеделник вторник сряда четвъртък петък събота',
  'niedziela poniedzialek wtorek sroda czwartek piatek sobota',
  'vasarnap hetfo kedd szerda csutortok pentek szombat',
  'воскресенье понедельник вторник среда четверг пятница суббота',
  'неділя понеділок вівторок середа четвер пятниця субота'
]

/** 0 (Sunday) to 6. */
export const dayNames: ReadonlyMap<string, number> = new Map(
  dayLists.flatMap((list) => folded(list).map((name, day) => [name, day] as const))
)

/** Days from the day of the capture. */
export const relativeDays: ReadonlyMap<string, number> = new Map([
  ...pairs(0, 'vandaag today heute aujourdhui hoy azi astazi днес сегодня сьогодні dzis dzisiaj'),
  ...pairs(0, 'vanochtend vanmiddag vanavond'),
  ...pairs(-1, 'gisteren yesterday gestern ayer ieri вчера вчора wczoraj tegnap'),
  ...pairs(-2, 'eergisteren vorgestern avanthier anteayer alaltaieri онзиден позавчера позавчора'),
  ...pairs(-2, 'przedwczoraj tegnapelott'),
  ...pairs(1, 'tomorrow demain утре завтра jutro holnap'),
  ...pairs(2, 'overmorgen ubermorgen')
])

export interface HomeDay {
  readonly days: number
  readonly language: string
  readonly regions: readonly string[]
}

/** Words that say a day in one language and something else in others ("hier" is "here", "ma" is "but"). */
export const homeDays: ReadonlyMap<string, HomeDay> = new Map([
  ['hier', { days: -1, language: 'fr', regions: ['FR', 'BE', 'LU', 'CH'] }],
  ['ma', { days: 0, language: 'hu', regions: ['HU'] }],
  ['maine', { days: 1, language: 'ro', regions: ['RO'] }],
  ['morgen', { days: 1, language: 'nl', regions: ['NL', 'BE', 'DE'] }]
])

export interface Unit {
  readonly minutes: number
  /** The letter of an ISO 8601 duration; `M` is months at days and above. */
  readonly letter: 'M' | 'H' | 'D' | 'Y'
  /** How many of that letter one unit is. */
  readonly times: number
}

const minute: Unit = { minutes: 1, letter: 'M', times: 1 }
const hour: Unit = { minutes: 60, letter: 'H', times: 1 }
const day: Unit = { minutes: 1440, letter: 'D', times: 1 }
const week: Unit = { minutes: 10_080, letter: 'D', times: 7 }
const month: Unit = { minutes: 43_200, letter: 'M', times: 1 }
const year: Unit = { minutes: 525_600, letter: 'Y', times: 1 }

export const units: ReadonlyMap<string, Unit> = new Map([
  ...pairs(
    minute,
    'minuut minuten minute minutes min mins minuto minutos minut minuta minuty perc perce минута минути'
  ),
  ...pairs(minute, 'минуты минут хвилин хвилини хвилину мин'),
  ...pairs(hour, 'uur uren uurtje hour hours hr hrs stunde stunden std heure heures hora horas ora ore час часа часов'),
  ...pairs(hour, 'годину години годин godzine godziny godzin oraja h'),
  ...pairs(day, 'dag dagen day days tag tage tagen jour jours dia dias zi zile ден дни дена дня дней день днів'),
  ...pairs(day, 'dzien dni napja nap'),
  ...pairs(week, 'week weken weeks woche wochen semaine semaines semana semanas saptamana saptamani седмица седмици'),
  ...pairs(week, 'неделю недели недель тиждень тижні тижнів tydzien tygodnie tygodni hete het'),
  ...pairs(month, 'maand maanden month months monat monate monaten mois mes meses luna luni месец месеца месяц месяца'),
  ...pairs(month, 'месяцев місяць місяці місяців miesiac miesiace miesiecy honapja honap'),
  ...pairs(
    year,
    'jaar jaren year years jahr jahre jahren an ans ano anos ani година години год года лет рік роки років'
  ),
  ...pairs(year, 'rok lata lat eve ev')
])

/** Units that say "ago" by their form (Hungarian). */
export const agoUnits: ReadonlySet<string> = new Set(folded('napja hete oraja honapja perce eve'))

/** Number words that stand before a unit: "een uur geleden", "an hour ago". */
export const fewWords: ReadonlyMap<string, number> = new Map([
  ...pairs(1, 'een one a an ein eine einem einer un une una o един една один одну одна jeden jedna egy'),
  ...pairs(2, 'twee two zwei deux dos doi doua два две дві dwa dwie ket ketto'),
  ...pairs(3, 'drie three drei trois tres trei три trzy harom')
])

/** Words that make "3 days" mean 3 days back; some languages put them before ("il y a", "vor", "hace", "acum", "преди"). */
export const agoBefore = /(?:^|[^\p{L}])(il y a|vor|hace|acum|преди|sinds)\s+$/u
export const agoAfter = /^\s*(?:geleden|terug|ago|temu|ezelott|назад|тому|in urma|her)(?!\p{L})/u

function folded(words: string): string[] {
  return words.split(' ').map((word) => fold(word).text)
}

function pairs<T>(value: T, words: string): [string, T][] {
  return folded(words).map((word) => [word, value])
}
