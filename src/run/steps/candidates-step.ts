/**
 * Blocks for an engine: one row for each thing by which an advert may be joined. Adverts that share a block are candidates; grouped by
 * block and counted, the rows are the statistics of values that many strangers share.
 */
import { leastPictureQuality } from '../../link/pictures/picture-index.ts'
import { linkLine } from './link-line.ts'
import type { StepLine } from './step-line.ts'

/** Of each 32nd of the range of features the smallest one: two texts that are 30 % alike share one of them but once in 100,000. */
const binBits = 5

export function candidatesStep(line: StepLine): object[] | string {
  const read = linkLine(line)
  if (typeof read === 'string') return read
  const { id, advert } = read
  const blocks = new Set<string>()
  for (const { kind, key } of advert.values) blocks.add(`${kind}:${key}`)
  if (advert.account !== null) blocks.add(`account:${advert.account}`)
  let last = -1
  for (const feature of advert.features) {
    const bin = feature >>> (32 - binBits)
    if (bin !== last) blocks.add(`text:${feature.toString(16).padStart(8, '0')}`)
    last = bin
  }
  for (const { pdq, quality } of advert.pictures)
    if (quality >= leastPictureQuality)
      for (let at = 0; at < 16; at++) blocks.add(`picture:${at}:${pdq.slice(at * 4, at * 4 + 4)}`)
  return [...blocks].toSorted().map((block) => ({ block, id }))
}
