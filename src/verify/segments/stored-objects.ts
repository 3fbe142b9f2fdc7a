/** Checks what the store of evidence.yaml holds: the object of each segment by its bytes, what hides or replaced one, and what does not belong there. */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type pg from 'pg'
import { digestText, placeAt, running } from '../disk.ts'
import type { IndexEntry, SegmentEnd } from '../index-list.ts'
import { damaged, ok, unchecked, warning, type VerifyItem } from '../item.ts'
import { readStampedFile, wholeNumber } from '../stamped.ts'
import type { Listed, ObjectReader } from './object-reader.ts'
import { segmentFile, type SegmentContext } from './segment-context.ts'

const askAgain = 'see to the store, and run the check again: baken evidence state says how it is'
const restoreObject =
  'leave the object and its versions as they are; the local file, or another version in the store, may be whole'

/** The note that a segment was read back whole out of a store; null where there is none, a text where it is damaged. */
export function storedNote(
  evidenceDir: string,
  segment: string
): { readonly place: string; readonly bytes: number; readonly file: string; readonly at: string } | string | null {
  const file = noteFile(evidenceDir, segment)
  if (placeAt(file).kind === 'missing') return null
  const reading = readStampedFile(file)
  if (reading.kind === 'damaged') return reading.cause
  const { fields } = reading
  const [place, bytes, digest, at] = [fields['place'], wholeNumber(fields['bytes']), fields['file'], fields['at']]
  if (fields['format'] !== 'baken-stored/1' || fields['segment'] !== segment) return 'it is the note of another segment'
  if (typeof place !== 'string' || bytes === null || typeof digest !== 'string' || !digestText.test(digest))
    return 'it does not say what was stored'
  return { place, bytes, file: digest, at: String(at) }
}

export function noteFile(evidenceDir: string, segment: string): string {
  return path.join(evidenceDir, 'segments', `${segment}.stored.json`)
}

type Fetched =
  /** `remove` takes it away again. */
  | { readonly kind: 'file'; readonly file: string; remove(): void }
  | { readonly kind: 'items'; readonly items: readonly VerifyItem[] }

/** Checks a segment whose file a store has alone: the whole object comes over, is checked by `check` as the file would be, and goes again. */
export async function* verifyStored(
  context: SegmentContext,
  segment: string,
  end: SegmentEnd,
  check: (file: string) => AsyncIterable<VerifyItem>
): AsyncGenerator<VerifyItem> {
  const fetched = await fetchStored(context, segment, end)
  if (fetched.kind === 'items') {
    yield* fetched.items
    return
  }
  const named = `${context.objects?.kind === 'reader' ? context.objects.place : ''}: ${segment}`
  try {
    for await (const one of check(fetched.file)) {
      const counts = (one.counts?.segments ?? 0) > 0 ? { counts: { ...one.counts, objects: 1 } } : {}
      yield { ...one, item: one.item.replace(fetched.file, named), ...counts }
    }
  } finally {
    fetched.remove()
  }
}

