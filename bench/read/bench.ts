/** `baken bench read`: kind and fields of invented pages that were written apart from the reader, for each half of both sets. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { canonicalOrNull } from '../../src/crawl/canonical.ts'
import { extractFacts } from '../../src/extract/advert-facts.ts'
import { extract } from '../../src/extract/extract.ts'
import type { Fact } from '../../src/model/fact.ts'
import type { CanonicalUrl } from '../../src/model/ids.ts'
import type { AdvertReading, PageReading } from '../../src/model/page.ts'
import { comparable } from '../../src/read/page/page-context.ts'
import { readPage } from '../../src/read/read.ts'

/** When the pages are seen: after the newest day that one of them states. */
const seenAt = '2026-11-27T12:00:00Z'

interface TrueAdvert {
  readonly title: string
  readonly body: string | null
  readonly price: number | null
  /** Each writing of its place that is right; null where the page states none. */
  readonly places: readonly string[] | null
  readonly phones: readonly string[]
  readonly postedAt: string | { readonly daysAgo: number } | null
}

interface TrueRow {
  readonly file: string
  readonly url: string
  readonly region: string
  readonly kind: 'advert' | 'list' | 'other'
  readonly adverts: readonly TrueAdvert[]
}

type Half = 'open' | 'kept' | 'second-open' | 'second-kept'

/** Scores of both halves of both sets: the open ones may be mended against, the kept ones never. CPU in ms a page. */
export async function runReadBench({ say }: { readonly say: (text: string) => void }): Promise<object> {
  const before = process.cpuUsage()
  const open = score('open', say)
  const kept = score('kept', say)
  const secondOpen = score('second-open', say)
  const secondKept = score('second-kept', say)
  const { user, system } = process.cpuUsage(before)
  const pages = open.pages + kept.pages + secondOpen.pages + secondKept.pages
  return { open, kept, secondOpen, secondKept, cpuMs: Math.round((user + system) / 10 / pages) / 100 }
}

interface Share {
  readonly right: number
  readonly of: number
  readonly share: number
}

type Scores = { readonly pages: number } & Readonly<Record<string, Share | number>>

/** Shares of pages, or of adverts on pages of one advert, that came out right. A field that a page does not state must be absent. */
function score(half: Half, say: (text: string) => void): Scores {
  const counts = new Map<string, { right: number; of: number }>()
  const count = (name: string, right: number): void => {
    const known = counts.get(name) ?? { right: 0, of: 0 }
    counts.set(name, { right: known.right + right, of: known.of + 1 })
  }
  const rows = readFileSync(path.join(import.meta.dirname, `truth-${half}.jsonl`), 'utf8')
    .trim()
    .split('\n')
  for (const row of rows.map((line) => JSON.parse(line) as TrueRow)) {
    const body = readFileSync(path.join(import.meta.dirname, 'pages', half, row.file))
    const page = readPage(
      { url: row.url as CanonicalUrl, status: 200, headers: { 'content-type': 'text/html' }, body },
      { seenAt, canonical: canonicalOrNull }
    )
    const wrong = judge(row, page, count)
    if (half.endsWith('open') && wrong.length > 0) say(`${row.file}: ${wrong.join('; ')}`)
  }
  const shares = [...counts].map(([name, { right, of }]): [string, Share] => [
    name,
    { right: Math.round(right * 100) / 100, of, share: Math.round((right / of) * 1000) / 1000 }
  ])
  return { pages: rows.length, ...Object.fromEntries(shares) }
}

type Count = (name: string, right: number) => void

