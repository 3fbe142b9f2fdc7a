/** Signed notes and checkpoints of the log (C2SP signed-note and tlog-checkpoint) under Ed25519. */
import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto'
import { ed25519Of } from '../packages/signing.ts'

/** What a checkpoint states: whose tree, how many leaves, and their root (32 bytes). */
export interface Checkpoint {
  readonly origin: string
  readonly size: number
  readonly root: Buffer
}

/** The key that signs checkpoints. */
export interface LogKey {
  /** Name of the log, which its key gives it. */
  readonly origin: string
  /** The public key as others configure it: `NAME+ID+KEY` (C2SP vkey). */
  readonly vkey: string
  /** A whole checkpoint, signed. */
  note(size: number, root: Buffer): string
}

/** Kind of signature, the first byte of a public key in a vkey. */
const noteType = 1
/** The head of an Ed25519 public key as DER (RFC 8410); its 32 bytes follow. */
const spkiHead = Buffer.from('302a300506032b6570032100', 'hex')

/** The key of the log that follows from a secret of the keyring. */
export function logKeyOf(secret: Uint8Array): LogKey {
  const { known, sign } = ed25519Of('baken-log/1', secret)
  const raw = known.export({ format: 'der', type: 'spki' }).subarray(-32)
  const origin = `baken-log/${createHash('sha256').update(raw).digest('hex').slice(0, 16)}`
  const id = keyId(origin, raw)
  return {
    origin,
    vkey: `${origin}+${id.toString('hex')}+${Buffer.concat([Uint8Array.of(noteType), raw]).toString('base64')}`,
    note(size, root) {
      const text = `${origin}\n${size}\n${root.toString('base64')}\n`
      const signature = Buffer.concat([id, sign(Buffer.from(text, 'utf8'))])
      return `${text}\n— ${origin} ${signature.toString('base64')}\n`
    }
  }
}

/** Reads a checkpoint and checks the signature of this key on it; a text: why it is none. */
export function readCheckpoint(note: string, vkey: string): Checkpoint | string {
  const found = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n\n((?:— [^\n]+\n)+)$/.exec(note)
  if (found === null) return 'it is no checkpoint'
  const [, origin = '', size = '', root = '', lines = ''] = found
  const [name = '', hex = '', encoded = ''] = vkey.split('+')
  const raw = Buffer.from(vkey.slice(name.length + hex.length + 2), 'base64').subarray(1)
  if (origin !== name || encoded === '') return `it is a checkpoint of ${origin}`
  const text = Buffer.from(`${origin}\n${size}\n${root}\n`, 'utf8')
  const signed = lines.split('\n').some((line) => {
    const [, by, coded = ''] = /^— (\S+) (\S+)$/.exec(line) ?? []
    const bytes = Buffer.from(coded, 'base64')
    return by === name && bytes.subarray(0, 4).equals(keyId(name, raw)) && signs(raw, text, bytes.subarray(4))
  })
  return signed
    ? { origin, size: Number(size), root: Buffer.from(root, 'base64') }
    : 'its signature is not that of the log'
}

/** The public key of a vkey as PEM, which openssl reads. */
export function pemOf(vkey: string): string {
  const [name = '', hex = ''] = vkey.split('+')
  const raw = Buffer.from(vkey.slice(name.length + hex.length + 2), 'base64').subarray(1)
  const key = createPublicKey({ key: Buffer.concat([spkiHead, raw]), format: 'der', type: 'spki' })
  return key.export({ format: 'pem', type: 'spki' }).toString()
}

function signs(raw: Buffer, text: Buffer, signature: Buffer): boolean {
  const key: KeyObject = createPublicKey({ key: Buffer.concat([spkiHead, raw]), format: 'der', type: 'spki' })
  return verify(null, text, key, signature)
}

function keyId(name: string, raw: Buffer): Buffer {
  return createHash('sha256').update(`${name}\n`).update(Uint8Array.of(noteType)).update(raw).digest().subarray(0, 4)
}
