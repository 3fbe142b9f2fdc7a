/** Tests of scope rules and of the expressions in them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fc } from '../properties.ts'
import { compileLinear } from '../../src/crawl/sources/linear-regex.ts'
import { compileRule, inScope } from '../../src/crawl/sources/scope.ts'
import { sourceFromObject } from '../../src/crawl/sources/source-file.ts'
import type { Source } from '../../src/model/source.ts'

function source(scope: object): Source {
  const result = sourceFromObject({ id: 'practice', start: ['http://127.0.0.1:8801/'], scope })
  assert.equal(result.kind, 'source', JSON.stringify(result))
  if (result.kind !== 'source') throw new Error('not a source')
  return result.source
}

test('an address is in scope by host, then by exclude, then by include', () => {
  const rules = source({
    hosts: ['127.0.0.1:8801', 'Example.test', 'b\u00fccher.test', 'plain.test:80'],
    include: ['/ads/', '/^\\/city-[0-9]+/', '/\\?page=/i'],
    exclude: ['/ads/login', '/\\.pdf$/']
  })
  const table: readonly (readonly [string, string])[] = [
    ['http://127.0.0.1:8801/ads/1', 'in'],
    ['http://127.0.0.1:8802/ads/1', 'host'],
    ['http://127.0.0.1/ads/1', 'host'],
    ['https://example.test/city-12/x', 'in'],
    ['https://www.example.test/ads/', 'host'],
    ['http://xn--bcher-kva.test/ads/', 'in'],
    ['http://plain.test/ads/', 'in'],
    ['https://plain.test/ads/', 'host'],
    ['http://example.test/city-x', 'include'],
    ['http://example.test/list?PAGE=2', 'in'],
    ['http://example.test/list?x=2', 'include'],
    ['http://example.test/ads/login?next=1', '/ads/login'],
    ['http://example.test/ads/a.pdf', '/\\.pdf$/'],
    ['http://example.test/ads', 'include']
  ]
  for (const [url, expected] of table) {
    const result = inScope(rules, url)
    assert.equal(result.kind === 'in' ? 'in' : result.rule, expected, url)
  }
})

test('without rules everything on the hosts of the start addresses is in scope', () => {
  const rules = source({})
  assert.deepEqual(rules.scope.hosts, ['127.0.0.1:8801'])
  assert.equal(inScope(rules, 'http://127.0.0.1:8801/anything?at=all').kind, 'in')
  assert.equal(inScope(rules, 'http://127.0.0.2:8801/').kind, 'out')
})

test('a rule between slashes is a prefix unless it holds a sign of expressions', () => {
  const matches = (rule: string, path: string): boolean => {
    const compiled = compileRule(rule)
    assert.equal(compiled.kind, 'rule', rule)
    return compiled.kind === 'rule' && compiled.matches(path)
  }
  assert.equal(matches('/ads/', '/ads/1'), true)
  assert.equal(matches('/ads/', '/x/ads/1'), false)
  assert.equal(matches('/ads.+/', '/x/ads/1'), true)
  for (const bad of ['ads', '', '/(/', '/a{2000}/', '/(?=x)/', '/(a)\\1/', '/[z-a]/', '/*/', '/[a/', '/a)+/']) {
    assert.equal(compileRule(bad).kind, 'invalid', bad)
  }
})

test('expressions agree with those of the language', () => {
  const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\w', '(?:ab|c)', '(a|)', '/', '1', '[a-c1]')
  const suffix = fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,2}', '{0,}', '+?')
  const term = fc.tuple(atom, suffix).map(([a, s]) => a + s)
  const pattern = fc
    .tuple(
      fc.constantFrom('', '^'),
      fc.array(term, { maxLength: 5 }),
      fc.constantFrom('', '|b', '|^c'),
      fc.constantFrom('', '$')
    )
    .map(([a, b, c, d]) => a + b.join('') + c + d)
  const text = fc.array(fc.constantFrom('a', 'b', 'c', '/', '1', 'A'), { maxLength: 8 }).map((chars) => chars.join(''))
  let matched = 0
  fc.assert(
    fc.property(pattern, text, fc.boolean(), (expression, input, ignoreCase) => {
      const compiled = compileLinear(expression, ignoreCase)
      assert.equal(compiled.kind, 'regex', expression)
      const expected = new RegExp(expression, ignoreCase ? 'i' : '').test(input)
      if (expected) matched++
      assert.equal(compiled.kind === 'regex' && compiled.test(input), expected, `/${expression}/ on ${input}`)
    }),
    { numRuns: 3_000 }
  )
  assert.ok(matched > 300, 'too few matches to mean anything')
})

test('C16 ordinary expressions are taken: word borders, flags, letters of any script, long repeats', () => {
  const table: readonly (readonly [string, string, boolean])[] = [
    ['/\\bjob\\b/', '/ads/job/1', true],
    ['/\\bjob\\b/', '/ads/jobs/1', false],
    ['/(?i)^\\/JOB/', '/job/1', true],
    ['/^\\/\\p{L}+-[0-9]{1,200}$/', '/caf\u00e9-12', true],
    ['/^\\/(?<town>[a-z]+)\\/\\d+$/', '/zwolle/12', true]
  ]
  for (const [rule, path, expected] of table) {
    const compiled = compileRule(rule)
    assert.equal(compiled.kind === 'rule' && compiled.matches(path), expected, `${rule} on ${path}`)
  }
})

test('C16 a hostile expression in a source file is told at its line, or costs little on any address', () => {
  const hostile = [
    '((a{1,99}){1,99}){1,99}',
    '(a|aa){1,999}(b|bb){1,999}$',
    `${'(a*)*'.repeat(200)}b`,
    '(?=a)b',
    '(a)\\1'
  ]
  for (const one of hostile) {
    const parsed = sourceFromObject({ id: 'x', start: ['http://127.0.0.1/'], scope: { include: [`/${one}/`] } })
    assert.equal(parsed.kind, 'invalid', one)
    if (parsed.kind === 'invalid') assert.equal(parsed.problems[0]?.path, 'scope.include.0')
  }
  const before = process.cpuUsage()
  for (const one of ['(a?){180}a{180}$', '(\\p{L}{1,200}|\\w{1,200}){1,4}x', '(([a-z])+.)+[A-Z]([a-z])+$']) {
    const compiled = compileRule(`/${one}/`)
    assert.equal(compiled.kind, 'rule', one)
    if (compiled.kind === 'rule') compiled.matches(`/${'a'.repeat(2_047)}!`)
  }
  const { user } = process.cpuUsage(before)
  assert.ok(user < 5_000_000, `${user} microseconds`)
})

test('expressions that blow up elsewhere stay linear here', () => {
  for (const expression of ['(a+)+$', '(a|a)*b', '(a|aa)+$', '(.*)*x', '^(([a-z])+.)+[A-Z]([a-z])+$', '.*.*.*.*=x']) {
    const compiled = compileLinear(expression, false)
    assert.equal(compiled.kind, 'regex')
    const before = process.cpuUsage()
    if (compiled.kind === 'regex') assert.equal(compiled.test(`${'a'.repeat(2_047)}!`), false, expression)
    const { user } = process.cpuUsage(before)
    assert.ok(user < 500_000, `${expression} took ${user} microseconds`)
  }
})
