/** Number words of nine languages as folded text, with what they stand for when a phone number is spelled out. */
import { fold } from '../text/fold.ts'

/** Bit of a language in `NumberWord.languages`. Bulgarian in Latin letters counts as Bulgarian. */
export const languageBit: Readonly<Record<string, number>> = {
  nl: 1,
  en: 2,
  de: 4,
  fr: 8,
  es: 16,
  ro: 32,
  bg: 64,
  pl: 128,
  hu: 256
}

export interface NumberWord {
  readonly value: number
  readonly digits: string
  readonly languages: number
  /** A short everyday word ("een", "hat", "once"): counts only between other digits. */
  readonly everyday: boolean
}

/** Words in order of their value; words with the same value are separated by spaces. */
const zeroToTwenty: Readonly<Record<string, string>> = {
  nl: 'nul noll,een,twee,drie,vier,vijf vyf,zes,zeven zeuven,acht,negen,tien,elf,twaalf,dertien,veertien,vijftien,zestien,zeventien,achttien,negentien,twintig',
  en: 'zero oh nought naught,one,two,three,four,five,six,seven,eight,nine niner,ten,eleven,twelve,thirteen,fourteen,fifteen,sixteen,seventeen,eighteen,nineteen,twenty',
  de: 'null,eins ein,zwei zwo,drei,vier,funf fuenf,sechs,sieben,acht,neun,zehn,elf,zwolf zwoelf,dreizehn,vierzehn,funfzehn fuenfzehn,sechzehn,siebzehn,achtzehn,neunzehn,zwanzig',
  fr: 'zero,un,deux,trois,quatre,cinq,six,sept,huit,neuf,dix,onze,douze,treize,quatorze,quinze,seize,dixsept,dixhuit,dixneuf,vingt vingts',
  es: 'cero,uno un,dos,tres,cuatro,cinco,seis,siete,ocho,nueve,diez,once,doce,trece,catorce,quince,dieciseis,diecisiete,dieciocho,diecinueve,veinte',
  ro: 'zero,unu una,doi doua,trei,patru,cinci,sase,sapte,opt,noua,zece,unsprezece unspe,doisprezece douasprezece doispe,treisprezece treispe,paisprezece paispe,cincisprezece cinsprezece cinspe,saisprezece saispe,saptesprezece saptespe,optsprezece optispe,nouasprezece nouaspe,douazeci',
  bg: 'нула nula,едно един една edno edin edna,две два dve dva,три tri,четири chetiri 4etiri cetiri,пет pet,шест shest 6est sest,седем sedem,осем osem,девет devet,десет deset,единадесет единайсет единайсе edinadeset edinayset edinaiset,дванадесет дванайсет дванайсе dvanadeset dvanayset dvanaiset,тринадесет тринайсет тринайсе trinadeset trinayset trinaiset,четиринадесет четиринайсет четиринайсе chetirinadeset chetirinayset chetirinaiset 4etirinadeset 4etirinayset,петнадесет петнайсет петнайсе petnadeset petnayset petnaiset,шестнадесет шестнайсет шестнайсе shestnadeset shestnayset shestnaiset 6estnadeset 6estnayset,седемнадесет седемнайсет седемнайсе sedemnadeset sedemnayset sedemnaiset,осемнадесет осемнайсет осемнайсе osemnadeset osemnayset osemnaiset,деветнадесет деветнайсет деветнайсе devetnadeset devetnayset devetnaiset,двадесет двайсет двайсе dvadeset dvayset dvaiset',
  pl: 'zero,jeden jedna,dwa dwie,trzy,cztery,piec,szesc,siedem,osiem,dziewiec,dziesiec,jedenascie,dwanascie,trzynascie,czternascie,pietnascie,szesnascie,siedemnascie,osiemnascie,dziewietnascie,dwadziescia',
  hu: 'nulla,egy,ketto ket,harom,negy,ot,hat,het,nyolc,kilenc,tiz,tizenegy,tizenketto tizenket,tizenharom,tizennegy,tizenot,tizenhat,tizenhet,tizennyolc,tizenkilenc,husz'
}

/** 20, 30 ... 90 (20 again where a compound form differs). */
const tens: Readonly<Record<string, string>> = {
  nl: 'twintig,dertig,veertig,vijftig,zestig,zeventig,tachtig,negentig',
  en: 'twenty,thirty,forty fourty,fifty,sixty,seventy,eighty,ninety',
  de: 'zwanzig,dreissig dreizig,vierzig,funfzig fuenfzig,sechzig,siebzig,achtzig,neunzig',
  fr: 'vingt,trente,quarante,cinquante,soixante,septante,octante huitante,nonante',
  es: 'veinte,treinta,cuarenta,cincuenta,sesenta,setenta,ochenta,noventa',
  ro: 'douazeci,treizeci,patruzeci,cincizeci,saizeci,saptezeci,optzeci,nouazeci',
  bg: 'двадесет двайсет двайсе dvadeset dvayset dvaiset,тридесет трийсет трийсе trideset triyset triiset,четиридесет четиресет четирийсет четирсет chetirideset chetiriyset chetiriset 4etirideset 4etiriset,петдесет petdeset,шестдесет шейсет шейсе shestdeset sheyset sheiset 6estdeset 6eyset,седемдесет sedemdeset,осемдесет osemdeset,деветдесет devetdeset',
  pl: 'dwadziescia,trzydziesci,czterdziesci,piecdziesiat,szescdziesiat,siedemdziesiat,osiemdziesiat,dziewiecdziesiat',
  hu: 'husz,harminc,negyven,otven,hatvan,hetven,nyolcvan,kilencven'
}

