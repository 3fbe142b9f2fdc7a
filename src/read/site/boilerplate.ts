/** House text: what a site adds to every advert (rules, warnings, its own contacts), told from what people wrote by whom it stands with. */
import type { SiteProfile } from '../../model/page.ts'
import { digest64 } from '../hash.ts'

/** A sentence in this share of the adverts of a site is the site's, when many people have it. */
const shareOfAdverts = 0.6
/** Fewer adverts than this teach nothing: one hand's copies could be all there is. */
const fewestAdverts = 20
/** Different posters that a sentence must have, at least, and per advert that carries it. */
const fewestPosters = 6
const postersPerAdvert = 0.25
/** Shorter sentences are anybody's, in words. */
const fewestWords = 3
const mostSentences = 500

/** What of an advert tells who posted it, and its text. */
export interface HouseAdvert {
  readonly body: string
  readonly account?: string | undefined
  readonly phoneField?: string | undefined
}

/**
 * What one advert adds to the profile of its site: `line:<hash>` for each sentence, `contact:<address>` for each contact in the
 * text, and `by:<hash>` for its poster (telephone field, account, or the first number in the text).
 */
export function boilerplateEntries(advert: HouseAdvert): string[] {
  const entries = new Set<string>()
  for (const { text } of sentencesOf(advert.body)) {
    entries.add(`line:${sentenceHash(text)}`)
    for (const contact of plainContacts(text)) entries.add(`contact:${contact}`)
  }
  const poster = advert.phoneField || advert.account || /\d[\d\s().-]{7,}\d/.exec(advert.body)?.[0]
  if (poster !== undefined) entries.add(`by:${digest64(poster.replaceAll(/\s/g, ''))}`)
  return [...entries].sort()
}

/** Hashes of sentences, and contacts, that are the site's own by the entries of its adverts, one list per advert; their order does not matter. */
export function learnHouseText(adverts: readonly (readonly string[])[]): { lines: string[]; contacts: string[] } {
  const carriers = new Map<string, { adverts: number; posters: Set<string> }>()
  for (const entries of adverts) {
    const poster = entries.find((entry) => entry.startsWith('by:'))
    for (const entry of new Set(entries)) {
      const known = carriers.get(entry) ?? { adverts: 0, posters: new Set<string>() }
      known.adverts++
      if (poster !== undefined) known.posters.add(poster)
      carriers.set(entry, known)
    }
  }
  const least = Math.max(fewestAdverts, Math.ceil(adverts.length * shareOfAdverts))
  const house = [...carriers].flatMap(([entry, { adverts: count, posters }]) =>
    count >= least && posters.size >= Math.max(fewestPosters, count * postersPerAdvert) ? [entry] : []
  )
  const named = (kind: string): string[] =>
    house.flatMap((entry) => (entry.startsWith(kind) ? [entry.slice(kind.length)] : [])).sort()
  return { lines: named('line:'), contacts: named('contact:') }
}

/** The text without the sentences that a profile knows as the site's own. */
export function withoutBoilerplateText(body: string, profile: SiteProfile | null): string {
  if (profile === null || profile.boilerplate.length === 0) return body
  const known = new Set(profile.boilerplate)
  let kept = ''
  let at = 0
  for (const { text, start } of sentencesOf(body)) {
    if (!known.has(sentenceHash(text))) continue
    kept += body.slice(at, start)
    at = start + text.length
  }
  return at === 0 ? body : (kept + body.slice(at)).trim()
}

function sentencesOf(body: string): { text: string; start: number }[] {
  const found: { text: string; start: number }[] = []
  let start = 0
  for (const end of body.matchAll(/[.!?]+(?=\s)|\n|$/g)) {
    const piece = body.slice(start, end.index + end[0].length)
    const text = piece.trim()
    if (text.split(/\s+/).length >= fewestWords) found.push({ text, start: start + piece.indexOf(text) })
    start = end.index + end[0].length
    if (found.length >= mostSentences) break
  }
  return found
}

function sentenceHash(text: string): string {
  return digest64(`line ${text.toLowerCase().replaceAll(/\s+/g, ' ')}`)
}

/** E-mail addresses and plain telephone numbers, as `mailto:` and `tel:`. */
export function plainContacts(text: string): string[] {
  // What either needs, which few texts have.
  if (!text.includes('@') && !/[+0]\d/.test(text)) return []
  const matches = text
    .slice(0, 2000)
    .matchAll(/[\w.+-]{1,40}@[\w-]{1,40}(?:\.[\w-]{2,20}){1,3}|(?:\+|0)\d(?:[\s().-]{0,2}\d){7,12}/g)
  return [...matches].map(([value]) =>
    value.includes('@') ? `mailto:${value.toLowerCase()}` : `tel:${value.replace(/[^\d+]/g, '')}`
  )
}
