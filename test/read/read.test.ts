/** Tests of read: links, feeds, selectors, profiles, languages, and any bytes at all. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import type { PageReading } from '../../src/model/page.ts'
import { learnSite } from '../../src/read/site/profile.ts'
import { judgeYield, type SiteYield } from '../../src/read/site/yield.ts'
import { readPage } from '../../src/read/read.ts'
import { canonical, input, read, seenAt } from './input.ts'

test('links are canonical, once each, relative to base, contact links left out', () => {
  const html =
    '<base href="/map/"><a href="a#x">een</a><a href="a">twee</a><a href="tel:+31612345678">bel</a><a href="javascript:x()">js</a><iframe src="b"></iframe><link rel="next" href="?p=2"><link rel=canonical href="/c">'
  assert.deepEqual(
    read(html).links.map((link) => [link.url.replace('http://site.example', ''), link.text, link.from]),
    [
      ['/map/a', 'een', 'a'],
      ['/map/b', '', 'frame'],
      ['/map/?p=2', '', 'next'],
      ['/c', '', 'canonical']
    ]
  )
})

test('a sitemap gives its addresses and no adverts', () => {
  const xml =
    '<?xml version="1.0"?><urlset xmlns="x"><url><loc>http://site.example/a?b=1&amp;c=2</loc></url><url><loc>/d</loc></url></urlset>'
  const reading = read(xml, { headers: { 'content-type': 'application/xml' } })
  assert.equal(reading.kind, 'sitemap')
  assert.deepEqual(
    reading.links.map((link) => [link.url, link.from]),
    [
      ['http://site.example/a?b=1&c=2', 'sitemap'],
      ['http://site.example/d', 'sitemap']
    ]
  )
})

test('a feed gives the addresses of its items', () => {
  const rss =
    '<rss><channel><title>t</title><link>http://site.example/</link><item><title>Een</title><link>http://site.example/1</link></item></channel></rss>'
  assert.deepEqual(
    read(rss, { headers: { 'content-type': 'application/rss+xml' } }).links.map((link) => [
      link.url,
      link.text,
      link.from
    ]),
    [
      ['http://site.example/', '', 'feed'],
      ['http://site.example/1', 'Een', 'feed']
    ]
  )
})

test('B7 entity bombs and external entities in a sitemap are never expanded', () => {
  const lol = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')
  const xml = `<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY l0 "lol">${lol}<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>http://site.example/&l9;&x;</loc></url></urlset>`
  const start = process.cpuUsage()
  const reading = read(xml, { headers: { 'content-type': 'text/xml' } })
  assert.ok(process.cpuUsage(start).user < 1_000_000)
  assert.equal(reading.links.length, 1)
  assert.ok((reading.links[0]?.url.length ?? 0) < 100 && !reading.links[0]?.url.includes('root'))
})

test('B1 a sitemap nested 200,000 deep ends', () => {
  const start = process.cpuUsage()
  assert.equal(read(`<urlset>${'<a>'.repeat(200_000)}`, { headers: { 'content-type': 'text/xml' } }).kind, 'sitemap')
  assert.ok(process.cpuUsage(start).user < 5_000_000)
})

test('selectors of a source decide over what is recognised', () => {
  const html =
    '<h1>Blad</h1><div class="x" id="n1"><b class="k">Eerste</b><p class="t">Tekst een</p><i class="p">€ 5</i></div><div class="x" id="n2"><b class="k">Tweede</b><p class="t">Tekst twee</p></div>'
  const reading = read(html, { selectors: { advert: 'div.x', title: '.k', body: 'p.t', price: '[class="p"]' } })
  assert.deepEqual(
    reading.adverts.map((advert) => [advert.key, advert.title, advert.body, advert.price, advert.method]),
    [
      ['n1', 'Eerste', 'Tekst een', '€ 5', 'selectors'],
      ['n2', 'Tweede', 'Tekst twee', undefined, 'selectors']
    ]
  )
  assert.equal(read(html, { selectors: { advert: '.gone' } }).adverts.length, 0)
})

const advertPage = (n: number): string =>
  `<html><head><title>Advert ${n} | S</title></head><body><div class="k">S marktplaats, bel de redactie op 020 111 2233</div><div class="m"><h1>Advert ${n}</h1><div>Dit is de eigen tekst van nummer ${n}, bel 06 1234 56${10 + n}.</div><div>Let op: betaal nooit vooraf aan wie u niet kent, vraag altijd om een bewijs.</div></div><footer>Mail post@site.example</footer></body></html>`
const pages = Array.from({ length: 10 }, (_, n) => input(advertPage(n), { url: `http://site.example/a/${n}00` }))

/** What one page adds to a profile. */
function blocksOf(page: ReturnType<typeof input>): readonly string[] {
  return readPage(page, { seenAt, canonical, collectBlocks: true }).blocks ?? []
}

