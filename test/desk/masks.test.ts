/** Masked words in lists and snippets. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { maskedText, maskedTitle } from '../../src/desk/adverts/masks.ts'
import { extract } from '../../src/extract/extract.ts'

test('words of origin are covered in titles and snippets, letter by letter, and nothing else is', () => {
  const title = 'Poolse dame in Utrecht'
  const text = `${title}\nIk ben een Poolse vrouw, bel 06 12345678`
  const reading = { title, text, facts: extract(text, { region: 'NL' }) }
  assert.ok(reading.facts.filter((fact) => fact.kind === 'masked').length >= 2, 'the extractor saw the words')
  assert.equal(maskedTitle(reading), '▒▒▒▒▒▒ dame in Utrecht')
  assert.equal(maskedText(reading).length, text.length)
  assert.doesNotMatch(maskedText(reading), /Poolse/)
  assert.match(maskedText(reading), /bel 06 12345678/)
})
