/** Month names, "today", "ago" and their like in nine languages, without accents, as dates.ts looks them up. */

const rows: readonly (readonly [number, string])[] = [
  [
    1,
    'jan januari january januar jaenner janner janvier janv enero ene ianuarie ian януари яну stycznia styczen sty januar'
  ],
  [2, 'feb febr februari february februar feber fevrier fevr febrero februarie февруари фев lutego luty lut'],
  [3, 'mar mrt maart march marz maerz mars marzo martie март marca marzec marcius marc'],
  [4, 'apr april avril avr abril abr aprilie април апр kwietnia kwiecien kwi aprilis'],
  [5, 'mei may mai mayo mai май maja maj majus'],
  [6, 'jun juni june juin junio iunie iun юни czerwca czerwiec cze junius'],
  [7, 'jul juli july juillet juil julio iulie iul юли lipca lipiec lip julius'],
  [8, 'aug augustus august aout agosto ago август авг sierpnia sierpien sie augusztus'],
  [9, 'sep sept september septembre septiembre septembrie септември сеп wrzesnia wrzesien wrz szeptember szept'],
  [10, 'okt oct oktober october octobre octubre octombrie октомври окт pazdziernika pazdziernik paz'],
  [11, 'nov november novembre noviembre noiembrie noi ноември ное listopada listopad lis'],
  [12, 'dec december dez dezember decembre diciembre dic decembrie декември дек grudnia grudzien gru']
]

/** Month number by its name or short name, lower case, without accents and dot. */
export const months: ReadonlyMap<string, number> = new Map(
  rows.flatMap(([month, names]) => names.split(' ').map((name): [string, number] => [name, month]))
)

/** Days back from now. Without accents. */
export const dayWords: ReadonlyMap<string, number> = new Map([
  ...pairs(0, 'vandaag today heute hoy astazi azi днес dzis dzisiaj ma aujourdhui vanochtend vanmiddag vanavond'),
  ...pairs(1, 'gisteren yesterday gestern hier ayer ieri вчера wczoraj tegnap'),
  ...pairs(2, 'eergisteren vorgestern anteayer alaltaieri онзиден przedwczoraj tegnapelott avant-hier'),
  ['the day before yesterday', 2],
  ['day before yesterday', 2],
  ['avant hier', 2]
])

/** Minutes of a unit of time. Without accents. */
export const unitMinutes: ReadonlyMap<string, number> = new Map([
  ...pairs(
    1,
    'minuut minuten minute minutes min mins minuten minuto minutos minut minuta minuty perc perce минута минути мин'
  ),
  ...pairs(
    60,
    'uur uren uurtje hour hours hr hrs stunde stunden std heure heures hora horas ora ore час часа godzine godziny godzin oraja h'
  ),
  ...pairs(1440, 'dag dagen day days tag tage tagen jour jours dia dias zi zile ден дни дена dzien dni napja nap'),
  ...pairs(
    10080,
    'week weken weeks woche wochen semaine semaines semana semanas saptamana saptamani седмица седмици tydzien tygodnie tygodni hete het'
  ),
  ...pairs(
    43200,
    'maand maanden month months monat monate monaten mois mes meses luna luni месец месеца miesiac miesiace miesiecy honapja honap'
  ),
  ...pairs(525600, 'jaar jaren year years jahr jahre jahren an ans ano anos ani година години rok lata lat eve ev')
])

/** Number words that stand before a unit: "een uur geleden", "an hour ago". Without accents. */
export const oneWords: ReadonlyMap<string, number> = new Map([
  ...pairs(1, 'een one a an ein eine einem einer un une una o един една jeden jedna egy'),
  ...pairs(2, 'twee two zwei deux dos doi doua два две dwa dwie ket ketto'),
  ...pairs(3, 'drie three drei trois tres trei три trzy harom')
])

/** Words that make "3 days" mean 3 days back; some languages put them before ("il y a", "vor", "hace", "acum", "преди"). */
export const agoBefore = /(?:^|\s)(?:il y a|vor|hace|acum|преди|sinds)\s+$/
export const agoAfter = /^\s*(?:geleden|ago|temu|ezelott|назад|in urma|her)(?![a-z])/

/** Month names and others as one alternation, longest first, to find them fast in a text. */
export const monthPattern = [...months.keys()].sort((a, b) => b.length - a.length).join('|')

function pairs(value: number, words: string): [string, number][] {
  return words.split(' ').map((word) => [word, value])
}
