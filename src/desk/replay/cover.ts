/** Words of origin, religion and health on a replayed page: covered as they are in the text of an advert, letter by letter. Pure. */
import { prepare } from '../../extract/document.ts'
import { findConditions, findMasked } from '../../extract/traits.ts'

export interface Covered {
  /** Each as long as it was. */
  readonly texts: readonly string[]
  /** How many words or phrases were covered. */
  readonly words: number
}

const cover = '▒'
/** Texts are judged by so many characters at a time, each time beginning a little before the last end, so that no phrase falls between. */
const stretchChars = 20_000
const overlapChars = 200

/** Covers what the extractor of masked words finds in the texts as they run on, whatever markup stands between letters. */
export function coverWords(texts: readonly string[]): Covered {
  const whole = texts.join('')
  const masked = new Uint8Array(whole.length)
  for (const stretch of stretches(whole)) {
    for (let from = 0; from < stretch.text.length;) {
      const facts = findMasked(prepare(stretch.text.slice(from), { region: 'NL' }))
      for (const fact of facts)
        for (const { start, end } of fact.spans ?? [fact])
          masked.fill(1, stretch.at + from + start, stretch.at + from + end)
      // It finds so many at a time; what comes behind them is asked for again.
      const last = facts.length < mostAtOnce ? null : Math.max(...facts.map((one) => one.end))
      from = last === null || last === 0 ? stretch.text.length : from + last
    }
  }
  return cut(texts, whole, masked)
}

/** As many as `findMasked` gives at once. */
const mostAtOnce = 200

/** Whether the texts offer somebody under eighteen: then no picture of the page is shown to anybody. */
export function claimsMinor(texts: readonly string[]): boolean {
  return stretches(texts.join('')).some(({ text }) =>
    findConditions(prepare(text, { region: 'NL' })).some((fact) => fact.value === 'minor-claim')
  )
}

function stretches(whole: string): { readonly at: number; readonly text: string }[] {
  const found = []
  for (let at = 0; at < whole.length; at += stretchChars - overlapChars)
    found.push({ at, text: whole.slice(at, at + stretchChars) })
  return found
}

function cut(texts: readonly string[], whole: string, masked: Uint8Array): Covered {
  let words = 0
  let shown = ''
  for (let at = 0; at < whole.length;) {
    const hidden = masked[at] === 1
    let end = at
    while (end < whole.length && (masked[end] === 1) === hidden) end++
    const piece = whole.slice(at, end)
    if (hidden) words++
    shown += hidden ? piece.replaceAll(/\S/g, cover) : piece
    at = end
  }
  let from = 0
  return { texts: texts.map((text) => shown.slice(from, (from += text.length))), words }
}