/** 100, 200 ... 900; an empty place where the language says it in two words ("six hundred"). */
const hundreds: Readonly<Record<string, string>> = {
  nl: 'honderd,tweehonderd,driehonderd,vierhonderd,vijfhonderd,zeshonderd,zevenhonderd,achthonderd,negenhonderd',
  de: 'hundert einhundert,zweihundert,dreihundert,vierhundert,funfhundert fuenfhundert,sechshundert,siebenhundert,achthundert,neunhundert',
  es: 'cien ciento,doscientos,trescientos,cuatrocientos,quinientos,seiscientos,setecientos,ochocientos,novecientos',
  bg: 'сто sto,двеста dvesta,триста trista,четиристотин chetiristotin 4etiristotin,петстотин petstotin,шестстотин sheststotin shestotin 6eststotin,седемстотин sedemstotin,осемстотин osemstotin,деветстотин devetstotin',
  pl: 'sto,dwiescie,trzysta,czterysta,piecset,szescset,siedemset,osiemset,dziewiecset',
  hu: 'szaz egyszaz,ketszaz kettoszaz,haromszaz,negyszaz,otszaz,hatszaz,hetszaz,nyolcszaz,kilencszaz'
}

/** Words that multiply the number before them by a hundred. */
export const hundredWords: ReadonlySet<string> = new Set([
  'hundred',
  'cent',
  'cents',
  'suta',
  'sute',
  'honderd',
  'hundert'
])

/** Joiners between tens and units ("treinta y cuatro", "vier en dertig", "треисет и четири"). */
export const joinerWords: ReadonlySet<string> = new Set(['en', 'and', 'und', 'et', 'y', 'si', 'и', 'i'])

/** "double five", "dubbel acht", "potrójne dwa": how often the digit after it stands. */
export const repeatWords: ReadonlyMap<string, number> = new Map(
  (
    [
      [
        'double dubble dubbel dubbele doppel doppelt doppelte doble dublu dubla двойно двойна dvoyno podwojne podwojna podwojny dupla duplan',
        2
      ],
      [
        'triple treble tripple tripel trippel driedubbel driedubbele dreifach dreifache triplu tripla тройно тройна potrojne potrojna potrojny triplan',
        3
      ],
      ['quadruple quadrupel vierdubbel vierfach', 4]
    ] as const
  ).flatMap(([words, times]) =>
    folded(words)
      .split(' ')
      .map((word) => [word, times] as const)
  )
)

/** "three times the eight", "drie keer de acht": words between how often and what. */
export const timesWords: ReadonlySet<string> = new Set(
  'x keer maal times time mal fois veces vez ori пъти път puti pati razy raz szor szer'.split(' ')
)

/** How often, in one word: "tweemaal", "dreimal", "háromszor", "twice". */
export const timesInOneWord: ReadonlyMap<string, number> = new Map([
  ...'tweemaal,driemaal,viermaal'.split(',').map((word, i) => [word, i + 2] as const),
  ...'tweekeer,driekeer,vierkeer'.split(',').map((word, i) => [word, i + 2] as const),
  ...'zweimal,dreimal,viermal'.split(',').map((word, i) => [word, i + 2] as const),
  ...'ketszer,haromszor,negyszer'.split(',').map((word, i) => [word, i + 2] as const),
  ...'twice,thrice'.split(',').map((word, i) => [word, i + 2] as const),
  ...'dwukrotnie,trzykrotnie'.split(',').map((word, i) => [word, i + 2] as const)
])

/** Articles that may stand between a multiplier and its digit. */
export const articleWords: ReadonlySet<string> = new Set(
  'de het the a die der das le la el los las a az cifra cijfer'.split(' ')
)

