/** Tests of sitemaps and feeds. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readSitemap } from '../../src/crawl/sitemap.ts'
import { urlOf } from './servers.ts'
import type { SitemapReading } from '../../src/crawl/sitemap.ts'

const base = urlOf('http://a.test/maps/sitemap.xml')
const read = (text: string): SitemapReading => readSitemap(text, base)
const urls = (reading: SitemapReading): string[] => reading.entries.map((entry) => entry.url)

test('a sitemap gives its addresses with their dates', () => {
  const reading = read(`\ufeff<?xml version="1.0" encoding="UTF-8"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="x">
    <url><loc> http://a.test/1?x=1&amp;y=2 </loc><lastmod>2026-03-04</lastmod><image:image><image:loc>http://a.test/pic.jpg</image:loc></image:image></url>
    <url><loc><![CDATA[http://a.test/2?a=1&b=2]]></loc></url>
    <url><loc>/relative</loc></url><url><loc>http://a.test/1?x=1&#38;y=2</loc></url><url></url></urlset>`)
  assert.equal(reading.kind, 'sitemap')
  assert.deepEqual(reading.entries, [
    { url: 'http://a.test/1?x=1&y=2', lastModified: '2026-03-04' },
    { url: 'http://a.test/2?a=1&b=2', lastModified: null },
    { url: 'http://a.test/relative', lastModified: null }
  ])
})

test('an index, RSS, RSS 1.0, Atom and plain text are told apart', () => {
  const index = read(
    '<sitemapindex><sitemap><loc>http://a.test/s1.xml.gz</loc></sitemap><sitemap><loc>http://a.test/s2.xml</loc></sitemap></sitemapindex>'
  )
  assert.deepEqual([index.kind, urls(index)], ['index', ['http://a.test/s1.xml.gz', 'http://a.test/s2.xml']])
  const rss = read(
    '<rss version="2.0"><channel><link>http://a.test/</link><item><title>x</title><link>http://a.test/ad/1</link><pubDate>Wed, 04 Mar 2026 12:00:00 GMT</pubDate></item></channel></rss>'
  )
  assert.deepEqual(rss, {
    kind: 'rss',
    entries: [{ url: 'http://a.test/ad/1', lastModified: 'Wed, 04 Mar 2026 12:00:00 GMT' }],
    refused: [],
    notes: []
  })
  const rdf = read('<rdf:RDF xmlns:rdf="x"><item><link>http://a.test/ad/1</link></item></rdf:RDF>')
  assert.deepEqual([rdf.kind, urls(rdf)], ['rss', ['http://a.test/ad/1']])
  const atom = read(
    '<feed xmlns="http://www.w3.org/2005/Atom"><link href="http://a.test/self" rel="self"/><entry><link rel="edit" href="/edit"/><link href="http://a.test/ad/1"/><link rel="alternate" href="/other"/><updated>2026-03-04T12:00:00Z</updated></entry></feed>'
  )
  assert.deepEqual(
    [atom.kind, atom.entries],
    ['atom', [{ url: 'http://a.test/ad/1', lastModified: '2026-03-04T12:00:00Z' }]]
  )
  const text = read('http://a.test/1\r\nhttp://a.test/2\n\nnot one\n')
  assert.deepEqual([text.kind, urls(text)], ['text', ['http://a.test/1', 'http://a.test/2']])
  for (const other of ['', '<html><body><p>no', '{}', '<?xml version="1.0"?>', '<constructor>'])
    assert.equal(read(other).kind, 'other', other)
})

test('A8 other schemes and ambiguous addresses in a sitemap are refused by name', () => {
  const reading = read(
    '<urlset><url><loc>file:///etc/passwd</loc></url><url><loc>javascript:alert(1)</loc></url><url><loc>http://x@y.test/</loc></url><url><loc>http://a.test/ok</loc></url></urlset>'
  )
  assert.deepEqual(urls(reading), ['http://a.test/ok'])
  assert.deepEqual(
    reading.refused.map((each) => each.reason),
    ['scheme', 'scheme', 'ambiguous-url']
  )
})

test('B7 entity bombs and external entities stay what they are: a few letters', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 20 }, (_, i) => `<!ENTITY a${i} "${`&a${i - 1};`.repeat(10)}">`).join('')}
    <!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>http://a.test/&a19;&x;</loc></url></urlset>`
  const reading = read(bomb)
  assert.ok(
    urls(reading).every((url) => url.length < 100),
    JSON.stringify(reading)
  )
  assert.match(reading.notes.join(), /document type/)
  assert.ok(!JSON.stringify(reading).includes('root:'))
})

test('B7 sitemaps without end are read up to the limits of the protocol', () => {
  const many = read(
    `<urlset>${Array.from({ length: 60_000 }, (_, i) => `<url><loc>http://a.test/${i}</loc></url>`).join('')}</urlset>`
  )
  assert.equal(many.entries.length, 50_000)
  assert.match(many.notes.join(), /50000 entries/)
  const deep = read(`<urlset><url><loc>http://a.test/1</loc></url>${'<a>'.repeat(50_000)}`)
  assert.deepEqual([urls(deep), deep.notes.length], [['http://a.test/1'], 1])
  const before = process.cpuUsage()
  read(`<urlset><url><loc>${'http://a.test/'.repeat(500_000)}</loc></url></urlset>`)
  read(`<urlset ${'a="b" '.repeat(300_000)}>`)
  assert.ok(process.cpuUsage(before).user < 2_000_000)
})

test('any text is read without an exception', () => {
  const piece = fc.constantFrom(
    '<urlset>',
    '</urlset>',
    '<url>',
    '</url>',
    '<loc>',
    '</loc>',
    'http://a.test/',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '&amp;',
    '&',
    '<',
    '>',
    '"',
    '<item>',
    '<link href="',
    '/>',
    '<feed>',
    '<?x',
    '<!DOCTYPE'
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (parts) => typeof read(parts.join('')).kind === 'string'),
    { numRuns: 500 }
  )
})
