/** Reads signed notes (C2SP signed-note), checkpoints in them, and checks their Ed25519 signatures and cosignatures. */
import { createHash, createPublicKey, verify } from 'node:crypto'
import type { TreeHead } from './tree.ts'

export interface SignedNote {
  /** With its last line feed: what signatures are over. */
  readonly text: string
  readonly lines: readonly { readonly name: string; readonly id: string; readonly signature: Buffer }[]
}

export interface NotedTree extends TreeHead {
  readonly origin: string
}

/** A public key as others configure it. */
export interface VerifierKey {
  readonly name: string
  /** Hex, 8 digits. */
  readonly id: string
  /** 1: of a log; 4: of a witness, which says a time. */
  readonly type: 1 | 4
  readonly raw: Buffer
}

const mostBytes = 1_000_000

/** A note, or null when it is spelled otherwise than the format says. */
export function parseNote(note: string): SignedNote | null {
  const split = note.lastIndexOf('\n\n')
  if (note.length > mostBytes || split < 0 || !note.endsWith('\n')) return null
  const lines: SignedNote['lines'][number][] = []
  for (const line of note.slice(split + 2, -1).split('\n')) {
    const [, name = '', coded = ''] = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line) ?? []
    const bytes = Buffer.from(coded, 'base64')
    if (name === '' || bytes.length < 5 || bytes.toString('base64') !== coded) return null
    lines.push({ name, id: bytes.subarray(0, 4).toString('hex'), signature: bytes.subarray(4) })
  }
  return { text: note.slice(0, split + 1), lines }
}

/** The tree that a checkpoint states, or null when its text is none. */
export function treeIn({ text }: SignedNote): NotedTree | null {
  const found = /^([^\n]+)\n(0|[1-9]\d{0,14})\n([A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*$/.exec(text)
  if (found === null) return null
  const [, origin = '', size = '', coded = ''] = found
  const root = Buffer.from(coded, 'base64')
  return root.toString('base64') === coded ? { origin, size: Number(size), root } : null
}

/** A key `NAME+ID+KEY`, or null when it is spelled otherwise or its id is not its own. */
export function parseKey(vkey: string): VerifierKey | null {
  const found = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(vkey.trim())
  if (found === null) return null
  const [, name = '', id = '', coded = ''] = found
  const bytes = Buffer.from(coded, 'base64')
  const type = bytes[0]
  if (bytes.length !== 33 || (type !== 1 && type !== 4)) return null
  const own = createHash('sha256').update(`${name}\n`).update(bytes).digest().subarray(0, 4).toString('hex')
  return own === id ? { name, id, type, raw: bytes.subarray(1) } : null
}

/**
 * Whether a note carries a good signature of a key: `none` when no line is of this key, `false` when one is and it does not hold. Of a
 * witness the time is told that it signed with (seconds since 1970; of a log 0).
 */
export function signatureOf(note: SignedNote, key: VerifierKey): { readonly at: number } | 'none' | 'false' {
  const own = note.lines.filter(({ name, id }) => name === key.name && id === key.id)
  const [first] = own
  if (first === undefined) return 'none'
  const times = own.map(({ signature }) => timeOf(note.text, signature, key))
  return times.includes(null) ? 'false' : { at: Number(times[0]) }
}

function timeOf(text: string, signature: Buffer, { type, raw }: VerifierKey): number | null {
  const stamped = type === 4
  if (signature.length !== (stamped ? 72 : 64)) return null
  const time = stamped ? Number(signature.readBigUInt64BE(0)) : 0
  const body = stamped ? `cosignature/v1\ntime ${time}\n${text}` : text
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw])
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
  return verify(null, Buffer.from(body, 'utf8'), key, signature.subarray(stamped ? 8 : 0)) ? time : null
}
