/** Checks the package of a dossier, or of captures without a case: that its bytes are those that follow from its files, every file against the list, and the signature over the list. */
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto'
import { closeSync, fstatSync, readSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import type { SafeZip } from '../../evidence/archives/zip-guard.ts'
import { openPlain } from '../disk.ts'
import { damaged, ok, warning, type VerifyItem } from '../item.ts'
import { readProof } from '../log/proof-file.ts'
import { parseKey, signatureOf } from '../log/signed-note.ts'
import { readMember } from './member.ts'
import type { PackageKeys } from './package-keys.ts'
import { judgeOutside } from './package-outside.ts'

const listName = 'SHA256SUMS'
const signatureName = 'proof/SHA256SUMS.sig'
const keyName = 'proof/key.pem'
const manifestName = 'manifest.json'
const again = 'ask for the package again, and compare its SHA-256 with the one that Baken shows'
const mostListBytes = 64 * 1024 * 1024

/** Whether a zip file says that it is a dossier. */
export function isDossier(zip: SafeZip): boolean {
  return zip.names.includes(listName) && zip.names.includes('VERIFY.md')
}

/** Checks a package at a path; each damaged file is named. */
export async function* verifyDossier(file: string, zip: SafeZip, keys: PackageKeys): AsyncGenerator<VerifyItem> {
  let whole = true
  for await (const item of parts(file, zip, keys)) {
    if (item.kind === 'damaged') whole = false
    yield item
  }
  if (whole) yield ok(file, 'every byte of it is the one that was packed', { dossiers: 1 })
}

async function* parts(file: string, zip: SafeZip, keys: PackageKeys): AsyncGenerator<VerifyItem> {
  const frame = structureFaults(file, momentIn(await bytesOf(zip, manifestName)))
  for (const cause of frame.faults) yield damaged(file, cause, '', again)
  const list = await bytesOf(zip, listName)
  const signature = await bytesOf(zip, signatureName)
  const key = await bytesOf(zip, keyName)
  if (typeof list === 'string') {
    yield damaged(`${file}: ${listName}`, list, '', again)
    return
  }
  const listed = readList(list)
  if (listed === null) yield damaged(`${file}: ${listName}`, 'a line of it is no digest with a name', '', again)
  if (listed !== null && !inOrder(zip.names, [...listed.keys()]))
    yield damaged(file, 'its files stand in another order than its list names them in', '', again)
  for (const name of listed?.keys() ?? [])
    if (!zip.names.includes(name))
      yield damaged(`${file}: ${name}`, 'the list names it and it is not in the file', '', again)
  for (const name of zip.names) {
    if (name === listName || name === signatureName) continue
    yield await judgeFile(file, zip, name, listed?.get(name))
  }
  yield* judgeProofs(file, zip, keys.logKey ?? null)
  yield* judgeOutside(file, zip, keys)
  if (typeof signature === 'string' || typeof key === 'string' || !signedBy(list, signature, key))
    yield damaged(`${file}: ${listName}`, 'its signature is missing, or not that of the key in the package', '', again)
  else
    yield warning(
      file,
      `it is signed by the key ${fingerprintOf(key)}; its SHA-256 is ${frame.digest}`,
      'compare both with what the operator of Baken names: an older package of the same key holds as well'
    )
}

/** Files in the order of the list, then the list and its signature. */
function inOrder(names: readonly string[], listed: readonly string[]): boolean {
  const wanted = [...listed, listName, signatureName]
  return names.length !== wanted.length || names.every((name, at) => name === wanted[at])
}

/** The moment that the manifest names, as the heads of a zip file bear it: four bytes; null where it names none. */
function momentIn(manifest: Buffer | string): Buffer | null {
  const at = typeof manifest === 'string' ? null : /"at": ?"([^"]{10,40})"/.exec(manifest.toString('utf8'))?.[1]
  const date = new Date(at ?? '')
  if (Number.isNaN(date.getTime())) return null
  const moment = Buffer.alloc(4)
  moment.writeUInt16LE((date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1), 0)
  moment.writeUInt16LE(
    (Math.max(0, date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate(),
    2
  )
  return moment
}

const mostEntryBytes = 16 * 1024 * 1024

/** The entries of the ledger, by what leads each of them to the root of the log; `logKey`: the key of the log as it was noted elsewhere. */
async function* judgeProofs(file: string, zip: SafeZip, logKey: string | null): AsyncGenerator<VerifyItem> {
  const entries = zip.names.filter((name) => /^proof\/ledger\/\d{9}$/.test(name))
  if (!zip.names.includes('proof/log/tree')) {
    if (entries.length > 0)
      yield warning(
        file,
        'no proof leads its entries to the log',
        'ask for a dossier that was made when the log held them'
      )
    return
  }
  const key = logKey === null ? null : parseKey(logKey)
  const tree = await bytesOf(zip, 'proof/log/tree')
  let proven: { readonly origin: string; readonly size: number } | null = null
  for (const name of entries) {
    const proof = name.replace('/ledger/', '/log/')
    const [entry, text] = [await bytesOf(zip, name, mostEntryBytes), await bytesOf(zip, proof)]
    const item = `${file}: ${proof}`
    if (typeof entry === 'string' || typeof text === 'string') {
      yield damaged(item, typeof text === 'string' ? text : `its entry: ${String(entry)}`, '', again)
      continue
    }
    const read = readProof(text.toString('utf8'))
    const number = Number(name.slice(-9))
    if (typeof read === 'string') yield damaged(item, read, '', again)
    else if (read.entry !== number || !read.leaf.equals(createHash('sha256').update(entry).digest()))
      yield damaged(item, `it proves another entry than ${number}`, '', again)
    else if (typeof tree === 'string' || read.note.text !== tree.toString('utf8'))
      yield damaged(item, 'it leads to another tree than proof/log/tree', '', again)
    else if (key !== null && (read.tree.origin !== key.name || typeof signatureOf(read.note, key) === 'string'))
      yield damaged(item, 'its checkpoint is not signed by the key that was given', '', again)
    else proven = read.tree
  }
  if (proven === null) return
  const { origin, size } = proven
  yield ok(file, `its entries stand in the log ${origin} of ${size} entries`, { logProofs: entries.length })
  if (key === null)
    yield warning(file, 'who signed the log was not checked', 'give the key that was noted elsewhere with --log-key')
}

async function judgeFile(file: string, zip: SafeZip, name: string, digest: string | undefined): Promise<VerifyItem> {
  const item = `${file}: ${name}`
  if (digest === undefined) return damaged(item, 'the list does not name it: it was added', '', again)
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const piece of await zip.open(name)) {
      hash.update(piece as Buffer)
      bytes += (piece as Buffer).length
    }
  } catch (error) {
    return damaged(item, `it cannot be read: ${(error as Error).message}`, '', again)
  }
  if (hash.digest('hex') !== digest) return damaged(item, 'it does not match its digest in SHA256SUMS', '', again)
  return ok(item, 'matches its digest in SHA256SUMS', { dossierFiles: 1 }, bytes)
}