/** Brings the object of a segment into a temporary file. */
async function fetchStored(context: SegmentContext, segment: string, end: SegmentEnd): Promise<Fetched> {
  const { evidenceDir, objects } = context
  const [file, note] = [segmentFile(evidenceDir, segment), storedNote(evidenceDir, segment)]
  const items = (item: VerifyItem): Fetched => ({ kind: 'items', items: [item] })
  if (note === null || typeof note === 'string' || note.file !== end.file || note.bytes !== end.bytes) {
    const why =
      note === null
        ? ''
        : `; the note that a store has it is ${typeof note === 'string' ? `no proof: ${note}` : 'of another object'}`
    return items(damaged(file, `the file is missing; the index lists it${why}`))
  }
  if (objects === undefined)
    return items(
      unchecked(
        file,
        `it lies in ${note.place} alone, which was not asked`,
        'check its data folder, whose evidence.yaml names the store'
      )
    )
  if (objects.kind === 'failed')
    return items(unchecked(file, `it lies in ${note.place} alone: ${objects.cause}`, askAgain))
  if (objects.place !== note.place)
    return items(
      unchecked(
        file,
        `it lies in ${note.place} alone, and evidence.yaml names ${objects.place}`,
        'name that store, and run the check again'
      )
    )
  const all = await objects.readAll(segment)
  if (all.kind === 'missing')
    return items(
      damaged(file, `it was given to ${note.place} at ${note.at}, and is not there any more`, '', restoreObject)
    )
  if (all.kind === 'failed') return items(unchecked(file, `it lies in ${note.place} alone: ${all.cause}`, askAgain))
  const folder = mkdtempSync(path.join(tmpdir(), 'baken-verify-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    const copy = path.join(folder, path.basename(file))
    const out = openSync(copy, 'wx', 0o600)
    try {
      for await (const piece of all.pieces) for (let at = 0; at < piece.length;) at += writeSync(out, piece, at)
    } finally {
      closeSync(out)
    }
    return { kind: 'file', file: copy, remove }
  } catch (error) {
    remove()
    return items(unchecked(file, `it lies in ${note.place} alone: ${(error as Error).message}`, askAgain))
  }
}

/** Judges everything that stands in the store. `whole`: segments whose object was checked already, since their file is not here. */
export async function* judgeObjects(
  { evidenceDir, objects }: SegmentContext,
  bySegment: ReadonlyMap<string, readonly IndexEntry[]>,
  pool: pg.Pool | null
): AsyncGenerator<VerifyItem> {
  if (objects === undefined) return
  if (objects.kind === 'failed') {
    yield unchecked('evidence.yaml', `${objects.cause}: no object was checked`, 'mend it; see docs/settings.md')
    return
  }
  const { place } = objects
  const found = new Map<string, Listed[]>()
  for await (const one of objects.list()) {
    if (one.kind === 'failed') {
      yield unchecked(place, `${one.cause}: the objects there were not all checked`, askAgain)
      return
    }
    const entries = one.segment === null ? undefined : bySegment.get(one.segment)
    if (one.segment === null || entries === undefined) {
      yield unchecked(
        `${place}: ${one.name}`,
        one.segment === null
          ? 'it is no object of a segment, and was not checked'
          : 'the index of this folder lists no such segment: it was not checked',
        'find out who put it there'
      )
    } else found.set(one.segment, [...(found.get(one.segment) ?? []), one])
  }
  for (const [segment, versions] of found)
    yield* judgeVersions(evidenceDir, objects, { segment, versions, entries: bySegment.get(segment) ?? [] })
  const promised = pool === null ? new Set<string>() : await storedByLedger(pool, place)
  let waiting = 0
  for (const [segment, entries] of bySegment) {
    if (found.has(segment) || entries.some(({ event }) => event === 'drop')) continue
    const note = storedNote(evidenceDir, segment)
    const noted = note !== null && typeof note !== 'string' && note.place === place
    if (placeAt(segmentFile(evidenceDir, segment)).kind === 'missing') continue // Told with the segment.
    if (noted || promised.has(segment)) {
      const who = noted ? 'the note beside its segment' : 'the ledger'
      yield damaged(`${place}: ${segment}`, `${who} says that the store has it, and it is not there`, '', restoreObject)
    } else if (entries.some(({ event }) => event === 'close')) waiting++
  }
  if (waiting > 0)
    yield warning(
      place,
      `${waiting} closed ${waiting === 1 ? 'segment is' : 'segments are'} not there yet`,
      'start Baken with its jobs, or run "baken evidence push"'
    )
}

interface Standing {
  readonly segment: string
  readonly versions: readonly Listed[]
  readonly entries: readonly IndexEntry[]
}

async function* judgeVersions(
  evidenceDir: string,
  objects: ObjectReader,
  { segment, versions, entries }: Standing
): AsyncGenerator<VerifyItem> {
  const item = `${objects.place}: ${segment}`
  const drop = entries.find(({ event }) => event === 'drop')
  if (drop !== undefined) {
    yield warning(
      item,
      `its segment was removed at ${drop.at}, and the object stays until its retention there is over`,
      'nothing: Baken with its jobs deletes it then'
    )
    return
  }
  const end = entries.find(({ event }) => event === 'close')?.end ?? null
  const whole = versions.filter(({ deleteMark }) => !deleteMark)
  const newest = versions.find(({ latest }) => latest)
  if (newest?.deleteMark === true) {
    const beneath =
      whole.length === 0
        ? 'nothing stands beneath it'
        : `${whole.length} versions stand beneath it, version ${whole[0]?.version} the newest`
    yield damaged(
      item,
      `a mark of deletion hides the object; ${beneath}`,
      '',
      'find out who deleted it, and delete the mark'
    )
    return
  }
  if (end === null) {
    yield damaged(
      item,
      'the index did not close this segment: the object is none of ours',
      '',
      'find out who put it there'
    )
    return
  }
  if (whole.length > 1)
    yield damaged(item, `${whole.length} versions of it stand there: another was put over the first`, '', restoreObject)
  if (newest !== undefined && newest.bytes !== end.bytes) {
    yield damaged(
      item,
      `the object has ${newest.bytes} bytes, and the index closed its segment with ${end.bytes}`,
      '',
      restoreObject
    )
    return
  }
  // One whose file is not here was checked record by record.
  if (placeAt(segmentFile(evidenceDir, segment)).kind === 'missing') return
  const all = await objects.readAll(segment)
  if (all.kind === 'missing') yield damaged(item, 'it is listed, and cannot be read', '', restoreObject)
  else if (all.kind === 'failed') yield unchecked(item, all.cause, askAgain)
  else yield await digestVerdict(item, all.pieces, end)
}

async function digestVerdict(item: string, pieces: AsyncIterable<Uint8Array>, end: SegmentEnd): Promise<VerifyItem> {
  const sum = running()
  try {
    for await (const piece of pieces) sum.update(piece)
  } catch (error) {
    return unchecked(item, (error as Error).message, askAgain)
  }
  return sum.digest() === end.file
    ? ok(item, 'is what the index closed', { objects: 1 }, end.bytes)
    : damaged(item, 'the object is not what the index closed: it was changed', '', restoreObject)
}

/** Segments that the ledger says this store has. */
async function storedByLedger(pool: pg.Pool, place: string): Promise<Set<string>> {
  const { rows } = await pool.query<{ subject: string }>(
    `select s.subject from ledger s where s.act = 'evidence.store' and s.detail->>'place' = $1 and not exists (
       select 1 from ledger u where u.act = 'evidence.unstore' and u.subject = s.subject and u.no > s.no and u.detail->>'place' = $1)`,
    [place]
  )
  return new Set(rows.map(({ subject }) => subject))
}
