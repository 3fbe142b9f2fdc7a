/** Which of the items that a page states for machines is the one that the page shows. */
import type { HtmlDocument } from '../../html/document.ts'
import { attribute } from '../../html/document.ts'
import { comparable } from '../../page/page-context.ts'
import type { StructuredAdvert } from './structured.ts'

/** Types of what is offered: a page of one such thing may state its writer, its company and its article beside it. */
export const offerTypes =
  /^(?:Product|IndividualProduct|Offer|AggregateOffer|Demand|JobPosting|Service|ClassifiedAd|ClassifiedAdvert|Advertisement|Accommodation|Apartment|Room|House|RealEstateListing|HealthAndBeautyBusiness|DaySpa)$/

const thingTypes = /^(?:Residence|SingleFamilyResidence|Vehicle|Car)$/

/**
 * The item of a page, given those that speak of it: the only one, or the only one of those that offer something. Variants of one thing (a shirt
 * in four sizes) are one; of several things it is the one that has the page's title. Undefined where none stands out.
 */
export function mainItem(items: readonly StructuredAdvert[], title: string): StructuredAdvert | undefined {
  const offered = items.filter(({ type }) => offerTypes.test(type) || thingTypes.test(type))
  const own = comparable(title)
  // An opening day of a house, a talk beside an article: an event that has another name is not what the page shows.
  const told = items.filter(({ type, title: name }) => type !== 'Event' || comparable(name) === own)
  const among = oneOfEach(offered.length > 0 ? offered : told)
  if (among.length <= 1) return among[0]
  const named = among.filter((item) => comparable(item.title) === own)
  return own !== '' && named.length === 1 ? named[0] : undefined
}

/** The first with each title; one that says neither price nor text is a part of another. */
function oneOfEach(items: readonly StructuredAdvert[]): readonly StructuredAdvert[] {
  const told = items.filter(({ price, body }) => price !== '' || body !== '')
  const found = new Map<string, StructuredAdvert>()
  for (const item of told.length > 0 ? told : items) {
    const key = comparable(item.title)
    if (!found.has(key)) found.set(key, item)
  }
  return [...found.values()]
}

/** Those of a page's items that are whole adverts beside each other: two titles or more, of one type. Empty where there are none. */
export function wholeItems(items: readonly StructuredAdvert[]): readonly StructuredAdvert[] {
  const whole = items.filter((item) => item.body.length >= 60)
  const offered = whole.filter(({ type }) => offerTypes.test(type) || thingTypes.test(type))
  const [first] = whole
  const among = offered.length > 0 ? offered : whole.every(({ type }) => type === first?.type) ? whole : []
  return new Set(among.map((item) => item.title)).size >= 2 ? among : []
}

/** Types that only pages to read state: software for weblogs and shops calls other pages articles too, but none of these. */
const readTypes =
  /"@type"\s{0,3}:\s{0,3}(?:\[\s{0,40}"\w{1,30}",\s{0,40}|\[\s{0,40})?"(?:(?:Reportage|Analysis|Opinion|Background|Review)?NewsArticle|Recipe|ClaimReview|LiveBlogPosting|HowTo|PodcastEpisode)"/

/** True for a page that says for machines that it is one to read, and states no offer of its own. */
export function isStatedReading(document: HtmlDocument, item: StructuredAdvert | undefined): boolean {
  if (item !== undefined && offerTypes.test(item.type)) return false
  return (
    /^(?:[\w-]+:)?recipe$/i.test(document.metas.get('og:type') ?? '') ||
    document.jsonLd.some((script) => readTypes.test(script)) ||
    document.elements.some((element) => readItems.test(attribute(element, 'itemtype') ?? ''))
  )
}

const readItems = /[/.](?:Recipe|NewsArticle|HowTo)$/i
