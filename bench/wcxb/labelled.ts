/** Pages of WCXB as the learner sees them: each block with how far people wanted it, and the words of its class names. */
import { parsePage } from '../../src/read/page/parsed-page.ts'
import type { HtmlDocument } from '../../src/read/html/document.ts'
import { nameWords } from '../../src/read/main-text/name-lean.ts'
import type { WcxbPage } from './pages.ts'
import { wordList } from './pages.ts'

export interface LabelledPage {
  readonly page: WcxbPage
  readonly document: HtmlDocument
  /** 0 to 1 by block: the share of its runs of three words that the wanted text has, shared with other blocks that say the same. */
  readonly label: Float32Array
  /** Words by block against the words wanted; at most a half. */
  readonly weight: Float32Array
}

/** Null for a body that is no page. */
export function labelled(page: WcxbPage): LabelledPage | null {
  const parsed = parsePage({ url: page.url, status: 200, headers: {}, body: page.body })
  if (parsed.kind !== 'html') return null
  const { document } = parsed
  const wanted = wordList(page.wanted)
  const asked = new Map<string, number>()
  for (const size of [1, 2, 3]) count(asked, wanted, size)
  const texts = document.blocks.map(({ text }) => wordList(text))
  const shown = new Map<string, number>()
  for (const words of texts) count(shown, words, Math.min(3, words.length))
  const label = Float32Array.from(texts, (words) => {
    const runs = runsOf(words, Math.min(3, words.length))
    const hits = runs.reduce((sum, run) => sum + Math.min(1, (asked.get(run) ?? 0) / (shown.get(run) ?? 1)), 0)
    return hits / Math.max(1, runs.length)
  })
  const weight = Float32Array.from(texts, ({ length }) => Math.min(0.5, length / Math.max(30, wanted.length)))
  return { page, document, label, weight }
}

function runsOf(words: readonly string[], size: number): string[] {
  return size === 0 ? [] : words.slice(0, words.length - size + 1).map((_, i) => words.slice(i, i + size).join(' '))
}

function count(counts: Map<string, number>, words: readonly string[], size: number): void {
  for (const run of runsOf(words, size)) counts.set(run, (counts.get(run) ?? 0) + 1)
}

/** Words of class names that fewer sites use are names of those sites. */
const leastHosts = 6

/** How far words of class names lean to wanted text, as log odds over pages; words that hardly lean are left out. */
export function nameTable(pages: readonly LabelledPage[]): Map<string, number> {
  const words = new Map<string, { wanted: number; not: number; hosts: Set<string> }>()
  for (const one of pages) {
    const host = new URL(one.page.url).host.replace(/^www\./, '')
    for (const [word, { wanted, all }] of wordShares(one)) {
      const known = words.get(word) ?? { wanted: 0, not: 0, hosts: new Set() }
      words.set(word, known)
      known.wanted += wanted / all
      known.not += 1 - wanted / all
      known.hosts.add(host)
    }
  }
  const table = new Map<string, number>()
  for (const [word, { wanted, not, hosts }] of words) {
    const lean = Math.log((wanted + 2) / (not + 2))
    if (hosts.size >= leastHosts && Math.abs(lean) > 0.25) table.set(word, Math.round(lean * 100) / 100)
  }
  return table
}

/** Weight of the blocks under each word of a class or id, and of the wanted ones among them. */
function wordShares({ document, label, weight }: LabelledPage): Map<string, { wanted: number; all: number }> {
  const { elements, blocks } = document
  const names: ReadonlySet<string>[] = []
  for (const { parent, tag, attributes } of elements) {
    const above = names[parent] ?? new Set<string>()
    const own = attributes.flatMap((value, i) =>
      i % 2 === 1 && /^(?:class|id)$/.test(attributes[i - 1] ?? '') ? nameWords(value) : []
    )
    names.push(own.length === 0 || tag === 'html' || tag === 'body' ? above : new Set([...above, ...own]))
  }
  const shares = new Map<string, { wanted: number; all: number }>()
  for (const [i, { element }] of blocks.entries()) {
    const of = weight[i] ?? 0
    if (of === 0) continue
    for (const word of names[element] ?? []) {
      const share = shares.get(word) ?? { wanted: 0, all: 0 }
      shares.set(word, share)
      share.wanted += of * (label[i] ?? 0)
      share.all += of
    }
  }
  return shares
}
