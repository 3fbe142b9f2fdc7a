/** Checks an evidence folder of Baken: the list of segments, every segment, the anchors, and each against the others. */
import path from 'node:path'
import type { X509Certificate } from 'node:crypto'
import type pg from 'pg'
import { anchorFile, anchorHeadFile, readAnchors, type AnchorReading, type IndexNote } from './anchors.ts'
import { namesIn, notFile, placeAt } from './disk.ts'
import { entryName, readIndexList, segmentId, type IndexEntry, type IndexReading } from './index-list.ts'
import { damaged, note, ok, unchecked, warning, type VerifyItem } from './item.ts'
import { judgeKeysNote, readKeysNote } from './keys-note.ts'
import { judgeLedgerNotes } from './ledger/ledger-notes.ts'
import type { OtherHalf } from './ledger/other-half.ts'
import { collectOriginals } from './segments/originals.ts'
import { verifyRecords, verifySegment } from './segments/segment.ts'
import type { Objects } from './segments/object-reader.ts'
import { judgeObjects } from './segments/stored-objects.ts'
import { recover, segmentFile, type SegmentContext } from './segments/segment-context.ts'

export interface EvidenceOptions {
  /** A process writes here now: what is not committed yet is no fault. */
  readonly running: boolean
  /** The database, where it can be reached. */
  readonly half: OtherHalf | null
  /** The store that evidence.yaml names; absent: none. */
  readonly objects?: Objects
  /** The database that the log is held against, where it can be reached. */
  readonly pool?: pg.Pool
  /** The public key of a log as somebody noted it elsewhere. */
  readonly logKey?: string
  /** The public key of a witness as it gives it itself. */
  readonly witnessKey?: string
  /** Those of the witnesses that outside.yaml names, by the name of each in the names of files. */
  readonly witnessKeys?: ReadonlyMap<string, string>
  /** Certificates that vouch for whom time stamps on the log are trusted from. */
  readonly roots?: readonly X509Certificate[]
}

const setBack = 'compare with the backup: the folder was set back to an older state, or something was taken out of it'
/** What an interrupted write leaves. */
const temporary = /^\.new-/

/** Checks everything in an evidence folder but files of other programs. */
export async function* verifyEvidence(evidenceDir: string, options: EvidenceOptions): AsyncGenerator<VerifyItem> {
  // In this order: whoever writes now adds to the list first and notes it among the anchors then.
  const beside = readKeysNote(path.dirname(evidenceDir))
  const anchors = readAnchors(evidenceDir)
  const index = readIndexList(evidenceDir)
  const folder = path.join(evidenceDir, 'index')
  for (const { file, cause } of index.problems) yield damaged(path.join(folder, file), cause)
  for (const name of index.strays) yield stray(path.join(folder, name), temporary.test(name))
  yield* judgeIndexNotes(evidenceDir, index, anchors, options.half)
  yield ok(folder, 'entries follow each other', { indexEntries: index.entries.length })
  yield* judgeAnchors(evidenceDir, index, anchors, options.running)
  yield* judgeKeysNote(beside, anchors)
  const originals = collectOriginals()
  const notes = [...anchors.ledger, ...beside.notes]
  const context: SegmentContext = { evidenceDir, ...options, notes, originals }
  const bySegment = Map.groupBy(index.entries, (entry) => entry.segment)
  for (const [segment, entries] of bySegment) yield* verifySegment(context, segment, entries)
  yield* judgeObjects(context, bySegment, options.pool ?? null)
  yield* verifyUnlisted(context, new Set(bySegment.keys()), index.problems.length > 0)
  yield* missingSegments(context, bySegment, anchors)
  yield* originals.missing(evidenceDir)
  yield* judgeLedgerNotes(context.notes, options.half)
}

