/** Tests of robots.txt: RFC 9309 with its examples. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import { inspectRobots, isAllowed, robotsFor } from '../../src/crawl/robots/robots.ts'

const allowed = (robots: string | Uint8Array, agent: string, url: string): boolean =>
  isAllowed(robotsFor(robots, agent), url).allowed
const site = 'http://foo.bar'

type Case = readonly [url: string, allowed: boolean, agent?: string]
function table(robots: string, cases: readonly Case[], agent = 'FooBot'): void {
  for (const [url, expected, own] of cases)
    assert.equal(
      allowed(robots, own ?? agent, url.startsWith('/') ? site + url : url),
      expected,
      `${own ?? agent} ${url}\n${robots}`
    )
}

test('RFC 9309 5.1: the simple example', () => {
  const robots =
    'User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\nUser-Agent: foobot\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n\n' +
    'User-Agent: barbot\nUser-Agent: bazbot\nDisallow: /example/page.html\n\nUser-Agent: quxbot\n\nEOF\n'
  table(
    robots,
    [
      ['/example/page.html', true],
      ['/example/allowed.gif', true],
      ['/x', false],
      ['/publications/', false]
    ],
    'foobot'
  )
  table(robots, [
    ['/example/page.html', false, 'barbot'],
    ['/example/page.html', false, 'BazBot'],
    ['/example/x', true, 'barbot'],
    ['/a.gif', true, 'barbot']
  ])
  table(
    robots,
    [
      ['/example/x', false],
      ['/publications/x', true],
      ['/a.gif', false],
      ['/a.gif?x', true],
      ['/publications/a.gif', true]
    ],
    'other'
  )
  // Its own group is empty: nothing is disallowed, and the group of * does not count.
  table(
    robots,
    [
      ['/example/x', true],
      ['/a.gif', true]
    ],
    'quxbot'
  )
})

test('RFC 9309 5.2: the longest match decides', () => {
  table('User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n', [
    ['/example/page/disallowed.gif', false],
    ['/example/page/x', true]
  ])
})

test('RFC 9309 2.2.2: octets compare in one form', () => {
  const only = (pattern: string): string => `User-agent: *\nDisallow: /\nAllow: ${pattern}\n`
  table(only('/foo/bar?baz=quz'), [
    ['/foo/bar?baz=quz', true],
    ['/foo/bar', false]
  ])
  table(only('/foo/bar?baz=https://foo.bar'), [['/foo/bar?baz=https://foo.bar', true]])
  for (const pattern of ['/foo/bar/\u30c4', '/foo/bar/%E3%83%84', '/foo/bar/%e3%83%84']) {
    table(only(pattern), [
      ['/foo/bar/%E3%83%84', true],
      ['/foo/bar/%e3%83%84', true],
      ['/foo/bar/\u30c4', true],
      ['/foo/bar/x', false]
    ])
  }
  for (const pattern of ['/foo/bar/%62%61%7A', '/foo/bar/baz'])
    table(only(pattern), [
      ['/foo/bar/baz', true],
      ['/foo/bar/%62%61%7A', true]
    ])
  table(only('/a%3cd.html'), [
    ['/a%3Cd.html', true],
    ['/a<d.html', true]
  ])
  // A reserved character and its encoding are two things.
  table(only('/a%2Fb'), [
    ['/a%2fb', true],
    ['/a/b', false]
  ])
  table(only('/a/b'), [
    ['/a%2fb', false],
    ['/a/b', true]
  ])
})

test('RFC 9309 2.2.3: special characters, and their encoded forms as plain characters', () => {
  const only = (rule: string): string => `User-agent: *\nAllow: /\nDisallow: ${rule}\n`
  table(only('/path/file-with-a-%2A.html'), [
    ['/path/file-with-a-*.html', false],
    ['/path/file-with-a-x.html', true]
  ])
  table(only('/path/foo-%24'), [
    ['/path/foo-$', false],
    ['/path/foo-', true]
  ])
  table(only('/this/*/exactly'), [
    ['/this/is/that/exactly', false],
    ['/this/exactly', true],
    ['/this//exactly/x', false]
  ])
  table(only('/a$b'), [
    ['/a$b', false],
    ['/a$bc', false],
    ['/a', true]
  ])
  table(only('/a*$'), [
    ['/a', false],
    ['/abc', false],
    ['/b', true]
  ])
  table(only('/a*b$'), [
    ['/ab', false],
    ['/abb', false],
    ['/abc', true],
    ['/abxb', false]
  ])
  table(only('/x*a*a$'), [
    ['/xa', true],
    ['/xaa', false],
    ['/xaba', false]
  ])
  table('User-agent: *\nDisallow: *\n', [
    ['/', false],
    ['/x', false]
  ])
  assert.equal(allowed('User-agent: *\nDisallow: /x # not here\n', 'a', `${site}/x`), false)
})

