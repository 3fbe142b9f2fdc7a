/** The dossier as tables: items, facts with the characters where they stand, and captures, inert in a spreadsheet. Pure. */
import { codesOf } from '../../../model/partners/handling.ts'
import { headLine, rowLine } from '../../exports/csv.ts'
import { foundBy, questionOf } from '../searches.ts'
import type { DossierLanguage, DossierState, Searches, StateTask } from '../state.ts'

type Row = Readonly<Record<string, unknown>>

function table(columns: readonly string[], rows: Iterable<Row>): string {
  const lines = [headLine(columns)]
  for (const row of rows) lines.push(rowLine(columns, row))
  return lines.join('')
}

const itemColumns = [
  'item',
  'kind',
  'ref',
  'version',
  'title',
  'why',
  'confirmed',
  'by',
  'at',
  'confirmedBy',
  'confirmedAt',
  'digest',
  'adverts',
  'file'
]

export function itemsCsv({ items }: DossierState): string {
  return table(
    itemColumns,
    items.map((one) => ({ ...one, item: one.no, adverts: one.holds.join(' '), file: itemFile(one.no) }))
  )
}

/** Codes by item, then how many items stayed behind under which. */
export function handlingCsv({ codes, behind }: NonNullable<DossierState['handling']>): string {
  return table(
    ['item', 'code', 'stayedBehind'],
    [
      ...codes.map((one) => ({ item: one.no, code: codesOf(one).join(' '), stayedBehind: '' })),
      ...behind.map(({ code, count }) => ({ item: '', code, stayedBehind: count }))
    ]
  )
}

const factColumns = [
  'item',
  'advert',
  'version',
  'capture',
  'kind',
  'value',
  'raw',
  'spans',
  'method',
  'confidence',
  'state'
]

/** `spans`: `12-22 30-34`, UTF-16 offsets into the text of the version; the end is exclusive. */
export function factsCsv({ facts }: DossierState): string {
  return table(
    factColumns,
    facts.map((one) => ({ ...one, spans: one.spans.map(([from, to]) => `${from}-${to}`).join(' ') }))
  )
}

const captureColumns = ['id', 'seenAt', 'url', 'state', 'origin', 'recordDigest', 'ledgerNo', 'adverts']

export function capturesCsv({ captures }: DossierState): string {
  return table(
    captureColumns,
    captures.map((one) => ({
      ...one,
      state: one.beside === true ? 'open-beside-closed' : one.state,
      adverts: one.adverts.join(' ')
    }))
  )
}

const taskColumns = [
  'task',
  'kind',
  'template',
  'title',
  'about',
  'subject',
  'priority',
  'owner',
  'dueOn',
  'state',
  'result',
  'order',
  'by',
  'at',
  'endedBy',
  'endedAt'
]

export function tasksCsv(tasks: readonly StateTask[], language: DossierLanguage): string {
  return table(
    taskColumns,
    tasks.map((one) => ({ ...one, task: one.no, title: one.title[language] }))
  )
}

const searchColumns = ['entry', 'at', 'by', 'act', 'asked', 'found', 'hash']

export function searchesCsv({ entries }: Searches): string {
  return table(
    searchColumns,
    entries.map((one) => ({
      entry: one.no,
      at: one.at,
      by: one.actor,
      act: one.act,
      asked: questionOf(one),
      found: foundBy(one),
      hash: one.hash
    }))
  )
}

/** Where what was pinned stands in the package. */
export function itemFile(no: number): string {
  return `items/${String(no).padStart(5, '0')}.json`
}
