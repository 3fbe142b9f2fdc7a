/** The objects of a long JSON text one by one: those of a list in an object (a STIX bundle), or one a line; however long it is, one is held. */

export interface JsonPiece {
  /** From 1: which object of the list, or which line. */
  readonly no: number
  readonly text: string
}

/** More than any honest object has. */
const mostChars = 2_000_000

/** A file that cannot be cut into objects: where, and why. */
export class JsonFault extends Error {}

/** Lines that are not empty. Throws `JsonFault` for one that is too long. */
export async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<JsonPiece, void, undefined> {
  let [rest, no] = ['', 0]
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const text of lines) {
      no++
      if (text.length > mostChars) throw new JsonFault(`line ${no} has more than ${mostChars} characters`)
      if (text.trim() !== '') yield { no, text }
    }
    if (rest.length > mostChars) throw new JsonFault(`line ${no + 1} has more than ${mostChars} characters`)
  }
  if (rest.trim() !== '') yield { no: no + 1, text: rest }
}

/** What stands at one place of the text. */
const quote = 0x22
const backslash = 0x5c
const colon = 0x3a
const opens: ReadonlySet<number> = new Set([0x7b, 0x5b])
const closes: ReadonlySet<number> = new Set([0x7d, 0x5d])

/**
 * The objects of the list `objects` of the outer object. Only what tells texts, lists and objects apart is looked at here; each piece is
 * parsed by who takes it. Throws `JsonFault` where the file ends too early, has something after its end, or has no such list.
 */
export async function* objectsOf(chunks: AsyncIterable<string>): AsyncGenerator<JsonPiece, void, undefined> {
  const outer = { word: '', key: '', seen: false }
  let [depth, inText, escaped, inList, ended, piece, no] = [0, false, false, false, false, '', 0]
  for await (const chunk of chunks) {
    let from = 0
    for (let at = 0; at < chunk.length; at++) {
      const code = chunk.charCodeAt(at)
      if (inText) {
        if (escaped) escaped = false
        else if (code === backslash) escaped = true
        else if (code === quote) inText = false
        else if (depth === 1 && outer.word.length < 40) outer.word += chunk[at] ?? ''
      } else if (code === quote) {
        inText = true
        if (depth === 1) outer.word = ''
      } else if (code === colon) {
        if (depth === 1) outer.key = outer.word
      } else if (opens.has(code)) {
        if (ended) throw new JsonFault('something stands after its end')
        depth++
        if (depth === 2) inList = code === 0x5b && startsList(outer)
        if (inList && depth === 3) from = at
      } else if (closes.has(code)) {
        if (inList && depth === 3) {
          yield { no: ++no, text: piece + chunk.slice(from, at + 1) }
          piece = ''
        }
        if (depth === 2) inList = false
        if (--depth === 0) ended = true
        if (depth < 0) throw new JsonFault('it closes more than it opens')
      } else if (inList && depth === 2 && code > 0x20 && code !== 0x2c)
        throw new JsonFault(`object ${no + 1} of the list is no object`)
    }
    if (inList && depth >= 3) piece += chunk.slice(from)
    if (piece.length > mostChars) throw new JsonFault(`object ${no + 1} has more than ${mostChars} characters`)
  }
  if (!outer.seen) throw new JsonFault('it has no list of objects')
  if (!ended) throw new JsonFault('it ends too early: get the file again')
}

function startsList(outer: { readonly key: string; seen: boolean }): boolean {
  if (outer.key !== 'objects') return false
  if (outer.seen) throw new JsonFault('it has two lists of objects')
  outer.seen = true
  return true
}
