/** The language of short texts is told, or nothing is said. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { guessLanguage } from '../../src/text/language.ts'

const lines = readFileSync(path.join(import.meta.dirname, 'fixtures/language-lines.tsv'), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [set = '', language = '', text = ''] = line.split('\t')
    return { set, language, text }
  })

for (const [set, most] of [
  ['chosen', 108],
  ['held-1', 54],
  ['held-2', 54]
] as const)
  test(`R20 of the ${most} short neutral lines "${set}" 26 of 27 are told and none is wrong`, () => {
    const own = lines.filter((line) => line.set === set)
    assert.equal(own.length, most)
    const told = own.map(({ language, text }) => ({ text, language, found: guessLanguage(text)?.language ?? null }))
    assert.deepEqual(
      told.filter(({ language, found }) => found !== null && found !== language),
      []
    )
    const silent = told.filter(({ found }) => found === null).map(({ text }) => text)
    assert.ok(silent.length * 27 <= most, silent.join('\n'))
  })

test('names of things, places and people, numbers and languages that are not known are in no language', () => {
  const doubtful = lines.filter(({ set }) => set === 'doubt')
  assert.ok(doubtful.length > 20)
  assert.deepEqual(
    doubtful.filter(({ text }) => guessLanguage(text) !== null),
    []
  )
})

test('a text without accents is read as well, and a long text in an unknown language is not', () => {
  assert.equal(guessLanguage('Pokoj do wynajecia blisko dworca')?.language, 'pl')
  assert.equal(guessLanguage('Camera de inchiriat langa gara')?.language, 'ro')
  assert.equal(guessLanguage('Elado kerekpar, keveset hasznalt')?.language, 'hu')
  const finnish =
    'Vuokrataan kalustettu huone rauhalliselta alueelta aivan keskustan tuntumasta, vuokra sisältää veden ja sähkön. ' +
    'Asunnossa on parveke ja sauna, lemmikit eivät ole sallittuja. Ota yhteyttä puhelimitse arkisin.'
  assert.equal(guessLanguage(finnish), null)
})

test('adverts are told as surely as before, and the country tips a close call', () => {
  const advert = 'Ik ben een lieve vrouw en ontvang bij mij thuis, bel voor een afspraak'
  const guess = guessLanguage(advert)
  assert.ok(guess?.language === 'nl' && guess.share > 0.9, JSON.stringify(guess))
  for (const [language, text] of [
    ['en', 'Available now, call me for a good time'],
    ['de', 'Ich bin neu in der Stadt und suche Arbeit'],
    ['fr', 'Bonjour, je suis disponible pour vous'],
    ['es', 'Hola, soy nueva en la ciudad'],
    ['ro', 'Salut, sunt nouă în oraș'],
    ['bg', 'Аз съм нова в града и търся работа'],
    ['pl', 'Cześć, jestem nowa w mieście'],
    ['hu', 'Szia, új lány vagyok a városban']
  ] as const)
    assert.equal(guessLanguage(text)?.language, language)
  assert.equal(guessLanguage('Alleen contact via mail'), null)
  assert.equal(guessLanguage('Alleen contact via mail', 'nl')?.language, 'nl')
})
