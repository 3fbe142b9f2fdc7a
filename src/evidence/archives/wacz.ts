/** Reads the exchanges out of a WACZ (a zip of WARC files) without unpacking it to disk, and tells where it contradicts its own list of digests. */
import { labelledCheck, type LabelledCheck } from './labelled-digest.ts'
import type { ImportNote } from './import-note.ts'
import type { WarcOptions, WarcOutcome } from './warc-exchange.ts'
import { readWarc } from './warc.ts'
import { defaultZipLimits, openZip, wholeEntry, type SafeZip, type ZipLimits, type ZipRefusal } from './zip-guard.ts'

export type WaczOutcome =
  | (WarcOutcome & { /** Member of the WACZ: `archive/data.warc.gz`. */ readonly file: string })
  /** Something odd about the package itself. */
  | { readonly kind: 'note'; readonly place: string; readonly note: ImportNote }
  | ZipRefusal
  | {
      readonly kind: 'refused'
      readonly reason: 'no-warc' | 'collection'
      readonly detail: string
      readonly do: string
    }

/** Members that hold WARC records: below `archive/` in any folder (WACZ 1), elsewhere in packages of before. */
export const waczArchive = /(?:^|\/)[^/]+\.warc(?:\.gz)?$/i

/** Reads every WARC of a WACZ in the order of its names. Bad archives are refused before a byte is unpacked. */
export async function* readWacz(
  path: string,
  options: WarcOptions & { readonly limits?: ZipLimits }
): AsyncGenerator<WaczOutcome> {
  const zip = await openZip(path, options.limits ?? defaultZipLimits)
  if (zip.kind === 'refused') {
    yield zip
    return
  }
  try {
    const files = zip.names.filter((name) => waczArchive.test(name)).sort()
    if (files.length === 0) yield noWarc(zip)
    const { listed, notes } = files.length === 0 ? noList : await listedFiles(zip)
    for (const note of notes) yield { kind: 'note', place: 'datapackage.json', note }
    for (const file of files) yield* readMember(zip, file, listed.get(file) ?? nothingListed, options)
    if (files.length > 0) yield* leftOut(zip.names)
    yield* notHere(zip.names, listed)
  } finally {
    zip.close()
  }
}

/** Archives within the package that nothing here reads. */
function* leftOut(names: readonly string[]): Generator<WaczOutcome> {
  for (const place of names.filter((name) => /\.(?:wacz|w?arc|w?arc\.\w+)$/i.test(name) && !waczArchive.test(name))) {
    const words = 'it is an archive of another kind within the WACZ, and was not read'
    yield { kind: 'note', place, note: { kind: 'member-left-out', words } }
  }
}

/** Archives that the list names and the package does not hold. */
function* notHere(names: readonly string[], listed: ReadonlyMap<string, Listed>): Generator<WaczOutcome> {
  const here = new Set(names)
  for (const place of listed.keys()) {
    if (!waczArchive.test(place) || here.has(place)) continue
    const words = 'datapackage.json lists it and it is not in the package: its records are not here'
    yield { kind: 'note', place, note: { kind: 'missing-bytes', words } }
  }
}

function noWarc(zip: SafeZip): WaczOutcome {
  if (zip.names.some((name) => /\.wacz$/i.test(name)))
    return {
      kind: 'refused',
      reason: 'collection',
      detail: 'it is a collection of WACZ files',
      do: 'unpack it first (unzip FILE) and import the .wacz files in it, all in one command'
    }
  if (zip.names.some((name) => /\.arc(?:\.gz)?$/i.test(name)))
    return {
      kind: 'refused',
      reason: 'no-warc',
      detail: 'it holds ARC files, the format before WARC',
      do: 'unpack it and convert them first: warcio recompress FILE.arc.gz FILE.warc.gz'
    }
  return {
    kind: 'refused',
    reason: 'no-warc',
    detail: 'it holds no .warc or .warc.gz file',
    do: 'check that this is a WACZ and not another zip file'
  }
}

