/** Reads adverts from JSON lines for import: a bad line is named with its number, and the reading goes on. */
import type { ImportNote } from './import-note.ts'
import { parseLine, type JsonLine } from './lines/json-line.ts'
import { idNotes, lineNotes, namesNothing, withoutText } from './lines/line-oddities.ts'
import { packedLines, type Broken } from './lines/packed-lines.ts'
import { separator, type Line } from './lines/split-lines.ts'
import { spelledAsKnown, texts } from './lines/spelling.ts'

export interface ImportedImage {
  readonly url: string
  /** 64 hex digits, lower case; null when absent. */
  readonly pdq: string | null
  /** 0 to 100; null when absent. */
  readonly quality: number | null
}

/** Fields as the line has them, empty where absent. Nothing is judged here. */
export interface ImportedAdvert {
  readonly id: string
  readonly url: string
  readonly site: string
  readonly account: string
  readonly category: string
  readonly title: string
  readonly body: string
  readonly seller: string
  readonly city: string
  readonly phoneField: string
  readonly price: string
  readonly postedAt: string
  /** When the advert was seen like this, where the line says so: `seen_at`, or `last_seen` as an export writes it. */
  readonly seenAt: string
  readonly images: readonly ImportedImage[]
}

export type AdvertLine =
  /** `raw`: the line as it stood, without its line end. `notes`: what was odd about it. */
  | {
      readonly kind: 'advert'
      readonly line: number
      readonly advert: ImportedAdvert
      readonly raw: Buffer
      readonly notes: readonly ImportNote[]
    }
  | { readonly kind: 'damaged'; readonly line: number; readonly cause: string }
  /** Something odd between the lines; `line`: the last one before it. */
  | { readonly kind: 'note'; readonly line: number; readonly note: ImportNote }
  /** The file is no JSON lines, or breaks off; nothing follows. */
  | {
      readonly kind: 'refused'
      readonly line: number
      readonly reason: 'empty' | 'not-jsonl' | 'utf-16' | 'packed'
      readonly detail: string
      readonly do: string
    }

export interface AdvertOptions {
  /** Longer lines are damaged; 4 MiB when absent. */
  readonly lineLimitBytes?: number
}

const imagesLimit = 200
/** So many bad lines before the first good one, and it is another kind of file. */
const badLinesLimit = 100

/** Reads advert JSON lines, plain or gzip (known by content), as a stream. What a damaged gzip holds before and after the damage is read. */
export async function* readAdverts(
  source: AsyncIterable<Uint8Array>,
  options: AdvertOptions = {}
): AsyncGenerator<AdvertLine> {
  let [number, good, bad, adverts] = [0, false, 0, false]
  const marks = new Set<string>()
  for await (const piece of packedLines(source, options.lineLimitBytes ?? 4 * 1024 * 1024)) {
    if (piece.kind === 'broken') {
      const told = brokenGzip(number, piece)
      yield told
      if (told.kind === 'refused') return
      adverts = true
      continue
    }
    const { bytes, tooLong } = piece
    number++
    const wrong = number === 1 ? wrongStart(bytes) : null
    if (wrong !== null) {
      yield wrong
      return
    }
    for (const words of marksOf(piece)) {
      if (!marks.has(words)) yield { kind: 'note', line: number, note: { kind: 'lines-marked', words } }
      marks.add(words)
    }
    const outcome = tooLong ? badLine(number, 'the line is longer than the limit') : readLine(bytes, number)
    if (outcome === null) continue
    yield outcome
    adverts = true
    if (outcome.kind === 'advert') good = true
    else if (!good && ++bad >= badLinesLimit) {
      const detail = `none of the first ${badLinesLimit} lines is an advert`
      const what = 'check that this is a file of JSON lines: one {...} a line'
      yield { kind: 'refused', line: number, reason: 'not-jsonl', detail, do: what }
      return
    }
  }
  const what = 'get the file again from where it came'
  if (!adverts) yield { kind: 'refused', line: 0, reason: 'empty', detail: 'the file has no lines', do: what }
}

/** How lines are told apart that are not ended by LF alone, or by CR and LF. */
function marksOf({ bytes, afterCr }: Line): string[] {
  return [
    ...(afterCr ? ['lines of this file end with CR alone'] : []),
    ...(bytes[0] === separator ? ['lines of this file begin with a record separator (RFC 7464)'] : [])
  ]
}

/** Bytes after a whole gzip are no damage of it; one that breaks off or was changed is. */
function brokenGzip(line: number, { junkBytes, cause, offset, goesOn }: Broken): AdvertLine {
  if (junkBytes > 0) {
    const words = `${junkBytes} bytes from byte ${offset} on are no gzip: they were left out`
    return { kind: 'note', line, note: { kind: 'bytes-after', words } }
  }
  const detail = `the gzip breaks off after line ${line}: ${cause} (byte ${offset})`
  if (goesOn) return badLine(line, `${detail}; what follows was read`)
  return { kind: 'refused', line, reason: 'packed', detail, do: 'get the file again; the lines before were read' }
}

function badLine(line: number, cause: string): AdvertLine {
  return { kind: 'damaged', line, cause }
}

/** The advert of a capture that is one line, without a line break; null when it is none. The line of an import is not parsed again. */
export function advertOfLine(line: Uint8Array): ImportedAdvert | null {
  const known = parsed.get(line)
  if (known !== undefined) return known
  const outcome = readLine(Buffer.from(line.buffer, line.byteOffset, line.length), 1)
  return outcome?.kind === 'advert' ? outcome.advert : null
}

