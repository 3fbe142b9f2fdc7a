/** The words of each language stand in `data/words`, complete, once, as a speaker writes them; code holds no lists of words. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { fold } from '../../src/text/fold.ts'
import { wordMap, wordRows, wordSet } from '../../src/text/word-lists.ts'
import type { WordRow } from '../../src/text/word-lists.ts'
import { root } from './source-files.ts'

const folder = path.join(root, 'data/words')
const nine = ['nl', 'en', 'de', 'fr', 'es', 'ro', 'bg', 'pl', 'hu']
const files = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => readdirSync(path.join(folder, name)).map((list) => `${name}/${list}`))

/** Different words that fold to one, each as its language writes it. */
const pairs: Readonly<Record<string, readonly string[]>> = {
  'de alter': ['alter', 'älter'],
  'de nahe': ['nahe', 'nähe'],
  'de schon': ['schon', 'schön'],
  'fr a': ['a', 'à'],
  'fr cede': ['cède', 'cédé'],
  'fr demande': ['demande', 'demandé'],
  'fr ferme': ['ferme', 'fermé'],
  'fr la': ['la', 'là'],
  'fr laisse': ['laisse', 'laissé'],
  'fr ou': ['ou', 'où'],
  'fr propose': ['propose', 'proposé'],
  'pl jedna': ['jedna', 'jedną'],
  'pl sie': ['sie', 'się'],
  'pl ze': ['ze', 'że'],
  'ro ca': ['ca', 'că'],
  'ro doamna': ['doamna', 'doamnă'],
  'ro fata': ['fată', 'față'],
  'ro firma': ['firma', 'firmă'],
  'ro pisica': ['pisica', 'pisică'],
  'ro varsta': ['vârsta', 'vârstă'],
  'ro ora': ['ora', 'oră'],
  'ro saptamana': ['săptămâna', 'săptămână'],
  'ro zona': ['zona', 'zonă']
}

test('each language has the lists that the table of README.md gives it, and no others', () => {
  const rows = readFileSync(path.join(folder, 'README.md'), 'utf8').matchAll(/^\| ([a-z][a-z-]*) \| ([a-z ]+) \|/gm)
  const wanted = [...rows]
    .filter(([, list]) => list !== 'list')
    .flatMap(([, list = '', languages = '']) =>
      languages
        .split(' ')
        .flatMap((one) => (one === 'nine' ? nine : [one]))
        .map((language) => `${language}/${list}.tsv`)
    )
  assert.ok(wanted.length > 200, `${wanted.length} files`)
  assert.deepEqual(files.toSorted(), wanted.toSorted())
})

test('no word stands twice in a file, and none has white space around it', () => {
  const twice = files.flatMap((file) => {
    const seen = new Map<string, string>()
    return readRows(file).flatMap(({ word, written, value }) => {
      const known = seen.get(word)
      seen.set(word, written)
      return known === undefined && written === written.trim() && value === value.trim() ? [] : [`${file}: ${written}`]
    })
  })
  assert.deepEqual(twice, [])
})

test('words are written as a speaker writes them: one spelling in all lists of a language, with its accents', () => {
  const spellings = new Map<string, Set<string>>()
  for (const file of files) {
    const language = file.slice(0, file.indexOf('/'))
    if (isPatterns(file) || file.endsWith('/alphabet.tsv')) continue
    for (const { written } of readRows(file))
      for (const one of written.toLowerCase().split(/[^\p{L}\p{M}]+/u)) {
        const key = `${language} ${fold(one).text}`
        spellings.set(key, (spellings.get(key) ?? new Set()).add(one))
      }
  }
  const mixed = [...spellings]
    .filter(([key, all]) => all.size > 1 && pairs[key]?.toSorted().join() !== [...all].toSorted().join())
    .map(([key, all]) => `${key}: ${[...all].join(' ')}`)
  assert.deepEqual(mixed, [])
  for (const language of ['de', 'fr', 'es', 'ro', 'pl', 'hu']) {
    const own = [...spellings].filter(([key]) => key.startsWith(`${language} `)).flatMap(([, all]) => [...all])
    const accented = own.filter((word) => fold(word).text !== word).length
    assert.ok(accented > own.length / 20, `${language}: ${accented} of ${own.length} words have accents`)
  }
})

test('words are read folded, with what they stand for', () => {
  assert.equal(wordMap('months', Number).get('pazdziernik'), 10)
  assert.ok(wordSet('introductions', 'strong').has('ma numesc') && !wordSet('introductions', 'strong').has('i am'))
  assert.deepEqual(
    wordRows('home-days').find(({ language }) => language === 'ro'),
    { written: 'mâine', word: 'maine', value: '1 RO', language: 'ro' }
  )
  assert.throws(() => wordRows('no-such-list'), /no list no-such-list/)
})

test('two languages that give one word two values are an error that names the file', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'words-'))
  try {
    for (const [language, value] of [
      ['bg', 'year'],
      ['uk', 'hour']
    ] as const) {
      mkdirSync(path.join(folder, language))
      writeFileSync(path.join(folder, language, 'units.tsv'), `word\tvalue\tnote\nгодини\t${value}\n`)
    }
    assert.throws(() => wordMap('units', String, folder), /uk\/units\.tsv: години is hour, elsewhere year/)
    writeFileSync(path.join(folder, 'uk/units.tsv'), 'word\tvalue\tnote\nгодини\tyear\n')
    assert.deepEqual([...wordMap('units', String, folder)], [['години', 'year']])
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a line that cannot be read is an error that names the file and the line', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'words-'))
  try {
    mkdirSync(path.join(folder, 'nl'))
    const read = (text: string): unknown => {
      writeFileSync(path.join(folder, 'nl/days.tsv'), text)
      return wordRows('days', folder)
    }
    const head = 'word\tvalue\tnote\n'
    assert.deepEqual(read(`${head}Zöndag\t0\n`), [{ written: 'Zöndag', word: 'zondag', value: '0', language: 'nl' }])
    assert.throws(() => read(`${head}zondag\t0\n\tmaandag\n`), /nl\/days\.tsv line 3/)
    assert.throws(() => read(`${head}zondag\t0\ta note\tmore\n`), /line 2/)
    assert.throws(() => read(`${head}zondag\t0\n\nmaandag\t1\n`), /line 3/)
    assert.throws(() => read('word\tnote\nzondag\t0\n'), /line 1/)
    assert.throws(() => read(head), /no words/)
    assert.throws(() => read(`${head}zondag\t0`), /line break/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

/** Rows of one file, `LANGUAGE/LIST.tsv`. */
function readRows(file: string): WordRow[] {
  const [language, list = ''] = file.replace('.tsv', '').split('/')
  return wordRows(list).filter((row) => row.language === language)
}

function isPatterns(file: string): boolean {
  return readFileSync(path.join(folder, file), 'utf8').startsWith('pattern')
}