/** Checks one segment file, with its head and its index entries when they stand where ours do. */
export async function* verifySegmentFile(file: string): AsyncGenerator<VerifyItem> {
  const segment = path.basename(file).replace(/\.warc$/, '')
  const evidenceDir = path.dirname(path.dirname(file))
  const originals = collectOriginals()
  const context: SegmentContext = { evidenceDir, running: false, half: null, notes: [], originals }
  if (segmentId.test(segment) && path.basename(path.dirname(file)) === 'segments') {
    const entries = readIndexList(evidenceDir).entries.filter((entry) => entry.segment === segment)
    if (entries.length > 0) {
      yield* verifySegment(context, segment, entries)
      yield* originals.missing(evidenceDir, true)
      return
    }
  }
  yield* verifyRecords(context, segment, null, file)
  yield* originals.missing(evidenceDir, true)
  yield warning(
    file,
    'neither head nor index stand beside it: a cut at its end cannot be seen',
    'check the whole evidence folder instead'
  )
}

/** Judges the list of segments by the entries of it that anchors and the ledger noted. */
export function* judgeIndexNotes(
  evidenceDir: string,
  index: IndexReading,
  anchors: AnchorReading,
  half: Pick<OtherHalf, 'indexNotes'> | null
): Generator<VerifyItem> {
  const there = new Map(index.entries.map((entry) => [entry.number, entry.digest]))
  const told = new Set(index.problems.map((one) => one.file))
  const last = index.entries.at(-1)?.number ?? 0
  const notes: IndexNote[] = [
    ...anchors.index,
    ...(half?.indexNotes ?? []).map(({ number, digest, entry }) => ({
      number,
      digest,
      where: `ledger entry ${entry}`,
      segment: null
    }))
  ]
  const missing = notes.filter((one) => one.number > last).toSorted((a, b) => b.number - a.number)
  const [newest] = missing
  if (newest !== undefined) {
    const [first, end] = [last + 1, newest.number]
    const which = first === end ? `entry ${first} is` : `entries ${first} to ${end} are`
    yield damaged(
      path.join(evidenceDir, 'index', entryName(first)),
      `${which} gone from the end of the list: ${newest.where} noted entry ${end}`,
      '',
      setBack
    )
  }
  for (const { number, digest, where } of notes) {
    const name = entryName(number)
    const found = there.get(number)
    if (number === 0 || found === undefined || found === digest || told.has(name)) continue
    told.add(name)
    yield damaged(
      path.join(evidenceDir, 'index', name),
      `it is not the entry that ${where} noted: the list was rebuilt`,
      '',
      setBack
    )
  }
}

/** Judges the anchors by themselves. */
export function* judgeAnchors(
  evidenceDir: string,
  index: IndexReading,
  anchors: AnchorReading,
  running: boolean
): Generator<VerifyItem> {
  const file = path.join(evidenceDir, anchorFile)
  if (anchors.absent) {
    if (index.files > 0)
      yield damaged(
        file,
        `the anchors are missing (${anchorFile} and ${anchorHeadFile}): nothing here shows how much there was`
      )
    return
  }
  for (const { item, cause } of anchors.problems) yield damaged(item, cause)
  // Each segment that opens or closes is noted before the next one does: only a kill in between leaves the newest unnoted.
  const noted = Math.max(0, ...anchors.index.map((one) => one.number))
  // What dead writers left is closed in one go, and noted at its end.
  const unnoted = index.entries.filter((entry) => entry.event !== 'drop' && !entry.recovered && entry.number > noted)
  if (!running && unnoted.length > 1)
    yield damaged(
      file,
      `its newest line and head know ${noted} index entries, and ${unnoted.length} segments were opened or closed since: the anchors were set back to an older state`,
      '',
      'compare with the backup, before anything is changed'
    )
  if (anchors.torn) yield warning(file, 'an interrupted write left its last line half', recover)
  yield ok(file, 'lines follow each other', { anchors: anchors.lines })
}

