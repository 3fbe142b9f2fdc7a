/** The store of closed segments as operators see it: what it has, what waits for it, since when it fails, and the room that is left here. */
import { readdir, stat, statfs } from 'node:fs/promises'
import path from 'node:path'
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { EvidenceStore } from '../../contract/oversight/evidence-store.ts'
import { openObjectStore } from '../../evidence/objects/read-settings.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { objectCounts, storeTurn, waitingForStore } from '../../store/proof/stored-objects.ts'

/** Asks the database and the own disk; the store itself is asked by the rounds and by "baken evidence state". */
export async function readEvidenceStore(pool: pg.Pool, ground: Ground, evidenceDir: string): Promise<EvidenceStore> {
  const here = await roomHere(evidenceDir)
  return act(pool, ground, async (tx) => {
    const opening = openObjectStore(path.dirname(evidenceDir))
    const result = await storeState(tx, opening)
    const limit = opening.kind === 'store' ? opening.localBytes : null
    return {
      result: { ...result, here: here === null ? null : { ...here, limit } },
      entry: { act: 'evidence.look', detail: { state: result.state, waiting: result.waiting } }
    }
  })
}

/** What the rows say of the store that evidence.yaml names. */
export async function storeState(
  tx: Tx,
  opening: ReturnType<typeof openObjectStore>
): Promise<Omit<EvidenceStore, 'here'>> {
  const place = opening.kind === 'store' ? opening.store.place : null
  // Settings that cannot be read have their turns under the name of the file.
  const turn = opening.kind === 'none' ? null : await storeTurn(tx, place ?? 'evidence.yaml')
  const counts = await objectCounts(tx)
  const { objects = 0, bytes = 0, held = 0 } = counts.find((one) => one.place === place) ?? {}
  const waiting = opening.kind === 'none' ? { segments: 0, bytes: 0 } : await waitingForStore(tx, place ?? '')
  const cause = opening.kind === 'refused' ? opening.cause : (turn?.cause ?? null)
  return {
    state: stateOf(opening.kind, turn === null, cause),
    place,
    locks: opening.kind === 'store' && opening.store.locks,
    objects,
    bytes,
    held,
    waiting: waiting.segments,
    waitingBytes: waiting.bytes,
    doneAt: turn?.done_at ?? null,
    fails: turn?.fails ?? 0,
    failedSince: turn?.failed_since ?? null,
    cause,
    nextAt: turn?.next_at ?? null,
    others: counts.flatMap((one) =>
      one.place === place ? [] : [{ place: one.place, objects: one.objects, bytes: one.bytes }]
    )
  }
}

function stateOf(kind: 'store' | 'none' | 'refused', fresh: boolean, cause: string | null): EvidenceStore['state'] {
  if (kind !== 'store') return kind
  if (cause !== null) return 'fails'
  return fresh ? 'new' : 'well'
}

/** Segments whose file is here, and the room of that disk; null where the folder cannot be read. */
export async function roomHere(evidenceDir: string): Promise<Omit<NonNullable<EvidenceStore['here']>, 'limit'> | null> {
  try {
    const folder = path.join(evidenceDir, 'segments')
    const names = (await readdir(folder)).filter((name) => name.endsWith('.warc') && !name.startsWith('.'))
    let bytes = 0
    for (const name of names) bytes += await sizeOf(path.join(folder, name))
    const { bavail, blocks, bsize } = await statfs(folder)
    return { segments: names.length, bytes, freeBytes: bavail * bsize, diskBytes: blocks * bsize }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    return null
  }
}

/** A file may go while its folder is read. */
async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size
  } catch {
    return 0
  }
}
