/** The two tables of words: equal keys, equal places for values, and every key that the sources name exists. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { actWords } from '../../ui/src/screens/ledger/sentence.ts'
import { rules } from '../../src/weigh/rules.ts'
import { problems as refusals } from '../../src/web/problems.ts'
import { filesBelow, root } from '../house/source-files.ts'
import { en, nl } from './all-words.ts'

const sources = 'ui/src'

test('Dutch and English have the same keys', () => {
  const dutch = [...leaves(nl).keys()].toSorted()
  assert.ok(dutch.length > 300, `saw only ${dutch.length} words`)
  assert.deepEqual([...leaves(en).keys()].toSorted(), dutch)
})

test('no word is empty, and each takes the same values in both languages', () => {
  const english = leaves(en)
  for (const [key, text] of leaves(nl)) {
    const other = english.get(key) ?? ''
    assert.notEqual(text.trim(), '', key)
    assert.notEqual(other.trim(), '', key)
    assert.deepEqual(places(other), places(text), key)
  }
})

test('every key that the sources name has a word', () => {
  const words = leaves(nl)
  const known = new Set([...words.keys()].map((key) => key.replace(/_(zero|one|other)$/, '')))
  const named = new Set<string>()
  for (const { text } of filesBelow([sources], /\.tsx?$/))
    for (const [, key = ''] of text.matchAll(/\bt\(\s*'([a-z][A-Za-z]*\.[A-Za-z.-]+)'/g)) named.add(key)
  assert.ok(named.size > 150, `saw only ${named.size} keys in the sources`)
  assert.deepEqual(
    [...named].filter((key) => !known.has(key)),
    []
  )
})

test('K31 a screen that names a word with places for values gives it values', () => {
  const words = leaves(nl)
  const bare = new Set(
    filesBelow([sources], /\.tsx?$/).flatMap(({ text }) =>
      [...text.matchAll(/\bt\(\s*'([a-z][\w-]*\.[\w.+-]+)'\s*\)/gi)].map(([, key = '']) => key)
    )
  )
  assert.ok(bare.size > 300, `saw only ${bare.size} words without values`)
  const wanting = (key: string) => [key, `${key}_other`].some((one) => (words.get(one) ?? '').includes('{{'))
  assert.deepEqual([...bare].filter(wanting), [])
})

test('every word is used: a screen names its key, or the beginning and end of it', () => {
  const text = sourcesBeside('words')
  const named = new Set([...text.matchAll(/['"`]([a-z][\w-]*\.[\w.+-]+)['"`]/gi)].map(([, key = '']) => key))
  const built = [...new Set([...text.matchAll(/`([a-z][\w-]*\.[^`]*\$\{[^`]*)`/gi)].map(([, key = '']) => key))].map(
    (key) =>
      new RegExp(
        `^${key
          .split(/\$\{(?:[^{}]|\{[^{}]*\})*\}/)
          .map((part) => part.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&'))
          .join('.+')}$`
      )
  )
  assert.ok(named.size > 300 && built.length > 50, `saw ${named.size} keys and ${built.length} that are put together`)
  const keys = new Set([...leaves(nl).keys()].map((key) => key.replace(/_(zero|one|other)$/, '')))
  assert.deepEqual(
    [...keys].filter((key) => !named.has(key) && !built.some((one) => one.test(key))),
    []
  )
})

test('every class that a style names is on some element', () => {
  const text = sourcesBeside('words')
  const words = new Set(text.match(/[a-z][\w-]*/gi))
  const begins = [...text.matchAll(/([a-z][\w-]*)\$\{/gi)].map(([, begin = '']) => begin)
  const styled = new Set<string>()
  for (const { text: css } of filesBelow([sources], /\.css$/)) {
    const style = css.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/\{[^{}]*\}/g, '{}')
    for (const [, name = ''] of style.matchAll(/\.([a-z][\w-]*)/gi)) styled.add(name)
  }
  assert.ok(styled.size > 300, `saw only ${styled.size} classes`)
  // A class whose beginning is one letter goes on in a number, as the columns do (`c${columns}`): else each name with that letter would pass.
  const built = (name: string): boolean =>
    begins.some((one) => name.startsWith(one) && (one.length > 1 || /^\d+$/.test(name.slice(1))))
  assert.deepEqual(
    // The library of controls names its own.
    [...styled].filter((name) => !name.startsWith('react-aria-') && !words.has(name) && !built(name)),
    []
  )
})

