/** Reads what a page states for machines: JSON-LD, microdata and OpenGraph, as candidate adverts. */
import type { HtmlDocument } from '../../html/document.ts'
import { attribute, joinBlocks } from '../../html/document.ts'
import { parseHtml } from '../../html/html.ts'
import { readNearJson } from './near-json.ts'

export interface StructuredAdvert {
  readonly method: 'json-ld' | 'microdata' | 'page-state'
  readonly type: string
  readonly title: string
  readonly body: string
  readonly url: string
  readonly id: string
  readonly price: string
  readonly city: string
  readonly phone: string
  readonly email: string
  readonly seller: string
  readonly category: string
  readonly posted: string
  readonly images: readonly string[]
  /** First block of a microdata item; -1 for JSON-LD. */
  readonly block: number
}

/** Types that publish an offer, a job or a message; Organization, WebSite, BreadcrumbList and the like are not adverts. */
const advertTypes =
  /^(?:Product|IndividualProduct|Offer|AggregateOffer|Demand|JobPosting|Service|LocalBusiness|HealthAndBeautyBusiness|DaySpa|ClassifiedAd|ClassifiedAdvert|Advertisement|Accommodation|Apartment|Room|House|Residence|RealEstateListing|SingleFamilyResidence|LodgingBusiness|Person|DiscussionForumPosting|SocialMediaPosting|Article|BlogPosting|NewsArticle|Event|Vehicle|Car|CreativeWork)$/

const maxNodes = 2_000
const maxAdverts = 500
const maxDepth = 12

/**
 * JSON-LD items of an advert type, from every script, `@graph`, list and `mainEntity`. What is nearly JSON is mended, what is none gives nothing. Keys such
 * as `__proto__` are read as data and never followed (FAULTS B8): only own properties of a null-prototype view count.
 */
export function readJsonLd(document: HtmlDocument): StructuredAdvert[] {
  const adverts: StructuredAdvert[] = []
  const budget = { nodes: maxNodes }
  for (const script of document.jsonLd) {
    walk(readNearJson(script), 0, budget, adverts)
  }
  return adverts
}

function walk(value: unknown, depth: number, budget: { nodes: number }, adverts: StructuredAdvert[]): void {
  if (depth > maxDepth || budget.nodes-- <= 0 || adverts.length >= maxAdverts) return
  if (Array.isArray(value)) {
    for (const item of value.slice(0, maxNodes)) walk(item, depth + 1, budget, adverts)
    return
  }
  const node = nodeOf(value)
  if (!node) return
  const type = typeOf(node)
  if (advertTypes.test(type)) {
    const advert = fromNode(node, type)
    if (advert.title !== '' || advert.body !== '') adverts.push(advert)
    return
  }
  for (const key of [
    '@graph',
    'mainEntity',
    'mainEntityOfPage',
    'itemListElement',
    'item',
    'about',
    'hasPart',
    'makesOffer'
  ]) {
    if (Object.hasOwn(node, key)) walk(node[key], depth + 1, budget, adverts)
  }
}

type Node = Readonly<Record<string, unknown>>

function nodeOf(value: unknown): Node | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : null
}

function own(node: Node | null, key: string): unknown {
  return node && Object.hasOwn(node, key) ? node[key] : undefined
}

