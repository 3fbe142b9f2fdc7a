/** `baken bench wcxb`: word F1 of the main text on real pages with their main text by people; "absent" where the set is not there. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { canonicalOrNull } from '../../src/crawl/canonical.ts'
import { readPage } from '../../src/read/read.ts'
import type { CanonicalUrl } from '../../src/model/ids.ts'

export interface Score {
  readonly pages: number
  readonly f1: number
  readonly precision: number
  readonly recall: number
}

/** Where the pages lie beside a checkout; another folder by BAKEN_WCXB. They are for measuring only and belong to their owners. */
const folder = process.env['BAKEN_WCXB'] ?? path.join(import.meta.dirname, '../../../shared/data/wcxb')

/** Scores by type of page and over all; `main` is the main text, `advert` the adverts' texts of product pages. CPU in ms a page. */
export async function runWcxbBench({ say }: { readonly say: (text: string) => void }): Promise<object> {
  if (!existsSync(path.join(folder, 'pages.json'))) {
    say(`The pages are absent (${folder}): set BAKEN_WCXB to the development part of WCXB.`)
    return { absent: true }
  }
  const pages = JSON.parse(readFileSync(path.join(folder, 'pages.json'), 'utf8')) as Record<
    string,
    { readonly page_type: string }
  >
  const main = new Map<string, Match[]>()
  const adverts: Match[] = []
  let cpuUs = 0
  for (const [id, { page_type: type }] of Object.entries(pages)) {
    const body = gunzipSync(readFileSync(path.join(folder, 'html', `${id}.html.gz`)))
    const truth = JSON.parse(readFileSync(path.join(folder, 'ground-truth', `${id}.json`), 'utf8')) as Truth
    const before = process.cpuUsage()
    const page = readPage(
      { url: truth.url as CanonicalUrl, status: 200, headers: {}, body },
      { seenAt: '2026-01-01T00:00:00Z', canonical: canonicalOrNull }
    )
    const { user, system } = process.cpuUsage(before)
    cpuUs += user + system
    const wanted = wordsOf(truth.ground_truth.main_content)
    for (const name of [type, 'all']) main.set(name, [...(main.get(name) ?? []), match(wordsOf(page.main), wanted)])
    if (type === 'product')
      adverts.push(match(wordsOf(page.adverts.map((one) => `${one.title}\n${one.body}`).join('\n')), wanted))
  }
  return {
    main: Object.fromEntries([...main].map(([type, list]) => [type, scoreOf(list)])),
    advert: { product: scoreOf(adverts) },
    cpuMs: Math.round(cpuUs / 10 / Object.keys(pages).length) / 100
  }
}

interface Truth {
  readonly url: string
  readonly ground_truth: { readonly main_content: string }
}

/** Words in common, words read, words wanted: each as often as it stands there. */
interface Match {
  readonly common: number
  readonly read: number
  readonly wanted: number
}

function wordsOf(text: string): Map<string, number> {
  const words = new Map<string, number>()
  for (const word of text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []) words.set(word, (words.get(word) ?? 0) + 1)
  return words
}

function match(read: ReadonlyMap<string, number>, wanted: ReadonlyMap<string, number>): Match {
  const sum = (words: ReadonlyMap<string, number>): number => [...words.values()].reduce((all, n) => all + n, 0)
  let common = 0
  for (const [word, n] of read) common += Math.min(n, wanted.get(word) ?? 0)
  return { common, read: sum(read), wanted: sum(wanted) }
}

/** Means over the pages, as the benchmark publishes them. Nothing read where nothing is wanted is right. */
function scoreOf(matches: readonly Match[]): Score {
  const each = matches.map(({ common, read, wanted }) => {
    if (read === 0 && wanted === 0) return { f1: 1, precision: 1, recall: 1 }
    const precision = read === 0 ? 0 : common / read
    const recall = wanted === 0 ? 0 : common / wanted
    return { f1: common === 0 ? 0 : (2 * precision * recall) / (precision + recall), precision, recall }
  })
  const mean = (pick: (one: (typeof each)[number]) => number): number =>
    Math.round((each.reduce((sum, one) => sum + pick(one), 0) / Math.max(1, each.length)) * 1000) / 1000
  return {
    pages: each.length,
    f1: mean((one) => one.f1),
    precision: mean((one) => one.precision),
    recall: mean((one) => one.recall)
  }
}