/** Segments of which anchors, ledger or tables know, and of which the index has no entry. */
function* missingSegments(
  { evidenceDir, half }: SegmentContext,
  listed: ReadonlyMap<string, readonly IndexEntry[]>,
  anchors: AnchorReading
): Generator<VerifyItem> {
  const anchored = anchors.index.flatMap((one) => (one.segment === null ? [] : [one.segment]))
  const rows = half?.segmentRows ?? new Map<string, never>()
  const known = new Set([
    ...anchored,
    ...(half?.stored.keys() ?? []),
    ...(half?.captureSums.keys() ?? []),
    ...rows.keys()
  ])
  for (const segment of [...known].filter((one) => !listed.has(one)).sort()) {
    const file = segmentFile(evidenceDir, segment)
    const [stored, row, sum] = [half?.stored.get(segment), rows.get(segment), half?.captureSums.get(segment)]
    const who = [
      ...(anchored.includes(segment) ? ['the anchors'] : []),
      ...(stored === undefined ? [] : [`the ledger (${stored.captures} captures)`]),
      ...(row === undefined ? [] : [`the table segment (${row.records} records)`]),
      ...(sum === undefined ? [] : [`the table capture (${sum.count} rows)`])
    ]
    const gone =
      notFile(placeAt(file)) === null
        ? 'its entries in the index are gone'
        : 'the segment and its entries in the index are gone'
    yield damaged(
      file,
      `${gone}; ${who.join(', ')} know${who.length === 1 && !anchored.includes(segment) ? 's' : ''} it`,
      '',
      setBack
    )
  }
}

async function* verifyUnlisted(
  context: SegmentContext,
  listed: ReadonlySet<string>,
  gaps: boolean
): AsyncGenerator<VerifyItem> {
  const folder = path.join(context.evidenceDir, 'segments')
  const names = namesIn(folder)
  if (typeof names === 'string') {
    yield damaged(folder, names)
    return
  }
  for (const name of names) {
    const file = path.join(folder, name)
    const segment = /^(.*?)(?:\.warc|\.head\.json|\.stored\.json)$/.exec(name)?.[1] ?? ''
    if (!segmentId.test(segment)) yield stray(file, temporary.test(name))
    else if (listed.has(segment)) continue
    else if (name.endsWith('.head.json')) {
      if (!names.includes(`${segment}.warc`))
        yield damaged(file, 'its segment is missing, and the index does not list it')
    } else if (name.endsWith('.stored.json')) {
      yield damaged(file, 'it says that a store has this segment, and the index does not list it')
    } else yield* judgeUnlisted(context, segment, gaps)
  }
}

async function* judgeUnlisted(context: SegmentContext, segment: string, gaps: boolean): AsyncGenerator<VerifyItem> {
  const file = segmentFile(context.evidenceDir, segment)
  const wrong = notFile(placeAt(file))
  const alone: SegmentContext = { ...context, half: null, notes: [] }
  let captures = 0
  if (wrong === null)
    for await (const item of verifyRecords(alone, segment, null)) {
      captures += item.counts?.captures ?? 0
      if (item.kind === 'damaged') yield item
    }
  const listedSince = (): boolean =>
    readIndexList(context.evidenceDir).entries.some((entry) => entry.segment === segment)
  if (context.running && listedSince()) {
    yield note(file, 'it was opened while this check ran, and was not compared')
    return
  }
  const known = context.half !== null && (context.half.stored.has(segment) || context.half.segmentRows.has(segment))
  if (known) return // Told with what knows it.
  if (wrong === null && captures === 0 && !gaps) {
    yield context.running
      ? warning(file, 'it was just made, and is not listed yet', 'look again when the service stands still')
      : warning(file, 'it was made and never listed, and holds no capture', recover)
    return
  }
  yield damaged(
    file,
    `${wrong === null ? '' : `${wrong}; `}the index does not list it: its entry was removed, or the file was added`,
    '',
    'restore the index folder from the backup'
  )
}

function stray(file: string, interrupted: boolean): VerifyItem {
  if (interrupted) return warning(file, 'an interrupted write left it', recover)
  return unchecked(file, 'it does not belong here and was not checked', 'move it elsewhere')
}
