/** Reads the anchors of an evidence folder: what it noted of the ledger and of its own list of segments, and how much of both there was. */
import path from 'node:path'
import { digestText, emptyDigest, placeAt, readSmall } from './disk.ts'
import { readStampedFile, readStampedLine, wholeNumber, type Fields } from './stamped.ts'

/** An entry of the ledger as something else noted it. */
export interface LedgerNote {
  readonly no: number
  /** Hex. */
  readonly hash: string
  /** Who noted it: a file and a place in it. */
  readonly where: string
}

/** An entry of the list of segments as something else noted it. */
export interface IndexNote {
  readonly number: number
  readonly digest: string
  readonly where: string
  readonly segment: string | null
}

export interface AnchorReading {
  readonly ledger: readonly LedgerNote[]
  readonly index: readonly IndexNote[]
  readonly problems: readonly { readonly item: string; readonly cause: string }[]
  /** A line that an interrupted write left half. */
  readonly torn: boolean
  /** Whole lines. */
  readonly lines: number
  /** Neither file is there. */
  readonly absent: boolean
  /** The head says that a note of the ledger stands beside the keys. */
  readonly inKeys: boolean
}

export const anchorFile = 'anchors.jsonl'
export const anchorHeadFile = 'anchors.head.json'
const limitBytes = 512 * 1024 * 1024

/** Reads `anchors.jsonl` and `anchors.head.json`, both strictly. */
export function readAnchors(evidenceDir: string): AnchorReading {
  const [file, headFile] = [path.join(evidenceDir, anchorFile), path.join(evidenceDir, anchorHeadFile)]
  if (placeAt(file).kind === 'missing' && placeAt(headFile).kind === 'missing')
    return { ledger: [], index: [], problems: [], torn: false, lines: 0, absent: true, inKeys: false }
  const reading = readStampedFile(headFile)
  // Before the first segment there may be a head and no line yet.
  const { lines: noted, index }: Fields = reading.kind === 'fields' ? reading.fields : {}
  const noLine = noted === 0 && index === 0 && placeAt(file).kind === 'missing'
  const read: Lines = noLine ? { notes: [], problems: [], digests: [], lines: 0, tail: false } : readLines(file)
  const { notes, problems } = read
  const head = reading.kind === 'fields' ? noteOf(reading.fields, 'baken-anchor-head/1', headFile) : null
  let torn = read.tail
  if (reading.kind === 'damaged') problems.push({ item: headFile, cause: reading.cause })
  else if (head === null) problems.push({ item: headFile, cause: 'it is no head of the anchors' })
  else {
    notes.push(head)
    const lines = wholeNumber(reading.fields['lines']) ?? 0
    if (lines > read.lines) {
      const which = lines - read.lines === 1 ? `line ${lines} is` : `lines ${read.lines + 1} to ${lines} are`
      problems.push({ item: file, cause: `${which} missing at the end` })
      torn = false
    } else if ((read.digests[lines - 1] ?? emptyDigest) !== reading.fields['last'])
      problems.push({
        item: headFile,
        cause: `it does not refer to line ${lines} of ${anchorFile}: one of the two was replaced`
      })
  }
  return {
    ledger: notes.flatMap((one) => (one.ledger === null ? [] : [one.ledger])),
    index: notes.map((one) => one.index),
    problems,
    torn,
    lines: read.lines,
    absent: false,
    inKeys: reading.kind === 'fields' && reading.fields['keys'] === true
  }
}

/**
 * The highest ledger entry that the log must hold: it is brought up to the ledger with each anchor, so that only the newest may be ahead of
 * it where a process was killed between the two.
 */
export function settledEntry({ ledger }: AnchorReading): number {
  const numbers = [...new Set(ledger.map((one) => one.no))].sort((a, b) => b - a)
  return numbers[1] ?? 0
}

interface Note {
  readonly ledger: LedgerNote | null
  readonly index: IndexNote
}

interface Lines {
  readonly notes: Note[]
  readonly problems: { item: string; cause: string }[]
  /** Of whole lines; the place of a damaged one is held by an empty text. */
  readonly digests: readonly string[]
  readonly lines: number
  /** The file ends within a line. */
  readonly tail: boolean
}

function readLines(file: string): Lines {
  const [notes, problems, digests]: [Note[], Lines['problems'], string[]] = [[], [], []]
  const bytes = readSmall(file, limitBytes)
  if (typeof bytes === 'string')
    return { notes, problems: [{ item: file, cause: bytes }], digests, lines: 0, tail: false }
  let [start, previous]: [number, string | null] = [0, emptyDigest]
  for (let number = 1; start < bytes.length; number++) {
    const end = bytes.indexOf(10, start)
    if (end < 0) return { notes, problems, digests, lines: number - 1, tail: true }
    const item = `${file}: line ${number}`
    const reading = readStampedLine(bytes.subarray(start, end + 1))
    start = end + 1
    const note = reading.kind === 'fields' ? noteOf(reading.fields, 'baken-anchor/1', item) : null
    digests.push(reading.kind === 'fields' ? reading.digest : '')
    if (reading.kind === 'damaged' || note === null) {
      problems.push({ item, cause: reading.kind === 'damaged' ? reading.cause : 'it is no anchor' })
      previous = null
      continue
    }
    if (reading.fields['number'] !== number || (previous !== null && reading.fields['previous'] !== previous))
      problems.push({ item, cause: 'it does not follow the line before it: one was removed, moved or replaced' })
    // A line is noted when the first segment is opened (entry 1) or, after a kill in between, when it is recovered (entry 2):
    // anchors that begin later took the place of others.
    if (number === 1 && note.index.number > 2)
      problems.push({
        item,
        cause: `it is the first, and ${note.index.number} index entries were there: those before it are gone`
      })
    previous = reading.digest
    notes.push(note)
  }
  return { notes, problems, digests, lines: digests.length, tail: false }
}

/** What an anchor says: the newest ledger entry (0: none yet) and the newest entry of the index (0: none yet). */
function noteOf(fields: Fields, format: string, where: string): Note | null {
  const [no, number] = [wholeNumber(fields['ledger']), wholeNumber(fields['index'])]
  const { hash, entry, segment } = fields
  if (fields['format'] !== format || no === null || number === null) return null
  if (typeof hash !== 'string' || !/^[0-9a-f]{64}$/.test(hash)) return null
  if (typeof entry !== 'string' || !digestText.test(entry)) return null
  return {
    ledger: no === 0 ? null : { no, hash, where },
    index: { number, digest: entry, where, segment: typeof segment === 'string' ? segment : null }
  }
}
