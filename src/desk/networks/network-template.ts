/** The text that most opened adverts of a network share: what is fixed, what varies and of which kind that is, and how much of it each member has. Pure. */
import type { PictureTemplate, TemplatePart } from '../../contract/desk/network-picture.ts'
import { foldWords } from '../../link/templates/fold.ts'
import { alignTemplate } from '../../link/templates/slots.ts'
import type { FactKind } from '../../model/fact.ts'
import type { SealedReading } from '../../model/reading.ts'
import { maskedText } from '../adverts/masks.ts'
import { namesIn, placesIn } from '../facts/place-or-name.ts'

/** Bounds of the alignment, which samples members evenly and takes the time of members² × words². */
const bounds = { members: 8, words: 200 }
/** Members whose likeness is told. */
const mostMembers = 500
/** Kinds of facts that may fill a slot. */
const slotKinds: readonly FactKind[] = ['phone', 'email', 'handle', 'url', 'price', 'age', 'place', 'name', 'date']

/** `id` as in the picture; `sealed`: members of it that nobody may read. Null when fewer than two members are open. */
export function pictureTemplate(
  id: string,
  readings: ReadonlyMap<number, SealedReading>,
  sealed: number
): PictureTemplate | null {
  if (readings.size < 2) return null
  const bodies = new Map([...readings].map(([advert, reading]) => [advert, maskedBody(reading)]))
  const { tokens, slots } = alignTemplate([...bodies.values()], bounds)
  const kinds = new Map(slots.map((slot) => [slot.index, slotKind(slot.values, [...readings.values()])]))
  const parts: { -readonly [Key in keyof TemplatePart]: TemplatePart[Key] }[] = []
  for (const [at, { text, slot }] of tokens.entries()) {
    const last = parts.at(-1)
    if (last !== undefined && !last.slot && !slot) {
      last.text += ` ${text}`
      continue
    }
    const kind = slot ? (kinds.get(at) ?? null) : null
    parts.push({ text, slot, kind, values: kind === null ? null : valuesOf(kind, readings) })
  }
  const fixed = new Set(parts.filter((part) => !part.slot).flatMap((part) => foldWords(part.text)))
  const members = [...readings]
    .map(([advert, reading]) => ({
      advert,
      share: shareOf(fixed, bodies.get(advert) ?? ''),
      place: placesIn(reading)[0]?.value ?? reading.city,
      name: namesIn(reading)[0] ?? null
    }))
    .toSorted((a, b) => b.share - a.share || a.advert - b.advert)
    .slice(0, mostMembers)
  return { id, parts, open: readings.size, sealed, members }
}

/** The share of the fixed words that a text has, to two decimals. */
function shareOf(fixed: ReadonlySet<string>, text: string): number {
  if (fixed.size === 0) return 0
  const words = new Set(foldWords(text))
  let had = 0
  for (const word of fixed) if (words.has(word)) had++
  return Math.round((100 * had) / fixed.size) / 100
}

/** The kind of fact that stands in most of the slot's values, when it stands in half of them. */
function slotKind(values: readonly string[], readings: readonly SealedReading[]): FactKind | null {
  const filled = values.filter((value) => value !== '')
  const counted = slotKinds.map((kind) => {
    const raws = new Set(readings.flatMap((one) => one.facts.flatMap((fact) => (fact.kind === kind ? [fact.raw] : []))))
    return {
      kind,
      in: filled.filter((value) => [...raws].some((raw) => value.includes(raw) || raw.includes(value))).length
    }
  })
  const best = counted.toSorted((a, b) => b.in - a.in)[0]
  return best !== undefined && best.in * 2 >= filled.length && best.in > 0 ? best.kind : null
}

function valuesOf(kind: string, readings: ReadonlyMap<number, SealedReading>): number {
  const found = new Set<string>()
  for (const { facts } of readings.values()) for (const fact of facts) if (fact.kind === kind) found.add(fact.value)
  return found.size
}

/** The body, which follows the title in the text that facts point into, with masked words covered. */
export function maskedBody(reading: SealedReading): string {
  const from = reading.title.length + 1
  return maskedText(reading).slice(from, from + reading.body.length)
}
