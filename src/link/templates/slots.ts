/** Slots of a template: aligns the texts of its members, on read and on opened texts only, and shows what stays and what varies. */
import { align, tokensOf, type Token } from './align.ts'

export interface SlotOptions {
  /** Members that are aligned; more are sampled evenly. Default 24. */
  readonly members?: number
  /** Words per text; longer texts are cut. Default 600. */
  readonly words?: number
}

export type SlotKind = 'number' | 'date' | 'phone' | 'link' | 'words'

export interface Slot {
  /** Position in `tokens`. */
  readonly index: number
  readonly kind: SlotKind
  /** Per aligned member what stands there; '' when nothing. In the order of `members`. */
  readonly values: readonly string[]
}

export interface TemplateToken {
  readonly text: string
  /** Share of members that have it as it is; for a slot, share of the commonest value. */
  readonly agreement: number
  readonly slot: boolean
}

export interface AlignedTemplate {
  /** The words of the most typical member, neighbouring slot words as one. */
  readonly tokens: readonly TemplateToken[]
  readonly slots: readonly Slot[]
  /** Indexes into `texts` that were aligned. */
  readonly members: readonly number[]
  /** Per aligned member the words that are neither the template's nor a slot's: its edits. */
  readonly edits: readonly (readonly string[])[]
}

/** A place is a slot when this share of the members has something there, and no value has this share of those. */
const leastPresent = 0.4
const slotAgreement = 0.5
/** Words beside a slot that still belong to its value: longer insertions are edits. */
const mostExtra = 2

/** Aligns texts on the most typical one of them. An empty list gives an empty template. */
export function alignTemplate(texts: readonly string[], options: SlotOptions = {}): AlignedTemplate {
  const members = evenly(texts.length, options.members ?? 24)
  const all = members.map((member) => tokensOf(texts[member]!, options.words ?? 600))
  if (all.length === 0) return { tokens: [], slots: [], members, edits: [] }
  const typical = all[medoid(all)]!
  const noSlots = typical.map(() => false)
  const first = all.map((tokens) => align(typical, tokens, noSlots))
  const isSlot = placesOf(typical, all, first).map((place) => place.slot)
  const rows = all.map((tokens) => align(typical, tokens, isSlot))
  return assemble(typical, all, rows, placesOf(typical, all, rows), members)
}

function evenly(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, i) => i)
  return Array.from({ length: most }, (_, i) => Math.floor((i * count) / most))
}

/** The text that shares most words with the others. */
function medoid(all: readonly Token[][]): number {
  const uses = new Map<string, number>()
  for (const tokens of all)
    for (const key of new Set(tokens.map((token) => token.key))) uses.set(key, (uses.get(key) ?? 0) + 1)
  let best = 0
  let most = -Infinity
  for (const [i, tokens] of all.entries()) {
    // Words of this text alone count against it, so that a text with an inserted sentence is not taken for typical.
    const score = tokens.reduce((sum, token) => sum + ((uses.get(token.key) ?? 0) * 2 > all.length ? 1 : -0.5), 0)
    if (score > most) {
      most = score
      best = i
    }
  }
  return best
}

interface Place {
  readonly slot: boolean
  /** Share of all members with the commonest value. */
  readonly agreement: number
}

/**
 * What each typical word is. A place that few members have is a sentence that some dropped or added, not a slot; a place that
 * most have with different words is one.
 */
function placesOf(typical: readonly Token[], all: readonly Token[][], rows: readonly Int32Array[]): Place[] {
  return typical.map((_, i) => {
    const values = new Map<string, number>()
    let present = 0
    for (const [member, row] of rows.entries()) {
      if (row[i]! < 0) continue
      const value = all[member]![row[i]!]!.value
      present++
      values.set(value, (values.get(value) ?? 0) + 1)
    }
    const most = Math.max(0, ...values.values())
    return {
      slot: present >= leastPresent * rows.length && most < slotAgreement * present,
      agreement: most / rows.length
    }
  })
}

function assemble(
  typical: readonly Token[],
  all: readonly Token[][],
  rows: readonly Int32Array[],
  places: readonly Place[],
  members: number[]
): AlignedTemplate {
  const tokens: TemplateToken[] = []
  const slots: Slot[] = []
  const used = all.map((words) => new Uint8Array(words.length))
  for (let i = 0; i < typical.length;) {
    let end = i + 1
    if (!places[i]!.slot) {
      for (const [member, row] of rows.entries())
        if (row[i]! >= 0 && all[member]![row[i]!]!.value === typical[i]!.value) used[member]![row[i]!] = 1
      tokens.push({ text: typical[i]!.text, agreement: places[i]!.agreement, slot: false })
    } else {
      while (end < typical.length && places[end]!.slot) end++
      const values = rows.map((row, member) => slotValue(all[member]!, row, i, end, used[member]!))
      slots.push({ index: tokens.length, kind: kindOf(values), values })
      tokens.push({
        text: typical
          .slice(i, end)
          .map((token) => token.text)
          .join(' '),
        agreement: Math.max(...places.slice(i, end).map((place) => place.agreement)),
        slot: true
      })
    }
    i = end
  }
  const edits = all.map((words, member) => words.filter((_, at) => used[member]![at] === 0).map((word) => word.text))
  return { tokens, slots, members, edits }
}

/** What a member has in the slot of typical words `from` to `end`: aligned words, and a few unaligned ones beside them. */
function slotValue(words: readonly Token[], row: Int32Array, from: number, end: number, used: Uint8Array): string {
  const aligned: number[] = []
  for (let i = from; i < end; i++) if (row[i]! >= 0) aligned.push(row[i]!)
  let before = -1
  for (let i = from - 1; i >= 0 && before < 0; i--) before = row[i]!
  let after = words.length
  for (let i = end; i < row.length; i++) {
    if (row[i]! < 0) continue
    after = row[i]!
    break
  }
  const room = after - before - 1
  const all =
    room <= aligned.length + mostExtra ? Array.from({ length: Math.max(0, room) }, (_, k) => before + 1 + k) : aligned
  for (const at of all) used[at] = 1
  return all.map((at) => words[at]!.text).join(' ')
}

function kindOf(values: readonly string[]): SlotKind {
  const filled = values.filter((value) => value !== '')
  const most = (pattern: RegExp): boolean =>
    filled.length > 0 && filled.filter((value) => pattern.test(value)).length * 2 > filled.length
  if (most(/https?:|www\.|@|\.\w{2,4}\b/i)) return 'link'
  if (most(/^\d{1,4}[-/.]\d{1,2}([-/.]\d{2,4})?$/)) return 'date'
  if (most(/^[+(]?\d(?:[\s()./-]*\d){7,14}$/)) return 'phone'
  return most(/^[^\p{L}]*\d[\d.,\s]*\p{L}{0,4}\W*$/u) ? 'number' : 'words'
}
