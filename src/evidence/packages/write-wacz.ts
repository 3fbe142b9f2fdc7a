/** Writes opened captures as a WACZ: their records, whole or as revisits of others in the same file, an index of addresses, a list of pages, and digests of all of it. */
import { gzipSync } from 'node:zlib'
import { headerOf } from '../archives/http/message.ts'
import { sha256, sha256Stream, type Digest } from '../digest.ts'
import type { OpenedCapture } from '../segments/read-segment.ts'
import { warcRecord, type Field } from '../segments/warc-record.ts'
import type { WaczSigner } from './wacz-signature.ts'
import { storedZip } from './zip-stored.ts'

export interface WaczMeta {
  readonly title: string
  /** ISO 8601: the moment that the package bears. */
  readonly at: string
  readonly software: string
  /** Identifier of the first record; the same package gets the same. */
  readonly id: string
}

/** What a file needs of an opened capture: its records as they are packed. Thousands wait for one file, so nothing unpacked is kept. */
export interface WaczCapture extends Pick<OpenedCapture, 'id' | 'date' | 'members' | 'original'> {
  readonly url: string
  readonly mime: string
  readonly status: string
  /** Of the content. */
  readonly digest: string
}

export function waczCapture({ id, date, members, original, exchange }: OpenedCapture): WaczCapture {
  const type = headerOf(exchange.responseHeaders, 'content-type')?.split(';')[0]?.trim()
  const mime = type === undefined || type === '' ? 'unk' : type
  const { url, status, body } = exchange
  const kept = original === null ? null : { ...original, members: apartFrom(original.members) }
  return {
    id,
    date,
    members: apartFrom(members),
    original: kept,
    url,
    mime,
    status: String(status),
    digest: sha256(body)
  }
}

/** The bytes in memory of their own: a piece of the pool that small buffers are cut from keeps all 64 kB of it, and opening fills one with what is let go of. */
function apartFrom(bytes: Buffer): Buffer {
  const own = Buffer.allocUnsafeSlow(bytes.length)
  own.set(bytes)
  return own
}

/** The whole file, signed. The same captures, meta and key give the same bytes. */
export function waczOf(captures: readonly WaczCapture[], meta: WaczMeta, signer: WaczSigner): Buffer {
  const first = gzipSync(warcInfo(meta))
  const lines: string[] = []
  const pages: string[] = [JSON.stringify({ format: 'json-pages-1.0', id: 'pages', title: meta.title })]
  let offset = first.length
  const here = new Set(captures.map((one) => one.id))
  const written = captures.map((one) => ({ ...one, ...recordsOf(one, here) }))
  for (const { id, date, members, mime, url, status, digest } of written) {
    const stamp = date.replaceAll(/\D/g, '').slice(0, 14)
    const entry = {
      url,
      mime,
      digest,
      status,
      filename: 'data.warc.gz',
      offset: String(offset),
      length: String(members.length)
    }
    lines.push(`${searchKey(url)} ${stamp} ${JSON.stringify(entry)}`)
    pages.push(JSON.stringify({ id, url, ts: date }))
    offset += members.length
  }
  const index = lines.toSorted().map((line) => `${line}\n`)
  const files: (readonly [string, readonly Buffer[]])[] = [
    // In pieces: tens of megabytes, which are put together once, as the file.
    ['archive/data.warc.gz', [first, ...written.map((one) => one.members)]],
    ['indexes/index.cdx', [Buffer.from(index.join(''))]],
    ['pages/pages.jsonl', [Buffer.from(`${pages.join('\n')}\n`)]]
  ]
  const resources = files.map(([path, pieces]) => ({ name: path.split('/').at(-1), path, ...resourceOf(pieces) }))
  const list = Buffer.from(
    `${JSON.stringify({ profile: 'data-package', wacz_version: '1.1.1', title: meta.title, created: meta.at, software: meta.software, resources }, null, 1)}\n`
  )
  const hash = sha256(list)
  const signedData = signer.sign({ hash, created: meta.at, software: meta.software })
  const digest = Buffer.from(`${JSON.stringify({ path: 'datapackage.json', hash, signedData })}\n`)
  const zip = storedZip(meta.at)
  const last = [['datapackage.json', [list]] as const, ['datapackage-digest.json', [digest]] as const]
  const parts = [...files, ...last].flatMap(([name, pieces]) => zip.add(name, pieces))
  return Buffer.concat([...parts, ...zip.end()])
}

/** What the list of contents says of a file. */
function resourceOf(pieces: readonly Buffer[]): { readonly hash: Digest; readonly bytes: number } {
  const sum = sha256Stream()
  let bytes = 0
  for (const piece of pieces) {
    sum.update(piece)
    bytes += piece.length
  }
  return { hash: sum.digest(), bytes }
}

/** The records of a capture: a revisit refers to its original where that is in the same file, and is whole elsewhere, so that a package stands alone. */
function recordsOf(
  { members, mime, original }: WaczCapture,
  here: ReadonlySet<string>
): { readonly members: Buffer; readonly mime: string } {
  if (original !== null && here.has(original.id)) return { members: original.members, mime: 'warc/revisit' }
  return { members, mime }
}

function warcInfo({ software, at, id, title }: WaczMeta): Buffer {
  const block = Buffer.from(
    `software: ${software}\r\nformat: WARC File Format 1.1\r\ndescription: ${title.replace(/[\r\n]+/g, ' ')}\r\n`
  )
  const fields: Field[] = [
    ['WARC-Type', 'warcinfo'],
    ['WARC-Record-ID', `<urn:uuid:${id}>`],
    ['WARC-Date', at],
    ['WARC-Filename', 'data.warc.gz'],
    ['WARC-Block-Digest', sha256(block)],
    ['Content-Type', 'application/warc-fields']
  ]
  return warcRecord(fields, block)
}

/** The key under which an index of addresses sorts: the labels of the host turned round, then what follows (SURT). */
function searchKey(url: string): string {
  const at = URL.parse(url)
  if (at === null) return url
  const host = at.hostname.split('.').toReversed().join(',')
  return `${host}${at.port === '' ? '' : `:${at.port}`})${at.pathname}${at.search}`.toLowerCase()
}
