/** Quality of slots: words that vary between copies, found against those that the generator filled in. */
import { alignTemplate } from '../../src/link/templates/slots.ts'
import type { BenchAdvert } from './generate.ts'
import { generate } from './generate.ts'
import type { Quality } from './metrics.ts'

/** Token F1 over templates with at least `least` adverts; contacts at the end of adverts count as neither. */
export function slotQuality(n: number, seed: number, least = 6, templates = 200): Quality & { templates: number } {
  const byText = new Map<number, BenchAdvert[]>()
  for (const advert of generate(n, seed)) {
    const list = byText.get(advert.template)
    if (list) list.push(advert)
    else byText.set(advert.template, [advert])
  }
  let hit = 0
  let said = 0
  let wanted = 0
  let count = 0
  for (const adverts of byText.values()) {
    // Slots of one person's own copies do not vary, so they cannot be seen.
    if (adverts.length < least || new Set(adverts.map((advert) => advert.name)).size < least / 2 || count >= templates)
      continue
    count++
    const { slots, members } = alignTemplate(adverts.map((advert) => advert.body))
    for (const [i, member] of members.entries()) {
      const advert = adverts[member] as BenchAdvert
      const contacts = new Set(advert.facts.flatMap((fact) => fact.value.split(/\s+/)))
      const truth = tally(advert.slots.flatMap((slot) => slot.split(/\s+/)))
      const found = slots
        .flatMap((slot) => (slot.values[i] ?? '').split(/\s+/))
        .filter((word) => word !== '' && !contacts.has(word) && !/^061\d|@|^https?:|^telegram|^junk/.test(word))
      wanted += [...truth.values()].reduce((sum, times) => sum + times, 0)
      said += found.length
      for (const word of found) {
        const left = truth.get(word) ?? 0
        if (left > 0) {
          hit++
          truth.set(word, left - 1)
        }
      }
    }
  }
  const precision = hit / Math.max(1, said)
  const recall = hit / Math.max(1, wanted)
  return { precision, recall, f1: (2 * precision * recall) / Math.max(1e-9, precision + recall), templates: count }
}

function tally(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

if (import.meta.main)
  process.stdout.write(
    `${JSON.stringify(slotQuality(Number(process.argv[2] ?? 10_000), Number(process.argv[3] ?? 1)))}\n`
  )
