/** What an import tells: every oddity to stderr in words, and to the summary as a count with its first examples. */
import path from 'node:path'
import { withoutPasswords } from '../../model/addresses/userinfo.ts'
import { isBad, type ImportNote, type NoteKind } from '../../evidence/archives/import-note.ts'

/** What to tell: a record or line that is odd or could not be read, or a file that was refused. */
export interface ImportNotice {
  readonly file: string
  readonly place: string
  readonly problem: string
  readonly do: string
}

export interface ToldNotes {
  count: number
  /** The first ones, with file and place. */
  readonly examples: string[]
}

export type NoteCounts = Partial<Record<NoteKind, ToldNotes>>

const mostExamples = 3
/** More of one kind are counted and not said one by one. */
const mostSaid = 10

const remedies: Readonly<Record<NoteKind, string>> = {
  'payload-digest-differs': 'it was kept with this note; ask who made the archive for another copy',
  'member-digest-differs': 'it was read all the same; ask who made the WACZ for another copy',
  'missing-bytes': 'what there is was kept, marked as incomplete',
  'not-utf8': 'the line was kept as it is; save the file as UTF-8 and import it again',
  'revisit-without-original': 'import the archive that holds the original together with this one',
  'date-unreadable': 'the record was left out; mend its WARC-Date',
  'chunks-broken': 'what there is was kept, marked as incomplete',
  'stored-without-chunks': 'the body was kept as it is stored',
  'status-assumed': 'it was kept with this note',
  'header-slip': 'it was read as browsers read it',
  'header-left-out': 'the other header lines were kept',
  'image-left-out': 'the rest of the advert was kept',
  'other-method': 'it was passed over: it is no page that anybody can visit',
  'revisit-resolved': 'nothing needs to be done',
  'time-from-posting': 'give seen_at with date, time and zone if it was seen at another time',
  'time-from-file': 'give seen_at with date, time and zone',
  'named-by-content': 'give an id or an address, so that later versions are known as the same advert',
  'said-twice': 'nothing needs to be done: it was taken once',
  'header-contradicts': 'it was kept with this note; ask who made the archive which of them is so',
  'header-repeated': 'nothing needs to be done: they do not contradict each other',
  'record-id-twice': 'both were kept, this one with the note; ask who made the archive for another copy',
  'segments-joined': 'nothing needs to be done',
  'segments-incomplete': 'import the files with all its pieces together, in one command',
  'method-assumed': 'it was kept with this note: do not take it for what a visitor sees',
  'date-with-offset': 'nothing needs to be done',
  'date-without-zone': 'it was kept with this note',
  'date-imprecise': 'it was kept with this note: do not take it for an exact time',
  'date-rounded': 'do not take it for an exact time: the archive holds what it stated',
  'revisit-profile': 'it was kept with this note; ask who made the archive what its profile means',
  'packing-mixed': 'nothing needs to be done: both were read',
  'lines-marked': 'nothing needs to be done: they were read as lines',
  'cut-off': 'what there is was kept, marked as incomplete',
  'address-of-no-page': 'the record was left out: only what stands at http: and https: is kept',
  'answer-unreadable': 'the record was left out; ask who made the archive for another copy',
  'conversion-left-out': 'the record was left out: import the record that it was made of',
  'request-alone': 'it gives no capture; import the file that holds its answer',
  'zone-assumed': 'give seen_at with its zone',
  'time-ahead': 'check the clock of this machine and the date in the file',
  'time-before-web': 'check the date in the file',
  'interim-answer': 'nothing needs to be done',
  'coding-broken': 'what there is was kept; ask who made the archive for another copy',
  'stored-without-coding': 'the body was kept as it is stored',
  'partial-content': 'what there is was kept, marked as incomplete',
  'encoding-assumed': 'look at the letters that are no ASCII: the raw bytes decide',
  'digest-unknown': 'ask who made the archive for a SHA-256',
  'key-twice': 'the line was kept as it is; mend it and import it again',
  'address-left-out': 'give an address that starts with http:// or https://',
  'history-left-out': 'import the captures or archives that show it',
  'field-missing': 'ask who made the archive for another copy',
  'member-without-digest': 'it was read all the same; nothing shows whether it was changed',
  'member-left-out': 'unpack the WACZ and import that file too',
  'bytes-after': 'what stands before them was kept; ask who made the file what they are',
  'request-differs': 'the answer was kept without that request; ask who made the archive for another copy',
  'key-spelled': 'nothing needs to be done',
  'id-odd': 'give the id as a text, so that no two of them are written alike'
}

/** Counts a note, and says it while there are few of its kind. */
export function tellNote(
  counts: { readonly notes: NoteCounts },
  notice: (notice: ImportNotice) => void,
  { file, place, passedOver }: { readonly file: string; readonly place: string; readonly passedOver: boolean },
  { kind, words: said }: ImportNote
): void {
  const words = withoutPasswords(said)
  const told = (counts.notes[kind] ??= { count: 0, examples: [] })
  told.count++
  if (told.examples.length < mostExamples) told.examples.push(`${path.basename(file)}, ${place}: ${words}`)
  const remedy = passedOver ? 'the record was passed over: it gives no capture' : remedies[kind]
  if (told.count <= mostSaid) notice({ file, place, problem: words, do: remedy })
  else if (told.count === mostSaid + 1)
    notice({ file, place, problem: `more notes of the kind ${kind}`, do: 'the summary counts them all' })
}

/** True when anything was told that means a loss or a contradiction. */
export function anyBad(notes: NoteCounts): boolean {
  return (Object.keys(notes) as NoteKind[]).some(isBad)
}
