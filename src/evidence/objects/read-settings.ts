/** Reads `evidence.yaml` of a data folder: the store that closed segments go to, and how much of what it has stays here too. */
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { folderStore } from './folder-store.ts'
import type { ObjectStore } from './object-store.ts'
import type { Credentials, S3Place } from './s3-request.ts'
import { s3Store } from './s3-store.ts'

export type StoreOpening =
  /** `localBytes`: of segments that the store has, so much stays here at most; null: all of it. */
  | { readonly kind: 'store'; readonly store: ObjectStore; readonly localBytes: number | null }
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly cause: string }

/** The keys of the file; docs/settings.md tells of them, and a test compares the two. */
export const evidenceKeys = [
  'local',
  'store.folder',
  'store.s3',
  'store.bucket',
  'store.prefix',
  'store.region',
  'store.ca',
  'store.credentials_file',
  'store.lock'
] as const

const mostBytes = 100_000
const known: ReadonlySet<string> = new Set(
  evidenceKeys.flatMap((key) => (key.startsWith('store.') ? [key.slice('store.'.length)] : []))
)

class Wrong extends Error {}

const openings = new Map<string, { readonly text: string; readonly opening: StoreOpening }>()

/** Never throws, and asks no store. A file that did not change gives the store of before, with its connections. */
export function openObjectStore(dataDir: string): StoreOpening {
  const file = path.join(dataDir, 'evidence.yaml')
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return code === 'ENOENT' ? { kind: 'none' } : { kind: 'refused', cause: `${file}: ${message}` }
  }
  const before = openings.get(file)
  if (before?.text === text) return before.opening
  const opening = openingOf(text, file, dataDir)
  openings.set(file, { text, opening })
  return opening
}

function openingOf(text: string, file: string, dataDir: string): StoreOpening {
  try {
    if (text.length > mostBytes) throw new Wrong('it is longer than any such file')
    const top: unknown = parse(text, { maxAliasCount: 0 })
    if (!isMap(top)) throw new Wrong('write store: with its keys')
    const other = Object.keys(top).find((key) => key !== 'store' && key !== 'local')
    if (other !== undefined) throw new Wrong(`there is no key "${other}"; there are store and local`)
    return { kind: 'store', store: storeOf(top['store'], dataDir), localBytes: localOf(top['local'] ?? 'all') }
  } catch (error) {
    return { kind: 'refused', cause: `${file}: ${(error as Error).message.split('\n')[0] ?? ''}` }
  }
}

function storeOf(value: unknown, dataDir: string): ObjectStore {
  if (!isMap(value)) throw new Wrong(`store: write keys and values: ${[...known].join(', ')}`)
  const other = Object.keys(value).find((key) => !known.has(key))
  if (other !== undefined) throw new Wrong(`store: there is no key "${other}"; there are ${[...known].join(', ')}`)
  const text = (key: string, usual?: string): string => {
    const found = value[key] ?? usual
    if (typeof found !== 'string' || found === '' || found.length > 500) throw new Wrong(`store.${key}: write a text`)
    return found
  }
  if (value['folder'] !== undefined) {
    const more = Object.keys(value).find((key) => key !== 'folder')
    if (more !== undefined) throw new Wrong(`store.${more}: it does not go with folder`)
    const folder = text('folder')
    if (!path.isAbsolute(folder)) throw new Wrong('store.folder: write the whole path of a folder')
    return folderStore(folder)
  }
  if (value['s3'] === undefined) throw new Wrong('store: write folder or s3')
  const lock = text('lock', 'governance')
  if (lock !== 'compliance' && lock !== 'governance' && lock !== 'none')
    throw new Wrong('store.lock: write compliance, governance or none')
  const credentialsFile = path.resolve(dataDir, text('credentials_file'))
  const place: S3Place = {
    endpoint: endpointOf(text('s3')),
    bucket: matching('bucket', text('bucket'), /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'small letters, digits, . and -'),
    prefix: matching(
      'prefix',
      text('prefix', '/'),
      /^(?:[A-Za-z0-9._-]+\/)+$|^\/$/,
      'names that end with a slash'
    ).replace(/^\/$/, ''),
    region: matching('region', text('region', 'us-east-1'), /^[a-z0-9-]{1,64}$/, 'small letters, digits and -'),
    ca: value['ca'] === undefined ? null : path.resolve(dataDir, text('ca')),
    lock,
    credentials: () => credentialsIn(credentialsFile)
  }
  return s3Store(place)
}

/** What is on this machine alone may be reached without TLS. */
function endpointOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  const plain = url?.protocol === 'http:' && /^(127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/.test(url.hostname)
  if (url === null || (url.protocol !== 'https:' && !plain))
    throw new Wrong('store.s3: write an address that begins with https://')
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '')
    throw new Wrong('store.s3: write the address alone: the bucket has a key of its own, credentials have a file')
  return url.origin
}

function matching(key: string, text: string, shape: RegExp, what: string): string {
  if (!shape.test(text)) throw new Wrong(`store.${key}: write ${what}`)
  return text
}

/** `local: 20GB`; null for `all`. */
function localOf(value: unknown): number | null {
  if (value === 'all') return null
  const found = /^(\d{1,9})(MB|GB|TB)$/.exec(typeof value === 'string' ? value : '')
  if (found === null) throw new Wrong('local: write all, or a size such as 20GB')
  const unit = { MB: 1e6, GB: 1e9, TB: 1e12 }[found[2] as 'MB' | 'GB' | 'TB']
  return Number(found[1]) * unit
}

/** Both keys of the file, or why there are none; neither is ever told. */
function credentialsIn(file: string): Credentials | string {
  try {
    const stats = statSync(file)
    if ((stats.mode & 0o077) !== 0)
      return `${file} can be read by others than its owner: chmod 600 it, and have the key in it replaced`
    const top: unknown = stats.size > mostBytes ? null : parse(readFileSync(file, 'utf8'), { maxAliasCount: 0 })
    const [access, secret] = isMap(top) ? [top['access_key'], top['secret_key']] : [null, null]
    if (typeof access === 'string' && typeof secret === 'string' && access !== '' && secret !== '')
      return { accessKey: access, secretKey: secret }
    return `${file} holds no credentials: write access_key: and secret_key:, each with a text`
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return `the credentials in ${file} cannot be read${code === undefined ? ': it is no YAML' : ` (${code})`}`
  }
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