test('the file itself may always be read, and each answer names its rule', () => {
  assert.deepEqual(
    inspectRobots('User-agent: *\nDisallow: /\nAllow: /a*\u00e9\n', 'Baken', [
      'http://a.test/robots.txt',
      'http://a.test/x',
      'http://a.test/ab\u00e9'
    ]),
    [
      { url: 'http://a.test/robots.txt', allowed: true, rule: null },
      { url: 'http://a.test/x', allowed: false, rule: 'Disallow: /' },
      { url: 'http://a.test/ab\u00e9', allowed: true, rule: 'Allow: /a*\u00e9' }
    ]
  )
})

test('C21 a robots.txt of two bytes a letter forbids what it says', () => {
  const text = 'User-agent: *\r\nDisallow: /geheim\r\n'
  const little = Buffer.from(`\ufeff${text}`, 'utf16le')
  for (const bytes of [little, Buffer.from(little).swap16()]) {
    const { rules } = robotsFor(bytes, 'Baken')
    assert.deepEqual(rules.length, 1)
  }
})

test('A19 HTML, a huge file and an absurd Crawl-delay are survived and told', () => {
  const html = robotsFor('<!DOCTYPE html>\n<html><body>\n<p>Disallow: / is not here</p></body></html>', 'Baken')
  assert.equal(isAllowed(html, `${site}/x`).allowed, true)
  assert.match(html.notes.join(), /HTML/)
  const huge = Buffer.concat([
    Buffer.from('User-agent: *\nDisallow: /private\n'),
    Buffer.alloc(5_000_000, 'Disallow: /p\n')
  ])
  const before = process.cpuUsage()
  const rules = robotsFor(huge, 'Baken')
  assert.ok(process.cpuUsage(before).user < 1_000_000)
  assert.equal(isAllowed(rules, `${site}/private`).allowed, false)
  assert.match(rules.notes.join(), /longer than 512000/)
  // The cut falls in the middle of the last line: half a rule is no rule.
  const cut = robotsFor(`User-agent: *\n${'#'.repeat(511_970)}\nDisallow: /private/area\n`, 'Baken')
  assert.deepEqual(cut.rules, [])
  const delays: readonly (readonly [string, number | null])[] = [
    ['1e9', 60_000],
    ['999999999999', 60_000],
    ['2', 2_000],
    ['0.5', 500],
    ['-1', null],
    ['soon', null],
    ['', null],
    ['Infinity', null]
  ]
  for (const [text, expected] of delays) {
    const delay = robotsFor(`User-agent: *\nCrawl-delay: ${text}\nDisallow:\n`, 'Baken')
    assert.equal(delay.crawlDelayMs, expected, text)
    if (expected === 60_000) assert.match(delay.notes.join(), /cut to 60 s/)
  }
  assert.equal(robotsFor('User-agent: a\nCrawl-delay: 5\n\nUser-agent: *\nCrawl-delay: 9\n', 'A').crawlDelayMs, 5_000)
})

test('sitemaps count for everybody, wherever they stand', () => {
  const rules = robotsFor(
    'Sitemap: http://foo.bar/1.xml\nUser-agent: a\nSITEMAP: http://foo.bar/2.xml\nDisallow: /\nsite-map: http://foo.bar/\u00e9.xml\n',
    'b'
  )
  assert.deepEqual(rules.sitemaps, ['http://foo.bar/1.xml', 'http://foo.bar/2.xml', 'http://foo.bar/\u00e9.xml'])
})

test('B4 wildcards without end stay linear', () => {
  const robots = `user-agent: *\n${Array.from({ length: 50 }, () => `disallow: /${'*a'.repeat(500)}b$\n`).join('')}`
  const rules = robotsFor(robots, 'x')
  const before = process.cpuUsage()
  assert.equal(isAllowed(rules, `${site}/${'a'.repeat(2_000)}`).allowed, true)
  assert.ok(process.cpuUsage(before).user < 300_000)
  robotsFor(`user-agent: *\ndisallow: /${' '.repeat(400_000)}x`, 'x')
})

test('matching agrees with a plain reading of the pattern', () => {
  const chars = fc.array(fc.constantFrom('a', 'b', '/', '*', '$'), { maxLength: 8 }).map((parts) => parts.join(''))
  const paths = fc.array(fc.constantFrom('a', 'b', '/'), { maxLength: 8 }).map((parts) => `/${parts.join('')}`)
  let hits = 0
  fc.assert(
    fc.property(chars, paths, (pattern, path) => {
      const anchored = pattern.endsWith('$')
      const inner = (anchored ? pattern.slice(0, -1) : pattern)
        .split('*')
        .map((part) => part.replaceAll('$', '\\$'))
        .join('.*')
      const expected = pattern !== '' && new RegExp(`^${inner}${anchored ? '$' : ''}`).test(path)
      if (expected) hits++
      assert.equal(allowed(`user-agent: *\ndisallow: ${pattern}`, 'x', site + path), !expected, `${pattern} on ${path}`)
    }),
    { numRuns: 3_000 }
  )
  assert.ok(hits > 100)
})
