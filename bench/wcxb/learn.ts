/**
 * `node bench/wcxb/learn.ts` says what main text learned from one half of the pages gives on the other; `--write` learns from all and writes
 * `data/main-text-trees.tsv` and `data/words/any/main-names.tsv`.
 */
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { blockFeatures, featureNames } from '../../src/read/main-text/block-features.ts'
import { keptByWeight } from '../../src/read/main-text/by-weight.ts'
import { mainBlocks } from '../../src/read/main-text/main-text.ts'
import { leanReader } from '../../src/read/main-text/name-lean.ts'
import { scoreOf as treeScore, treesOf } from '../../src/read/main-text/trees.ts'
import { boost } from './boost.ts'
import type { Tree } from './boost.ts'
import type { LabelledPage } from './labelled.ts'
import { labelled, nameTable } from './labelled.ts'
import { match, scoreOf, wcxbPages } from './pages.ts'
import type { Match } from './pages.ts'

interface Learned {
  readonly names: ReadonlyMap<string, number>
  /** Rows of the table of trees. */
  readonly rows: readonly (readonly [string, string])[]
}

/** Class names are read by tables learned from other pages than the row's own, or a rare word would give its page away. */
const parts = 5

function learn(pages: readonly LabelledPage[]): Learned {
  const partOf = ({ page }: LabelledPage): number =>
    (createHash('sha1').update(new URL(page.url).host).digest()[0] ?? 0) % parts
  const readers = Array.from({ length: parts }, (_, part) =>
    leanReader(nameTable(pages.filter((page) => partOf(page) !== part)))
  )
  const width = featureNames.length
  const count = pages.reduce((sum, { label }) => sum + label.length, 0)
  const rows = {
    features: new Float32Array(count * width),
    width,
    label: new Float32Array(count),
    weight: new Float32Array(count),
    page: new Int32Array(count)
  }
  let at = 0
  for (const [nth, page] of pages.entries()) {
    const reader = readers[partOf(page)] ?? leanReader(new Map())
    rows.features.set(blockFeatures(page.document, page.page.url, reader, keptByWeight(page.document)), at * width)
    rows.label.set(page.label, at)
    const all = page.weight.reduce((sum, one) => sum + one, 0)
    rows.weight.set(
      page.weight.map((one) => one / Math.max(1e-6, all) ** 0.8),
      at
    )
    rows.page.fill(nth, at, at + page.label.length)
    at += page.label.length
  }
  const mean = rows.weight.reduce((sum, one) => sum + one, 0) / count
  for (let i = 0; i < count; i++) rows.weight[i] = (rows.weight[i] ?? 0) / mean
  const { base, trees } = boost(rows)
  return { names: nameTable(pages), rows: [['leaf', written(base)], ...trees.flatMap(rowsOf)] }
}

function rowsOf(tree: Tree): (readonly [string, string])[] {
  return 'feature' in tree
    ? [[featureNames[tree.feature] ?? '', written(tree.limit)], ...rowsOf(tree.under), ...rowsOf(tree.over)]
    : [['leaf', written(tree.value)]]
}

function written(value: number): string {
  return String(Number(value.toPrecision(6)))
}

function mainBy({ names, rows }: Learned, { document, page }: LabelledPage): string {
  const trees = treesOf(rows)
  const byWeight = keptByWeight(document)
  const features = blockFeatures(document, page.url, leanReader(names), byWeight)
  const scores = Float64Array.from(document.blocks, (_, i) => treeScore(features, i, trees))
  return mainBlocks(document, scores, byWeight)
    .map((i) => document.blocks[i]?.text ?? '')
    .join('\n')
}

function checkHalves(pages: readonly LabelledPage[]): void {
  const matches = new Map<string, Match[]>()
  for (const half of ['develop', 'check'] as const) {
    const learned = learn(pages.filter(({ page }) => page.half !== half))
    for (const one of pages) {
      if (one.page.half !== half) continue
      const found = match(mainBy(learned, one), one.page.wanted)
      for (const name of [one.page.type, 'all', `all of ${half}`])
        matches.set(name, [...(matches.get(name) ?? []), found])
    }
  }
  for (const [name, list] of matches) console.log(name, JSON.stringify(scoreOf(list)))
}

const data = path.join(import.meta.dirname, '../../data')

function write({ names, rows }: Learned): void {
  const table = ['number\tvalue', ...rows.map((row) => row.join('\t')), ''].join('\n')
  writeFileSync(path.join(data, 'main-text-trees.tsv'), table)
  const words = [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([word, lean]) => `${word}\t${lean}`)
  writeFileSync(path.join(data, 'words/any/main-names.tsv'), ['word\tvalue\tnote', ...words, ''].join('\n'))
}

const found = wcxbPages()
if (found === null) console.log('The pages are absent: set BAKEN_WCXB to the development part of WCXB.')
else {
  const pages = [...found].map(labelled).filter((page) => page !== null)
  if (process.argv.includes('--write')) write(learn(pages))
  else checkHalves(pages)
}