/** Adverts by their lines, for as long as those wait in memory. */
const parsed = new WeakMap<Uint8Array, ImportedAdvert>()

function readLine(bytes: Buffer, line: number): AdvertLine | null {
  const notes: ImportNote[] = []
  let text = bytes.toString('utf8')
  if (!isUtf8Exact(bytes, text))
    notes.push({ kind: 'not-utf8', words: 'not valid UTF-8: unreadable bytes were replaced' })
  if (line === 1 && text.startsWith('\ufeff')) text = text.slice(1)
  if (text.startsWith('\x1e')) text = text.slice(1)
  if (text.trim() === '') return null
  let parsedLine: JsonLine
  try {
    parsedLine = parseLine(text)
  } catch (error) {
    return badLine(line, `not JSON: ${(error as Error).message.slice(0, 200)}`)
  }
  const { value: stated, keysTwice } = parsedLine
  if (typeof stated !== 'object' || stated === null || Array.isArray(stated)) return badLine(line, 'not an object {…}')
  const { value, notes: spelling } = spelledAsKnown(stated as Record<string, unknown>)
  const empty = withoutText(value)
  if (empty !== null) return badLine(line, empty)
  notes.push(...lineNotes(text, value, keysTwice), ...spelling, ...idNotes(value, parsedLine.numbers))
  // A copy of known names only: `__proto__` and `constructor` of the line are data that nobody reads.
  const fields: Record<string, string> = {}
  for (const name of texts) {
    const given = Object.hasOwn(value, name) ? value[name] : undefined
    if (given === undefined || given === null || namesNothing(name, given)) fields[name] = ''
    else if (typeof given === 'string') fields[name] = given
    else if (typeof given === 'number' || typeof given === 'boolean')
      fields[name] = (name === 'id' ? parsedLine.numbers.get(name) : undefined) ?? String(given)
    else return badLine(line, `field ${name} is ${Array.isArray(given) ? 'a list' : 'an object'}, not a text`)
  }
  const images = readImages(Object.hasOwn(value, 'images') ? value['images'] : undefined, notes)
  if (typeof images === 'string') return badLine(line, images)
  const of = (name: (typeof texts)[number]): string => fields[name] ?? ''
  if ([of('id'), of('url'), of('title'), of('body')].every((one) => one === '') && images.length === 0) {
    return badLine(line, 'it has none of id, url, title, body and images')
  }
  const {
    id = '',
    url = '',
    site = '',
    account = '',
    category = '',
    title = '',
    body = '',
    seller = '',
    city = '',
    price = ''
  } = fields
  const advert = {
    id,
    url,
    site,
    account,
    category,
    title,
    body,
    seller,
    city,
    phoneField: of('phone_field'),
    price,
    postedAt: of('posted_at'),
    seenAt: of('seen_at') || of('last_seen'),
    images
  }
  parsed.set(bytes, advert)
  return { kind: 'advert', line, advert, raw: bytes, notes }
}

function readImages(value: unknown, notes: ImportNote[]): ImportedImage[] | string {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) return 'field images is not a list'
  if (value.length > imagesLimit)
    notes.push({ kind: 'image-left-out', words: `${value.length} images: only the first ${imagesLimit} were read` })
  return value.slice(0, imagesLimit).flatMap((one: unknown): ImportedImage[] => {
    if (typeof one === 'string') return [{ url: one, pdq: null, quality: null }]
    if (typeof one !== 'object' || one === null) {
      notes.push({ kind: 'image-left-out', words: 'an image that is no object was left out' })
      return []
    }
    const { url, pdq, quality } = spelledAsKnown(one as Record<string, unknown>).value
    const hash = typeof pdq === 'string' && /^[0-9a-f]{64}$/i.test(pdq) ? pdq.toLowerCase() : null
    if (hash === null && pdq !== undefined && pdq !== null)
      notes.push({ kind: 'image-left-out', words: 'an image hash that is not 64 hex digits was left out' })
    const score = typeof quality === 'number' && quality >= 0 && quality <= 100 ? quality : null
    return [{ url: typeof url === 'string' ? url : '', pdq: hash, quality: score }]
  })
}

/** Why a file that starts with this line is refused; null when it is not. */
function wrongStart(bytes: Buffer): AdvertLine | null {
  if (isUtf16(bytes)) {
    const [detail, what] = ['the file is UTF-16', 'save it as UTF-8: iconv -f UTF-16 -t UTF-8']
    return { kind: 'refused', line: 1, reason: 'utf-16', detail, do: what }
  }
  // A line `[` or `[{…},` is the start of a list over several lines: its elements end in commas, but for the last.
  if (!/^(?:\xef\xbb\xbf)?\s*\[\s*(?:$|\{)/.test(bytes.subarray(0, 256).toString('latin1'))) return null
  const detail = 'the file is one JSON list, not one {...} a line'
  return { kind: 'refused', line: 1, reason: 'not-jsonl', detail, do: "make lines of it first: jq -c '.[]' FILE" }
}

function isUtf16(bytes: Buffer): boolean {
  const [a, b] = [bytes[0], bytes[1]]
  return (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)
}

function isUtf8Exact(bytes: Buffer, text: string): boolean {
  return !text.includes('\ufffd') || Buffer.from(text, 'utf8').equals(bytes)
}
