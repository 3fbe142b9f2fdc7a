/** Folds text to the plain form that extractors read, with a map from every folded character back to the original ones. */
import type { Span } from '../model/fact.ts'
import { foldPoint, isInvisible, keycapEnd, latinTwin } from './fold-points.ts'

export interface Folded {
  readonly source: string
  /**
   * Lower case, accents out, digits of every script as 0-9, look-alike letters of other scripts inside Latin words as
   * Latin, invisible characters out, right-to-left overrides in the order in which a reader sees them.
   */
  readonly text: string
  /** Original offsets of each folded character; null when folding moved nothing (plain ASCII). */
  readonly starts: Int32Array | null
  readonly ends: Int32Array | null
  /** It holds right-to-left overrides: folded characters may stand in another order than those of the source. */
  readonly overridden: boolean
}

const rightToLeftOverride = 0x202e
const popDirection = 0x202c

/** Folds any string, lone surrogates included, in time linear in its length. */
export function fold(source: string): Folded {
  if (isAscii(source)) return { source, text: source.toLowerCase(), starts: null, ends: null, overridden: false }
  if (lastFolded.source !== source) lastFolded = foldWhole(source)
  return lastFolded
}

/** The last answer is kept: extraction, the guess of the language and dates ask for the same text one after another. Nobody writes in it. */
let lastFolded: Folded = { source: '', text: '', starts: null, ends: null, overridden: false }

function foldWhole(source: string): Folded {
  const sink = sinkFor(source.length)
  let overrideFrom = -1
  let overridden = false
  let at = 0
  while (at < source.length) {
    const unit = source.charCodeAt(at)
    if (unit === rightToLeftOverride) {
      if (overrideFrom >= 0) reverse(sink, overrideFrom)
      overrideFrom = sink.size
      overridden = true
      at += 1
    } else if (overrideFrom >= 0 && (unit === popDirection || unit === 10)) {
      reverse(sink, overrideFrom)
      overrideFrom = -1
      if (unit === popDirection) at += 1
    } else {
      at = foldOne(source, at, unit, sink)
    }
  }
  if (overrideFrom >= 0) reverse(sink, overrideFrom)
  mendMixedScripts(sink)
  return {
    source,
    text: decode(sink.units, sink.size),
    starts: sink.starts.slice(0, sink.size),
    ends: sink.ends.slice(0, sink.size),
    overridden
  }
}

/** The original span of folded[start..end): the smallest one that holds every character of it. */
export function sourceSpan(folded: Folded, start: number, end: number): Span {
  const { starts, ends } = folded
  if (starts === null || ends === null) return { start, end }
  let first = starts[start] ?? 0
  let last = ends[end - 1] ?? first
  const tail = starts[end - 1] ?? first
  if (tail < first) {
    first = tail
    last = ends[start] ?? last
  }
  // An override may lie inside the span: look at every character, since the order is not that of the source.
  if (folded.overridden) {
    for (let i = start; i < end; i += 1) {
      first = Math.min(first, starts[i] ?? first)
      last = Math.max(last, ends[i] ?? last)
    }
  }
  return { start: first, end: last }
}

interface Sink {
  units: Uint16Array
  starts: Int32Array
  ends: Int32Array
  size: number
  /** A word with letters of more than one script was seen, so a second look is needed. */
  foreign: boolean
}

/** One sink for all texts of usual length: three arrays a text are garbage that costs more than the folding. */
const usualLength = 16_384
const shared = newSink(usualLength)

function sinkFor(length: number): Sink {
  if (length > usualLength) return newSink(length)
  shared.size = 0
  shared.foreign = false
  return shared
}

function newSink(length: number): Sink {
  const room = length + 64
  return {
    units: new Uint16Array(room),
    starts: new Int32Array(room),
    ends: new Int32Array(room),
    size: 0,
    foreign: false
  }
}

function foldOne(source: string, at: number, unit: number, sink: Sink): number {
  if (unit < 0x80) {
    // Only a digit, # or * can open a keycap, and only what is not ASCII can follow.
    const keycap = unit <= 57 && source.charCodeAt(at + 1) >= 0x80 ? keycapEnd(source, at, unit) : at + 1
    push(sink, unit >= 65 && unit <= 90 ? unit + 32 : unit, at, keycap)
    return keycap
  }
  const point = source.codePointAt(at) ?? unit
  const next = at + (point > 0xffff ? 2 : 1)
  if (isInvisible(point)) {
    // Marks belong to the character before them, so that its span takes them along.
    if (point >= 0x300 && point < 0x370 && sink.size > 0 && sink.ends[sink.size - 1] === at) {
      sink.ends[sink.size - 1] = next
    }
    return next
  }
  if (point >= 0x370 && point < 0x530) sink.foreign = true
  const folded = foldPoint(point)
  for (let i = 0; i < folded.length; i += 1) push(sink, folded.charCodeAt(i), at, next)
  return next
}

function push(sink: Sink, unit: number, start: number, end: number): void {
  if (sink.size === sink.units.length) grow(sink)
  sink.units[sink.size] = unit
  sink.starts[sink.size] = start
  sink.ends[sink.size] = end
  sink.size += 1
}

function grow(sink: Sink): void {
  const room = sink.units.length * 2
  const units = new Uint16Array(room)
  units.set(sink.units)
  const starts = new Int32Array(room)
  starts.set(sink.starts)
  const ends = new Int32Array(room)
  ends.set(sink.ends)
  sink.units = units
  sink.starts = starts
  sink.ends = ends
}

function reverse(sink: Sink, from: number): void {
  sink.units.subarray(from, sink.size).reverse()
  sink.starts.subarray(from, sink.size).reverse()
  sink.ends.subarray(from, sink.size).reverse()
}

/** Words that mix Latin with Cyrillic or Greek letters become Latin, when every foreign letter has a Latin twin. */
function mendMixedScripts(sink: Sink): void {
  if (!sink.foreign) return
  const { units, size } = sink
  let at = 0
  while (at < size) {
    let end = at
    let latin = false
    let foreign = false
    let mendable = true
    for (; end < size; end += 1) {
      const unit = units[end] ?? 0
      if (unit >= 97 && unit <= 122) latin = true
      else if (unit >= 0x370 && unit < 0x530) {
        foreign = true
        if (latinTwin(unit) === 0) mendable = false
      } else break
    }
    if (latin && foreign && mendable) {
      for (let i = at; i < end; i += 1) {
        const twin = latinTwin(units[i] ?? 0)
        if (twin !== 0) units[i] = twin
      }
    }
    at = end + 1
  }
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) >= 0x80) return false
  return true
}

function decode(units: Uint16Array, size: number): string {
  const parts: string[] = []
  for (let at = 0; at < size; at += 4096) {
    const slice = units.subarray(at, Math.min(at + 4096, size))
    parts.push(String.fromCharCode.apply(null, slice as unknown as number[]))
  }
  return parts.join('')
}
