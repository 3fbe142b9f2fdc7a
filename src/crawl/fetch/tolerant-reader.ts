/** Reads an HTTP answer as browsers do: slips of its header lines are taken and named, what two readers would take for two answers is not. */

export interface TolerantHead {
  readonly status: number
  readonly statusText: string
  /** In order and case as received; a line that is no header line is left out and named. */
  readonly lines: readonly (readonly [string, string])[]
  /** What was odd, in words, each once. */
  readonly oddities: readonly string[]
}

export interface TolerantReader {
  /** `more`: go on; else the answer has ended, whole or not. */
  take(chunk: Buffer): 'more' | 'end'
  /** Null until the header lines are through. */
  head(): TolerantHead | null
  /** Why this is no answer; null while it may be one. */
  fault(): string | null
  body(): Uint8Array
  /** As many bytes came as were announced. */
  isWhole(): boolean
  /** Nothing was announced: the answer ends with its connection. */
  endsWithConnection(): boolean
  /** More came than may be kept. */
  isCut(): boolean
}

const maxLines = 1_000
const maxInterim = 10
/** Sizes of chunks beyond it are no sizes. */
const mostChunkDigits = 8

interface State {
  readonly limits: { readonly headerBytes: number; readonly bodyBytes: number }
  pending: Buffer
  head: TolerantHead | null
  fault: string | null
  interim: number
  /** Bytes left of the body or of the chunk; null: until the connection ends. */
  left: number | null
  isChunked: boolean
  readonly parts: Buffer[]
  size: number
  whole: boolean
  cut: boolean
}

/** A reader of one answer to a GET. `headerBytes` and `bodyBytes` are the most that it takes of each. */
export function tolerantReader(limits: { readonly headerBytes: number; readonly bodyBytes: number }): TolerantReader {
  const state: State = {
    limits,
    pending: Buffer.alloc(0),
    head: null,
    fault: null,
    interim: 0,
    left: null,
    isChunked: false,
    parts: [],
    size: 0,
    whole: false,
    cut: false
  }
  return {
    take(chunk) {
      state.pending = state.pending.length === 0 ? chunk : Buffer.concat([state.pending, chunk])
      while (state.head === null && state.fault === null) if (!readHead(state)) break
      if (state.fault !== null) return 'end'
      if (state.head === null) return 'more'
      if (state.isChunked) readChunks(state)
      else readPlain(state)
      return state.whole || state.cut || state.fault !== null ? 'end' : 'more'
    },
    head: () => state.head,
    fault: () => state.fault,
    body: () => Buffer.concat(state.parts),
    isWhole: () => state.whole,
    endsWithConnection: () => !state.isChunked && state.left === null,
    isCut: () => state.cut
  }
}

/** True when a head was there and another may follow (an interim answer). */
function readHead(state: State): boolean {
  const end = /\r?\n\r?\n/.exec(state.pending.toString('latin1', 0, state.limits.headerBytes + 4))
  if (end === null) {
    if (state.pending.length > state.limits.headerBytes) state.fault = 'header lines over the limit'
    else if (!/^(?:H|HT|HTT|HTTP|HTTP\/[\s\S]*)?$/.test(state.pending.toString('latin1', 0, 6)))
      state.fault = 'no status line of HTTP/1'
    return false
  }
  const text = state.pending.toString('latin1', 0, end.index)
  state.pending = state.pending.subarray(end.index + end[0].length)
  const head = headOf(text)
  if (typeof head === 'string') state.fault = head
  else if (head.status <= 101) state.fault = `an answer ${head.status} that nobody asked for`
  else if (head.status < 200) {
    if (++state.interim > maxInterim) state.fault = 'endless interim answers'
    return true
  } else begin(state, head)
  return false
}

