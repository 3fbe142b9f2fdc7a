/** Tests of robots.txt against the cases that large search engines publish. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAllowed, robotsFor } from '../../src/crawl/robots/robots.ts'

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

test('groups: several agents, merged groups, rules outside groups, other lines between', () => {
  const robots =
    'allow: /foo/bar/\n\nuser-agent: FooBot\ndisallow: /\nallow: /x/\nuser-agent: BarBot\ndisallow: /\nallow: /y/\n\n\nallow: /w/\nuser-agent: BazBot\n\nuser-agent: FooBot\nallow: /z/\ndisallow: /\n'
  table(
    robots,
    [
      ['/x/b', true],
      ['/z/d', true],
      ['/y/c', false],
      ['/foo/bar/', false]
    ],
    'FooBot'
  )
  table(
    robots,
    [
      ['/y/c', true],
      ['/w/a', true],
      ['/z/d', false],
      ['/foo/bar/', false]
    ],
    'BarBot'
  )
  table(
    robots,
    [
      ['/z/d', true],
      ['/foo/bar/', false]
    ],
    'BazBot'
  )
  table('User-agent: BarBot\nSitemap: https://foo.bar/sitemap\nUser-agent: *\nDisallow: /\n', [
    ['/', false, 'FooBot'],
    ['/', false, 'BarBot']
  ])
  table('User-agent: FooBot\nInvalid-Unknown-Line: unknown\nUser-agent: *\nDisallow: /\n', [
    ['/', false, 'FooBot'],
    ['/', false, 'BarBot']
  ])
})

test('agents: case, what follows the token, no partial names, the global group only when no other fits', () => {
  const upper = 'User-Agent: FOO BAR\nAllow: /x/\nDisallow: /\n'
  table(upper, [
    ['/x/y', true, 'Foo'],
    ['/a/b', false, 'foo'],
    ['/a/b', true, 'Fo'],
    ['/a/b', true, 'FooBar']
  ])
  table('User-agent: foobot/2.1\nDisallow: /\n', [
    ['/', false, 'FooBot'],
    ['/', false, 'FooBot/1.0 (+mail)'],
    ['/', true, 'FooBo']
  ])
  table('User-Agent: *\nDisallow: /\nUser-Agent: Foo Bar\nAllow: /x/\nDisallow: /\n', [
    ['/x/y', true, 'Foo'],
    ['/x/y', false, 'Foo Bar']
  ])
  table('user-agent: *\nallow: /\nuser-agent: FooBot\ndisallow: /\n', [
    ['/x', false, 'FooBot'],
    ['/x', true, 'BarBot']
  ])
  table('user-agent: FooBot\nallow: /\nuser-agent: BarBot\ndisallow: /\n', [
    ['/x', true, 'QuxBot'],
    ['/x', true, '']
  ])
  table('user-agent: * with words\ndisallow: /\n', [['/x', false, 'QuxBot']])
  table('user-agent: *bot\ndisallow: /\n', [['/x', true, 'QuxBot']])
  assert.equal(allowed('', 'FooBot', ''), true)
  assert.equal(allowed('user-agent: FooBot\ndisallow: /\n', 'FooBot', ''), false)
})

test('the longest rule wins, allow wins a tie, an empty rule says nothing', () => {
  const rules = (...lines: string[]): string => ['user-agent: FooBot', ...lines, ''].join('\n')
  table(rules('disallow: /x/page.html', 'allow: /x/'), [['/x/page.html', false]])
  table(rules('allow: /x/page.html', 'disallow: /x/'), [
    ['/x/page.html', true],
    ['/x/', false]
  ])
  table(rules('disallow: ', 'allow: '), [['/x/page.html', true]])
  table(rules('disallow: /', 'allow: /'), [['/x/page.html', true]])
  table(rules('disallow: /x', 'allow: /x/'), [
    ['/x', false],
    ['/x/', true]
  ])
  table(rules('disallow: /x/page.html', 'allow: /x/page.html'), [['/x/page.html', true]])
  table(rules('allow: /page', 'disallow: /*.html'), [
    ['/page.html', false],
    ['/page', true]
  ])
  table(rules('allow: /x/page.', 'disallow: /*.html'), [
    ['/x/page.html', true],
    ['/x/y.html', false]
  ])
  table('User-agent: *\nDisallow: /x/\nUser-agent: FooBot\nDisallow: /y/\n', [
    ['/x/page', true],
    ['/y/page', false]
  ])
  table(rules('disallow: /X/'), [['/x/y', true]])
  table(rules('allow: /$', 'disallow: /'), [
    ['/', true],
    ['/page.html', false]
  ])
  table(rules('allow: /p', 'disallow: /'), [['/page', true]])
  table(rules('allow: /page', 'disallow: /*.htm'), [['/page.htm', false]])
})

test('path values: /fish and its variants', () => {
  const only = (allow: string): string => `user-agent: FooBot\ndisallow: /\nallow: ${allow}\n`
  const fish: readonly Case[] = [
    ['/bar', false],
    ['/fish', true],
    ['/fish.html', true],
    ['/fish/salmon.html', true],
    ['/fishheads', true],
    ['/fish.html?id=anything', true],
    ['/Fish.asp', false],
    ['/catfish', false],
    ['/?id=fish', false]
  ]
  table(only('/fish'), fish)
  table(only('/fish*'), fish)
  table(only('/fish/'), [
    ['/fish/', true],
    ['/fish/salmon', true],
    ['/fish/?salmon', true],
    ['/fish', false],
    ['/fish.html', false],
    ['/Fish/Salmon.html', false]
  ])
  table(only('/*.php'), [
    ['/filename.php', true],
    ['/folder/filename.php?parameters', true],
    ['//folder/any.php.file.html', true],
    ['/filename.php/', true],
    ['/index?f=filename.php/', true],
    ['/php/', false],
    ['/index?php', false],
    ['/windows.PHP', false]
  ])
  table(only('/*.php$'), [
    ['/filename.php', true],
    ['/folder/filename.php', true],
    ['/filename.php?parameters', false],
    ['/filename.php/', false],
    ['/filename.php5', false],
    ['/aaaphpaaa', false],
    ['//windows.PHP', false]
  ])
  table(only('/fish*.php'), [
    ['/fish.php', true],
    ['/fishheads/catfish.php?parameters', true],
    ['/Fish.PHP', false]
  ])
  table('User-Agent: *\nAllow: /allowed-slash/index.html\nDisallow: /\n', [
    ['/allowed-slash/', true],
    ['/allowed-slash/index.htm', false],
    ['/allowed-slash/index.html', true],
    ['/anyother-url', false]
  ])
  table('User-agent: FooBot\nDisallow: /\nAllow: /foo/bar?qux=taz&baz=http://foo.bar?tar&par\n', [
    ['/foo/bar?qux=taz&baz=http://foo.bar?tar&par', true]
  ])
})

test('lines: all line ends, missing colons, usual slips, byte order marks in whole and in part', () => {
  for (const end of ['\n', '\r', '\r\n'])
    table(['User-agent: foobot', 'Allow: /some', 'Disallow: /'].join(end), [
      ['/some', true],
      ['/x', false]
    ])
  table('user-agent FooBot\ndisallow /\n', [['/x', false]])
  table('foo: FooBot\nbar: /\n', [['/x', true]])
  table('user-agent: FooBot\ndisallow / and more\n', [['/x', true]])
  for (const slip of ['dissallow', 'dissalow', 'disalow', 'diasllow', 'disallaw'])
    table(`useragent: FooBot\n${slip}: /\n`, [['/x', false]])
  for (const mark of [[0xef, 0xbb, 0xbf], [0xef, 0xbb], [0xef]]) {
    assert.equal(
      allowed(Buffer.concat([Buffer.from(mark), Buffer.from('User-Agent: foo\nDisallow: /\n')]), 'foo', `${site}/x`),
      false,
      mark.join()
    )
  }
  assert.equal(allowed(Buffer.from('\xef\x11\xbfUser-Agent: foo\nDisallow: /\n', 'latin1'), 'foo', `${site}/x`), true)
  assert.equal(allowed('\ufeffUser-agent: foo\nDisallow: /\n', 'foo', `${site}/x`), false)
  // Broken UTF-8 matches the same octets.
  assert.equal(allowed(Buffer.from('User-agent: *\nDisallow: /a\xff\n', 'latin1'), 'foo', `${site}/a%ff`), false)
})

test('a line is read up to 16,663 octets', () => {
  const filled = (letter: string, rule: string): string => `/x/${letter.repeat(2_083 * 8 - 3 - rule.length + 1 - 3)}`
  const long = filled('a', 'disallow: ')
  table(`user-agent: FooBot\ndisallow: ${long}/qux\n`, [
    ['/fux', true],
    [`${long}/qux`, false],
    [`${long}/fux`, false],
    [long, true]
  ])
  const [a, b] = [filled('a', 'allow: '), filled('b', 'allow: ')]
  table(`user-agent: FooBot\ndisallow: /\nallow: ${a}/qux\nallow: ${b}/qux\n`, [
    ['/', false],
    [`${a}/qux`, true],
    [`${b}/fux`, true],
    [b, false]
  ])
})

test('addresses without scheme are taken apart as they stand', () => {
  const rules = robotsFor('user-agent: *\ndisallow: /a\ndisallow: /?a\ndisallow: /b/c', 'x')
  const cases: readonly Case[] = [
    ['example.com', true],
    ['example.com/a', false],
    ['/a', false],
    ['example.com?a', false],
    ['//a/b/c', false],
    ['a/b/c#d', false],
    ['http://www.example.com/a/b?c=d&e=f#fragment', false],
    ['a', true]
  ]
  for (const [url, expected] of cases) assert.equal(isAllowed(rules, url).allowed, expected, url)
})