function readList(list: Buffer): Map<string, string> | null {
  const listed = new Map<string, string>()
  for (const line of list.toString('utf8').split('\n').slice(0, -1)) {
    const found = /^([0-9a-f]{64}) {2}(.+)$/.exec(line)
    if (found === null) return null
    listed.set(found[2] ?? '', found[1] ?? '')
  }
  return listed
}

function signedBy(list: Buffer, signature: Buffer, key: Buffer): boolean {
  try {
    return verifySignature(null, list, createPublicKey(key), signature)
  } catch {
    return false
  }
}

function fingerprintOf(key: Buffer): string {
  const der = createPublicKey(key).export({ format: 'der', type: 'spki' })
  return createHash('sha256').update(der).digest('hex')
}

async function bytesOf(zip: SafeZip, name: string, mostBytes = mostListBytes): Promise<Buffer | string> {
  if (!zip.names.includes(name)) return 'it is missing'
  return readMember(zip, name, mostBytes, 'it is larger than such a file can be')
}

/** A member as its head before the content states it. */
interface Head {
  readonly shared: Buffer
  readonly name: Buffer
  readonly offset: number
}

/**
 * What in the frame of the zip file is not what its contents give: nothing in a dossier is compressed, so each byte of heads, list and end
 * follows from names, contents and one moment, and one that was changed shows even where programs for zip files look past it.
 */
