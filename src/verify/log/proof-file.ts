/** Checks a proof that stands alone (C2SP tlog-proof): that its entry is in the tree of its checkpoint, and who signed that. */
import { readSmall } from '../disk.ts'
import { damaged, ok, unchecked, warning, type VerifyItem } from '../item.ts'
import { parseKey, parseNote, signatureOf, treeIn } from './signed-note.ts'
import { hashOfLeaf, includes } from './tree.ts'

export const proofStart = 'c2sp.org/tlog-proof@v1\n'

const limitBytes = 1_000_000
const askAgain = 'ask for the proof again, and keep this file as it is'

/** Judges a proof file; `vkey`: the key of the log as it was noted elsewhere, null where none is at hand. */
export function* verifyProof(file: string, vkey: string | null): Generator<VerifyItem> {
  const bytes = readSmall(file, limitBytes)
  if (typeof bytes === 'string') {
    yield unchecked(file, bytes, 'give a proof of "baken log proof"')
    return
  }
  const read = readProof(bytes.toString('utf8'))
  if (typeof read === 'string') {
    yield damaged(file, read, '', askAgain)
    return
  }
  const { note, tree, entry } = read
  const key = vkey === null ? null : parseKey(vkey)
  const signed = key === null || key.name !== tree.origin ? 'none' : signatureOf(note, key)
  if (vkey !== null && (signed === 'none' || signed === 'false')) {
    yield damaged(file, 'its checkpoint is not signed by the key that was given', '', askAgain)
    return
  }
  yield ok(file, `entry ${entry} stands in the log ${tree.origin} of ${tree.size} entries`, { logProofs: 1 })
  if (vkey === null)
    yield warning(
      file,
      'who signed its checkpoint was not checked',
      'give the key that was noted elsewhere with --log-key'
    )
}

interface ReadProof {
  readonly note: NonNullable<ReturnType<typeof parseNote>>
  readonly tree: NonNullable<ReturnType<typeof treeIn>>
  readonly entry: number
  /** The hash of the entry, as the proof has it. */
  readonly leaf: Buffer
}

/** What a proof proves; a text: why it proves nothing. The signature is judged apart. */
export function readProof(text: string): ReadProof | string {
  const found =
    /^c2sp\.org\/tlog-proof@v1\nextra (\S+)\nindex (0|[1-9]\d{0,14})\n((?:[A-Za-z0-9+/]{43}=\n){0,63})\n/.exec(text)
  const note = found === null ? null : parseNote(text.slice(found[0].length))
  const tree = note === null ? null : treeIn(note)
  if (found === null || note === null || tree === null)
    return 'it is no proof that stands alone: something is missing or spelled otherwise'
  const [, extra = '', index = '', lines = ''] = found
  const path = lines.split('\n').slice(0, -1)
  const leaf = Buffer.from(extra, 'base64')
  const entry = Number(index) + 1
  const hashes = path.map((line) => Buffer.from(line, 'base64'))
  return includes(hashOfLeaf(leaf), Number(index), tree, hashes)
    ? { note, tree, entry, leaf }
    : `it does not prove that this is entry ${entry} of the log ${tree.origin}`
}
