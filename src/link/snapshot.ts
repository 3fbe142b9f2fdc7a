/** Snapshots: all columns as bytes, judgements as JSON; a restart loads them and replays the events that came after. */
import { dumpColumns, loadColumns, type ColumnTree } from './columns.ts'
import { createPeople, type People } from './people.ts'
import type { LinkState } from './state.ts'

/** Goes up when the layout of a snapshot changes: an older one is refused, and the event log is replayed from the start. */
export const snapshotVersion = 1

/** Columns as snapshots of before named them, with their names of today. */
const renamed: ReadonlyMap<string, string> = new Map([
  ['adverts/leaf', 'adverts/variant'],
  ['leafGroup', 'variantGroup'],
  ['leafMerges', 'variantMerges']
])

export function* dumpState(state: LinkState): Generator<{ name: string; bytes: Uint8Array }> {
  const { people, options: _, ...columns } = state
  yield { name: `people:${snapshotVersion}`, bytes: new TextEncoder().encode(JSON.stringify(people, unfold)) }
  yield* dumpColumns(columns as unknown as ColumnTree)
}

/** Fills a fresh state. Pieces may come in any order. Throws when a piece is missing or of another version. */
export function loadState(state: LinkState, chunks: Iterable<{ name: string; bytes: Uint8Array }>): void {
  const numbered = new Map<string, Uint8Array[]>()
  let people: Uint8Array | null = null
  for (const { name, bytes } of chunks) {
    const colon = name.lastIndexOf(':')
    const written = name.slice(0, colon)
    const base = renamed.get(written) ?? written
    const piece = Number(name.slice(colon + 1))
    if (base === 'people') {
      if (piece !== snapshotVersion) throw new Error(`snapshot has version ${piece}, not ${snapshotVersion}`)
      people = bytes
      continue
    }
    const list = numbered.get(base) ?? []
    list[piece] = bytes
    numbered.set(base, list)
  }
  if (!people) throw new Error('snapshot lacks the judgements')
  const { people: _, options: __, apart, minHashes, ...columns } = state
  loadColumns(columns as unknown as ColumnTree, numbered)
  // Snapshots of before have neither: nothing is told apart then, and texts are noted from here on.
  if (numbered.has('apart#hi')) loadColumns({ apart, minHashes }, numbered)
  Object.assign(state.people, createPeople(), JSON.parse(new TextDecoder().decode(people), fold) as People)
}

function unfold(_: string, value: unknown): unknown {
  if (value instanceof Map) return { $map: [...value] }
  if (value instanceof Set) return { $set: [...value] }
  if (value instanceof Uint32Array) return { $u32: [...value] }
  return value
}

function fold(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if ('$map' in value) return new Map(value.$map as [unknown, unknown][])
  if ('$set' in value) return new Set(value.$set as unknown[])
  return value
}