test('S9 every indicator that weighing uses, and every category of words that extraction knows, has words in both languages', () => {
  const categories = new Set(
    readFileSync(path.join(root, 'data/phrases.tsv'), 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t')[1] ?? '')
      .filter((value) => value !== '')
  )
  assert.ok(rules.length > 15 && categories.size > 20, `${rules.length} rules, ${categories.size} categories`)
  for (const words of [nl, en]) {
    assert.deepEqual(
      rules.map((rule) => rule.indicator).filter((id) => !Object.hasOwn(words.indicator, id)),
      []
    )
    assert.deepEqual(
      [...categories].filter((value) => !Object.hasOwn(words.value, value)),
      []
    )
  }
})

test('every problem says what happened and what to do next', () => {
  const problems = Object.entries(nl.problem)
  assert.ok(problems.length > 15)
  for (const [name, problem] of problems) assert.deepEqual(Object.keys(problem), ['what', 'next'], name)
})

test('every problem that the server can answer with has words', () => {
  const keys = Object.keys(refusals)
  assert.ok(keys.length > 15)
  assert.deepEqual(
    keys.filter((key) => !Object.hasOwn(nl.problem, key)),
    []
  )
})

test('every act that the ledger documents, and what acts are done to, has words in both languages', () => {
  const acts = documentedActs(readFileSync(path.join(root, 'docs/ledger.md'), 'utf8'))
  assert.ok(acts.length > 200 && acts.includes('case.dossier-made'), `saw ${acts.length} acts`)
  const subjects = new Set(
    filesBelow(['src'], /\.ts$/).flatMap(({ text }) =>
      [...text.matchAll(/\bsubject: `([a-z]+):/g)].map((found) => found[1] ?? '')
    )
  )
  assert.ok(subjects.size > 15, `saw ${subjects.size} kinds of subjects`)
  for (const { did, subject } of [nl, en]) {
    assert.deepEqual(
      acts.filter((act) => !Object.hasOwn(did, act.replaceAll('.', '-'))),
      []
    )
    assert.deepEqual(
      [...subjects].filter((kind) => kind !== 'export' && !Object.hasOwn(subject, kind)),
      []
    )
  }
})

/** The acts in the first column of the tables; ".end" goes on with the noun before it. */
function documentedActs(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    if (!line.startsWith('| `')) return []
    let noun = ''
    return [...(line.split('|')[1] ?? '').matchAll(/`([a-z-]*)\.([a-z-]+)`/g)].map(([, of = '', verb = '']) => {
      if (of !== '') noun = of
      return `${noun}.${verb}`
    })
  })
}

/** The text of all scripts of the interface outside of one folder. */
function sourcesBeside(folder: string): string {
  return filesBelow([sources], /\.tsx?$/)
    .filter(({ name }) => !name.startsWith(`${sources}/${folder}/`))
    .map(({ text }) => text)
    .join('\n')
}

function leaves(table: object, prefix = ''): Map<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(table)) {
    if (typeof value === 'string') found.set(prefix + key, value)
    else for (const [inner, text] of leaves(value as object, `${prefix}${key}.`)) found.set(inner, text)
  }
  return found
}

function places(text: string): string[] {
  return [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].toSorted()
}

test('an act that one chooses in the ledger says what it is done to, and no two say the same', () => {
  for (const table of [nl, en]) {
    const words = leaves(table)
    const acts = Object.keys(table.did).filter((act) => act !== 'other')
    const said = acts.map((act) =>
      actWords(act, (keys, values) => {
        const word = [keys].flat().flatMap((key) => words.get(key) ?? [])[0] ?? ''
        return word.replaceAll(/\{\{(what|more)\}\}/g, (_, name: string) => values?.[name] ?? '')
      })
    )
    assert.ok(said.length > 200)
    assert.deepEqual(
      said.filter((one) => one.includes('…') || one.includes('{')),
      []
    )
    assert.deepEqual(
      said.filter((one, at) => said.indexOf(one) !== at),
      []
    )
  }
})

test('every act on a case that the desk names has a sentence in its timeline', () => {
  const words = leaves(nl)
  const acts = new Set<string>()
  // Those on files of minors have sentences of their own.
  for (const { text } of filesBelow(['src/desk'], /\.ts$/).filter(({ name }) => !/desk\/minors/.test(name)))
    for (const [, name = ''] of text.matchAll(/\bname: '([a-z-]+)', needs: /g)) acts.add(name)
  assert.ok(acts.size > 12, `saw only ${acts.size} acts`)
  assert.deepEqual(
    [...acts].filter((name) => !words.has(`case.did-${name}`)),
    []
  )
})

test('every series of figures has the name in the ledger that its table gives it, but for its capital', () => {
  const rows = readFileSync(path.join(import.meta.dirname, '../../data/figure-series.tsv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
  assert.ok(rows.length > 10)
  for (const [id = '', , , dutch = '', english = ''] of rows.map((row) => row.split('\t'))) {
    assert.equal(leaves(nl).get(`seriesNamed.${id}`)?.toLowerCase(), dutch.toLowerCase())
    assert.equal(leaves(en).get(`seriesNamed.${id}`)?.toLowerCase(), english.toLowerCase())
  }
})
