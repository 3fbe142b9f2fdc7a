/** Checks WARC and WACZ files of other programs against the digests that they carry; what carries none is never called valid. */
import { createReadStream, statSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { labelledCheck } from './digest.ts'
import { readHttpResponse } from './http-message.ts'
import { damaged, ok, warning, type VerifyItem } from './verify-item.ts'
import { openZip, type SafeZip } from './zip-guard.ts'
import { defaultBlockLimitBytes, readRecords, valueOf, type WarcRecord } from './warc-records.ts'
import { payloadCheck } from './warc.ts'

/** Checks a `.warc` or `.warc.gz` by its block and payload digests. */
export async function* verifyWarcFile(path: string): AsyncGenerator<VerifyItem> {
  yield* verifyWarcStream(path, createReadStream(path, { highWaterMark: 256 * 1024 }), statSync(path).size)
}

async function* verifyWarcStream(
  item: string,
  source: AsyncIterable<Uint8Array>,
  sizeBytes: number
): AsyncGenerator<VerifyItem> {
  let [records, faults, bare] = [0, 0, 0]
  for await (const reading of readRecords(source, { blockLimitBytes: defaultBlockLimitBytes })) {
    if (reading.kind === 'refused') {
      yield { kind: 'damaged', item, place: '', cause: reading.detail, do: reading.do }
      return
    }
    if (reading.kind === 'damaged') {
      faults++
      yield damaged(item, reading.cause, `byte ${reading.offset}`)
      continue
    }
    records++
    const verdict = judgeRecord(reading)
    if (verdict === 'same') continue
    if (verdict === 'none') bare++
    else {
      faults++
      yield damaged(`${item}: ${reading.type} ${reading.id}`, verdict, `byte ${reading.offset}`)
    }
  }
  if (bare > 0) {
    yield warning(
      item,
      `${bare} of ${records} records carry no digest: nothing shows whether they were changed`,
      'ask who made the file for its digests'
    )
  }
  if (faults > 0) return
  if (records === bare)
    yield warning(item, `${records} records can be read; unsigned, and without digests`, 'do not rely on it alone')
  else yield ok(item, `${records - bare} records match their own digests; unsigned`, records, sizeBytes)
}

/** `same`, `none` (no usable digest), or what is wrong. */
function judgeRecord(record: WarcRecord): string {
  if (record.blockDigest === 'different') return 'its content does not match its digest'
  if (record.blockDigest === 'same') return 'same'
  const label = record.type === 'response' ? valueOf(record.fields, 'warc-payload-digest') : null
  if (label === null || record.block === null) return 'none'
  const response = readHttpResponse(record.block)
  if (typeof response === 'string') return 'none'
  const check = payloadCheck(label, response)
  return check === 'different' ? 'its payload does not match its digest' : check === 'same' ? 'same' : 'none'
}

/** Checks a `.wacz`: its list of contents, its datapackage.json with a digest for each file, and the records within. */
export async function* verifyWacz(path: string): AsyncGenerator<VerifyItem> {
  const zip = await openZip(path)
  if (zip.kind === 'refused') {
    yield { kind: 'damaged', item: path, place: '', cause: zip.detail, do: zip.do }
    return
  }
  try {
    const listed = await readDatapackage(zip)
    if (typeof listed === 'string') yield damaged(`${path}: datapackage.json`, listed)
    const digests = typeof listed === 'string' ? new Map<string, ListedFile>() : listed
    for (const name of digests.keys()) {
      if (!zip.names.includes(name))
        yield damaged(`${path}: ${name}`, 'datapackage.json lists it and it is not in the file')
    }
    for (const name of zip.names) yield* verifyMember(path, zip, name, digests.get(name) ?? null)
    if (typeof listed !== 'string') yield* verifySigned(path, zip)
  } finally {
    zip.close()
  }
}

interface ListedFile {
  readonly hash: string
  readonly bytes: number | null
}

const datapackageLimitBytes = 16 * 1024 * 1024
const ownNames = new Set(['datapackage.json', 'datapackage-digest.json'])

async function* verifyMember(
  path: string,
  zip: SafeZip,
  name: string,
  listed: ListedFile | null
): AsyncGenerator<VerifyItem> {
  const item = `${path}: ${name}`
  const check = labelledCheck(listed?.hash ?? '')
  let [checksum, bytes] = [0, 0]
  try {
    for await (const piece of await zip.open(name)) {
      check.update(piece as Buffer)
      checksum = crc32(piece as Buffer, checksum)
      bytes += (piece as Buffer).length
    }
  } catch (error) {
    yield damaged(item, `it does not unpack: ${(error as Error).message}`)
    return
  }
  if (checksum !== zip.checksum(name)) yield damaged(item, 'it does not match the checksum of the zip file')
  else if (listed === null) {
    if (!ownNames.has(name))
      yield warning(
        item,
        'datapackage.json does not list it: nothing shows whether it was changed',
        'ask who made the file'
      )
    return
  } else if (listed.bytes !== null && listed.bytes !== bytes)
    yield damaged(item, `it has ${bytes} bytes and datapackage.json states ${listed.bytes}`)
  else if (check.result() !== 'same') {
    const known = check.result() === 'different'
    if (known) yield damaged(item, 'it does not match its digest in datapackage.json')
    else
      yield warning(
        item,
        `its digest ${listed.hash.slice(0, 20)} is of a kind that is not known`,
        'ask who made the file for SHA-256'
      )
  } else yield ok(item, 'matches its digest in datapackage.json', 1, bytes)
}

/** `datapackage-digest.json` holds the digest of datapackage.json, and a signature where there is one (WACZ 1.1.1, 5.3). */
async function* verifySigned(path: string, zip: SafeZip): AsyncGenerator<VerifyItem> {
  const item = `${path}: datapackage-digest.json`
  const ask = 'do not rely on it alone: whoever can change the file can change its digests too'
  if (!zip.names.includes('datapackage-digest.json')) {
    yield warning(path, 'unsigned: datapackage-digest.json is missing', ask)
    return
  }
  const value = await readJson(zip, 'datapackage-digest.json')
  if (typeof value === 'string') {
    yield damaged(item, value)
    return
  }
  const check = labelledCheck(typeof value['hash'] === 'string' ? value['hash'] : '')
  for await (const piece of await zip.open('datapackage.json')) check.update(piece as Buffer)
  if (check.result() !== 'same')
    yield damaged(item, 'datapackage.json does not match the digest in datapackage-digest.json')
  else if (value['signedData'] === undefined)
    yield warning(path, 'unsigned: datapackage-digest.json holds no signature', ask)
  else yield warning(path, 'its signature was not checked here', 'check it with a tool for WACZ signatures')
}

async function readDatapackage(zip: SafeZip): Promise<Map<string, ListedFile> | string> {
  if (!zip.names.includes('datapackage.json')) return 'it is missing'
  const value = await readJson(zip, 'datapackage.json')
  if (typeof value === 'string') return value
  const resources: unknown = value['resources']
  if (!Array.isArray(resources)) return 'it lists no resources'
  const listed = new Map<string, ListedFile>()
  for (const one of resources as unknown[]) {
    if (typeof one !== 'object' || one === null) return 'it lists something that is no file'
    const { path, hash, bytes } = one as { readonly path?: unknown; readonly hash?: unknown; readonly bytes?: unknown }
    if (typeof path !== 'string' || typeof hash !== 'string') return 'a resource in it has no path or no hash'
    listed.set(path, { hash, bytes: typeof bytes === 'number' ? bytes : null })
  }
  return listed
}

async function readJson(zip: SafeZip, name: string): Promise<Record<string, unknown> | string> {
  if (zip.sizeBytes(name) > datapackageLimitBytes) return 'it is larger than 16 MiB'
  try {
    const parts: Buffer[] = []
    for await (const piece of await zip.open(name)) parts.push(piece as Buffer)
    const value: unknown = JSON.parse(Buffer.concat(parts).toString('utf8'))
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : 'it holds no object'
  } catch (error) {
    return `it cannot be read: ${(error as Error).message}`
  }
}
