/** Ways of writing that were read wrong once, by kind: claims of one reader over another, and what only some languages had. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { extract, likelyRegion } from '../../src/extract/extract.ts'

const compared: ReadonlySet<string> = new Set(['phone', 'price', 'age', 'email'])

/** Rows `KIND <tab> REGION <tab> TEXT <tab> FACTS`; facts apart by `; `, a line break as `\n`, no region where nobody knows it. */
const rows = readFileSync(new URL('golden/writings.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t'))

for (const kind of new Set(rows.map((row) => row[0] ?? ''))) {
  const own = rows.filter((row) => row[0] === kind)
  test(`${kind}: ${own.length} texts give exactly their telephone numbers, prices, ages and mail addresses`, () => {
    assert.ok(own.length >= 10)
    for (const [, region = '', raw = '', facts = ''] of own) {
      const text = raw.replaceAll('\\n', '\n')
      const found = extract(text, {
        region: region === '' ? likelyRegion(text) : region,
        seenAt: '2026-05-10T12:00:00Z'
      })
        .filter((fact) => compared.has(fact.kind) && fact.confidence >= 0.5)
        .map((fact) => `${fact.kind} ${fact.value}`)
      const wanted = facts.split('; ').filter((fact) => fact !== '')
      assert.deepEqual([...new Set(found)].sort(), [...new Set(wanted)].sort(), `${region} ${text}`)
    }
  })
}

/**
 * Rows `KIND <tab> REGION <tab> TEXT <tab> FACTS` as adverts in nine languages write each kind, and what looks like it and is none. `KIND` is
 * what the row was written for (`advert`: all kinds); all facts but the language of the text are compared, with how sure each is.
 */
const statements = readFileSync(new URL('golden/statements.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t'))

for (const kind of new Set(statements.map((row) => row[0] ?? ''))) {
  const own = statements.filter((row) => row[0] === kind)
  test(`${kind}: ${own.length} statements and traps in nine languages give these facts and no others`, () => {
    assert.ok(own.length >= 25)
    const wrong: string[] = []
    for (const [, region = '', raw = '', facts = ''] of own) {
      const found = extract(raw.replaceAll('\\n', '\n'), { region, seenAt: '2026-05-10T12:00:00Z' })
        .filter((fact) => fact.kind !== 'language')
        .map((fact) => `${fact.kind} ${fact.value} @${fact.confidence}`)
      const given = [...new Set(found)].sort().join('; ')
      if (given !== facts) wrong.push(`${region} ${raw}: ${given}, not ${facts}`)
    }
    assert.deepEqual(wrong, [])
  })
}