/** "three eights", "drie achten": plurals of digits; only after a number from two to four. */
export const pluralDigits: ReadonlyMap<string, number> = new Map([
  ...'nullen,enen,tweeen,drieen,vieren,vijven,zessen,zevens,achten,negens'
    .split(',')
    .map((word, i) => [word, i] as const),
  ...'nulletjes,eentjes,tweetjes,drietjes,viertjes,vijfjes,zesjes,zeventjes,achtjes,negentjes'
    .split(',')
    .map((word, i) => [word, i] as const),
  ...'ceros,unos,doses,treses,cuatros,cincos,seises,sietes,ochos,nueves'
    .split(',')
    .map((word, i) => [word, i] as const),
  ...'nullas,egyes,kettes,harmas,negyes,otos,hatos,hetes,nyolcas,kilences'
    .split(',')
    .map((word, i) => [word, i] as const),
  ...'zeros,ones,twos,threes,fours,fives,sixes,sevens,eights,nines'.split(',').map((word, i) => [word, i] as const),
  ...'nuller,einsen,zweien,dreien,vieren,funfen,sechsen,sieben,achten,neunen'
    .split(',')
    .flatMap((word, i) => (i === 7 || i === 4 ? [] : [[word, i] as const])),
  ...'zerowki,jedynki,dwojki,trojki,czworki,piatki,szostki,siodemki,osemki,dziewiatki'
    .split(',')
    .map((word, i) => [word, i] as const),
  ...folded('нули,единици,двойки,тройки,четворки,петици,шестици,седмици,осмици,деветки')
    .split(',')
    .map((word, i) => [word, i] as const)
])

/** A digit called by its name, as in "dwa razy ósemka"; forms of 0 to 9. */
const digitNouns: Readonly<Record<string, string>> = {
  pl: 'zerowka zerowke,jedynka jedynke,dwojka dwojke,trojka trojke,czworka czworke,piatka piatke,szostka szostke,siodemka siodemke,osemka osemke,dziewiatka dziewiatke',
  bg: 'нулата нулева,единица,двойка,тройка,четворка,петица петорка,шестица шесторка,седморка,осмица осморка,деветка',
  hu: 'nullas,egyes,kettes,harmas,negyes,otos,hatos,hetes,nyolcas,kilences'
}

/** "plus eenendertig": stands for the sign before a country code. */
export const plusWords: ReadonlySet<string> = new Set(['plus', 'mas', 'плюс', 'plusz'])

const everyday = new Set(
  'een en un una ein six once hat het ot ket pet tri dos tres doi trei opt noua sto cent oh egy acht elf elf tien ten one dix onze sept'.split(
    ' '
  )
)

/** All words: single words, compounds of tens and units, hundreds in one word. */
export const numberWords: ReadonlyMap<string, NumberWord> = buildWords()

function buildWords(): Map<string, NumberWord> {
  const words = new Map<string, NumberWord>()
  for (const language of Object.keys(languageBit)) {
    for (const [value, forms] of listed(zeroToTwenty[language], 0, 1))
      for (const form of forms) add(words, form, value, language)
    for (const [value, forms] of listed(tens[language], 20, 10))
      for (const form of forms) add(words, form, value, language)
    for (const [value, forms] of listed(hundreds[language], 100, 100))
      for (const form of forms) add(words, form, value, language)
    for (const [value, forms] of listed(digitNouns[language], 0, 1))
      for (const form of forms) add(words, form, value, language)
    addCompounds(words, language)
  }
  return words
}

/** As texts are read: folding turns "й" into "и", so "двайсет" of the table has to become "дваисет". */
function folded(list: string): string {
  return fold(list).text
}

function listed(list: string | undefined, from: number, step: number): [number, string[]][] {
  return list === undefined
    ? []
    : folded(list)
        .split(',')
        .map((forms, i) => [from + i * step, forms.split(' ')])
}

/** Compounds written as one word: "vierendertig", "vierunddreissig", "twentyone", "veintidos", "harmincnegy". */
function addCompounds(words: Map<string, NumberWord>, language: string): void {
  const units = listed(zeroToTwenty[language], 0, 1).slice(1, 10)
  for (const [ten, tenForms] of listed(tens[language], 20, 10)) {
    for (const [unit, unitForms] of units) {
      for (const tenForm of tenForms) {
        for (const unitForm of unitForms) {
          const form = compound(language, tenForm, unitForm)
          if (form !== null) add(words, form, ten + unit, language)
        }
      }
    }
  }
}

function compound(language: string, ten: string, unit: string): string | null {
  switch (language) {
    case 'nl':
      return `${unit}en${ten}`
    case 'de':
      return unit === 'eins' ? null : `${unit}und${ten}`
    case 'es':
      return ten === 'veinte' ? `veinti${unit}` : `${ten.slice(0, -1)}ai${unit}`
    case 'hu':
      return ten === 'husz' ? `huszon${unit}` : `${ten}${unit}`
    case 'en':
    case 'pl':
      return `${ten}${unit}`
    case 'ro':
      return `${ten}si${unit}`
    case 'bg':
      return `${ten}и${unit}`
    default:
      return `${ten}${unit}`
  }
}

function add(words: Map<string, NumberWord>, form: string, value: number, language: string): void {
  const bit = languageBit[language] ?? 0
  const known = words.get(form)
  if (known !== undefined && known.value !== value) return
  words.set(form, {
    value,
    digits: String(value),
    languages: (known?.languages ?? 0) | bit,
    everyday: everyday.has(form)
  })
}
