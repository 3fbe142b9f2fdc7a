/** What the test of any order brings in: pages and lines of a few addresses, at a few moments, with a few texts. */
import { warcText } from '../../evidence/archive-files.ts'

/** One capture: of a page of a site, or a line of adverts. */
export interface Capture {
  readonly kind: 'page' | 'line'
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

/** No two texts share their words: adverts are joined by numbers here, and not by templates, which the linker's own tests hold. */
function textOf({ kind, of, text }: Capture): string {
  const from = 11 + ((kind === 'page' ? 0 : 4) + of) * 3 + (text ?? 0)
  const word = (at: number): string =>
    Array.from(
      { length: 3 },
      (_, syllable) =>
        `${'bdfghklmnprst'[(from * (at + 2) + syllable * 5) % 13]}${'aeiou'[(from + at + syllable * from) % 5]}`
    ).join('')
  const words = Array.from({ length: 9 }, (_, at) => word(at)).join(' ')
  return `Te koop ${words}, bel ${phones[(of * (text ?? 0)) % phones.length]}`
}

/** A page with what a site repeats around its advert. */
export function recordOf(one: Capture): Buffer {
  const date = new Date(timeOf(one)).toISOString().replace('.000', '')
  const uri = `http://site.example.test/advert/${one.of}`
  const page =
    `<!doctype html><html lang="nl"><head><title>${goods[one.of]} - Prikbord</title></head><body><div class="menu"><a href="/">Prikbord</a> ` +
    `<a href="/over">Over ons</a></div><article><h1>${goods[one.of]}</h1><p>${textOf(one)}</p></article>` +
    '<div>Dit prikbord is van de buurt en voor de buurt</div></body></html>'
  const block =
    one.text === null
      ? `HTTP/1.1 ${one.gone} Weg\r\nContent-Type: text/html\r\n\r\n<h1>Weg</h1>`
      : `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n${page}`
  const id = `${one.of}-${one.at}-${one.text}-${one.gone}`
  return Buffer.from(warcText({ uri, id, block }).toString().replace('2024-05-06T07:08:09Z', date))
}

export function lineOf(one: Capture): string {
  const advert = { id: `a${one.of}`, site: 'lijst', title: goods[one.of], body: textOf(one) }
  const at = new Date(timeOf(one)).toISOString()
  return JSON.stringify({ ...advert, seen_at: at, posted_at: at })
}
