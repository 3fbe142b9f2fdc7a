/** What is wrong with records of a foreign WARC beside their digests: headers that contradict themselves, ids that stand twice, dates that cannot be. */
import { createHash } from 'node:crypto'
import type { WarcRecord } from '../../evidence/archives/warc-records.ts'
import { damaged, warning, type VerifyItem } from '../item.ts'
import { bodyOddities } from './body-oddities.ts'
import { makeRequestOddities } from './request-oddities.ts'

/** Fields that may stand more than once in a header (WARC 1.1, 5.7), and digests, each of which is checked. */
const mayRepeat = /^(?:warc-(?:concurrent-to|protocol|cipher-suite|block-digest|payload-digest)|(?!warc-|content-).*)$/

const mostIds = 1_000_000
/** Clocks differ by so much without a word. */
const clocksDifferMs = 10 * 60_000

export interface RecordOddities {
  /** What is damaged at a record; warnings are added up for `end`. */
  judge(named: string, record: WarcRecord): VerifyItem[]
  end(item: string): VerifyItem[]
}

/** Looks at the records of one file, in their order. */
export function makeRecordOddities(nowMs: number): RecordOddities {
  const ids = new Map<string, { readonly at: number; readonly print: string }>()
  const requests = makeRequestOddities()
  const told = new Map<string, { count: number; first: string }>()
  const tell = (what: string, record: WarcRecord): void => {
    const known = told.get(what) ?? { count: 0, first: record.id || '(without id)' }
    known.count++
    told.set(what, known)
  }
  return {
    judge(named, record) {
      const place = `byte ${record.offset}`
      const found = [...missing(record), ...contradictions(record)].map((cause) =>
        damaged(named, cause, place, askMaker)
      )
      for (const what of [...bodyOddities(record), ...requests(record)]) tell(what, record)
      for (const what of [...dateOddities(record, nowMs), ...profileOddities(record)]) tell(what, record)
      if (record.id === '') return found
      const print = createHash('sha256')
        .update(JSON.stringify(record.fields))
        .update(record.block ?? '')
        .digest('base64')
      const before = ids.get(record.id)
      if (before === undefined) {
        if (ids.size < mostIds) ids.set(record.id, { at: record.offset, print })
        else tell('come after a million of them: whether their ids stand twice was not looked at', record)
      } else if (before.print === print) tell('stand in the file twice', record)
      else
        found.push(
          damaged(named, `another record with the same WARC-Record-ID starts at byte ${before.at}`, place, askMaker)
        )
      return found
    },
    end: (item) =>
      [...told].map(([what, { count, first }]) =>
        warning(item, `${count} ${count === 1 ? 'record' : 'records'}, ${first} first: ${what}`, askMaker)
      )
  }
}

const askMaker = 'ask who made the file'

/** Every record says what it is and which it is (WARC 1.1, 5.1): a header without these was changed or written wrongly. */
function missing({ type, id }: WarcRecord): string[] {
  return [
    ...(type === '' ? ['its header states no WARC-Type: readers pass it over'] : []),
    ...(id === '' ? ['its header states no WARC-Record-ID'] : [])
  ]
}

const profiles =
  /^<?https?:\/\/(?:www\.)?netpreserve\.org\/warc\/[\d.]+\/(?:revisit\/)?(?:(?:uri-agnostic-)?identical-payload-digest|server-not-modified)\/?>?$/i

/** In which way the content of a revisit is that of another record (WARC 1.1, 6.7). */
function profileOddities({ type, fields }: WarcRecord): string[] {
  if (type !== 'revisit') return []
  const profile = fields.find(([name]) => name === 'warc-profile')?.[1]
  if (profile === undefined) return ['are a revisit without WARC-Profile']
  return profiles.test(profile.trim()) ? [] : ['are a revisit of a WARC-Profile that is not known']
}

function contradictions({ fields }: WarcRecord): string[] {
  if (new Set(fields.map(([name]) => name)).size === fields.length) return []
  const values = new Map<string, Set<string>>()
  for (const [name, value] of fields) values.set(name, (values.get(name) ?? new Set<string>()).add(value))
  return [...values].flatMap(([name, all]) =>
    all.size > 1 && !mayRepeat.test(name) ? [`its header states ${name} ${all.size} times, and differently`] : []
  )
}

function dateOddities({ fields }: WarcRecord, nowMs: number): string[] {
  const text = fields.find(([name]) => name === 'warc-date')?.[1] ?? ''
  if (text === '') return ['state no WARC-Date']
  const found: string[] = []
  if (!/^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?Z)?)?)?$/.test(text))
    found.push('state a WARC-Date that is not in UTC as the standard has it')
  const at = Date.parse(text)
  if (/:60(?:\D|$)/.test(text)) found.push('state a WARC-Date with a second 60')
  else if (/\.\d{3}0*[1-9]/.test(text)) found.push('state a WARC-Date finer than a millisecond')
  if (at > nowMs + clocksDifferMs) found.push('state a WARC-Date ahead of now')
  return found
}
