/** Reads `outside.yaml` of a data folder: which witnesses and time-stamping authorities get checkpoints of the log, and how often. */
import type { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { parseDurationMs } from '../../crawl/quantity.ts'
import type { OutsideKind } from '../../store/proof/outside-turns.ts'
import { parseKey } from '../../verify/log/signed-note.ts'
import { rootsIn } from '../../verify/stamps/roots.ts'

export interface OutsidePlace {
  readonly kind: OutsideKind
  /** Address, or the folder of a witness. */
  readonly place: string
  /** The public key of a witness, under which its signature must hold; null: it is taken as it comes. */
  readonly key: string | null
  /** Certificates that vouch for an authority; null: who signed is not judged. */
  readonly roots: readonly X509Certificate[] | null
}

export type OutsideSettings =
  /** `everyMs`: least time between two checkpoints to one place. No file: no places. */
  | { readonly kind: 'settings'; readonly everyMs: number; readonly places: readonly OutsidePlace[] }
  | { readonly kind: 'refused'; readonly cause: string }

/** The keys of the file; docs/settings.md tells of them, and a test compares the two. */
export const outsideKeys = ['every', 'witnesses.to', 'witnesses.key', 'authorities.url', 'authorities.roots'] as const

const usualEveryMs = 60 * 60_000
const mostPlaces = 20
const mostBytes = 100_000

class Wrong extends Error {}

/** Reads it anew each time: a change holds without a restart. Never throws. */
export function readOutside(dataDir: string): OutsideSettings {
  const file = path.join(dataDir, 'outside.yaml')
  try {
    const text = readFileSync(file, 'utf8')
    if (text.length > mostBytes) throw new Wrong('it is longer than any such file')
    const top = mapOf(parse(text, { maxAliasCount: 0 }) ?? {}, '', keysOf(''))
    const { every } = top
    const everyMs = every === undefined ? usualEveryMs : typeof every === 'string' ? parseDurationMs(every) : null
    if (everyMs === null || everyMs < 1000) throw new Wrong('every: write a time such as 1h')
    const places = [
      ...listOf(top['witnesses'], 'witnesses').map((one, at) => witnessOf(one, `witnesses.${at}`)),
      ...listOf(top['authorities'], 'authorities').map((one, at) => authorityOf(one, `authorities.${at}`, dataDir))
    ]
    const twice = places.find((one, at) => places.findIndex(({ place }) => place === one.place) !== at)
    if (twice !== undefined) throw new Wrong(`${twice.place} stands in it twice`)
    if (places.length > mostPlaces) throw new Wrong(`more than ${mostPlaces} places`)
    return { kind: 'settings', everyMs, places }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return { kind: 'settings', everyMs: usualEveryMs, places: [] }
    return { kind: 'refused', cause: `${file}: ${message.split('\n')[0] ?? ''}` }
  }
}

function witnessOf(value: unknown, at: string): OutsidePlace {
  const one = mapOf(value, at, keysOf('witnesses'))
  const [place, key] = [textIn(one, 'to', at), one['key'] === undefined ? null : textIn(one, 'key', at)]
  if (!/^https?:\/\//.test(place) && !path.isAbsolute(place))
    throw new Wrong(`${at}.to: write the address of a witness, or the whole path of a folder`)
  if (key !== null && parseKey(key)?.type !== 4) throw new Wrong(`${at}.key: this is no public key of a witness`)
  return { kind: 'witness', place, key, roots: null }
}

function authorityOf(value: unknown, at: string, dataDir: string): OutsidePlace {
  const one = mapOf(value, at, keysOf('authorities'))
  const place = textIn(one, 'url', at)
  if (!/^https?:\/\//.test(place)) throw new Wrong(`${at}.url: write the address of an authority`)
  if (one['roots'] === undefined) return { kind: 'authority', place, key: null, roots: null }
  const file = path.resolve(dataDir, textIn(one, 'roots', at))
  let roots: ReturnType<typeof rootsIn>
  try {
    roots = rootsIn(readFileSync(file, 'utf8'))
  } catch (error) {
    roots = (error as Error).message
  }
  if (typeof roots === 'string') throw new Wrong(`${at}.roots: ${roots}`)
  return { kind: 'authority', place, key: null, roots }
}

function mapOf(value: unknown, at: string, keys: readonly string[]): Readonly<Record<string, unknown>> {
  const where = at === '' ? '' : `${at}: `
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Wrong(`${where}write keys and values: ${keys.join(', ')}`)
  const other = Object.keys(value).find((one) => !keys.includes(one))
  if (other !== undefined) throw new Wrong(`${where}there is no key "${other}"; there are ${keys.join(', ')}`)
  return value as Record<string, unknown>
}

/** The keys of a mapping in the file; of the file itself for an empty name. */
function keysOf(place: string): string[] {
  const found = outsideKeys.flatMap((key) => {
    const [first = '', second] = key.split('.')
    if (place === '') return [first]
    return first === place && second !== undefined ? [second] : []
  })
  return [...new Set(found)]
}

function listOf(value: unknown, at: string): readonly unknown[] {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw new Wrong(`${at}: write a list`)
  return value
}

function textIn(one: Readonly<Record<string, unknown>>, key: string, at: string): string {
  const value = one[key]
  if (typeof value !== 'string' || value === '' || value.length > 500) throw new Wrong(`${at}.${key}: write a text`)
  return value
}
