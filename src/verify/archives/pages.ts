/** Holds the lists of pages in a WACZ against its records: a page that is named and that no record holds was never shown to be there. */
import { valueOf, type WarcRecord } from '../../evidence/archives/warc-records.ts'
import type { SafeZip } from '../../evidence/archives/zip-guard.ts'
import { warning, type VerifyItem } from '../item.ts'
import { readMember } from './member.ts'

const mostAddresses = 1_000_000
const listLimitBytes = 64 * 1024 * 1024
const askMaker = 'ask who made the file'

export interface Pages {
  /** Takes the address of a record that holds content. */
  take(record: WarcRecord): void
  /** What the lists of pages say that the records taken do not. */
  judge(file: string, zip: SafeZip): AsyncGenerator<VerifyItem>
}

export function makePages(): Pages {
  const held = new Set<string>()
  let more = false
  return {
    take(record) {
      if (!/^(?:response|resource|revisit|conversion)$/.test(record.type)) return
      const address = asRead(valueOf(record.fields, 'warc-target-uri') ?? '')
      if (held.size < mostAddresses) held.add(address)
      else more = true
    },
    async *judge(file, zip) {
      for (const name of zip.names.filter((one) => /^pages\/[^/]+\.jsonl$/i.test(one))) {
        const item = `${file}: ${name}`
        const bytes = await readMember(zip, name, listLimitBytes, 'it is larger than 64 MiB')
        if (typeof bytes === 'string' || more) {
          const why = typeof bytes === 'string' ? bytes : 'the records have more than a million addresses'
          yield warning(item, `the pages that it names were not held against the records: ${why}`, askMaker)
          continue
        }
        const { named, unreadable } = pagesIn(bytes)
        const missing = named.filter((url) => !held.has(asRead(url)))
        if (missing.length > 0) {
          const which = `${missing.length} of ${named.length} pages that it names, ${JSON.stringify(missing[0]?.slice(0, 200))} first`
          yield warning(item, `${which}, are in no record: nothing shows that they were there`, askMaker)
        }
        if (unreadable > 0) yield warning(item, `${unreadable} of its lines name no page that can be read`, askMaker)
      }
    }
  }
}

/** The addresses of the pages, without the first line, which says what the file is. */
function pagesIn(bytes: Buffer): { readonly named: readonly string[]; readonly unreadable: number } {
  const named: string[] = []
  let unreadable = 0
  for (const line of bytes.toString('utf8').split('\n')) {
    if (line.trim() === '') continue
    try {
      const value: unknown = JSON.parse(line)
      const { url, format } = (value ?? {}) as { readonly url?: unknown; readonly format?: unknown }
      if (typeof url === 'string') named.push(url)
      else if (typeof format !== 'string') unreadable++
    } catch {
      unreadable++
    }
  }
  return { named, unreadable }
}

/** One form of an address: no brackets, no fragment (a record has none), spelled as browsers spell it. */
function asRead(written: string): string {
  const bare = written.replace(/^<(.*)>$/, '$1').trim()
  if (!URL.canParse(bare)) return bare
  const url = new URL(bare)
  url.hash = ''
  return url.href
}
