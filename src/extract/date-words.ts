/** Names of months and days and words such as "today" in nine languages (folded), and plain calendar sums. */

export interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
  /** 0 is Sunday. */
  readonly weekday: number
}

const monthLists: readonly string[] = [
  'januari,februari,maart,april,mei,juni,juli,augustus,september,oktober,november,december',
  'january,february,march,april,may,june,july,august,september,october,november,december',
  'januar,februar,marz,april,mai,juni,juli,august,september,oktober,november,dezember',
  'janvier,fevrier,mars,avril,mai,juin,juillet,aout,septembre,octobre,novembre,decembre',
  'enero,febrero,marzo,abril,mayo,junio,julio,agosto,septiembre,octubre,noviembre,diciembre',
  'ianuarie,februarie,martie,aprilie,mai,iunie,iulie,august,septembrie,octombrie,noiembrie,decembrie',
  'януари,февруари,март,април,маи,юни,юли,август,септември,октомври,ноември,декември',
  'stycznia,lutego,marca,kwietnia,maja,czerwca,lipca,sierpnia,wrzesnia,pazdziernika,listopada,grudnia',
  'januar,februar,marcius,aprilis,majus,junius,julius,augusztus,szeptember,oktober,november,december',
  'jan,feb,mrt,apr,mei,jun,jul,aug,sep,okt,nov,dec',
  'jan,feb,mar,apr,may,june,july,aug,sept,oct,nov,dez'
]

/** 1 to 12. */
export const monthNames: ReadonlyMap<string, number> = new Map(
  monthLists.flatMap((list) => list.split(',').map((name, i) => [name, i + 1] as const))
)

const dayLists: readonly string[] = [
  'zondag,maandag,dinsdag,woensdag,donderdag,vrijdag,zaterdag',
  'sunday,monday,tuesday,wednesday,thursday,friday,saturday',
  'sonntag,montag,dienstag,mittwoch,donnerstag,freitag,samstag',
  'dimanche,lundi,mardi,mercredi,jeudi,vendredi,samedi',
  'domingo,lunes,martes,miercoles,jueves,viernes,sabado',
  'duminica,luni,marti,miercuri,joi,vineri,sambata',
  'неделя,понеделник,вторник,сряда,четвъртък,петък,събота',
  'niedziela,poniedzialek,wtorek,sroda,czwartek,piatek,sobota',
  'vasarnap,hetfo,kedd,szerda,csutortok,pentek,szombat'
]

/** 0 (Sunday) to 6. */
export const dayNames: ReadonlyMap<string, number> = new Map(
  dayLists.flatMap((list) => list.split(',').map((name, i) => [name, i] as const))
)

/** Days in a word such as "weeks", for "2 weeks ago". */
export const spanDays: ReadonlyMap<string, number> = new Map([
  ...'dag dagen day days tag tage tagen jour jours dia dias zi zile ден дни dzien dni napja'
    .split(' ')
    .map((word) => [word, 1] as const),
  ...'week weken weeks woche wochen semaine semaines semana semanas saptamani седмици tygodnie hete'
    .split(' ')
    .map((word) => [word, 7] as const)
])

/** Hours, for "3 hours ago". */
export const spanHours: ReadonlySet<string> = new Set(
  'uur uren hour hours stunde stunden heure heures hora horas ora ore час часа godzine godziny godzin oraja'.split(' ')
)

/** Days from the day of the capture. */
export const relativeDays: ReadonlyMap<string, number> = new Map(
  (
    [
      [0, 'vandaag today heute aujourd hoy azi astazi днес dzis dzisiaj'],
      [-1, 'gisteren yesterday gestern ayer ieri вчера wczoraj tegnap'],
      [1, 'tomorrow demain утре jutro holnap'],
      [-2, 'eergisteren vorgestern avanthier anteayer alaltaieri онзиден przedwczoraj'],
      [2, 'overmorgen ubermorgen']
    ] as const
  ).flatMap(([days, words]) => words.split(' ').map((word) => [word, days] as const))
)

/** Words that say a day in one language and something else in others ("hier" is "here", "ma" is "but"): at home and with a time only. */
export const homeDays: ReadonlyMap<
  string,
  { readonly days: number; readonly language: string; readonly regions: readonly string[] }
> = new Map([
  ['hier', { days: -1, language: 'fr', regions: ['FR', 'BE', 'LU', 'CH'] }],
  ['ma', { days: 0, language: 'hu', regions: ['HU'] }],
  ['maine', { days: 1, language: 'ro', regions: ['RO'] }],
  ['morgen', { days: 1, language: 'nl', regions: ['NL', 'BE', 'DE'] }]
])

/** The day of an ISO time; null when it is none. Only the written day counts, so no zone is needed. */
export function partsOf(iso: string | undefined): Day | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso ?? '')
  if (found === null) return null
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3])]
  return { year, month, day, weekday: weekdayOf(toNumber({ year, month, day })) }
}

export function addDays(from: Day, days: number): Day {
  const at = new Date(Date.UTC(from.year, from.month - 1, from.day) + days * 86_400_000)
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate(), weekday: at.getUTCDay() }
}

/** The year in which day and month come nearest to the capture: adverts speak of weeks, not of years. */
export function nearestYear(today: Day, month: number, day: number): number {
  const now = toNumber(today)
  const years = [today.year - 1, today.year, today.year + 1]
  const far = (year: number): number => Math.abs(toNumber({ year, month, day }) - now)
  return years.reduce((best, year) => (far(year) < far(best) ? year : best))
}

function toNumber({ year, month, day }: { year: number; month: number; day: number }): number {
  return Math.round(Date.UTC(year, month - 1, day) / 86_400_000)
}

/** 1 January 1970 was a Thursday. */
function weekdayOf(days: number): number {
  return (((days + 4) % 7) + 7) % 7
}
