/** Pages whose bytes differ at each look (clocks, counters, how long ago, the latest adverts beside), and how often they are told from pages that changed. */
import { sourceFromObject } from '../src/crawl/sources/source-file.ts'
import type { CanonicalUrl } from '../src/model/ids.ts'
import { contentMac } from '../src/run/process/identity/page-content.ts'
import { extractAdverts, readCapture } from '../src/run/process/page-reader.ts'

/** An advert as it stands, and what its page shows beside it at a look. */
interface Shown {
  readonly nth: number
  readonly price: number
  readonly phone: string
  readonly sentence: string
  readonly look: number
}

const days = ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag']
const two = (value: number): string => String(value % 60).padStart(2, '0')

/** Three makes of pages, each with what ticks in other places. */
const makes: readonly ((shown: Shown) => string)[] = [
  ({ nth, price, phone, sentence, look }) =>
    `<header><span>${days[look % 7]} ${1 + (look % 28)} november 2026, ${two(look % 24)}:${two(look * 7)} uur</span> <span>${3_000 + 13 * look} bezoekers online</span></header>
<main><h1>Kamer ${nth} aan de haven</h1><p>${sentence}</p><p>Prijs: € ${price} per week</p><p>Bel ${phone}</p><p>Bekeken: ${211 * nth + 17 * look} keer</p></main>`,
  ({ nth, price, phone, sentence, look }) =>
    `<main><h1>Kamer ${nth} aan de haven</h1><ul><li>Laatst online: ${1 + (look % 50)} minuten geleden</li><li>Favoriet bij ${40 + look} mensen</li></ul><p>${sentence}</p><dl><dt>Prijs</dt><dd>€ ${price}</dd><dt>Telefoon</dt><dd>${phone}</dd></dl></main>
<aside><h2>Nieuwste advertenties</h2>${[1, 2, 3].map((one) => `<a href="/kamer/${1_000 + look * 3 + one}">Kamer ${1_000 + look * 3 + one}</a>`).join(' ')}</aside>`,
  ({ nth, price, phone, sentence, look }) =>
    `<article><h1>Kamer ${nth} aan de haven</h1><table><tr><td>Prijs</td><td>€ ${price}</td></tr><tr><td>Telefoon</td><td>${phone}</td></tr></table><p>${sentence}</p><footer>Advertentienummer ${50_000 + nth} | ${look + 5} x bekeken vandaag | pagina gemaakt in 0,0${1 + (look % 9)} seconden om ${two(look % 24)}:${two(look)}:${two(look * 11)}</footer></article><form><input type="hidden" name="token" value="${(look * 2_654_435_761).toString(16)}"></form>`
]

const sentences = [
  'Een lichte kamer met uitzicht op de haven, netjes onderhouden en rustig gelegen, voor wie in de week een plek zoekt.',
  'Een ruime kamer achter de markt, met een tafel, een stoel en een eigen deur naar de tuin, per direct te huur.'
]

export interface Told {
  /** Of looks between which nothing was edited: the share at which the page was told to have changed. */
  readonly unchangedToldChanged: number
  /** Of looks between which the advert was edited: the share that was told. */
  readonly editsTold: number
  readonly pairs: number
}

/** Reads `n` pages of each make at two looks, unedited and edited (price, number, sentence). */
export async function tellTicking(n: number): Promise<Told> {
  let [pairs, wrong, edits, told] = [0, 0, 0, 0]
  for (const make of makes.keys()) {
    for (let nth = 1; nth <= n; nth++) {
      const shown: Shown = {
        nth,
        price: 80 + nth,
        phone: `06 48 15 ${two(nth)} ${two(nth + 7)}`,
        sentence: sentences[nth % 2] ?? '',
        look: nth
      }
      const before = await said(make, shown)
      const later = { ...shown, look: nth * 3 + 5 }
      pairs++
      if ((await said(make, later)) !== before) wrong++
      const edited: readonly Shown[] = [
        { ...later, price: shown.price + 10 },
        { ...later, phone: `06 48 16 ${two(nth)} ${two(nth + 9)}` },
        { ...later, sentence: sentences[(nth + 1) % 2] ?? '' }
      ]
      for (const one of edited) {
        edits++
        if ((await said(make, one)) !== before) told++
      }
    }
  }
  return { unchangedToldChanged: wrong / pairs, editsTold: told / edits, pairs: pairs + edits }
}

const key = Buffer.alloc(32, 7)
const parsed = sourceFromObject({ id: 'ticking', start: ['https://haven.example/'] })

/** What the product keeps of a page for its next look. */
async function said(make: number, shown: Shown): Promise<string> {
  if (parsed.kind !== 'source') throw new Error('the source of the bench is none')
  const html = `<!doctype html><html lang="nl"><head><title>Kamer ${shown.nth} aan de haven</title></head><body>${makes[make]?.(shown) ?? ''}</body></html>`
  const result = await readCapture({
    exchange: {
      url: `https://haven.example/kamer/${shown.nth}` as CanonicalUrl,
      method: 'GET',
      startedAt: new Date(Date.UTC(2026, 10, 1, shown.look)).toISOString(),
      durationMs: 10,
      status: 200,
      statusText: 'OK',
      httpVersion: '1.1',
      requestHeaders: [],
      responseHeaders: [['content-type', 'text/html; charset=utf-8']],
      body: Buffer.from(html),
      remoteAddress: '127.0.0.1',
      serverDate: null,
      tls: null,
      truncated: null
    },
    source: parsed.source,
    profile: null,
    depth: 1,
    addressId: 1,
    withAdverts: true,
    settled: new Set()
  })
  return contentMac(key, { result, links: result.found, adverts: extractAdverts(result) }).toString('hex')
}