async function* readMember(
  zip: SafeZip,
  file: string,
  listed: Listed,
  options: WarcOptions
): AsyncGenerator<WaczOutcome> {
  const stream = await zip.open(file)
  const check = labelledCheck(listed.hash)
  let verdict = null as LabelledCheck | null
  let bytes = 0
  async function* checked(): AsyncGenerator<Uint8Array> {
    for await (const piece of stream) {
      check.update(piece as Buffer)
      bytes += (piece as Buffer).length
      yield piece as Buffer
    }
    verdict = check.result()
  }
  try {
    for await (const outcome of readWarc(checked(), options)) yield { ...outcome, file }
  } catch (error) {
    yield { kind: 'damaged', offset: 0, cause: `${file} does not unpack: ${(error as Error).message}`, file }
  } finally {
    stream.destroy()
  }
  // Null: it did not unpack to its end, and that was told.
  if (verdict !== null)
    for (const note of memberNotes(listed, verdict, bytes)) yield { kind: 'note', place: file, note }
}

function memberNotes({ hash, bytes: stated }: Listed, verdict: LabelledCheck, bytes: number): ImportNote[] {
  if (verdict === 'different') {
    const words = 'it does not match its digest in datapackage.json: the package was changed after it was made'
    return [{ kind: 'member-digest-differs', words }]
  }
  const notes: ImportNote[] = []
  if (stated !== null && stated !== bytes) {
    const words = `it has ${bytes} bytes and datapackage.json states ${stated}`
    notes.push({ kind: 'member-digest-differs', words })
  }
  if (hash === '') notes.push({ kind: 'member-without-digest', words: 'datapackage.json states no digest for it' })
  else if (verdict === 'unknown') {
    const words = `its digest ${JSON.stringify(hash.slice(0, 40))} in datapackage.json is of a kind or form that is not known`
    notes.push({ kind: 'digest-unknown', words })
  }
  return notes
}

/** What `datapackage.json` states of a file. */
interface Listed {
  /** Empty: none. */
  readonly hash: string
  readonly bytes: number | null
}

const nothingListed: Listed = { hash: '', bytes: null }

const packageLimitBytes = 16 * 1024 * 1024

interface PackageList {
  readonly listed: ReadonlyMap<string, Listed>
  /** What is odd about the list itself. */
  readonly notes: readonly ImportNote[]
}

const noList: PackageList = { listed: new Map(), notes: [] }

/** Digests and sizes by name, as `datapackage.json` lists them; what it does not list has none. */
async function listedFiles(zip: SafeZip): Promise<PackageList> {
  const listed = new Map<string, Listed>()
  if (!zip.names.includes('datapackage.json') || zip.sizeBytes('datapackage.json') > packageLimitBytes) return noList
  try {
    const bytes = await wholeEntry(zip, 'datapackage.json')
    const notes = await listNotes(zip, bytes)
    const value = JSON.parse(bytes.toString('utf8')) as { readonly resources?: unknown }
    if (!Array.isArray(value.resources)) return { listed, notes }
    for (const one of value.resources as { readonly [name: string]: unknown }[]) {
      const { path, hash, bytes: size } = one ?? {}
      if (typeof path !== 'string') continue
      listed.set(path.replace(/^\.\//, ''), {
        hash: typeof hash === 'string' ? hash : '',
        bytes: typeof size === 'number' ? size : null
      })
    }
    return { listed, notes }
  } catch {
    // No list that can be read: `baken verify` names that; the records are there all the same.
    return { listed, notes: [] }
  }
}

/** The list has a digest of its own beside it, which shows whether the list was changed. */
async function listNotes(zip: SafeZip, list: Buffer): Promise<ImportNote[]> {
  const name = 'datapackage-digest.json'
  if (!zip.names.includes(name) || zip.sizeBytes(name) > packageLimitBytes) return []
  try {
    const { hash } = JSON.parse((await wholeEntry(zip, name)).toString('utf8')) as { readonly hash?: unknown }
    if (typeof hash !== 'string') return []
    const check = labelledCheck(hash)
    check.update(list)
    if (check.result() !== 'different') return []
    const words = 'it does not match its digest in datapackage-digest.json: the list was changed after it was made'
    return [{ kind: 'member-digest-differs', words }]
  } catch {
    return [] // `baken verify` names a digest that cannot be read.
  }
}
