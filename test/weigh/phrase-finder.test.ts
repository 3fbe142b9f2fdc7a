/** The finder of phrases gives what one expression of all phrases would give, whatever stands in the text. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { phraseFinder } from '../../src/weigh/phrase-finder.ts'

const lists = [
  ['escort', 'in call', 'werk*', 'work', 'straße', 'σας δίνω', 'kelvin', 'μικρό', 'a.u.b', 'café*'],
  ['15 uur', '24 7', 'work off', 'werk~zoeken', 'werk zoeken', 'in', 'in call', 'ΟΔΟΣ', 'ʼn*', 'дом', 'd*']
] as const

const expression = (phrase: string): string =>
  phrase
    .replaceAll('.', String.raw`\.`)
    .replaceAll('*', String.raw`\p{L}*`)
    .replaceAll('~', '(?: [a-z]+){0,2} ')
    .replaceAll(' ', '[ -]{1,3}')
const ends = ['letter', 'letter or digit'] as const
const after = { letter: String.raw`(?!\p{L})`, 'letter or digit': String.raw`(?![\p{L}\d])` } as const
const asWords = (phrase: string, notAfter: 'letter' | 'letter or digit' = 'letter'): string =>
  String.raw`(?<![\p{L}\d])(?:${expression(phrase)})${after[notAfter]}`
const find = phraseFinder(
  lists.map((phrases, no) => {
    const notAfter = ends[no] ?? 'letter'
    const whole = (phrase: string): string | null =>
      phrase.includes('~') ? `(?:${expression(phrase)})${after[notAfter]}` : null
    return { phrases, notAfter, expression, whole }
  })
)

/** Pieces of which texts are put together: words of the lists, words with odd capitals, signs beside which no word begins. */
const pieces = [
  ...lists
    .flat()
    .flatMap((phrase) => [
      phrase.replace('*', '').replace('~', ' in '),
      phrase.toUpperCase(),
      phrase.split(' ')[0] ?? ''
    ]),
  'eſcort',
  'KELVIN',
  'µικρό',
  'STRASSE',
  'STRAẞE',
  'οδος',
  'οδοσ',
  'İn',
  'ınn',
  'ⓦork',
  '𝐰ork',
  'w\u0301ork',
  'ͅwork',
  ' ',
  ' ',
  ' ',
  '-',
  '.',
  ',',
  '\n',
  '7',
  '15',
  '😀',
  '\ud83d',
  'é',
  '’',
  '_'
]

test('The finder of phrases gives the matches of an expression of them all', () => {
  let seed = 7
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fff_ffff
    return Math.floor((seed / 0x8000_0000) * below)
  }
  let hits = 0
  for (let nth = 0; nth < 4_000; nth++) {
    const text = Array.from({ length: 1 + next(12) }, () => pieces[next(pieces.length)] ?? '').join('')
    for (const [no, phrases] of lists.entries()) {
      const all = new RegExp(phrases.map((phrase) => asWords(phrase, ends[no])).join('|'), 'giu')
      const expected = [...text.matchAll(all)].map((hit) => [hit.index, hit[0]])
      assert.deepEqual(
        find(text, no, 100).map(({ start, end }) => [start, text.slice(start, end)]),
        expected,
        JSON.stringify(text)
      )
      hits += expected.length
    }
  }
  assert.ok(hits > 2_000, `only ${hits} phrases stood in the texts`)
})

test('A phrase that begins with a sign is refused', () => {
  assert.throws(
    () => phraseFinder([{ phrases: ['€ 5'], notAfter: 'letter', expression }]),
    /begins with no letter or digit/
  )
})

test('Every letter is found by every other that an expression takes for the same', () => {
  for (let point = 0xaa; point < 0x1_0000; point++) {
    const letter = String.fromCodePoint(point)
    if (!/\p{L}/u.test(letter)) continue
    const forms = [letter.toLowerCase(), letter.toUpperCase(), letter.toUpperCase().toLowerCase()]
    if (forms.every((form) => form === letter)) continue
    const findLetter = phraseFinder([{ phrases: [letter], notAfter: 'letter', expression }])
    for (const form of forms) {
      const same = new RegExp(asWords(letter), 'iu').test(form)
      assert.equal(findLetter(form, 0, 100).length, same ? 1 : 0, `${letter} ${form}`)
    }
  }
})
