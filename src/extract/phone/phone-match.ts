/** Tries digits on the plans of the countries that a text may mean: its site's, that of its number words, that of its language. */
import type { Document } from '../document.ts'
import { languageOf } from '../person/language.ts'
import { languageBit } from '../numbers/number-words.ts'
import { couldBeMobile, matchBareCode, matchInternational, matchNational, matchTrunkOmitted } from './phone-plans.ts'
import type { PlanMatch } from './phone-plans.ts'
import { isImplausible } from './phone-puzzles.ts'
import type { Matcher } from './phone-windows.ts'

/** Country in which numbers are dialled that are spelled out in a language, most likely first. */
const regionsOfLanguage: Readonly<Record<string, readonly string[]>> = {
  nl: ['NL', 'BE'],
  en: ['GB', 'IE'],
  de: ['DE', 'AT'],
  fr: ['FR', 'BE'],
  es: ['ES'],
  ro: ['RO'],
  bg: ['BG'],
  pl: ['PL'],
  hu: ['HU']
}

/** Plans in order: an international prefix, the country of the site, that of the number words, that of the text's language. */
export function matcherFor(doc: Document): Matcher {
  const home = doc.context.region.toUpperCase()
  const tried = new Map<string, PlanMatch | null>()
  let abroad: readonly string[] | undefined
  const foreign = (): readonly string[] => (abroad ??= foreignRegions(doc, home))
  return (digits, plus, atoms) => {
    const languages = atoms.reduce((bits, atom) => bits & atom.languages, 0xffff)
    const key = `${plus ? '+' : ''}${digits}/${languages}`
    const known = tried.get(key)
    if (known !== undefined) return known
    const found = matchDigits(digits, plus, home, languages, foreign)
    tried.set(key, found)
    return found
  }
}

function matchDigits(
  digits: string,
  plus: boolean,
  home: string,
  languages: number,
  foreign: () => readonly string[]
): PlanMatch | null {
  if (isImplausible(digits)) return null
  if (plus) return matchInternational(digits.startsWith('00') ? digits.slice(2) : digits)
  if (digits.startsWith('00')) return matchInternational(digits.slice(2))
  const own = matchNational(digits, home)
  if (own?.assigned === true && own.type === 'mobile') return own
  // A word of the site's own country is dialled there: then no other country is tried.
  if (languages !== 0 && languages !== 0xffff) {
    const spoken =
      own?.assigned === true || regionsOf(languages).includes(home) ? null : mobileIn(digits, regionsOf(languages))
    return spoken ?? own ?? matchBareCode(digits, home) ?? matchTrunkOmitted(digits, home)
  }
  if (own !== null && own.type === 'mobile') return own
  const other = digits.length >= 9 && digits.length <= 11 && couldBeMobile(digits) ? mobileIn(digits, foreign()) : null
  if (own !== null) return other === null || other.weakShape ? own : { ...other, doubt: 'language' }
  if (other !== null && !other.weakShape) return other
  return (
    matchBareCode(digits, home) ?? (other === null ? matchTrunkOmitted(digits, home) : { ...other, doubt: 'language' })
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

/** Where a text dials whose site nobody knows: where its language is spoken, but English is written on Dutch sites too. */
export function homeOf(doc: Document): string {
  const language = likelyLanguage(doc)
  return (language !== null && language !== 'en' && regionsOfLanguage[language]?.[0]) || 'NL'
}

function likelyLanguage(doc: Document): string | null {
  const guess = languageOf(doc)
  return guess !== null && guess.share >= 0.5 ? guess.language : null
}
