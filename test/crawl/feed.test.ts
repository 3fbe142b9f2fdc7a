/** Tests of sitemaps and feeds: which addresses they name, and that none of them costs more than it may. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import { canonicalOrNull } from '../../src/crawl/canonical.ts'
import { looksLikeFeed, readFeed, type FeedRead } from '../../src/read/page/feed.ts'

const base = 'http://a.test/maps/sitemap.xml'
const read = (text: string): FeedRead => readFeed(text, base, canonicalOrNull)
const urls = (text: string): string[] => read(text).links.map((link) => link.url)

test('C20 sitemaps, indexes, RSS, RDF, Atom, JSON feeds and lists of lines give the addresses of their entries', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    [
      `\ufeff<?xml version="1.0"?><urlset xmlns:image="x"><url><loc> http://a.test/1?x=1&amp;y=2 </loc><image:image><image:loc>http://a.test/pic.jpg</image:loc></image:image></url>
      <url><loc><![CDATA[http://a.test/2?a=1&b=2]]></loc></url><url><loc>/relative</loc></url><url></url></urlset>`,
      ['http://a.test/1?x=1&y=2', 'http://a.test/2?a=1&b=2', 'http://a.test/relative']
    ],
    ['<sitemapindex><sitemap><loc>http://a.test/s1.xml.gz</loc></sitemap></sitemapindex>', ['http://a.test/s1.xml.gz']],
    [
      '<rss><channel><item><guid>http://a.test/1</guid></item><item><guid isPermaLink="false">http://a.test/no</guid></item><item><link>http://a.test/2</link><guid>http://a.test/guid</guid></item></channel></rss>',
      ['http://a.test/1', 'http://a.test/2']
    ],
    ['<rdf:RDF xmlns:rdf="x"><item rdf:about="http://a.test/1"/></rdf:RDF>', ['http://a.test/1']],
    [
      '<feed xml:base="http://a.test/x/"><link rel="self" href="/self"/><entry xml:base="y/"><link href="1"/></entry><entry><link href="2"/></entry></feed>',
      ['http://a.test/x/y/1', 'http://a.test/x/2']
    ],
    [
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1',
        next_url: '/p2',
        items: [{ url: '/1' }, { external_url: 'http://a.test/2' }, null, 3]
      }),
      ['http://a.test/1', 'http://a.test/2', 'http://a.test/p2']
    ],
    ['http://a.test/1\r\nhttp://a.test/2\nhttp://a.test/3', ['http://a.test/1', 'http://a.test/2', 'http://a.test/3']]
  ]
  for (const [text, wanted] of cases) {
    assert.ok(looksLikeFeed(text, 'http://a.test/list'), text.slice(0, 60))
    assert.deepEqual(urls(text), wanted)
  }
  assert.ok(looksLikeFeed('http://a.test/1', 'http://a.test/sitemap.txt'))
  for (const other of ['', '<html><body><p>no <feed>', '{}', '<?xml version="1.0"?>', 'http://a.test/1 is mine'])
    assert.ok(!looksLikeFeed(other, 'http://a.test/list'), other)
})

test('A8 other schemes and ambiguous addresses in a sitemap are not taken', () => {
  assert.deepEqual(
    urls(
      '<urlset><url><loc>file:///etc/passwd</loc></url><url><loc>javascript:alert(1)</loc></url><url><loc>http://x@y.test/</loc></url><url><loc>http://a.test/ok</loc></url></urlset>'
    ),
    ['http://a.test/ok']
  )
})

test('B7 entity bombs and external entities stay what they are: a few letters', () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 20 }, (_, i) => `<!ENTITY a${i} "${`&a${i - 1};`.repeat(10)}">`).join('')}
    <!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>http://a.test/&a19;&x;</loc></url></urlset>`
  const found = urls(bomb)
  assert.ok(found.every((url) => url.length < 100) && !JSON.stringify(found).includes('root:'), JSON.stringify(found))
})

test('B7 sitemaps without end are read up to the limit of the protocol', () => {
  const many = read(
    `<urlset>${Array.from({ length: 60_000 }, (_, i) => `<url><loc>http://a.test/${i}</loc></url>`).join('')}</urlset>`
  )
  assert.equal(many.links.length, 50_000)
  assert.match(many.notes.join(), /50000 addresses/)
  const before = process.cpuUsage()
  read(`<urlset><url><loc>${'http://a.test/'.repeat(500_000)}</loc></url></urlset>`)
  read(`<urlset ${'a="b" '.repeat(300_000)}>`)
  looksLikeFeed(`${'<!-- -->'.repeat(400_000)}<rss>`, base)
  assert.ok(process.cpuUsage(before).user < 4_000_000)
})

test('any text is read without an exception', () => {
  const pieces =
    '<urlset> </urlset> <url> <loc> </loc> http://a.test/ <![CDATA[ ]]> <!-- --> &amp; & < > " <item> <link+href=" /> <feed+xml:base=" <guid> {"version":"https://jsonfeed.org/version/1" <!DOCTYPE'
  const piece = fc.constantFrom(...pieces.split(' ').map((one) => one.replace('+', ' ')))
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (parts) => {
      looksLikeFeed(parts.join(''), base)
      return Array.isArray(read(parts.join('')).links)
    }),
    { numRuns: 500 }
  )
})
