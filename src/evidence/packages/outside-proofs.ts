/** What others outside said of the log, as it is kept beside it: time stamps, and checkpoints that witnesses signed. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

export interface OutsideProof {
  /** Entries in the tree that it is on. */
  readonly size: number
  /** The checkpoint that was stamped or signed, to the byte. */
  readonly note: Buffer
  /** Its file and its name in a package: `stamp-XXXXXXXX.tsr`, `witness-XXXXXXXX.checkpoint`. */
  readonly files: readonly (readonly [name: string, content: Buffer])[]
}

const stampName = /^(\d{15})-([0-9a-f]{8})\.tsr$/
const witnessName = /^(\d{15})-([0-9a-f]{8})\.checkpoint$/
const mostNames = 100_000

/**
 * The smallest tree of at least so many entries that somebody outside saw, one with a stamp and a witness before others; null where there is none.
 * Nothing is judged here: who made and signed them says `baken verify`.
 */
export function outsideProofOf(logFolder: string, atLeast: number): OutsideProof | null {
  const [stamps, witnesses] = [path.join(logFolder, 'stamps'), path.join(logFolder, 'witness')]
  const found = [...namedIn(stamps, stampName), ...namedIn(witnesses, witnessName)].filter((one) => one.size >= atLeast)
  const bySize = [...Map.groupBy(found, (one) => one.size)].toSorted(([a, of], [b, other]) => {
    const both = (list: readonly Named[]): number => new Set(list.map((one) => one.folder)).size
    return both(other) - both(of) || a - b
  })
  const [size, names] = bySize[0] ?? []
  if (size === undefined || names === undefined) return null
  const stamped = path.join(stamps, `${String(size).padStart(15, '0')}.checkpoint`)
  const files = names.map((one): readonly [string, Buffer] => [
    one.folder === stamps ? `stamp-${one.by}.tsr` : `witness-${one.by}.checkpoint`,
    readFileSync(path.join(one.folder, one.name))
  ])
  const [, first = Buffer.alloc(0)] = files.find(([name]) => name.startsWith('witness-')) ?? []
  const note = existsSync(stamped) ? readFileSync(stamped) : firstSigned(first)
  return { size, note, files }
}

interface Named {
  readonly folder: string
  readonly name: string
  readonly size: number
  readonly by: string
}

function namedIn(folder: string, spelled: RegExp): Named[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .slice(0, mostNames)
    .toSorted()
    .flatMap((name) => {
      const [, size, by] = spelled.exec(name) ?? []
      return size === undefined || by === undefined ? [] : [{ folder, name, size: Number(size), by }]
    })
}

/** A note with the first of its signatures: that of the log, to which a witness added its own. */
function firstSigned(note: Buffer): Buffer {
  const text = note.toString('utf8')
  const end = text.indexOf('\n', text.indexOf('\n\n') + 2)
  return Buffer.from(text.slice(0, end + 1))
}
