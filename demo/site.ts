/** What a site of the practice web is: it turns a view of the world on one day into pages. */
import { versionOn, type AdvertVersion, type DemoAdvert, type SiteId, type World } from './advert.ts'
import { nationalDigits } from './phones.ts'
import { pictureName } from './pictures.ts'

export interface PageResponse {
  readonly status: number
  readonly type: string
  readonly body: string | Uint8Array
  readonly headers?: Readonly<Record<string, string>>
  /** Waits before it answers. */
  readonly delayMs?: number
}

/** An advert that stands on the site today, with what it says today. */
export interface Standing {
  readonly advert: DemoAdvert
  readonly version: AdvertVersion
}

export interface SiteView {
  readonly world: World
  readonly site: SiteId
  readonly origin: string
  readonly day: number
  /** The day that words like "yesterday" count from: the simulated one, or that of the machine's clock, which is never before it. */
  readonly now: number
  /** Newest first. */
  readonly standing: readonly Standing[]
  readonly byId: ReadonlyMap<number, Standing>
  /** Adverts that were there once; `byId` no longer has them. */
  readonly gone: ReadonlySet<number>
  /** The site's own number in header and footer, as it writes it. */
  readonly siteNumber: string
  readonly pictures: boolean
  /** Months that the endless agenda goes on to either side. */
  readonly agendaMonths: number
}

export interface SiteMake {
  readonly id: SiteId
  readonly name: string
  readonly language: 'nl' | 'en' | 'fr'
  /** Country for numbers without a country code. */
  readonly region: string
  /** First address to fetch, below the origin. */
  readonly start: string
  /** Only for sites that are not UTF-8. */
  readonly charset?: 'windows-1252'
  /** Whether bodies are compressed for who accepts it. */
  readonly gzip?: boolean
  /** Path of an advert, with `#anchor` where several adverts share a page. */
  readonly advertPath: (view: SiteView, advert: DemoAdvert) => string
  /** A page, or null: then the server answers 404. */
  readonly respond: (view: SiteView, path: string, query: URLSearchParams) => PageResponse | null
}

/** What a site knows on a day. */
export function makeView(
  world: World,
  site: SiteId,
  origin: string,
  day: number,
  pictures: boolean,
  agendaMonths: number
): SiteView {
  const standing: Standing[] = []
  const gone = new Set<number>()
  for (const advert of world.adverts) {
    if (advert.site !== site) continue
    const version = versionOn(advert, day)
    if (version) standing.push({ advert, version })
    else if (advert.postedDay <= day) gone.add(advert.id)
  }
  standing.reverse()
  const digits = nationalDigits(world.siteNumbers[site])
  return {
    world,
    site,
    origin,
    day,
    now: day,
    standing,
    gone,
    pictures,
    agendaMonths,
    byId: new Map(standing.map((one) => [one.advert.id, one])),
    siteNumber: `${digits.slice(0, 2)}-${digits.slice(2)}`
  }
}

/** Addresses of an advert's pictures, in order. */
export function picturePaths(view: SiteView, advert: DemoAdvert): string[] {
  if (!view.pictures) return []
  return advert.pictures.map((picture) => `/foto/${pictureName(view.world.seed, view.site, picture)}.jpg`)
}

/** Other adverts for a `see also` block: neighbours in time, as sites do it. */
export function related(view: SiteView, advert: DemoAdvert, count: number): Standing[] {
  const start = advert.id % Math.max(1, view.standing.length)
  const found: Standing[] = []
  for (let step = 1; found.length < count && step <= count + 2; step++) {
    const other = view.standing[(start + step * 7) % view.standing.length]
    if (other && other.advert.id !== advert.id && !found.includes(other)) found.push(other)
  }
  return found
}

/** One page of a list, counted from 1, with the number of pages. */
export function pageOf<T>(
  items: readonly T[],
  page: number,
  size: number
): { readonly items: readonly T[]; readonly pages: number } {
  return { items: items.slice((page - 1) * size, page * size), pages: Math.max(1, Math.ceil(items.length / size)) }
}