function headOf(text: string): TolerantHead | string {
  const oddities = new Set<string>()
  if (/(?<!\r)\n/.test(text)) oddities.add('lines end without a carriage return')
  const [first = '', ...rest] = text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  const status = /^HTTP\/1\.\d[ \t]+([1-9]\d{2})(?:[ \t]+(.*))?$/.exec(first)
  if (status === null) return 'no status line of HTTP/1'
  if (text.includes('\0')) return 'a zero byte in the header lines'
  if (rest.length > maxLines) return `more than ${maxLines} header lines`
  const lines = rest.flatMap((line): (readonly [string, string])[] => {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(0, colon)).trimEnd()
    if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) {
      oddities.add(`a line that is no header line was left out: ${line.slice(0, 60).replace(control, ' ')}`)
      return []
    }
    if (name.length < colon) oddities.add(`a blank before the colon of ${name}`)
    const value = line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '')
    if (!hasControl.test(value)) return [[name, value]]
    oddities.add(`a control byte in the value of ${name}`)
    return [[name, value.replace(control, ' ')]]
  })
  const lengths = lines.filter(([name]) => name.toLowerCase() === 'content-length').map(([, value]) => value)
  if (new Set(lengths).size > 1) return 'two lengths that differ'
  if (lengths.length > 1) oddities.add('its length is stated more than once')
  return {
    status: Number(status[1]),
    statusText: (status[2] ?? '').replace(control, ' ').trim(),
    lines,
    oddities: [...oddities]
  }
}

const hasControl = /[\u0001-\u0008\u000a-\u001f\u007f]/
const control = /[\u0001-\u0008\u000a-\u001f\u007f]/g

function begin(state: State, head: TolerantHead): void {
  const coding = valueOf(head, 'transfer-encoding')
  const length = valueOf(head, 'content-length')
  // A length beside chunks is how one answer is smuggled behind another.
  if (coding !== null && length !== null) state.fault = 'a length beside chunks'
  else if (length !== null && !/^\d{1,15}$/.test(length)) state.fault = `no length: ${length.slice(0, 20)}`
  else state.head = head
  state.isChunked = coding !== null && /\bchunked\b/i.test(coding)
  state.left =
    state.isChunked || head.status === 204 || head.status === 304 ? 0 : length === null ? null : Number(length)
}

function valueOf(head: TolerantHead, name: string): string | null {
  return head.lines.find(([key]) => key.toLowerCase() === name)?.[1] ?? null
}

function readPlain(state: State): void {
  const wanted = state.left === null ? state.pending.length : Math.min(state.left, state.pending.length)
  keep(state, state.pending.subarray(0, wanted))
  state.pending = state.pending.subarray(wanted)
  if (state.left === null) return
  state.left -= wanted
  state.whole = state.left === 0
}

function readChunks(state: State): void {
  while (!state.cut) {
    if (state.left !== null && state.left > 0) {
      const part = state.pending.subarray(0, state.left)
      keep(state, part)
      state.left -= part.length
      state.pending = state.pending.subarray(part.length)
      if (state.left > 0) return
    }
    // The line end of the chunk before, then the size of the next.
    const line = /^(?:\r?\n)?([^\n]{0,1024})\n/.exec(state.pending.toString('latin1', 0, 1_030))
    if (line === null) {
      if (state.pending.length > 1_030) state.fault = 'a chunk without its size'
      return
    }
    const size = /^([0-9a-f]+)[ \t]*(?:;.*)?\r?$/i.exec(line[1] ?? '')?.[1]
    if (size === undefined || size.length > mostChunkDigits) {
      state.fault = 'a chunk without its size'
      return
    }
    state.pending = state.pending.subarray(line[0].length)
    state.left = Number.parseInt(size, 16)
    if (state.left === 0) {
      state.whole = true
      return
    }
  }
}

function keep(state: State, part: Buffer): void {
  const room = state.limits.bodyBytes - state.size
  if (part.length > room) state.cut = true
  state.parts.push(part.subarray(0, room))
  state.size += Math.min(part.length, room)
}
