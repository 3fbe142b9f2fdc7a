/** The pages of WCXB with their main text by people, and the word F1 that the benchmark publishes. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { CanonicalUrl } from '../../src/model/ids.ts'

/** Where the pages lie beside a checkout; another folder by BAKEN_WCXB. They are for measuring only and belong to their owners. */
export const folder = process.env['BAKEN_WCXB'] ?? path.join(import.meta.dirname, '../../../shared/data/wcxb')

export interface WcxbPage {
  readonly id: string
  /** `article`, `collection`, `documentation`, `forum`, `listing`, `product` or `service`. */
  readonly type: string
  /** By a hash of the id, so that what is learned from one half can be checked on the other. */
  readonly half: 'develop' | 'check'
  readonly url: CanonicalUrl
  readonly body: Buffer
  /** The main text that people wrote down. */
  readonly wanted: string
}

/** All pages, one at a time; null where the set is not there. */
export function wcxbPages(): Generator<WcxbPage> | null {
  return existsSync(path.join(folder, 'pages.json')) ? read() : null
}

function* read(): Generator<WcxbPage> {
  const list = JSON.parse(readFileSync(path.join(folder, 'pages.json'), 'utf8')) as Record<
    string,
    { readonly page_type: string }
  >
  for (const [id, { page_type: type }] of Object.entries(list)) {
    const truth = JSON.parse(readFileSync(path.join(folder, 'ground-truth', `${id}.json`), 'utf8')) as Truth
    yield {
      id,
      type,
      half: (createHash('sha1').update(id).digest()[0] ?? 0) % 2 === 1 ? 'develop' : 'check',
      url: truth.url as CanonicalUrl,
      body: gunzipSync(readFileSync(path.join(folder, 'html', `${id}.html.gz`))),
      wanted: truth.ground_truth.main_content
    }
  }
}

interface Truth {
  readonly url: string
  readonly ground_truth: { readonly main_content: string }
}

/** The words of a text in their order, lower case. */
export function wordList(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []
}

/** Words in common, words read, words wanted: each as often as it stands there. */
export interface Match {
  readonly common: number
  readonly read: number
  readonly wanted: number
}

export function match(read: string, wanted: string): Match {
  const [given, asked] = [wordList(read), wordList(wanted)]
  const left = new Map<string, number>()
  for (const word of asked) left.set(word, (left.get(word) ?? 0) + 1)
  let common = 0
  for (const word of given) {
    const times = left.get(word) ?? 0
    if (times === 0) continue
    left.set(word, times - 1)
    common++
  }
  return { common, read: given.length, wanted: asked.length }
}

export interface Score {
  readonly pages: number
  readonly f1: number
  readonly precision: number
  readonly recall: number
}

/** Means over the pages, as the benchmark publishes them. Nothing read where nothing is wanted is right. */
export function scoreOf(matches: readonly Match[]): Score {
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