/** Counts one page; returns what was wrong, in words. */
function judge(row: TrueRow, page: PageReading, count: Count): string[] {
  // A list is no claim: of a page that is no advert it is as right as "other", and whole adverts in a list are read from it.
  const isRight =
    page.kind === row.kind ||
    (row.kind === 'list' && page.kind === 'advert' && page.adverts.length > 1) ||
    (row.kind === 'other' && page.kind === 'list')
  const wrong = isRight ? [] : [`kind ${page.kind} for ${row.kind} (${page.because})`]
  count('kind', isRight ? 1 : 0)
  if (row.kind === 'other') {
    count('ordinary pages that stay ordinary', page.kind === 'advert' || page.kind === 'wall' ? 0 : 1)
    return wrong
  }
  const [truth] = row.adverts
  if (row.kind === 'list' || truth === undefined) return wrong
  const [advert] = page.adverts
  const facts = advert ? extractFacts(advert, { region: row.region, language: page.language, seenAt }).facts : []
  for (const [name, right, read] of fieldsOf(truth, advert, facts, row.region)) {
    count(name, right)
    if (right < 0.95) wrong.push(`${name} ${right === 0 ? '' : `${right.toFixed(2)} `}read as ${JSON.stringify(read)}`)
  }
  return wrong
}

/** Name of a field, how right it is from 0 to 1, and what was read. */
function fieldsOf(
  truth: TrueAdvert,
  advert: AdvertReading | undefined,
  facts: readonly Fact[],
  region: string
): readonly (readonly [name: string, right: number, read: unknown])[] {
  const phones = facts.filter((fact) => fact.kind === 'phone').map((fact) => fact.value)
  const { recall, precision } = overlap(advert?.body ?? '', truth.body ?? '')
  const price = advert?.price
  return [
    ['title', comparable(advert?.title ?? '') === comparable(truth.title) ? 1 : 0, advert?.title],
    ['body recall', recall, advert?.body.slice(0, 60)],
    ['body precision', precision, advert?.body.slice(0, 60)],
    ['price', amountOf(price, region) === truth.price ? 1 : 0, price],
    ['place', placeIsRight(truth.places, advert?.city) ? 1 : 0, advert?.city],
    ['phone', sameSet(phones, truth.phones) ? 1 : 0, phones],
    ['date of placing', dayOf(advert) === dayOfTruth(truth.postedAt) ? 1 : 0, advert?.postedAt?.value]
  ]
}

/** Words in common by those wanted and those read. */
function overlap(read: string, wanted: string): { readonly recall: number; readonly precision: number } {
  const left = new Map<string, number>()
  const words = (text: string): string[] => comparable(text).split(' ').filter(Boolean)
  for (const word of words(wanted)) left.set(word, (left.get(word) ?? 0) + 1)
  let common = 0
  for (const word of words(read)) {
    const more = left.get(word) ?? 0
    if (more > 0) common++
    left.set(word, more - 1)
  }
  const total = words(wanted).length
  return {
    recall: total === 0 ? 1 : common / total,
    precision: words(read).length === 0 ? (total === 0 ? 1 : 0) : common / words(read).length
  }
}

/** The amount that a price field states, read as extraction reads prices; a bare number as it stands. */
function amountOf(price: string | undefined, region: string): number | null {
  if (price === undefined) return null
  const found = extract(price, { region, seenAt }).find((fact) => fact.kind === 'price')
  const amount = Number(found?.attributes?.['amount'] ?? Number.NaN)
  if (!Number.isNaN(amount)) return amount
  const bare = Number(/\d+(?:\.\d{1,2})?/.exec(price)?.[0] ?? Number.NaN)
  return Number.isNaN(bare) ? null : bare
}

function placeIsRight(places: readonly string[] | null, city: string | undefined): boolean {
  if (places === null || places.length === 0) return city === undefined
  return city !== undefined && places.some((place) => comparable(place) === comparable(city))
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return new Set(one).size === new Set(other).size && one.every((value) => other.includes(value))
}

function dayOf(advert: AdvertReading | undefined): string | null {
  return advert?.postedAt?.value.slice(0, 10) ?? null
}

function dayOfTruth(posted: TrueAdvert['postedAt']): string | null {
  if (posted === null || typeof posted === 'string') return posted
  return new Date(Date.parse(seenAt) - posted.daysAgo * 86_400_000).toISOString().slice(0, 10)
}