test('what a site repeats is learned, and is no advert text; contacts of header and footer are listed', () => {
  const site = learnSite(pages.map(blocksOf))
  assert.deepEqual(site.contacts, ['mailto:post@site.example'])
  const without = read(advertPage(3)).adverts[0]
  const within = read(advertPage(3), { site }).adverts[0]
  assert.match(without?.body ?? '', /Let op/)
  assert.equal(within?.body, 'Dit is de eigen tekst van nummer 3, bel 06 1234 5613.')
})

test('a profile does not depend on the order of pages, and reading twice with it gives the same', () => {
  const lists = pages.map(blocksOf)
  const site = learnSite(lists)
  assert.deepEqual(learnSite(lists.toReversed()), site)
  assert.deepEqual(read(advertPage(5), { site }), read(advertPage(5), { site }))
  assert.deepEqual(learnSite(lists.slice(0, 2)).boilerplate, [])
})

test('blocks for the profile come from the same parse as the reading', () => {
  const site = learnSite(pages.map(blocksOf))
  for (const page of pages) {
    const { blocks, ...rest } = readPage({ ...page, site }, { seenAt, canonical, collectBlocks: true })
    assert.deepEqual(blocks, blocksOf(page), 'a profile in use marks nothing that the next one is learned from')
    assert.deepEqual(rest, readPage({ ...page, site }, { seenAt, canonical }))
  }
})

test('without the whole page text and dates the rest of the reading is the same', () => {
  for (const page of pages) {
    const whole = readPage(page, { seenAt, canonical })
    assert.ok(whole.text !== '')
    assert.deepEqual(readPage(page, { seenAt, canonical, full: false }), { ...whole, text: '', main: '', dates: [] })
  }
})

/** What pages gave, as the store counts it. */
function yieldOf(readings: readonly PageReading[]): SiteYield {
  const of = (kind: string): number => readings.filter((reading) => reading.kind === kind).length
  const adverts = readings.reduce((sum, reading) => sum + reading.adverts.length, 0)
  return { pages: readings.length, adverts, walls: of('wall'), empty: of('empty') }
}

test('A23 a changed layout raises an alarm, a quiet day does not', () => {
  const good = yieldOf(pages.map((page) => read(page.body)))
  const changed = yieldOf(pages.map(() => read('<div>zzz</div>'.repeat(40))))
  const walled = yieldOf(pages.map(() => read('<title>Just a moment...</title><p>Verify you are human</p>')))
  assert.equal(good.adverts, 10)
  assert.deepEqual(judgeYield(good, good), { kind: 'steady' })
  const causes = [changed, walled]
    .map((now) => judgeYield(good, now))
    .map((verdict) => (verdict.kind === 'alarm' ? verdict.cause : verdict.kind))
  assert.deepEqual(causes, ['layout', 'wall'])
  assert.equal(judgeYield(good, { ...good, pages: 2, adverts: 0 }).kind, 'unknown')
})

test('R20 a page is in the language of its text, and in doubt in the one that it declares', () => {
  const languageOf = (attribute: string, text: string): string =>
    read(`<html${attribute}><body><p>${text}</p></body></html>`).language
  assert.equal(languageOf(' lang="en"', 'Fiets te koop, weinig gebruikt'), 'nl')
  assert.equal(languageOf(' lang="pl-PL"', '06 1234 5678'), 'pl')
  assert.equal(languageOf('', '06 1234 5678'), 'und')
})

test('any bytes under any header give a reading, twice the same', () => {
  const piece = fc.constantFrom(
    '<h1>',
    '</h1>',
    '<p>',
    '<div class="ad" id="a1">',
    '</div>',
    'Bel 06 1234 5678 ',
    '€ 50 ',
    '<a href="/x/1">lees meer</a>',
    '<table><tr><td>Prijs<td>5',
    '<script type="application/ld+json">{"@type":"Offer"',
    '</script>',
    '<hr>',
    'vandaag 14:05',
    '<form>',
    '<title>',
    '…',
    '\0',
    '<h3>'
  )
  const body = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.array(piece, { maxLength: 40 }).map((pieces) => new TextEncoder().encode(pieces.join('')))
  )
  fc.assert(
    fc.property(
      body,
      fc.constantFrom('text/html', 'text/html; charset=utf-16le', 'text/plain', 'application/xml', ''),
      (bytes, type) => {
        const once: PageReading = read(bytes, { headers: { 'content-type': type } })
        assert.deepEqual(read(bytes, { headers: { 'content-type': type } }), once)
        if (once.kind !== 'advert') assert.deepEqual(once.adverts, [])
        assert.equal(new Set(once.adverts.map((advert) => advert.key)).size, once.adverts.length)
      }
    ),
    { numRuns: 300 }
  )
})
