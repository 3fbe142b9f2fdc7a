/** Reads the note beside the keys of how much ledger there was: evidence and database that were set back together do not hold it. */
import path from 'node:path'
import { anchorFile, type AnchorReading, type LedgerNote } from './anchors.ts'
import { placeAt } from './disk.ts'
import { damaged, type VerifyItem } from './item.ts'
import { readStampedFile, wholeNumber } from './stamped.ts'

const setBack =
  'compare with the backup: the keys folder was set back to an older state, or something was taken out of it'

interface KeysNote {
  /** `keys/ledger.json`; null where no keys are in reach. */
  readonly file: string | null
  /** The newest first, then those that were missed before. */
  readonly notes: readonly LedgerNote[]
  readonly items: readonly VerifyItem[]
}

/** Reads the note of a data folder. Whoever compares it with anchors or log reads it before them: they are noted first. */
export function readKeysNote(dataDir: string): KeysNote {
  const folder = path.join(dataDir, 'keys')
  if (placeAt(path.join(folder, 'keyring.json')).kind !== 'file') return { file: null, notes: [], items: [] }
  const file = path.join(folder, 'ledger.json')
  return { file, ...notesIn(file) }
}

/** Judges the note by the anchors, which know that there was one, and are as far as it. */
export function* judgeKeysNote({ file, notes, items }: KeysNote, anchors: AnchorReading): Generator<VerifyItem> {
  yield* items
  if (file === null || items.length > 0) return
  const [newest] = notes
  if (newest === undefined) {
    if (anchors.inKeys)
      yield damaged(
        file,
        'it is missing, and the anchors say that it was there: it shows how much ledger there was',
        '',
        setBack
      )
    return
  }
  const furthest = Math.max(0, ...anchors.ledger.map(({ no }) => no))
  if (!anchors.absent && newest.no > furthest)
    yield damaged(
      path.join(path.dirname(path.dirname(file)), 'evidence', anchorFile),
      `anchors and their head know ledger entry ${furthest}, and ${file}, which is noted after them, entry ${newest.no}: they were set back to an older state`,
      '',
      'compare with the backup, before anything is changed'
    )
}

function notesIn(file: string): Pick<KeysNote, 'notes' | 'items'> {
  if (placeAt(file).kind === 'missing') return { notes: [], items: [] }
  const reading = readStampedFile(file)
  if (reading.kind === 'damaged') return { notes: [], items: [damaged(file, reading.cause, '', setBack)] }
  const { format, hash, missed } = reading.fields
  const no = wholeNumber(reading.fields['ledger'])
  if (format !== 'baken-keys-note/1' || no === null || typeof hash !== 'string' || typeof missed !== 'string')
    return { notes: [], items: [damaged(file, 'it is no note of the ledger', '', setBack)] }
  const before = missed.split(' ').flatMap((one) => {
    const [, number, of = ''] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(one) ?? []
    return number === undefined ? [] : [{ no: Number(number), hash: of, where: file }]
  })
  return { notes: [{ no, hash, where: file }, ...before], items: [] }
}
