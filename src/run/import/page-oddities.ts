/** What is odd about the page in a record whose digests may all be right: a part of it, a coding that does not hold, letters that had to be guessed. */
import { isAscii } from 'node:buffer'
import { decoderFor } from '../../crawl/fetch/decode.ts'
import { headerValue } from '../../crawl/fetch/fetch.ts'
import type { ImportNote } from '../../evidence/archives/import-note.ts'
import type { Exchange } from '../../model/exchange.ts'
import { decodeBody } from '../../read/bytes/charset.ts'

export interface Page {
  /** Marked as cut where it is. */
  readonly exchange: Exchange
  readonly notes: readonly ImportNote[]
}

/** Looks at an exchange of an archive as a reader of its page would; never throws. Bodies above 8 MB unpacked are not looked into. */
export function pageOf(exchange: Exchange): Page {
  const range = partOf(exchange)
  const part = range?.kind === 'partial-content'
  const cut = exchange.truncated !== null || part
  const coded = codingOf(exchange, cut)
  const notes = [...(range === null ? [] : [range]), ...coded.notes]
  const broken = coded.notes.some((note) => note.kind === 'missing-bytes')
  if (coded.body !== null) notes.push(...charsetNotes(exchange, coded.body, cut || broken))
  if (exchange.truncated !== null || !(broken || part)) return { exchange, notes }
  return { exchange: { ...exchange, truncated: broken ? 'disconnect' : 'length' }, notes }
}

/**
 * An answer 206 holds what was asked for, which is the whole only where it says so (RFC 9110, 14.4). Another answer with a range says two
 * things: it is the whole where its bytes are as many as the range says that there are.
 */
function partOf(exchange: Exchange): ImportNote | null {
  const { status } = exchange
  const range = headerValue(exchange, 'content-range')
  if (status < 200 || status >= 300 || (status !== 206 && range === null)) return null
  const [, first, last, total] = /^bytes +(?:(\d{1,15})-(\d{1,15})|\*)\/(\d{1,15}|\*)$/i.exec(range?.trim() ?? '') ?? []
  const which = first === undefined ? 'it does not say which' : `bytes ${first}-${last} of ${total}`
  const all = Number(first) === 0 && Number(last) + 1 === Number(total)
  if (status === 206)
    return all ? null : { kind: 'partial-content', words: `an answer 206 holds a part of the page: ${which}` }
  if (all || exchange.body.length === Number(total))
    return { kind: 'header-slip', words: `an answer ${status} states a Content-Range, and holds all of it` }
  const words = `an answer ${status}, which is a whole page, says that it holds a part: ${which}`
  return { kind: 'partial-content', words }
}

const mostBytes = 8_000_000

/** The body without its content codings; null when that is not known. */
function codingOf(
  exchange: Exchange,
  cut: boolean
): { readonly body: Uint8Array | null; readonly notes: ImportNote[] } {
  const named = exchange.responseHeaders
    .filter(([name]) => name.toLowerCase() === 'content-encoding')
    .flatMap(([, value]) => value.split(','))
    .map((value) => value.trim().toLowerCase())
    .filter((value) => value !== '' && value !== 'identity')
  let { body } = exchange
  if (body.length === 0) return { body: null, notes: [] }
  const unsaid =
    named.length === 0 &&
    body[0] === 0x1f &&
    body[1] === 0x8b &&
    isText.test(headerValue(exchange, 'content-type') ?? '')
  if (unsaid) named.push('gzip')
  for (const coding of named.reverse()) {
    const decoder = decoderFor(coding, body)
    const shown = JSON.stringify(coding.slice(0, 40))
    if (decoder === null) {
      const words = `its Content-Encoding ${shown} is no coding that is known: the body was taken as it is`
      return { body: null, notes: [{ kind: 'stored-without-coding', words }] }
    }
    try {
      body = decoder.sync(body, { maxOutputLength: mostBytes })
    } catch (error) {
      return { body: null, notes: cut ? [] : brokenNotes(error as Error, body, shown) }
    }
  }
  const notes: ImportNote[] = unsaid
    ? [
        {
          kind: 'header-slip',
          words: 'its body is packed with gzip, which no Content-Encoding says: it was read unpacked'
        }
      ]
    : []
  return { body: body.length > mostBytes ? null : body, notes }
}

function brokenNotes(error: Error, body: Uint8Array, shown: string): ImportNote[] {
  const code = 'code' in error ? String(error.code) : ''
  if (code === 'ERR_BUFFER_TOO_LARGE') return []
  if (code === 'Z_BUF_ERROR')
    return [{ kind: 'missing-bytes', words: `its body in the coding ${shown} breaks off: kept as incomplete` }]
  const head = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, 512)).toString('latin1')
  // A coded body has bytes that no text has.
  if (/^[\t\n\f\r\x20-\x7e\x80-\xff]+$/.test(head))
    return [{ kind: 'stored-without-coding', words: `marked as coded in ${shown} and stored without that` }]
  return [{ kind: 'coding-broken', words: `its body does not unpack as ${shown}: ${error.message.slice(0, 80)}` }]
}

const isText = /^\s*(?:text\/|application\/(?:[\w.+-]*xml|[\w.+-]*json))/i

/** Told when letters of a text had to be guessed, or could not be read. `cut`: its last letter may be broken. */
function charsetNotes(exchange: Exchange, body: Uint8Array, cut: boolean): ImportNote[] {
  const type = headerValue(exchange, 'content-type') ?? ''
  const html = type === '' && /^\s*</.test(Buffer.from(body.subarray(0, 64)).toString('latin1'))
  if (!(isText.test(type) || html) || isAscii(body)) return []
  const { name, basis, certain } = decodeBody(body, type === '' ? undefined : type)
  if (certain || (cut && !basis.startsWith('guess'))) return []
  return [{ kind: 'encoding-assumed', words: `its letters were read as ${name} (${basis})` }]
}
