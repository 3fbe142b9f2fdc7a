/** In which country a text is dialled: by its language, its towns and the numbers in it. */
import { isCapitalised } from '../document.ts'
import type { Document } from '../document.ts'
import { languageOf } from '../person/language.ts'
import { placeNames } from '../../text/places.ts'
import { matchNational } from './phone-plans.ts'

/** Country in which numbers are dialled that are spelled out in a language, most likely first. */
export const regionsOfLanguage: Readonly<Record<string, readonly string[]>> = {
  nl: ['NL', 'BE'],
  en: ['GB', 'IE'],
  de: ['DE', 'AT'],
  fr: ['FR', 'BE'],
  es: ['ES'],
  ro: ['RO'],
  bg: ['BG'],
  pl: ['PL'],
  hu: ['HU'],
  it: ['IT'],
  pt: ['PT']
}

/** A guess over few words counts for no more than the order of countries. */
const leastShare = 0.5

export function likelyLanguage(doc: Document): string | null {
  const guess = languageOf(doc)
  return guess !== null && guess.share >= leastShare ? guess.language : null
}

/**
 * Where a text dials whose site nobody knows, as ISO 3166: where its language is spoken; in English, and where the language is not clear,
 * where a number of the text is a mobile one or written as nowhere else. NL when nothing says more.
 */
export function homeOf(doc: Document): string {
  const language = likelyLanguage(doc)
  const spoken = language === null || language === 'en' ? undefined : regionsOfLanguage[language]?.[0]
  return spoken ?? homeOfNumbers(doc) ?? 'NL'
}

const mostNumbers = 20
/** With a trunk prefix: no number of one of them looks like one of another. */
const dialledWithZero = ['NL', 'GB', 'DE', 'BE', 'FR', 'RO', 'BG', 'HU', 'AT', 'CH', 'IE']
const northAmerican = /^(?:1[ .-]?)?(?:\([2-9]\d\d\) ?|[2-9]\d\d[ .-])[2-9]\d\d[ .-]\d{4}$/

function homeOfNumbers(doc: Document): string | null {
  const guessed = regionsOfLanguage[languageOf(doc)?.language ?? ''] ?? []
  const written = doc.plain.match(/(?<![\d+(])\(?\d[\d ().-]{6,16}\d(?!\d)/g)?.slice(0, mostNumbers) ?? []
  for (const number of written) {
    const digits = number.replace(/\D/g, '')
    if (digits.startsWith('00')) continue
    const regions = digits.startsWith('0') ? [...guessed, ...dialledWithZero] : guessed
    const home = regions.find((region) => {
      const found = matchNational(digits, region)
      return found?.assigned === true && found.type === 'mobile'
    })
    if (home !== undefined) return home
    if (northAmerican.test(number) && matchNational(digits, 'US')?.assigned === true) return 'US'
  }
  return null
}

const leastPopulation = 50_000
const leastLetters = 4

/** Countries of the towns of some size that the text names in one word with a capital; names that several countries have count for none. */
export function countriesNamed(doc: Document): ReadonlySet<string> {
  const countries = new Set<string>()
  for (const token of doc.tokens) {
    if (token.digits || token.text.length < leastLetters || !isCapitalised(doc, token)) continue
    for (const { words, places, kind } of placeNames().get(token.text) ?? []) {
      if (words.length > 1 || kind === 'weak') continue
      const large = new Set(
        places.filter(({ population }) => population >= leastPopulation).map(({ country }) => country)
      )
      if (large.size === 1) for (const country of large) countries.add(country)
    }
  }
  return countries
}
