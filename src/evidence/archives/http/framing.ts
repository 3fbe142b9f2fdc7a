/** Where the body of a stored HTTP response ends: its lengths and chunks, and what of these contradicts each other or the bytes. */
import type { ImportNote } from '../import-note.ts'

type HeaderLines = readonly (readonly [name: string, value: string])[]

export interface Framed {
  /** After transfer coding. */
  readonly body: Buffer
  /** Fewer bytes than the response itself announced. */
  readonly short: boolean
  readonly notes: readonly ImportNote[]
}

/** Answers that have no content, whatever length they state (RFC 9110, 8.6): that of the page that they spare. */
const withoutContent: ReadonlySet<number> = new Set([204, 304])

/**
 * The body out of the bytes after the head. Of lengths that contradict each other none is believed: what is stored is kept, as short only
 * where each of them is more. Bytes after the last chunk are no part of the body (RFC 9112, 7.1); those beyond a length are kept with it,
 * since archives that store a body without its codings keep the length of before.
 */
export function framed(status: number, headers: HeaderLines, stored: Buffer): Framed {
  const lengths = lengthsIn(headers)
  const coded = isChunked(headers)
  const unchunked = coded ? dechunk(stored) : null
  const body = unchunked?.body ?? stored
  const { notes: ofLengths, known } = judgeLengths(lengths, coded ? [body.length, stored.length] : null)
  const notes = [...ofLengths, ...leftCodings(headers)]
  if (unchunked !== null) return { body, short: unchunked.broken, notes: [...notes, ...unchunked.notes] }
  if (withoutContent.has(status) && body.length === 0) return { body, short: false, notes }
  const [least = 0, most = 0] = [Math.min(...known), Math.max(...known)]
  const beyond = known.length > 0 && body.length > most && !isCoded(headers)
  const words = `${body.length - most} bytes stand after the ${most} that the response announced: they were kept with it`
  return {
    body,
    short: known.length > 0 && body.length < least,
    notes: beyond ? [...notes, { kind: 'bytes-after', words }] : notes
  }
}

/** All values of `Content-Length`, also of lists in one line, without repetition. */
function lengthsIn(headers: HeaderLines): string[] {
  const values = headers
    .filter(([name]) => name.toLowerCase() === 'content-length')
    .flatMap(([, value]) => value.split(','))
  return [...new Set(values.map((value) => value.trim()))]
}

/** `chunked`: the sizes that a length beside chunks may mean; null where there are none. */
function judgeLengths(
  lengths: readonly string[],
  chunked: readonly number[] | null
): { readonly known: readonly number[]; readonly notes: readonly ImportNote[] } {
  const shown = lengths.map((text) => JSON.stringify(text.slice(0, 40))).join(' and ')
  const known = [...new Set(lengths.filter((text) => /^\d{1,15}$/.test(text)).map(Number))]
  const notes: ImportNote[] = []
  if (lengths.length > known.length && known.length < 2)
    notes.push({ kind: 'header-slip', words: `its response states Content-Length ${shown}` })
  if (known.length > 1)
    notes.push({
      kind: 'header-contradicts',
      words: `its response states Content-Length ${shown}: what is stored was taken`
    })
  else if (chunked !== null && known.length > 0) {
    const fits = known.every((length) => chunked.includes(length))
    const words = `its response states both chunks and Content-Length ${shown}`
    notes.push(
      fits
        ? { kind: 'header-slip', words }
        : { kind: 'header-contradicts', words: `${words}, which is not its length: the chunks were taken` }
    )
  }
  return { known, notes }
}

/** Transfer codings beside chunks, which nothing here takes off. */
function leftCodings(headers: HeaderLines): ImportNote[] {
  const named = headers
    .flatMap(([name, value]) => (name.toLowerCase() === 'transfer-encoding' ? value.split(',') : []))
    .map((one) => one.trim())
    .filter((one) => !/^(?:chunked|identity|)$/i.test(one))
  if (named.length === 0) return []
  const words = `its Transfer-Encoding ${JSON.stringify(named.join(', ').slice(0, 40))} was not taken off: the body was taken as it is stored`
  return [{ kind: 'stored-without-coding', words }]
}

function isChunked(headers: HeaderLines): boolean {
  return headers.some(([name, value]) => name.toLowerCase() === 'transfer-encoding' && /\bchunked\b/i.test(value))
}

function isCoded(headers: HeaderLines): boolean {
  return headers.some(
    ([name, value]) => name.toLowerCase() === 'content-encoding' && !/^(?:identity)?$/i.test(value.trim())
  )
}

interface Unchunked {
  readonly body: Buffer
  readonly broken: boolean
  readonly notes: readonly ImportNote[]
}

/** Removes chunked coding (RFC 9112 7.1). Many archives keep the header and store the body without it: then it is left as it is. */
function dechunk(stored: Buffer): Unchunked {
  const parts: Buffer[] = []
  const broken = (): Unchunked => {
    const notes: ImportNote[] = [{ kind: 'chunks-broken', words: 'the chunks of the body break off' }]
    return { body: Buffer.concat(parts), broken: true, notes }
  }
  for (let at = 0; ;) {
    const lineEnd = stored.indexOf('\n', at)
    const line = lineEnd < 0 || lineEnd - at > 1024 ? '' : stored.subarray(at, lineEnd).toString('latin1').trim()
    const match = /^([0-9a-f]{1,8})(?:[ \t]*;.*)?$/i.exec(line)
    if (match === null) {
      if (parts.length > 0 || stored.length === 0) return broken()
      const notes: ImportNote[] = [
        { kind: 'stored-without-chunks', words: 'marked as chunked and stored without chunks' }
      ]
      return { body: stored, broken: false, notes }
    }
    const sizeBytes = Number.parseInt(match[1] ?? '0', 16)
    if (sizeBytes === 0)
      return { body: Buffer.concat(parts), broken: false, notes: afterChunks(stored.subarray(lineEnd + 1)) }
    const chunk = stored.subarray(lineEnd + 1, lineEnd + 1 + sizeBytes)
    parts.push(chunk)
    if (chunk.length < sizeBytes) return broken()
    at = lineEnd + 1 + sizeBytes
    if (stored[at] === 13) at++
    if (stored[at] === 10) at++
  }
}

/** After the last chunk come trailer fields and an empty line; archives leave these out. */
function afterChunks(rest: Buffer): ImportNote[] {
  let at = 0
  for (;;) {
    const lineEnd = rest.indexOf('\n', at)
    if (lineEnd < 0) break
    const line = rest
      .subarray(at, Math.min(lineEnd, at + 1024))
      .toString('latin1')
      .trimEnd()
    if (line !== '' && !/^[!#$%&'*+.^_`|~0-9A-Za-z-]+:/.test(line)) break
    at = lineEnd + 1
    if (line === '') break
  }
  const left = rest.length - at
  return left === 0
    ? []
    : [{ kind: 'bytes-after', words: `${left} bytes stand after its last chunk: they were left out` }]
}