function typeOf(node: Node): string {
  const type = own(node, '@type')
  const first: unknown = Array.isArray(type)
    ? (type.find((name) => advertTypes.test(String(name).replace(/^.*[/#]/, ''))) ?? type[0])
    : type
  return typeof first === 'string' ? first.replace(/^.*[/#:]/, '').slice(0, 60) : ''
}

function fromNode(node: Node, type: string): StructuredAdvert {
  const offer = first(own(node, 'offers')) ?? first(own(node, 'makesOffer')) ?? (type === 'Offer' ? node : null)
  const item = first(own(offer, 'itemOffered'))
  const who =
    first(own(node, 'seller')) ??
    first(own(offer, 'seller')) ??
    first(own(node, 'author')) ??
    first(own(node, 'hiringOrganization')) ??
    first(own(node, 'provider')) ??
    first(own(offer, 'offeredBy'))
  const where = place(node) || place(offer) || place(who)
  return {
    method: 'json-ld',
    type,
    title:
      text(own(node, 'title')) || text(own(node, 'name')) || text(own(node, 'headline')) || text(own(item, 'name')),
    body:
      body(own(node, 'description')) ||
      body(own(node, 'articleBody')) ||
      body(own(node, 'text')) ||
      body(own(item, 'description')),
    url: text(own(node, 'url')) || text(own(node, '@id')) || text(own(offer, 'url')),
    id:
      text(own(node, 'identifier')) ||
      text(own(first(own(node, 'identifier')), 'value')) ||
      text(own(node, 'sku')) ||
      text(own(node, 'productID')) ||
      text(own(node, '@id')),
    price: priceOf(offer) || priceOf(node) || salary(node),
    city: where,
    phone:
      text(own(node, 'telephone')) ||
      text(own(who, 'telephone')) ||
      text(own(first(own(node, 'contactPoint')), 'telephone')),
    email: text(own(node, 'email')) || text(own(who, 'email')),
    seller: text(own(who, 'name')) || text(own(node, 'author')) || text(own(node, 'seller')),
    category:
      text(own(node, 'category')) ||
      text(own(node, 'articleSection')) ||
      text(own(node, 'occupationalCategory')) ||
      text(own(node, 'industry')),
    posted:
      text(own(node, 'datePosted')) ||
      text(own(node, 'datePublished')) ||
      text(own(node, 'dateCreated')) ||
      text(own(node, 'uploadDate')) ||
      text(own(offer, 'validFrom')),
    images: imagesOf(own(node, 'image')),
    block: -1
  }
}

function first(value: unknown): Node | null {
  return nodeOf(Array.isArray(value) ? value[0] : value)
}

function text(value: unknown): string {
  const plain: unknown = Array.isArray(value) ? value[0] : value
  if (typeof plain === 'number') return String(plain)
  return typeof plain === 'string' ? plain.replace(/\s+/g, ' ').trim().slice(0, 500) : ''
}

function body(value: unknown): string {
  return typeof value === 'string' ? describedText(value) : ''
}

/** A description keeps its lines; where it holds HTML (job postings do) it is read as HTML. */
export function describedText(value: string): string {
  const cut = value.slice(0, 100_000)
  if (!/<[a-z]+[\s>/]|&(?:lt|amp|nbsp|#\d)/i.test(cut))
    return cut
      .replace(/[ \t]+/g, ' ')
      .replace(/ ?\r?\n ?/g, '\n')
      .trim()
  const inner = /&lt;[a-z]/i.test(cut) ? cut.replace(/&lt;/g, '<').replace(/&gt;/g, '>') : cut
  const fragment = parseHtml(inner)
  return joinBlocks(fragment, fragment.blocks.keys())
}

function priceOf(node: Node | null): string {
  const spec = first(own(node, 'priceSpecification'))
  const amount = text(own(node, 'price')) || text(own(node, 'lowPrice')) || text(own(spec, 'price'))
  const currency = text(own(node, 'priceCurrency')) || text(own(spec, 'priceCurrency'))
  return amount === '' ? text(own(node, 'priceRange')) : `${amount}${currency === '' ? '' : ` ${currency}`}`
}

function salary(node: Node): string {
  const base = first(own(node, 'baseSalary'))
  const value = first(own(base, 'value'))
  const amount =
    text(own(value, 'value')) ||
    text(own(value, 'minValue')) ||
    text(own(base, 'value')) ||
    text(own(node, 'baseSalary'))
  if (amount === '') return ''
  const parts = [amount, text(own(base, 'currency')) || text(own(node, 'salaryCurrency')), text(own(value, 'unitText'))]
  return parts.filter((part) => part !== '').join(' ')
}

function place(node: Node | null): string {
  for (const key of [
    'jobLocation',
    'address',
    'areaServed',
    'availableAtOrFrom',
    'location',
    'contentLocation',
    'spatialCoverage'
  ]) {
    const value = own(node, key)
    if (typeof value === 'string') return text(value)
    const found = first(value)
    const address = first(own(found, 'address')) ?? found
    const city =
      text(own(address, 'addressLocality')) ||
      text(own(found, 'name')) ||
      text(own(found, 'address')) ||
      text(own(address, 'addressRegion'))
    if (city !== '') return city
  }
  return ''
}

function imagesOf(value: unknown): string[] {
  const list = Array.isArray(value) ? value.slice(0, 50) : [value]
  return list
    .map((item) => text(item) || text(own(nodeOf(item), 'url')) || text(own(nodeOf(item), 'contentUrl')))
    .filter((url) => url !== '')
}

/** Microdata items (`itemscope itemtype`) of an advert type that are not part of another one. Source: HTML standard, microdata. */
export function readMicrodata(document: HtmlDocument): StructuredAdvert[] {
  const adverts: StructuredAdvert[] = []
  const { elements } = document
  for (let i = 0; i < elements.length && adverts.length < maxAdverts; i++) {
    const element = elements[i]
    if (!element || element.attributes.length === 0) continue
    const type =
      attribute(element, 'itemtype')
        ?.trim()
        .replace(/^.*[/#]/, '') ?? ''
    if (attribute(element, 'itemscope') === undefined || !advertTypes.test(type)) continue
    const values = propertiesOf(document, i)
    const get = (name: string): string => values.get(name)?.[0] ?? ''
    const advert: StructuredAdvert = {
      method: 'microdata',
      type,
      title: get('title') || get('name') || get('headline'),
      body: get('description') || get('articleBody') || get('text'),
      url: get('url'),
      id: get('sku') || get('identifier') || get('productID') || attribute(element, 'id') || '',
      price: [
        get('price') || get('lowPrice') || get('baseSalary') || get('priceRange'),
        get('priceCurrency') || get('salaryCurrency')
      ]
        .filter((part) => part !== '')
        .join(' '),
      city: get('addressLocality') || get('areaServed') || get('jobLocation') || get('location') || get('address'),
      phone: get('telephone'),
      email: get('email'),
      seller: get('seller') || get('author') || get('hiringOrganization') || get('provider'),
      category: get('category') || get('articleSection'),
      posted: get('datePosted') || get('datePublished') || get('dateCreated'),
      images: (values.get('image') ?? []).slice(0, 50),
      block: element.blockStart
    }
    if (advert.title !== '' || advert.body !== '') adverts.push(advert)
    i = element.end - 1
  }
  return adverts
}

/** All properties in an item, those of inner items too: the name of an inner item becomes the value of its own property. */
function propertiesOf(document: HtmlDocument, item: number): Map<string, string[]> {
  const values = new Map<string, string[]>()
  const end = Math.min(document.elements[item]?.end ?? 0, item + maxNodes)
  const inner: { end: number; property: string }[] = []
  for (let i = item + 1; i < end; i++) {
    const element = document.elements[i]
    const properties = element && attribute(element, 'itemprop')
    if (!element || properties === undefined) continue
    while (inner.length > 0 && (inner[inner.length - 1]?.end ?? 0) <= i) inner.pop()
    const owner = inner[inner.length - 1]?.property
    if (attribute(element, 'itemscope') !== undefined) {
      inner.push({ end: element.end, property: properties })
      continue
    }
    const value = valueOf(document, i)
    for (const property of properties.split(/\s+/)) {
      const name =
        owner !== undefined && owner !== 'offers' && (property === 'name' || property === 'description')
          ? owner
          : property
      const list = values.get(name)
      if (value === '') continue
      if (list) list.push(value)
      else values.set(name, [value])
    }
  }
  return values
}

function valueOf(document: HtmlDocument, index: number): string {
  const element = document.elements[index]
  if (!element) return ''
  const stated = attribute(element, 'content') ?? (element.tag === 'time' ? attribute(element, 'datetime') : undefined)
  if (stated !== undefined) return stated.trim()
  if (element.tag === 'img') return attribute(element, 'src') ?? ''
  if (element.tag === 'a' || element.tag === 'link') {
    const properties = attribute(element, 'itemprop') ?? ''
    if (/url|image/i.test(properties)) return attribute(element, 'href') ?? ''
  }
  const inline = document.inlines.find((one) => one.element === index)
  if (inline) return inline.text
  return joinBlocks(document, range(element.blockStart, element.blockEnd))
}

function* range(from: number, to: number): Generator<number> {
  for (let i = from; i < to; i++) yield i
}
