/** What a check says about one thing, and the sum of it: counts for each kind of thing, never one number for all. */

/** Kinds of things that are counted when they were checked and are whole. */
export const countedKinds = [
  'segments',
  'captures',
  'objects',
  'indexEntries',
  'anchors',
  'ledgerEntries',
  'logEntries',
  'logProofs',
  'logCopies',
  'logStamps',
  'segmentRows',
  'captureRows',
  'boundRows',
  'mandates',
  'accessRows',
  'warcFiles',
  'warcRecords',
  'waczFiles',
  'waczMembers',
  'dossiers',
  'dossierFiles'
] as const
export type CountedKind = (typeof countedKinds)[number]
export type Counts = Readonly<Partial<Record<CountedKind, number>>>

export interface VerifyItem {
  /**
   * `ok` whole; `damaged` changed, missing or contradicted by another half; `unchecked` could not be judged, which is no good
   * result either; `warning` whole, with something a reader must know; `note` is being written at this moment.
   */
  readonly kind: 'ok' | 'damaged' | 'unchecked' | 'warning' | 'note'
  /** The file, and the capture, entry or member within it. */
  readonly item: string
  /** Bytes `FIRST-LAST` of the file, or empty when all of it is meant. */
  readonly place: string
  readonly cause: string
  /** What to do next; empty when ok. */
  readonly do: string
  readonly counts?: Counts
  /** Bytes that were checked and are whole. */
  readonly bytes?: number
}

export interface VerifySummary {
  readonly kind: 'summary'
  /** `nothing` when there was nothing at all to check; `incomplete` when something could not be judged. */
  readonly verdict: 'intact' | 'damaged' | 'incomplete' | 'nothing'
  readonly checked: Counts
  readonly bytes: number
  readonly damaged: number
  readonly unchecked: number
  readonly warnings: number
}

export const restoreIt = 'keep the file as it is, and restore it from the backup beside it'

export function damaged(item: string, cause: string, place = '', action = restoreIt): VerifyItem {
  return { kind: 'damaged', item, place, cause, do: action }
}

export function unchecked(item: string, cause: string, action: string, place = ''): VerifyItem {
  return { kind: 'unchecked', item, place, cause, do: action }
}

export function warning(item: string, cause: string, action: string, place = ''): VerifyItem {
  return { kind: 'warning', item, place, cause, do: action }
}

export function note(item: string, cause: string, place = ''): VerifyItem {
  return { kind: 'note', item, place, cause, do: 'look again when it is done' }
}

export function ok(item: string, cause: string, counts: Counts, bytes = 0): VerifyItem {
  return { kind: 'ok', item, place: '', cause, do: '', counts, bytes }
}

/** `bytes FIRST-LAST`, inclusive. */
export function bytePlace(offset: number, bytes: number): string {
  return `bytes ${offset}-${offset + Math.max(bytes, 1) - 1}`
}

/** Sums up items as they pass. */
export function makeSummary(): { add(item: VerifyItem): void; summary(): VerifySummary } {
  const checked: Partial<Record<CountedKind, number>> = {}
  const seen = { ok: 0, damaged: 0, unchecked: 0, warning: 0, note: 0 }
  let bytes = 0
  return {
    add: (item) => {
      seen[item.kind]++
      bytes += item.bytes ?? 0
      for (const kind of countedKinds) {
        const n = item.counts?.[kind] ?? 0
        if (n > 0) checked[kind] = (checked[kind] ?? 0) + n
      }
    },
    summary: () => {
      const nothing = Object.keys(checked).length === 0
      const verdict = seen.damaged > 0 ? 'damaged' : nothing ? 'nothing' : seen.unchecked > 0 ? 'incomplete' : 'intact'
      return {
        kind: 'summary',
        verdict,
        checked: { ...checked },
        bytes,
        damaged: seen.damaged,
        unchecked: seen.unchecked,
        warnings: seen.warning
      }
    }
  }
}

const words: Readonly<Record<CountedKind, readonly [one: string, many: string]>> = {
  segments: ['segment', 'segments'],
  captures: ['capture', 'captures'],
  objects: ['object of a segment in the store', 'objects of segments in the store'],
  indexEntries: ['index entry', 'index entries'],
  anchors: ['anchor', 'anchors'],
  ledgerEntries: ['ledger entry', 'ledger entries'],
  logEntries: ['entry of the log', 'entries of the log'],
  logProofs: ['proof of the log', 'proofs of the log'],
  logStamps: ['time stamp on the log', 'time stamps on the log'],
  logCopies: ['copy of a checkpoint', 'copies of checkpoints'],
  segmentRows: ['row of the table segment', 'rows of the table segment'],
  captureRows: ['row of the table capture', 'rows of the table capture'],
  boundRows: ['row of what was read and decided', 'rows of what was read and decided'],
  mandates: ['mandate', 'mandates'],
  accessRows: ['account, session or rule of access', 'accounts, sessions and rules of access'],
  warcFiles: ['WARC file', 'WARC files'],
  warcRecords: ['WARC record', 'WARC records'],
  waczFiles: ['WACZ file', 'WACZ files'],
  waczMembers: ['file in a WACZ', 'files in WACZ'],
  dossiers: ['dossier', 'dossiers'],
  dossierFiles: ['file in a dossier', 'files in dossiers']
}

/** The sum in words, for a person. */
export function summaryText({ verdict, checked, damaged: faults, unchecked: open }: VerifySummary): string {
  const counts = countedKinds.flatMap((kind) => {
    const n = checked[kind]
    return n === undefined ? [] : [`${n} ${words[kind][n === 1 ? 0 : 1]}`]
  })
  const whole = counts.length === 0 ? '' : `Checked and whole: ${counts.join(', ')}.`
  const said = {
    intact: 'All of it is intact.',
    damaged: `${faults} ${faults === 1 ? 'thing is' : 'things are'} damaged or missing${open > 0 ? `, and ${open} could not be checked` : ''}.`,
    incomplete: `${open} ${open === 1 ? 'thing was' : 'things were'} not checked: this is no result about them.`,
    nothing: 'Nothing was checked: there is no evidence here that can be judged.'
  }[verdict]
  return [whole, said].filter((text) => text !== '').join(' ')
}
