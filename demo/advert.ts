/** The nouns of the practice web: hands, their adverts, and the truth about them that no page tells. */

export const siteIds = [
  'kompas',
  'lantern',
  'prikbord',
  'marktplein',
  'avenue',
  'grensland',
  'dagprikker',
  'werkhal'
] as const
export type SiteId = (typeof siteIds)[number]

/** Who is behind an advert; `network`, `labour-network` and `recruiter` are one hand behind many persons or jobs. */
export type HandKind =
  | 'independent'
  | 'agency'
  | 'network'
  | 'spam'
  | 'scam'
  | 'employer'
  | 'labour-network'
  | 'recruiter'
  | 'trader'

/** Kinds that count as a true network when quality is measured. */
export const networkKinds: readonly HandKind[] = ['network', 'labour-network', 'recruiter']

export type Category = 'company' | 'massage' | 'goods' | 'services' | 'rooms' | 'work'

export type Language = 'nl' | 'en' | 'de' | 'fr' | 'es' | 'ro' | 'pl' | 'bg' | 'hu'

/** A picture as one site shows it: the same scene may be re-encoded, so two variants differ in bytes but not to the eye. */
export interface PictureRef {
  /** Number of the scene; negative scenes are placeholders and number plates made by the picture part. */
  readonly scene: number
  /** Re-encoding: 0 first upload, others other sizes and qualities. */
  readonly variant: number
  /** A phone number painted into the picture, E.164; absent for most. */
  readonly number?: string
}

/** What an advert says from a simulated day on. */
export interface AdvertVersion {
  readonly day: number
  readonly title: string
  readonly body: string
  /** As the site prints it, for example `€ 120`; null when not given. */
  readonly price: string | null
  readonly town: string
  /** The site's own contact field, as written; null when the advertiser left it empty. */
  readonly contact: string | null
  /** E.164 numbers that this version states in title, body or contact field, disguised or not. */
  readonly phones: readonly string[]
}

/** An advert as its hand wrote it, before a site gives it a number. */
export interface AdvertDraft {
  readonly site: SiteId
  readonly hand: string
  readonly kind: HandKind
  /** Text lineage: adverts with the same one were copied from one text. */
  readonly template: string
  readonly name: string
  readonly account: string
  readonly category: Category
  readonly language: Language
  /** Simulated day of posting; 0 is the day the world opens, earlier is negative. */
  readonly postedDay: number
  /** First day on which it is no longer there; null when it stays. */
  readonly untilDay: number | null
  /** In order of day; the first has the posting day. */
  readonly versions: readonly AdvertVersion[]
  readonly pictures: readonly PictureRef[]
  /** True numbers that stand only in a picture. */
  readonly hiddenPhones: readonly string[]
}

export interface DemoAdvert extends AdvertDraft {
  /** Number on its site, ascending with time; tells nothing about the hand. */
  readonly id: number
  /** Minute of the posting day, 0 to 1439. */
  readonly postedMinute: number
  /** Taken down on the first of these days and back on the second, at the same address. */
  readonly away?: { readonly from: number; readonly until: number }
}

export interface Hand {
  readonly id: string
  readonly kind: HandKind
  /** What ties a network together: `numbers`, `texts`, `pictures`; empty for persons. */
  readonly ties: readonly string[]
  readonly adverts: number
}

export interface World {
  readonly seed: number
  /** Date of day 0, `YYYY-MM-DD`. */
  readonly today: string
  readonly adverts: readonly DemoAdvert[]
  readonly hands: readonly Hand[]
  /** Contact number in header and footer of each site, E.164: hubs. */
  readonly siteNumbers: Readonly<Record<SiteId, string>>
}

/** The version that stands on a day, or null when the advert is not there yet or gone. */
export function versionOn(advert: AdvertDraft & Pick<DemoAdvert, 'away'>, day: number): AdvertVersion | null {
  if (advert.postedDay > day) return null
  if (advert.untilDay !== null && day >= advert.untilDay) return null
  if (advert.away !== undefined && day >= advert.away.from && day < advert.away.until) return null
  let current: AdvertVersion | null = null
  for (const version of advert.versions) if (version.day <= day) current = version
  return current
}
