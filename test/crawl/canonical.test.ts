/** Tests of the canonical form of addresses. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import { canonicalOrNull, canonicalUrl, maxUrlChars, normalisePercent } from '../../src/crawl/canonical.ts'

const base = 'http://base.test/dir/page?x=1'

const forms: readonly (readonly [string, string])[] = [
  ['http://Example.TEST', 'http://example.test/'],
  ['HTTP://example.test:80/', 'http://example.test/'],
  ['https://example.test:443/a', 'https://example.test/a'],
  ['http://example.test:8080/a', 'http://example.test:8080/a'],
  ['http://example.test/a/./b/../c', 'http://example.test/a/c'],
  ['http://example.test/a/%2e%2E/c', 'http://example.test/c'],
  ['http://example.test/%7euser/%c3%a9', 'http://example.test/~user/%C3%A9'],
  ['http://example.test/\u00e9 \u00e8', 'http://example.test/%C3%A9%20%C3%A8'],
  ['http://example.test/a%2fb', 'http://example.test/a%2Fb'],
  ['http://example.test/%%34%31', 'http://example.test/%2541'],
  ['http://example.test/100%', 'http://example.test/100%25'],
  ['http://example.test/a|b', 'http://example.test/a%7Cb'],
  ['http://example.test/a#part', 'http://example.test/a'],
  ['http://example.test/a?#part', 'http://example.test/a'],
  ['http://example.test./a', 'http://example.test/a'],
  ['http://b\u00fccher.test/', 'http://xn--bcher-kva.test/'],
  ['http://example.test/?b=2&a=1', 'http://example.test/?b=2&a=1'],
  ['http://example.test/?b=2&utm_source=x&a=1&fbclid=y', 'http://example.test/?b=2&a=1'],
  ['http://example.test/?utm%5Fsource=x', 'http://example.test/'],
  ['http://example.test/?PHPSESSID=abc&id=4', 'http://example.test/?id=4'],
  // Whether that is a session, the pages tell (parameters.ts).
  [
    'http://example.test/?sid=0123456789abcdef0123456789abcdef',
    'http://example.test/?sid=0123456789abcdef0123456789abcdef'
  ],
  ['http://example.test/?sid=12&s=zoek&pk=7', 'http://example.test/?sid=12&s=zoek&pk=7'],
  ['http://example.test/a;jsessionid=A1B2/b', 'http://example.test/a/b'],
  ['http://example.test/.;jsessionid=A1B2/b', 'http://example.test/b'],
  ['http://example.test/a;v=1', 'http://example.test/a;v=1'],
  ['http://example.test/@name', 'http://example.test/@name'],
  ['http://[2001:DB8::1]/', 'http://[2001:db8::1]/'],
  ['  ../up \n', 'http://base.test/up'],
  ['//other.test/x', 'http://other.test/x'],
  ['?y=2', 'http://base.test/dir/page?y=2'],
  ['', 'http://base.test/dir/page?x=1'],
  ['#top', 'http://base.test/dir/page?x=1']
]

test('an address gets one form, whatever its spelling', () => {
  for (const [ref, expected] of forms) assert.deepEqual(canonicalUrl(ref, base), { kind: 'url', url: expected }, ref)
})

test('A5 odd spellings of an IPv4 address come out in dotted form, to be judged as what they are', () => {
  const spellings = ['127.1', '0x7f000001', '2130706433', '017700000001', '127.0.0.1.', '0177.0.0.01', '127.0x1']
  for (const host of spellings) assert.equal(canonicalOrNull(`http://${host}/`), 'http://127.0.0.1/', host)
  assert.equal(canonicalOrNull('http://localhost./'), 'http://localhost/')
  assert.equal(canonicalOrNull('http://[0:0::0]/'), 'http://[::]/')
})

test('A6 what two parsers could read differently is refused', () => {
  const ambiguous = [
    'http://good.test\\@evil.test/',
    'http:\\\\evil.test',
    '\\\\evil.test\\x',
    '/a\\b',
    'http://good.test@evil.test/',
    'http://@evil.test/',
    'http://user:secret@evil.test/',
    '//user@evil.test/',
    'http://evil.test\t/x',
    'http://ev\nil.test/',
    'java\tscript:alert(1)',
    'http://evil.test/a\u0000b',
    'http://evil.test/\u007f',
    'http:evil.test',
    'http:/evil.test',
    'http:///evil.test',
    '///evil.test',
    'https:page',
    'http://evil\uff0etest/',
    'http://evil\u3002test/',
    'http://\uff45vil.test/',
    'http://\u24d4vil.test/',
    'http://ev\u00adil.test/',
    'http://ev\u200bil.test/',
    'http://evil%2etest/',
    'http://127.0.0.1%2f@evil.test/',
    'http://evil.test../',
    'http://1\u2460.0.0.1/',
    'http://evi\u212a.test/',
    'http://evil.test:99999/',
    'http://evil.test:80x/',
    'http://',
    'http://a b.test/',
    'http://[::1/',
    'http://1.2.3.4.5/',
    'http://256.0.0.1/'
  ]
  for (const ref of ambiguous) {
    const result = canonicalUrl(ref, base)
    assert.equal(
      result.kind === 'refused' && result.reason,
      'ambiguous-url',
      `${JSON.stringify(ref)} gave ${JSON.stringify(result)}`
    )
  }
})

test('A8 other schemes are never fetched', () => {
  const schemes = [
    'file:///etc/passwd',
    'ftp://x.test/',
    'gopher://x.test/',
    'data:text/html,x',
    'javascript:alert(1)',
    'JavaScript:void(0)',
    'blob:http://x.test/1',
    'view-source:http://x.test/',
    'chrome://settings',
    'mailto:a@b.test',
    'tel:+31600000000',
    'ws://x.test/',
    'about:blank',
    'filesystem:http://x.test/a'
  ]
  for (const ref of schemes) {
    const result = canonicalUrl(ref, base)
    assert.equal(result.kind === 'refused' && result.reason, 'scheme', ref)
  }
})

test('an address without end is refused before it is parsed', () => {
  const result = canonicalUrl(`http://example.test/${'a'.repeat(1_000_000)}`)
  assert.equal(result.kind === 'refused' && result.reason, 'trap')
  assert.equal(canonicalUrl(`http://example.test/${'a'.repeat(maxUrlChars)}`).kind, 'refused')
  assert.equal(canonicalUrl(`http://example.test/${'a'.repeat(maxUrlChars - 40)}`).kind, 'url')
})

const piece = fc.constantFrom(
  '/',
  '.',
  '..',
  '%',
  '%2e',
  '%41',
  '%2f',
  '%7E',
  ';jsessionid=',
  ';sid=',
  '?',
  '&',
  '=',
  '#',
  'utm_source=',
  'sid=',
  'a',
  'B',
  '1',
  '0123456789abcdef',
  '\u00e9',
  '\u4e2d',
  ' ',
  '|',
  '"',
  '{',
  '[',
  ']',
  ':',
  '@',
  '+',
  '*',
  '$',
  '!',
  "'",
  '//',
  '-',
  '_',
  '~'
)

test('the canonical form of a canonical form is itself', () => {
  let seen = 0
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (parts) => {
      const result = canonicalUrl(`http://example.test/${parts.join('')}`)
      if (result.kind === 'refused') return
      seen++
      assert.deepEqual(canonicalUrl(result.url), result)
      assert.deepEqual(canonicalUrl(result.url, base), result)
      assert.ok(!result.url.includes('#') && /^[\x21-\x7e]+$/.test(result.url))
    }),
    { numRuns: 2_000 }
  )
  assert.ok(seen > 1_000, `only ${seen} addresses were taken`)
})

test('any text at all gives an address or a reason, and an address always keeps its form', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
        fc.string({ unit: 'binary' }),
        fc.string()
      ),
      (text) => {
        const result = canonicalUrl(text, base)
        if (result.kind === 'url') assert.deepEqual(canonicalUrl(result.url), result)
        else assert.ok(result.detail.length > 0)
      }
    ),
    { numRuns: 600 }
  )
})

test('percent-encoding keeps what the octets say', () => {
  fc.assert(
    fc.property(fc.webPath(), (path) => {
      const once = normalisePercent(path)
      assert.equal(normalisePercent(once), once)
      try {
        assert.equal(decodeURIComponent(once), decodeURIComponent(path))
      } catch (error) {
        if (!(error instanceof URIError)) throw error
      }
    })
  )
})
