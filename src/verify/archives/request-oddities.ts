/** Requests that name another page than the answer that they belong to, or than their own header does. */
import type { WarcRecord } from '../../evidence/archives/warc-records.ts'

interface Told {
  readonly type: string
  readonly uri: string
}

/** Records that are remembered. */
const mostRemembered = 100_000

/** Looks at the records of a file in their order; in words, after "records". */
export function makeRequestOddities(): (record: WarcRecord) => string[] {
  const read = new Map<string, Told>()
  const awaited = new Map<string, Told>()
  return (record) => {
    if (record.type !== 'request' && record.type !== 'response') return []
    const told: Told = { type: record.type, uri: hrefOf(valuesOf(record, 'warc-target-uri')[0] ?? '') }
    const partners = [awaited.get(record.id)]
    for (const id of valuesOf(record, 'warc-concurrent-to')) {
      partners.push(read.get(id))
      if (awaited.size < mostRemembered && !read.has(id)) awaited.set(id, told)
    }
    if (record.id !== '' && read.size < mostRemembered) read.set(record.id, told)
    const differs = partners.some((one) => one !== undefined && one.type !== told.type && one.uri !== told.uri)
    return [
      ...(differs ? ['belong to a record of another address: a request and an answer that are not one exchange'] : []),
      ...(record.type === 'request' && asksElsewhere(record, told.uri)
        ? ['hold a request for another address than they state']
        : [])
    ]
  }
}

function asksElsewhere({ block }: WarcRecord, stated: string): boolean {
  const [first = '', ...lines] =
    (block?.toString('latin1', 0, 64 * 1024) ?? '').split(/\r?\n\r?\n/)[0]?.split(/\r?\n/) ?? []
  const target = /^[A-Za-z]{1,20} +(.*?)(?: +HTTP\/[\d.]+)?\s*$/.exec(first)?.[1] ?? ''
  const host =
    lines
      .find((line) => /^host:/i.test(line))
      ?.slice(5)
      .trim() ?? ''
  if (stated === '' || !/^(?:\/|https?:)/i.test(target)) return false
  const { protocol, host: own } = new URL(stated)
  const asked = target.startsWith('/') ? `${protocol}//${host === '' ? own : host}${target}` : target
  const other = hrefOf(asked)
  return other !== '' && other !== stated
}

/** Without what is not sent; empty where it is no address. */
function hrefOf(text: string): string {
  const url = URL.parse(
    text
      .replace(/^<(.*)>$/, '$1')
      .trim()
      .replaceAll(' ', '%20')
  )
  if (url === null) return ''
  url.hash = ''
  return url.href
}

function valuesOf({ fields }: WarcRecord, wanted: string): string[] {
  return fields.flatMap(([name, value]) => (name === wanted ? [value] : []))
}
