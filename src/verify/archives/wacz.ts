/** Checks a WACZ: its list of contents, every file in it against datapackage.json, its digest and signature, and the records within. */
import type { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { labelledCheck } from '../../evidence/archives/labelled-digest.ts'
import { defaultZipLimits, openZip, type SafeZip } from '../../evidence/archives/zip-guard.ts'
import { verifyWarcStream } from './foreign-warc.ts'
import { damaged, ok, unchecked, type VerifyItem } from '../item.ts'
import { isDossier, verifyDossier } from './dossier.ts'
import { readMember } from './member.ts'
import type { PackageKeys } from './package-keys.ts'
import { makePages, type Pages } from './pages.ts'
import { judgeSignature } from './wacz-signature.ts'
import { localFaults, zipComments } from './zip-headers.ts'

interface ListedFile {
  readonly hash: string
  readonly bytes: number | null
}

const listLimitBytes = 16 * 1024 * 1024
const tooLarge = 'it is larger than 16 MiB'
const ownNames = new Set(['datapackage.json', 'datapackage-digest.json'])
const alone = 'do not rely on it alone: whoever can change the file can change its digests too'
const askMaker = 'ask who made the file'

/** Items and entries of the ledger of the largest dossier. */
const limits = { ...defaultZipLimits, entries: 65_535 }

/** Checks a `.wacz`, or a package with proofs, which the given keys and certificates signed where they are given; a damaged member is named and the rest is checked all the same. */
export async function* verifyWacz(file: string, keys: PackageKeys): AsyncGenerator<VerifyItem> {
  const zip = await openZip(file, limits)
  if (zip.kind === 'refused') {
    yield damaged(file, zip.detail, '', zip.do)
    return
  }
  try {
    if (isDossier(zip)) {
      yield* verifyDossier(file, zip, keys)
      return
    }
    let whole = true
    for await (const item of verifyParts(file, zip)) {
      if (item.kind === 'damaged' || item.kind === 'unchecked') whole = false
      yield item
    }
    if (whole)
      yield ok(file, 'every file in it matches its digest; see what is said of its signature', { waczFiles: 1 })
  } finally {
    zip.close()
  }
}

async function* verifyParts(file: string, zip: SafeZip): AsyncGenerator<VerifyItem> {
  for (const { name, cause } of localFaults(file)) yield damaged(name === '' ? file : `${file}: ${name}`, cause)
  for (const { name, bytes } of zipComments(file))
    yield unchecked(
      name === '' ? file : `${file}: ${name}`,
      `the zip file has a comment of ${bytes} bytes there, which no digest covers`,
      askMaker
    )
  const pages = makePages()
  const list = await readDatapackage(zip)
  if (typeof list === 'string') yield damaged(`${file}: datapackage.json`, list)
  const listed = typeof list === 'string' ? new Map<string, ListedFile>() : list
  for (const name of listed.keys())
    if (!zip.names.includes(name))
      yield damaged(`${file}: ${name}`, 'datapackage.json lists it and it is not in the file')
  for (const name of zip.names) {
    yield* verifyMember(file, zip, name, listed.get(name) ?? null)
    if (holdsRecords.test(name)) yield* verifyRecordsOf(file, zip, name, pages)
  }
  yield* pages.judge(file, zip)
  yield* judgeMembers(file, zip.names)
  if (typeof list !== 'string') yield* verifySigned(file, zip)
}

/** Names are judged as readers judge them, whatever their case. */
const holdsRecords = /\.warc(?:\.gz)?$/i

/** Records that nobody looked at, and a package without any. */
function* judgeMembers(file: string, names: readonly string[]): Generator<VerifyItem> {
  const others = names.filter(
    (name) => /\.(?:wacz|arc|arc\.gz|warc\.zst|warc\.\w+)$/i.test(name) && !holdsRecords.test(name)
  )
  for (const name of others)
    yield unchecked(
      `${file}: ${name}`,
      'the records in it were not checked: it is an archive of another kind within this one',
      'unpack it first and check it by itself'
    )
  if (others.length === 0 && !names.some((name) => holdsRecords.test(name)))
    yield damaged(file, 'it holds no WARC file: there is no record in it', '', askMaker)
}

async function* verifyMember(
  file: string,
  zip: SafeZip,
  name: string,
  listed: ListedFile | null
): AsyncGenerator<VerifyItem> {
  const item = `${file}: ${name}`
  const check = labelledCheck(listed?.hash ?? '')
  let [checksum, bytes] = [0, 0]
  let stream: Readable | null = null
  try {
    stream = await zip.open(name)
    for await (const piece of stream) {
      check.update(piece as Buffer)
      checksum = crc32(piece as Buffer, checksum)
      bytes += (piece as Buffer).length
    }
  } catch (error) {
    yield damaged(item, `it does not unpack: ${(error as Error).message}`)
    return
  } finally {
    stream?.destroy()
  }
  if (checksum !== zip.checksum(name)) {
    yield damaged(item, 'it does not match the checksum of the zip file')
    return
  }
  if (listed === null) {
    if (ownNames.has(name)) return
    yield unchecked(item, 'datapackage.json does not list it: nothing shows whether it was changed or added', askMaker)
    return
  }
  if (listed.bytes !== null && listed.bytes !== bytes) {
    yield damaged(item, `it has ${bytes} bytes and datapackage.json states ${listed.bytes}`)
    return
  }
  const result = check.result()
  if (result === 'different') yield damaged(item, 'it does not match its digest in datapackage.json')
  else if (result === 'unknown')
    yield unchecked(
      item,
      `its digest ${listed.hash.slice(0, 20)} is of a kind that is not known`,
      'ask who made the file for SHA-256'
    )
  else yield ok(item, 'matches its digest in datapackage.json', { waczMembers: 1 }, bytes)
}

async function* verifyRecordsOf(file: string, zip: SafeZip, name: string, pages: Pages): AsyncGenerator<VerifyItem> {
  let stream: Readable | null = null
  try {
    stream = await zip.open(name)
    yield* verifyWarcStream(`${file}: ${name}`, stream, null, pages.take)
  } catch (error) {
    yield damaged(`${file}: ${name}`, `its records cannot be read: ${(error as Error).message}`)
  } finally {
    stream?.destroy()
  }
}

/** `datapackage-digest.json` holds the digest of datapackage.json, and a signature where there is one (WACZ 1.1.1, 5.3). */
async function* verifySigned(file: string, zip: SafeZip): AsyncGenerator<VerifyItem> {
  const item = `${file}: datapackage-digest.json`
  if (!zip.names.includes('datapackage-digest.json')) {
    yield unchecked(
      file,
      'unsigned: datapackage-digest.json is missing, so that nothing covers datapackage.json',
      alone
    )
    return
  }
  const value = await readJson(zip, 'datapackage-digest.json')
  if (typeof value === 'string') {
    yield damaged(item, value)
    return
  }
  const { path, hash } = value
  if (path !== 'datapackage.json' || typeof hash !== 'string') {
    yield damaged(item, 'it states no digest of datapackage.json')
    return
  }
  const bytes = await readMember(zip, 'datapackage.json', listLimitBytes, tooLarge)
  const check = labelledCheck(hash)
  if (typeof bytes !== 'string') check.update(bytes)
  const result = check.result()
  if (result === 'unknown')
    yield unchecked(
      item,
      `its digest ${hash.slice(0, 20)} is of a kind that is not known`,
      'ask who made the file for SHA-256'
    )
  else if (typeof bytes === 'string' || result === 'different')
    yield damaged(item, 'datapackage.json does not match the digest in datapackage-digest.json')
  else {
    yield ok(
      `${file}: datapackage.json`,
      'matches its digest in datapackage-digest.json',
      { waczMembers: 1 },
      bytes.length
    )
    yield judgeSignature(file, value['signedData'], bytes)
  }
}

async function readDatapackage(zip: SafeZip): Promise<Map<string, ListedFile> | string> {
  if (!zip.names.includes('datapackage.json')) return 'it is missing: nothing shows what belongs in this WACZ'
  const value = await readJson(zip, 'datapackage.json')
  if (typeof value === 'string') return value
  const resources: unknown = value['resources']
  if (!Array.isArray(resources)) return 'it lists no resources'
  const listed = new Map<string, ListedFile>()
  for (const one of resources as unknown[]) {
    if (typeof one !== 'object' || one === null) return 'it lists something that is no file'
    const { path, hash, bytes } = one as { readonly path?: unknown; readonly hash?: unknown; readonly bytes?: unknown }
    if (typeof path !== 'string' || typeof hash !== 'string') return 'a resource in it has no path or no hash'
    if (listed.has(path)) return `it lists ${JSON.stringify(path.slice(0, 200))} twice`
    listed.set(path, { hash, bytes: typeof bytes === 'number' ? bytes : null })
  }
  return listed
}

async function readJson(zip: SafeZip, name: string): Promise<Record<string, unknown> | string> {
  const bytes = await readMember(zip, name, listLimitBytes, tooLarge)
  if (typeof bytes === 'string') return bytes
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : 'it holds no object'
  } catch (error) {
    return `it cannot be read: ${(error as Error).message}`
  }
}
