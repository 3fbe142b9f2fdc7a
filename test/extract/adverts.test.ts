/** Whole adverts: what their lines state alone they state together, in any order, with nothing lost, cut or added between them. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { extract } from '../../src/extract/extract.ts'

const seenAt = '2026-05-10T12:00:00Z'
const joins = ['. ', '\n', ', ', ' | ', '\n\n']
const perRegion = 23
const longestStep = 4

interface Part {
  readonly region: string
  readonly kind: string
  readonly text: string
  /** `KIND VALUE` of all facts but the language, which is one of the whole text. */
  readonly facts: readonly string[]
}

const parts: readonly Part[] = readFileSync(new URL('golden/advert-parts.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [region = '', kind = '', text = '', facts = ''] = line.split('\t')
    return { region, kind, text, facts: facts.split('; ').filter((fact) => fact !== '') }
  })

/** One part of each kind, turned and reversed so that every kind stands beside every other one. */
function advertOf(region: string, at: number): readonly Part[] {
  const own = Map.groupBy(
    parts.filter((part) => part.region === region),
    ({ kind }) => kind
  )
  const kinds = [...own.keys()]
  const turned = [...kinds.slice(at % kinds.length), ...kinds.slice(0, at % kinds.length)]
  if (at % 3 === 1) turned.reverse()
  return turned.map((kind, i) => {
    const choice = own.get(kind) ?? []
    const part = choice[(at + i * (1 + (at % longestStep))) % choice.length]
    assert.ok(part !== undefined)
    return part
  })
}

function factsOf(text: string, region: string): string[] {
  const found = extract(text, { region, seenAt }).filter((fact) => fact.kind !== 'language' && fact.confidence >= 0.5)
  return [...new Set(found.map((fact) => `${fact.kind} ${fact.value}`))].sort()
}

for (const region of new Set(parts.map((part) => part.region))) {
  test(`${region}: ${perRegion} adverts of seven lines give the facts of all their lines and no others`, () => {
    const wrong: string[] = []
    for (let at = 0; at < perRegion; at += 1) {
      const advert = advertOf(region, at)
      const text = advert.map((part) => part.text).join(joins[at % joins.length])
      const wanted = [...new Set(advert.flatMap(({ facts }) => facts))].sort()
      const found = factsOf(text, region)
      if (found.join('; ') === wanted.join('; ')) continue
      const missing = wanted.filter((fact) => !found.includes(fact))
      wrong.push(
        `${JSON.stringify(text)} misses [${missing.join('; ')}], adds [${found.filter((fact) => !wanted.includes(fact)).join('; ')}]`
      )
    }
    assert.deepEqual(wrong, [])
  })
}

test('every line alone states what stands beside it', () => {
  assert.ok(parts.length >= 300)
  for (const { region, text, facts } of parts) assert.deepEqual(factsOf(text, region), [...new Set(facts)].sort(), text)
})
