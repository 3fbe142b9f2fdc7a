/** What the test of any order brings in: pages and lines of a few addresses, at a few moments, with a few texts. */
import { warcText, type RecordParts } from '../../evidence/archive-files.ts'

/**
 * One capture: of a page of a site, whole or split over records, or a line of adverts; `mirror` is a line that names the address of a page, so
 * that one address has two sources; `post` is the answer to a POST at the address of a page, which is no capture of it.
 */
export interface Capture {
  readonly kind: 'page' | 'split' | 'post' | 'line' | 'mirror'
  /** Which address or advert. */
  readonly of: number
  /** Which of a few moments. */
  readonly at: number
  /** Which text; null: the page is gone. */
  readonly text: number | null
  readonly gone: 404 | 410
}

const goods = ['Fiets', 'Kast', 'Tent', 'Lamp']
/** Numbers shared between adverts and texts, so that networks form, and depend on which texts are known. */
const phones = ['06 48 15 17 01', '06 48 15 17 02', '06 48 15 17 03', '06 48 15 17 04']

export function timeOf(one: Capture | undefined): number {
  return Date.UTC(2026, 2, 1 + (one?.at ?? 0), 10)
}

const kinds: readonly Capture['kind'][] = ['page', 'line', 'split', 'mirror', 'post']

/** No two texts share their words: adverts are joined by numbers here, and not by templates, which the linker's own tests hold. */
function textOf({ kind, of, text }: Capture): string {
  const from = 11 + (kinds.indexOf(kind) * 4 + of) * 3 + (text ?? 0)
  const word = (at: number): string =>
    Array.from(
      { length: 3 },
      (_, syllable) =>
        `${'bdfghklmnprst'[(from * (at + 2) + syllable * 5) % 13]}${'aeiou'[(from + at + syllable * from) % 5]}`
    ).join('')
  const words = Array.from({ length: 9 }, (_, at) => word(at)).join(' ')
  return `Te koop ${words}, bel ${phones[(of * (text ?? 0)) % phones.length]}`
}

const pageAddress = (of: number): string => `http://site.example.test/advert/${of}`

/** A page with what a site repeats around its advert: the records that stand for it in a file, at its front and at its back. */
export function recordsOf(one: Capture): { readonly front: readonly Buffer[]; readonly back: readonly Buffer[] } {
  const page =
    `<!doctype html><html lang="nl"><head><title>${goods[one.of]} - Prikbord</title></head><body><div class="menu"><a href="/">Prikbord</a> ` +
    `<a href="/over">Over ons</a></div><article><h1>${goods[one.of]}</h1><p>${textOf(one)}</p></article>` +
    '<div>Dit prikbord is van de buurt en voor de buurt</div></body></html>'
  const block =
    one.text === null
      ? `HTTP/1.1 ${one.gone} Weg\r\nContent-Type: text/html\r\n\r\n<h1>Weg</h1>`
      : `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n${page}`
  const id = `${one.kind}-${one.of}-${one.at}-${one.text}-${one.gone}`
  const date = new Date(timeOf(one)).toISOString().replace('.000', '')
  const record = (parts: Omit<RecordParts, 'uri'>): Buffer =>
    Buffer.from(
      warcText({ ...parts, uri: pageAddress(one.of) })
        .toString()
        .replace('2024-05-06T07:08:09Z', date)
    )
  if (one.kind === 'post') {
    const asked = `POST /advert/${one.of} HTTP/1.1\r\nHost: site.example.test\r\n\r\n`
    const more = [`WARC-Concurrent-To: <urn:test:${id}>`]
    const request = record({ type: 'request', id: `${id}-r`, block: asked, more })
    return { front: [request, record({ id, block })], back: [] }
  }
  if (one.kind !== 'split') return { front: [record({ id, block })], back: [] }
  // The later pieces stand before the first, the last of them at the very front.
  const cuts = [0, Math.floor(block.length / 3), Math.floor(block.length / 2), block.length]
  const piece = (number: number): Buffer => {
    const of = number === 1 ? [] : [`WARC-Segment-Origin-ID: <urn:test:${id}>`]
    const total = number === 3 ? [`WARC-Segment-Total-Length: ${block.length}`] : []
    const more = [`WARC-Segment-Number: ${number}`, ...of, ...total]
    const part = block.slice(cuts[number - 1], cuts[number])
    return record({
      type: number === 1 ? 'response' : 'continuation',
      id: number === 1 ? id : `${id}-${number}`,
      block: part,
      more
    })
  }
  return { front: [piece(3)], back: [piece(1), piece(2)] }
}

export function lineOf(one: Capture): string {
  const named = one.kind === 'mirror' ? { url: pageAddress(one.of), site: 'spiegel' } : { site: 'lijst' }
  const advert = { id: `a${one.of}`, ...named, title: goods[one.of], body: textOf(one) }
  const at = new Date(timeOf(one)).toISOString()
  return JSON.stringify({ ...advert, seen_at: at, posted_at: at })
}