function structureFaults(
  file: string,
  moment: Buffer | null
): { readonly faults: readonly string[]; readonly digest: string } {
  const descriptor = openPlain(file)
  try {
    const size = fstatSync(descriptor).size
    const read = (at: number, count: number): Buffer => {
      const bytes = Buffer.alloc(Math.max(0, Math.min(count, size - at)))
      return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, at))
    }
    return { faults: frameFaults(read, size, moment), digest: digestOf(read, size) }
  } finally {
    closeSync(descriptor)
  }
}

type Read = (at: number, count: number) => Buffer

function digestOf(read: Read, size: number): string {
  const hash = createHash('sha256')
  for (let at = 0; at < size; at += 1 << 20) hash.update(read(at, Math.min(1 << 20, size - at)))
  return hash.digest('hex')
}

function frameFaults(read: Read, size: number, wanted: Buffer | null): string[] {
  const heads: Head[] = []
  let at = 0
  let moment = wanted
  for (;;) {
    const head = read(at, 30)
    if (head.length < 30 || head.readUInt32LE(0) !== 0x0403_4b50) break
    const shared = head.subarray(4, 30)
    const [bytes, length] = [shared.readUInt32LE(14), shared.readUInt16LE(22)]
    moment ??= shared.subarray(6, 10)
    if (!shared.equals(headOf(checksumAt(read, at + 30 + length, bytes), bytes, length, moment)))
      return [`the head of the member at byte ${at} is not what its content gives`]
    heads.push({ shared, name: read(at + 30, length), offset: at })
    at += 30 + length + bytes
  }
  const expected = Buffer.concat([...heads.map(listEntry), Buffer.alloc(0)])
  const tail = Buffer.alloc(22)
  tail.writeUInt32LE(0x0605_4b50, 0)
  tail.writeUInt16LE(heads.length, 8)
  tail.writeUInt16LE(heads.length, 10)
  tail.writeUInt32LE(expected.length, 12)
  tail.writeUInt32LE(at, 16)
  const end = Buffer.concat([expected, tail])
  return size - at === end.length && read(at, end.length).equals(end)
    ? []
    : ['its list of contents is not what its members give']
}

/** The 26 bytes that the two heads of a member share. */
function headOf(checksum: number, bytes: number, length: number, moment: Buffer): Buffer {
  const shared = Buffer.alloc(26)
  shared.writeUInt16LE(20, 0)
  shared.writeUInt16LE(0x0800, 2)
  moment.copy(shared, 6)
  shared.writeUInt32LE(checksum, 10)
  shared.writeUInt32LE(bytes, 14)
  shared.writeUInt32LE(bytes, 18)
  shared.writeUInt16LE(length, 22)
  return shared
}

function listEntry({ shared, name, offset }: Head): Buffer {
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x0201_4b50, 0)
  entry.writeUInt16LE(20, 4)
  shared.copy(entry, 6)
  entry.writeUInt32LE(offset, 42)
  return Buffer.concat([entry, name])
}

function checksumAt(read: Read, from: number, count: number): number {
  let checksum = 0
  for (let at = 0; at < count; at += 1 << 20) checksum = crc32(read(from + at, Math.min(1 << 20, count - at)), checksum)
  return checksum
}
