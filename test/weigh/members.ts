/** Adverts as weighing knows them, for tests: what is not given is not stated. */
import { extract } from '../../src/extract/extract.ts'
import type { SealedReading } from '../../src/model/reading.ts'
import { weighMember, type WeighMember } from '../../src/weigh/member.ts'

export const towns = [
  { name: 'Utrecht', lat: 52.09, lon: 5.12 },
  { name: 'Groningen', lat: 53.22, lon: 6.57 },
  { name: 'Maastricht', lat: 50.85, lon: 5.69 }
] as const

export type Given = Partial<Omit<WeighMember, 'signs'>> & { readonly signs?: readonly string[] }

/** One advert; its words are marked at the start of its text, a number behind them. */
export function advertOf(advert: number, given: Given = {}): WeighMember {
  const { signs = [], ...rest } = given
  const phones = given.phones ?? []
  return {
    advert,
    site: 'a.example',
    firstDay: 100,
    lastDay: 110,
    postedMinute: null,
    template: null,
    phones,
    names: [],
    phoneSpans: phones.map((_, at) => [20 + 20 * at, 32 + 20 * at] as const),
    nameSpans: (given.names ?? []).map(() => [10, 15] as const),
    contacts: [...phones, ...(given.hosts ?? [])],
    hosts: [],
    account: null,
    places: [],
    pictures: [],
    pricePerHour: null,
    currency: 'EUR',
    age: null,
    disguised: [],
    registered: [],
    addressed: [],
    generated: [],
    goods: false,
    ...rest,
    signs: new Map(signs.map((sign) => [sign, [[0, 3] as const]]))
  }
}

/** `count` adverts, each by its place in the row. */
export function advertsOf(count: number, given: (nth: number) => Given): WeighMember[] {
  return Array.from({ length: count }, (_, nth) => advertOf(nth + 1, given(nth)))
}

const first = ['anna', 'bea', 'cleo', 'dana', 'eva', 'fien', 'gita', 'hanna', 'iris', 'jana', 'kim', 'lena']

export function nameAt(nth: number): string {
  return first[nth % first.length] ?? ''
}

export function numberAt(nth: number): string {
  return `+316111111${String(nth % 100).padStart(2, '0')}`
}

/** An advert as extraction reads its text; `posted`: ISO 8601. */
export function readAdvert(
  advert: number,
  text: string,
  { posted, ...given }: Partial<WeighMember> & { readonly posted?: string } = {}
): WeighMember {
  const reading: SealedReading = {
    title: '',
    body: text,
    text,
    language: 'nl',
    account: null,
    seller: null,
    category: null,
    city: null,
    price: null,
    phoneField: null,
    postedAt: posted === undefined ? null : { value: posted, precision: 'minute', basis: 'structured', raw: posted },
    images: [],
    facts: extract(text, { region: 'NL' })
  }
  const about = { advert, site: 'a.example', firstDay: 100, lastDay: 110, template: 1, rejected: new Set<number>() }
  return { ...weighMember(reading, about), ...given }
}
