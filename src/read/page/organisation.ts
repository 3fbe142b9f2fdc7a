/** Whether a site is that of a public authority, a hotel, a school and the like: its pages say what it does, and are no adverts. */
import { fold } from '../../text/fold.ts'
import { wordMap, wordSet } from '../../text/word-lists.ts'
import type { PageContext } from './page-context.ts'
import { comparable } from './page-context.ts'

/** Names of sites are short; a longer part of a title is a sentence. */
const longestName = 6

/**
 * The name of the site when it is one of an organisation that has no adverts of others, by the part of `<title>` that names the site, by
 * `og:site_name`, by the host or by the type in its data; undefined for other sites, and for a page on which the organisation looks for workers.
 */
export function organisationOf(page: PageContext, advertTitle: string): string | undefined {
  if (looksForWorkers(advertTitle) || looksForWorkers(page.url.replace(/^[a-z]+:\/\/[^/]*/i, ''))) return undefined
  const { document } = page
  for (const script of document.jsonLd) {
    const type = organisationType.exec(script)?.[1]
    if (type !== undefined) return type
  }
  const titles = new Set([comparable(page.title.text), comparable(advertTitle)])
  const parts = (document.metas.get('og:title') ?? document.title).slice(0, 300).split(/\s+[|–—»·-]\s+|\s*[|»]\s*/)
  const names = [
    document.metas.get('og:site_name') ?? '',
    ...(parts.length > 1 ? [parts[0] ?? '', parts.at(-1) ?? ''] : [])
  ]
  return [...names, hostName(page.url)].find(
    (name) => name !== '' && !titles.has(comparable(name)) && isOrganisation(name)
  )
}

function isOrganisation(name: string): boolean {
  const words = wordsOf(name)
  return (
    words.length <= longestName &&
    [words[0], words.at(-1)].some((word) => word !== undefined && organisations.has(word))
  )
}

/** "hotel duinzicht" of `www.hotel-duinzicht.example`; a single word is no name. */
function hostName(url: string): string {
  const labels = (/^[a-z]+:\/\/([^/:?#]*)/i.exec(url)?.[1] ?? '').split('.')
  const label = labels.at(-2) ?? ''
  return label.includes('-') ? label.replaceAll('-', ' ') : ''
}

function looksForWorkers(text: string): boolean {
  return wordsOf(text.slice(0, 500)).some((word) => vacancies.has(word))
}

function wordsOf(text: string): string[] {
  return fold(text)
    .text.split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** Types of schema.org for organisations that say of themselves what they are. */
const organisationType =
  /"@type"\s{0,3}:\s{0,3}\[?\s{0,40}"(Government(?:Organization|Office|Service)|CityHall|Hotel|HotelRoom|Hostel|Motel|Resort|Campground|BedAndBreakfast|Restaurant|Museum|Library|School|CollegeOrUniversity|Hospital|Church)"/

const organisations = wordMap('organisations', (value) => value)
const vacancies = wordSet('vacancies')
