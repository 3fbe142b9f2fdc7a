/** Golden pages: sites of many makes in, the expected reading out; each `.json` was reviewed by eye. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { PageReading } from '../../src/model/page.ts'
import { readPage } from '../../src/read/read.ts'
import { canonical, input, seenAt } from './input.ts'

const folder = new URL('./golden/', import.meta.url)
const names = readdirSync(folder).filter((name) => name.endsWith('.html'))

/** What a golden file states: everything but the page's whole text and the links, which are long. */
export function digestOf(reading: PageReading): unknown {
  const { kind, charset, title, language, adverts, notes } = reading
  return JSON.parse(JSON.stringify({ kind, charset: charset.name, title, language, adverts, notes }))
}

test('golden pages of more than thirty makes read as reviewed', () => {
  assert.ok(names.length >= 30, `only ${names.length} golden pages were seen`)
})

for (const name of names) {
  test(`golden page ${name} reads as reviewed`, () => {
    const body = readFileSync(new URL(name, folder))
    const reading = readPage(input(body, { url: `http://site.example/massage/${name.replace('.html', '-123456')}` }), {
      seenAt,
      canonical
    })
    const expected: unknown = JSON.parse(readFileSync(new URL(name.replace('.html', '.json'), folder), 'utf8'))
    assert.deepEqual(digestOf(reading), expected)
  })
}
