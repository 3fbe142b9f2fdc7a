/** Checks what others outside said of the log in a package: time stamps and signatures of witnesses, each on the tree that its proofs lead to. */
import { createHash } from 'node:crypto'
import type { SafeZip } from '../../evidence/archives/zip-guard.ts'
import { damaged, ok, warning, type VerifyItem } from '../item.ts'
import { parseKey, parseNote, signatureOf, treeIn } from '../log/signed-note.ts'
import { judgeStamp } from '../stamps/stamp.ts'
import { readMember } from './member.ts'
import type { PackageKeys } from './package-keys.ts'

const folder = 'proof/outside/'
const mostBytes = 1024 * 1024
const again = 'ask for the package again, and compare its SHA-256 with the one that Baken shows'

/** Nothing where nobody outside is in the package; what is there must hold. */
export async function* judgeOutside(file: string, zip: SafeZip, keys: PackageKeys): AsyncGenerator<VerifyItem> {
  const names = zip.names.filter((name) => name.startsWith(folder) && name !== `${folder}checkpoint`)
  if (names.length === 0) return
  const bytes = async (name: string): Promise<Buffer | string> =>
    zip.names.includes(name)
      ? readMember(zip, name, mostBytes, 'it is larger than such a file can be')
      : 'it is missing'
  const [note, tree] = [await bytes(`${folder}checkpoint`), await bytes('proof/log/tree')]
  if (typeof note === 'string' || typeof tree === 'string' || !sameTree(note, tree)) {
    const cause = typeof note === 'string' ? note : 'it is another tree than proof/log/tree'
    yield damaged(`${file}: ${folder}checkpoint`, cause, '', again)
    return
  }
  for (const name of names) {
    const content = await bytes(name)
    const item = `${file}: ${name}`
    if (typeof content === 'string') yield damaged(item, content, '', again)
    else if (name.endsWith('.tsr')) yield* judgeStampOn(item, content, note, keys)
    else yield* judgeWitness(item, content, tree, keys)
  }
}

/** Three lines, and no others before the signatures. */
function sameTree(note: Buffer, tree: Buffer): boolean {
  const parsed = parseNote(note.toString('utf8'))
  return parsed !== null && treeIn(parsed) !== null && Buffer.from(parsed.text).equals(tree)
}

function* judgeStampOn(item: string, answer: Buffer, note: Buffer, { roots }: PackageKeys): Generator<VerifyItem> {
  const digest = createHash('sha256').update(note).digest()
  const stamp = judgeStamp(answer, { digest, nonce: null, roots: roots ?? null })
  if (stamp.kind === 'refused') {
    yield damaged(item, `it is no stamp on its checkpoint: ${stamp.why}`, '', again)
    return
  }
  yield ok(item, `${stamp.authority} stamped the log on ${stamp.at}`, { logStamps: 1 })
  if (stamp.signer !== 'trusted')
    yield warning(
      item,
      `who signed the stamp of ${stamp.at} was not checked: it says ${stamp.authority}`,
      'give the certificates of the authorities with --stamp-roots'
    )
}

function* judgeWitness(item: string, note: Buffer, tree: Buffer, { witnessKey }: PackageKeys): Generator<VerifyItem> {
  const parsed = parseNote(note.toString('utf8'))
  if (parsed === null || !Buffer.from(parsed.text).equals(tree)) {
    yield damaged(item, 'it is another tree than proof/log/tree', '', again)
    return
  }
  const [origin = ''] = parsed.text.split('\n')
  const by = parsed.lines.map(({ name }) => name).filter((name) => name !== origin)
  const key = witnessKey === undefined ? null : parseKey(witnessKey)
  const signed = key === null ? 'none' : signatureOf(parsed, key)
  if (typeof signed === 'object')
    yield ok(item, `${key?.name} signed the log on ${new Date(signed.at * 1000).toISOString()}`, {})
  else if (signed === 'false') yield damaged(item, 'the signature of the witness does not hold', '', again)
  else
    yield warning(
      item,
      `who signed it was not checked: it says ${by.join(', ') || 'nobody'}`,
      'give the key that the witness itself gives with --witness-key'
    )
}
