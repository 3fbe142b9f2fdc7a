/** Tries digits on the plans of the countries that a text may mean: its site's, that of its number words, that of its language. */
import type { Document } from '../document.ts'
import { languageBit } from '../numbers/number-words.ts'
import {
  afterExitCode,
  couldBeMobile,
  isMobileShape,
  matchBareCode,
  matchInternational,
  matchNational,
  matchTrunkOmitted
} from './phone-plans.ts'
import type { PlanMatch } from './phone-plans.ts'
import { countriesNamed, likelyLanguage, regionsOfLanguage } from './phone-home.ts'
import { isImplausible } from './phone-puzzles.ts'
import type { Matcher } from './phone-windows.ts'

/** Plans in order: an international prefix, the country of the site, that of the number words, that of the text's language. */
export function matcherFor(doc: Document): Matcher {
  const home = doc.context.region.toUpperCase()
  const tried = new Map<string, PlanMatch | null>()
  let abroad: readonly string[] | undefined
  let named: ReadonlySet<string> | undefined
  const foreign = (): readonly string[] => (abroad ??= foreignRegions(doc, home))
  const towns = (): ReadonlySet<string> => (named ??= countriesNamed(doc))
  return (digits, plus, atoms) => {
    const languages = atoms.reduce((bits, atom) => bits & atom.languages, 0xffff)
    const key = `${plus ? '+' : ''}${digits}/${languages}/${atoms.length === 1}`
    const known = tried.get(key)
    if (known !== undefined) return known
    const found = matchDigits(digits, plus, { home, languages, inOne: atoms.length === 1, towns }, foreign)
    tried.set(key, found)
    return found
  }
}

interface Written {
  readonly home: string
  readonly languages: number
  readonly inOne: boolean
  /** Countries of the towns that the text names. */
  readonly towns: () => ReadonlySet<string>
}

/** Countries that share a language with the site's own: their numbers stand there where its own plan has none. */
const neighbours: Readonly<Record<string, readonly string[]>> = {
  NL: ['BE'],
  BE: ['NL', 'FR', 'LU'],
  FR: ['BE', 'CH'],
  DE: ['AT', 'CH'],
  AT: ['DE', 'CH'],
  CH: ['DE', 'FR', 'AT'],
  GB: ['IE'],
  IE: ['GB']
}

function matchDigits(
  digits: string,
  plus: boolean,
  { home, languages, inOne, towns }: Written,
  foreign: () => readonly string[]
): PlanMatch | null {
  if (isImplausible(digits)) return null
  if (plus) return matchInternational(digits.startsWith('00') ? digits.slice(2) : digits)
  const abroad = afterExitCode(digits, home)
  const dialled = abroad === null ? null : matchInternational(abroad)
  if (dialled !== null) return dialled
  if (digits.startsWith('00')) return matchInternational(digits.slice(2))
  const own = matchNational(digits, home)
  if (own?.assigned === true && own.type === 'mobile') return own
  // A word of the site's own country is dialled there: then no other country is tried.
  if (languages !== 0 && languages !== 0xffff) {
    const spoken =
      own?.assigned === true || regionsOf(languages).includes(home) ? null : mobileIn(digits, regionsOf(languages))
    return spoken ?? own ?? matchBareCode(digits, home, inOne) ?? matchTrunkOmitted(digits, home)
  }
  if (own !== null && own.type === 'mobile') return own
  const isLong = digits.length >= 9 && digits.length <= 11 && couldBeMobile(digits)
  const near = isLong
    ? mobileIn(digits, neighbours[home]?.filter((region) => isMobileShape(digits, region)) ?? [])
    : null
  if (near !== null && !near.weakShape) {
    if (own === null || (towns().has(near.region) && !towns().has(home))) return near
    if (!own.assigned) return { ...near, doubt: 'language' }
  }
  // English is written everywhere: it says nothing about a number that the site's own country has.
  const asked = isLong ? foreign() : []
  const other = own?.assigned === true && asked.includes('GB') ? null : mobileIn(digits, asked)
  if (own !== null) return other === null || other.weakShape ? own : { ...other, doubt: 'language' }
  if (other !== null && !other.weakShape) return other
  return (
    matchBareCode(digits, home, inOne) ??
    (other === null ? matchTrunkOmitted(digits, home) : { ...other, doubt: 'language' })
  )
}

/** The first country in which the digits are an assigned mobile number. */
function mobileIn(digits: string, regions: readonly string[]): PlanMatch | null {
  for (const region of regions) {
    const found = matchNational(digits, region)
    if (found !== null && found.assigned && found.type === 'mobile') return found
  }
  return null
}

function regionsOf(languages: number): readonly string[] {
  const known = regionsOfBits.get(languages)
  if (known !== undefined) return known
  const regions = Object.entries(regionsOfLanguage).flatMap(([language, own]) =>
    (languages & (languageBit[language] ?? 0)) === 0 ? [] : own
  )
  regionsOfBits.set(languages, regions)
  return regions
}

/** At most one entry for each set of the nine languages. */
const regionsOfBits = new Map<number, readonly string[]>()

/** Where the language of the text is dialled, when that is not the country of the site; a guess over few words counts for none. */
function foreignRegions(doc: Document, home: string): readonly string[] {
  const regions = regionsOfLanguage[likelyLanguage(doc) ?? doc.context.language ?? ''] ?? []
  return regions.includes(home) ? [] : regions
}
