/** Code holds no lists of words of natural language, but for rows of a list of exceptions that can only shrink. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { judgeWordLiterals, mostWords, readAllowedWords, wordsInLiterals } from '../../tools/word-literals.ts'
import { filesBelow, root } from './source-files.ts'

test('no literal of reading, extraction or text holds a list of words', () => {
  const found = new Map(
    filesBelow(['src/extract', 'src/read', 'src/text'], /\.ts$/).map(({ name, text }) => [
      name,
      wordsInLiterals(name, text)
    ])
  )
  assert.ok(found.size > 90 && [...found.values()].some((words) => words > mostWords), `${found.size} files`)
  const allowed = readAllowedWords(readFileSync(path.join(root, 'tools/word-literals-allowed.tsv'), 'utf8'))
  assert.deepEqual(judgeWordLiterals(found, allowed), [])
})

test('words are counted in strings, patterns, templates, sums and arrays, and not in escapes or classes', () => {
  const cases: readonly (readonly [code: string, words: number])[] = [
    [`const a = 'een twee drie'`, 3],
    ['const a = /^(?:een|twee|\\p{L}drie[a-z]{2,}\\bvier)$/u', 4],
    ['const a = `een ${b} twee`', 2],
    [`const a = 'een twee ' + 'drie'`, 3],
    [`const a = ['een', 'twee', ['drie', 'vier']] as const`, 4],
    [`const a = new Map([['een', 1], ['twee', 2]])`, 2],
    ['const a = String.raw`een (?:twee|drie)`', 3],
    [`const a = f('een') && g('twee')`, 1]
  ]
  for (const [code, words] of cases) assert.equal(wordsInLiterals('a.ts', code), words, code)
})

test('a list without a row fails, and a row that is no longer needed fails too', () => {
  const found = new Map([
    ['a.ts', mostWords + 1],
    ['b.ts', mostWords],
    ['c.ts', 40]
  ])
  assert.deepEqual(judgeWordLiterals(found, new Map([['c.ts', 40]])), [
    `a.ts has a literal of ${mostWords + 1} words: move them to data/words`
  ])
  assert.deepEqual(
    judgeWordLiterals(
      found,
      new Map([
        ['a.ts', mostWords + 1],
        ['c.ts', 41],
        ['gone.ts', 20]
      ])
    ),
    [
      'c.ts has at most 40 words now: lower or remove its row',
      'gone.ts has at most 0 words now: lower or remove its row'
    ]
  )
  assert.throws(() => readAllowedWords('a.ts\t40\n'), /reason/)
})
