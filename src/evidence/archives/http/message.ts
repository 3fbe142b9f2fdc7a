/** Reads an HTTP response out of the block of a WARC record, forgiving what archives in the wild contain. */

import type { ImportNote } from '../import-note.ts'
import { framed } from './framing.ts'

export type HeaderLine = readonly [name: string, value: string]

export interface HttpResponse {
  readonly status: number
  readonly statusText: string
  readonly headers: readonly HeaderLine[]
  /** After transfer coding, before content coding. */
  readonly body: Buffer
  /** As stored in the record: some archives digest this one. After an interim answer also all that follows the head of that one. */
  readonly storedBodies: readonly Buffer[]
  /** Fewer bytes than the response itself announced. */
  readonly short: boolean
  readonly notes: readonly ImportNote[]
}

const headLimitBytes = 256 * 1024
const linesLimit = 1000

/** Interim answers before one answer (RFC 9110, 15.2); servers send one or two. */
const mostInterim = 10

/** A response, or why the block is none. Interim answers (`100 Continue`) before it are passed over with a note. */
export function readHttpResponse(block: Buffer): HttpResponse | string {
  const response = readOne(block)
  if (typeof response === 'string') return response
  let last = response
  const [interim, rests]: [number[], Buffer[]] = [[], []]
  while (isInterim(last.status) && interim.length < mostInterim) {
    const [rest = last.body] = last.storedBodies
    const next = /^HTTP\/\d/.test(rest.subarray(0, 8).toString('latin1')) ? readOne(rest) : ''
    if (typeof next === 'string') break
    interim.push(last.status)
    rests.push(rest)
    last = next
  }
  if (interim.length === 0) return response
  const words = `an interim answer ${interim.join(', ')} stands before the answer: the answer was taken`
  const notes: ImportNote[] = [{ kind: 'interim-answer', words }, ...last.notes]
  return { ...last, storedBodies: [...last.storedBodies, ...rests], notes }
}

/** 101 is none: what follows it is no HTTP any more. */
function isInterim(status: number): boolean {
  return status >= 100 && status < 200 && status !== 101
}

function readOne(block: Buffer): HttpResponse | string {
  const head = splitHead(block)
  const match = /^HTTP\/\d(?:\.\d)? +(\d{3})(?: +(.*))?$/.exec(head.first)
  if (match === null) return 'it does not start with an HTTP status line'
  if (head.lines.length > linesLimit) return `it has more than ${linesLimit} header lines`
  const notes: ImportNote[] = []
  if (!head.ended) notes.push({ kind: 'header-slip', words: noEnd })
  if (head.lines.some((line) => line.includes('\0')))
    notes.push({ kind: 'header-slip', words: 'a header line holds a byte NUL, which was left out' })
  const headers = head.lines.flatMap((line): HeaderLine[] => {
    const colon = line.indexOf(':')
    if (colon > 0) return [[clean(line.slice(0, colon)), clean(line.slice(colon + 1))]]
    notes.push({ kind: 'header-left-out', words: 'a header line without a colon was left out' })
    return []
  })
  const stored = head.body
  const status = Number(match[1])
  const { body, short, notes: framing } = framed(status, headers, stored)
  notes.push(...framing)
  return {
    status,
    statusText: clean(match[2] ?? ''),
    headers,
    body,
    storedBodies: [stored],
    short: short || !head.ended,
    notes
  }
}

export interface HttpRequest {
  /** In capitals; GET when the block states none. */
  readonly method: string
  /** What its first line asks for, with the host that it names: a whole address only where the block states one. */
  readonly target: string
  readonly host: string
  readonly headers: readonly HeaderLine[]
}

/** The method, target and header lines of a request block. */
export function readHttpRequest(block: Buffer): HttpRequest {
  const { first, lines } = splitHead(block)
  const headers = lines.slice(0, linesLimit).flatMap((line): HeaderLine[] => {
    const colon = line.indexOf(':')
    return colon > 0 ? [[clean(line.slice(0, colon)), clean(line.slice(colon + 1))]] : []
  })
  const [, method = 'GET', target = ''] = /^([A-Za-z]{1,20}) +(.*?)(?: +HTTP\/[\d.]+)?\s*$/.exec(first) ?? []
  return { method: method.toUpperCase(), target, host: headerOf(headers, 'host') ?? '', headers }
}

/** First value of a header by its name in lower case, or null. */
export function headerOf(headers: readonly HeaderLine[], name: string): string | null {
  return headers.find((line) => line[0].toLowerCase() === name)?.[1] ?? null
}

const noEnd = `its HTTP header has no end within ${headLimitBytes / 1024} kB: no body was taken`

/** `ended`: an empty line ends the header, whichever line ends it has. */
function splitHead(block: Buffer): { first: string; lines: string[]; body: Buffer; ended: boolean } {
  const window = block.subarray(0, headLimitBytes).toString('latin1')
  const found = /\n\r?\n/.exec(window)
  const text = found === null ? window : window.slice(0, found.index).replace(/\r$/, '')
  // A line that starts with a space goes on from the one before (obsolete folding, RFC 9112 5.2).
  const [first = '', ...lines] = text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  return {
    first,
    lines: lines.filter((line) => line !== ''),
    body: found === null ? Buffer.alloc(0) : block.subarray(found.index + found[0].length),
    ended: found !== null
  }
}

/** No line breaks or NUL within a value: these are what a header may not hold. */
function clean(text: string): string {
  return text.replace(/[\r\n\0]+/g, ' ').trim()
}
