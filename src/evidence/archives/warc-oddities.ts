/** Oddities of a WARC record that do not lie in its content: header lines that say a thing twice, dates in other forms, ids that name two records. */
import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { ImportNote } from './import-note.ts'
import { contradictingLabels, labelledCheck } from './labelled-digest.ts'
import { coarseDate, isKnownProfile, readWarcDate } from './warc-revisit.ts'
import { valueOf, valuesOf, type WarcRecord } from './warc-records.ts'

type Fields = WarcRecord['fields']

/** Fields that a record states once (WARC 1.1, 5): of two values at most one is so. Digests are apart: each of several is checked. */
const statedOnce: ReadonlySet<string> = new Set([
  'warc-type',
  'warc-record-id',
  'warc-date',
  'content-length',
  'content-type',
  'warc-ip-address',
  'warc-refers-to',
  'warc-refers-to-target-uri',
  'warc-refers-to-date',
  'warc-target-uri',
  'warc-truncated',
  'warc-warcinfo-id',
  'warc-filename',
  'warc-profile',
  'warc-identified-payload-type',
  'warc-segment-number',
  'warc-segment-origin-id',
  'warc-segment-total-length'
])

/** What the header of a record says twice, and in two ways. */
export function headerNotes(fields: Fields): ImportNote[] {
  const notes: ImportNote[] = []
  const judged = new Set<string>()
  for (const [name] of fields) {
    if (judged.has(name)) continue
    judged.add(name)
    const values = valuesOf(fields, name)
    if (values.length === 1) continue
    const apart = digests.has(name) ? contradictingLabels(values) : null
    if (apart !== null) {
      const words = `its header has ${values.length} lines ${name} that contradict each other, ${shown(apart[0])} and ${shown(apart[1])}: of one content at most one is so`
      notes.push({ kind: 'header-contradicts', words })
    } else if (statedOnce.has(name) && new Set(values).size > 1) {
      const [first = '', other = ''] = [values[0], values.find((value) => value !== values[0])].map(shown)
      const words = `its header says ${name} twice, ${first} and ${other}: the first was taken`
      notes.push({ kind: 'header-contradicts', words })
    } else if (statedOnce.has(name) || digests.has(name))
      notes.push({ kind: 'header-repeated', words: `its header has ${values.length} lines ${name}` })
  }
  return notes
}

const digests: ReadonlySet<string> = new Set(['warc-block-digest', 'warc-payload-digest'])

function shown(value: string | undefined): string {
  return JSON.stringify((value ?? '').slice(0, 80))
}

/** Fields that every record has (WARC 1.1, 5.1) and this one has not; a date is judged where it is read. */
export function missingFields({ type, id }: WarcRecord): ImportNote[] {
  const missing = [type === '' ? 'WARC-Type' : '', id === '' ? 'WARC-Record-ID' : ''].filter((name) => name !== '')
  return missing.map((name) => ({ kind: 'field-missing', words: `its header states no ${name}` }))
}

/** Digests of which nobody here knows the kind or the form: nothing was held against them. */
export function digestNotes({ blockDigest, fields }: WarcRecord): ImportNote[] {
  const block = blockDigest === 'unknown' ? valuesOf(fields, 'warc-block-digest').filter(isUnknown) : []
  const payload = valuesOf(fields, 'warc-payload-digest').filter(isUnknown)
  const told: [string, string[]][] = [
    ['WARC-Block-Digest', block],
    ['WARC-Payload-Digest', payload]
  ]
  return told.flatMap(([name, labels]) =>
    labels.map((label) => {
      const words = `its ${name} ${shown(label)} is of a kind or form that is not known: it was not checked`
      return { kind: 'digest-unknown' as const, words }
    })
  )
}

function isUnknown(label: string): boolean {
  return labelledCheck(label).result() === 'unknown'
}

/** A WARC-Date that names no second, or is not in UTC as WARC 1.1 (5.4) has it, and what it was taken for. */
export function dateNotes(fields: Fields): ImportNote[] {
  const text = (valueOf(fields, 'warc-date') ?? '').trim()
  const coarse = coarseDate(text)
  if (coarse !== null) {
    const words = `its WARC-Date ${shown(text)} says no more than the ${coarse.unit}: the first moment of that, ${coarse.at}, stands for it`
    return [{ kind: 'date-imprecise', words }]
  }
  const read = readWarcDate(text)
  if (read === null) return []
  const rounded = roundedFrom(text)
  const notes: ImportNote[] = []
  if (rounded !== null) {
    const words = `its WARC-Date ${shown(text)} ${rounded}: ${read} stands for it`
    notes.push({ kind: 'date-rounded', words })
  }
  if (/[Zz]$/.test(text)) return notes
  const offset = /[+-]\d{2}(?::?\d{2})?$/.test(text) && text.includes(':')
  notes.push(
    offset
      ? { kind: 'date-with-offset', words: `its WARC-Date ${shown(text)} has an offset: it was taken as ${read}` }
      : { kind: 'date-without-zone', words: `its WARC-Date ${shown(text)} names no zone: UTC is assumed` }
  )
  return notes
}

/** What a time says that no clock here shows: a second 60, or more digits than those of milliseconds; null when it says no such thing. */
export function roundedFrom(text: string): string | null {
  const found = /(?:\d\d:\d\d:|^\d{12})(\d\d)(?:[.,]\d{3}(\d+))?/.exec(text.trim())
  if (found?.[1] === '60') return 'names a second 60, which is a leap second or none at all'
  return /[1-9]/.test(found?.[2] ?? '') ? 'is finer than a millisecond' : null
}

/** A revisit says by its profile in which way its content is that of another record (WARC 1.1, 6.7); of a profile that nobody here knows, its digest alone tells. */
export function profileNotes({ type, fields }: WarcRecord): ImportNote[] {
  if (type !== 'revisit') return []
  const profile = valueOf(fields, 'warc-profile')
  if (profile === null)
    return [
      {
        kind: 'revisit-profile',
        words: 'a revisit whose header states no WARC-Profile: that its content is the same is assumed'
      }
    ]
  if (isKnownProfile(profile)) return []
  const words = `a revisit of a WARC-Profile that is not known, ${shown(profile)}: it was joined with its original only where a digest says that both are the same`
  return [{ kind: 'revisit-profile', words }]
}

/** Ids of the records that were read, over all files of an import: an id names one record (WARC 1.1, 5.2). */
export interface RecordIds {
  notes(record: WarcRecord): ImportNote[]
  has(id: string): boolean
}

/** Further ids are not remembered. */
const mostIds = 1_000_000

export function makeRecordIds(): RecordIds {
  const seen = new Map<string, string>()
  return {
    has: (id) => seen.has(id),
    notes: (record) => {
      if (record.id === '') return []
      const print = printOf(record)
      const before = seen.get(record.id)
      if (before === undefined) {
        if (seen.size < mostIds) seen.set(record.id, print)
        return []
      }
      return before === print
        ? [{ kind: 'said-twice', words: 'it is the same as a record that was read before' }]
        : [{ kind: 'record-id-twice', words: 'another record with the same WARC-Record-ID was read before' }]
    }
  }
}

/** Tells records with one id apart; made anew for each run, so that it need not withstand anybody. */
function printOf({ fields, block, blockBytes }: WarcRecord): string {
  const header = createHash('sha1').update(JSON.stringify(fields)).digest('base64').slice(0, 12)
  return `${header} ${blockBytes} ${block === null ? '' : crc32(block)}`
}
