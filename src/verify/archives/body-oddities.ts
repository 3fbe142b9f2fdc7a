/** Whether the page in a response record is all there: digests may cover a body that was cut before they were made. */
import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib'
import { readHttpResponse } from '../../evidence/archives/http/message.ts'
import type { WarcRecord } from '../../evidence/archives/warc-records.ts'
import { lengthOddities } from './lengths.ts'

const unpackers: Readonly<Record<string, (body: Buffer, options: { maxOutputLength: number }) => Buffer>> = {
  gzip: gunzipSync,
  'x-gzip': gunzipSync,
  br: brotliDecompressSync,
  zstd: zstdDecompressSync,
  // As the standard has it; raw deflate fails on its first bytes, which is no end too early.
  deflate: inflateSync
}

/** Larger ones are not unpacked. */
const mostBytes = 8_000_000

/** In words, after "records"; a record that says itself that it is cut is no oddity. */
export function bodyOddities({ type, fields, block }: WarcRecord): string[] {
  if (type !== 'response' || block === null || fields.some(([name]) => name === 'warc-truncated')) return []
  const response = readHttpResponse(block)
  if (typeof response === 'string') return []
  const { headers, body, status } = response
  const found = lengthOddities(block)
  if (response.short) found.push('hold fewer bytes than the response announced')
  if (status === 206 && !isAll(headers.find(([name]) => /^content-range$/i.test(name))?.[1] ?? ''))
    found.push('hold an answer 206, which is a part of a page')
  const range = headers.find(([name]) => /^content-range$/i.test(name))?.[1]
  if (status !== 206 && status >= 200 && status < 300 && range !== undefined && !isAll(range, body.length))
    found.push('hold a whole answer that says that it is a part of a page')
  const coding = headers
    .filter(([name]) => /^content-encoding$/i.test(name))
    .flatMap(([, value]) => value.toLowerCase().split(','))
    .at(-1)
    ?.trim()
  if (coding !== undefined && body.length > 0 && breaksOff(body, coding))
    found.push('hold a coded body that breaks off before its end')
  return found
}

function breaksOff(body: Buffer, coding: string): boolean {
  const unpack = Object.hasOwn(unpackers, coding) ? unpackers[coding] : undefined
  try {
    unpack?.(body, { maxOutputLength: mostBytes })
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'Z_BUF_ERROR'
  }
}

/** True when a range is all bytes of the page, or `bytes` are as many. */
function isAll(range: string, bytes = -1): boolean {
  const [, first, last, total] = /^bytes\s+(\d+)-(\d+)\/(\d+)$/i.exec(range.trim()) ?? []
  if (bytes >= 0 && bytes === Number(/\/(\d+)$/.exec(range.trim())?.[1])) return true
  return first === '0' && last !== undefined && Number(last) === Number(total) - 1
}
