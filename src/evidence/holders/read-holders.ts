/** Reads `keys.yaml` of a data folder: who holds what wraps its keys. The first wraps, all of them unwrap; without the file keys lie as they are. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'yaml'
import { commandHolder } from './command.ts'
import type { KeyHolder, Unwrapped } from './holder.ts'
import { passphraseHolder } from './passphrase.ts'
import { serviceHolder } from './service.ts'

export interface Holders {
  /** Wraps what is made from now on; null: nothing is wrapped. */
  readonly first: KeyHolder | null
  readonly all: readonly KeyHolder[]
}

export type HoldersReading =
  | { readonly kind: 'holders'; readonly holders: Holders }
  | { readonly kind: 'refused'; readonly cause: string }

/** The keys of the file; docs/settings.md tells of them, and a test compares the two. */
export const holderKeys = [
  'holders.id',
  'holders.passphrase_file',
  'holders.command',
  'holders.service',
  'holders.ca',
  'holders.certificate',
  'holders.key',
  'holders.token_file',
  'holders.prefix'
] as const

export const noHolders: Holders = { first: null, all: [] }

const mostBytes = 100_000
const mostHolders = 10
/** As long as a holder is not asked again for a key whose file is the same; then what it said leaves the memory. */
const rememberMs = 60_000
const known: ReadonlySet<string> = new Set(holderKeys.map((key) => key.replace('holders.', '')))

class Wrong extends Error {}

/** Never throws, and asks no holder. */
export function readHolders(dataDir: string): HoldersReading {
  const file = path.join(dataDir, 'keys.yaml')
  try {
    const text = readFileSync(file, 'utf8')
    if (text.length > mostBytes) throw new Wrong('it is longer than any such file')
    const top: unknown = parse(text, { maxAliasCount: 0 })
    const list = isMap(top) && Object.keys(top).join() === 'holders' ? top['holders'] : null
    if (!Array.isArray(list) || list.length === 0) throw new Wrong('write holders: and a list')
    if (list.length > mostHolders) throw new Wrong(`more than ${mostHolders} holders`)
    const all = list.map((one, at) => remembering(holderOf(one, `holders.${at}`, dataDir)))
    const twice = all.find((one, at) => all.findIndex(({ id }) => id === one.id) !== at)
    if (twice !== undefined) throw new Wrong(`the id ${twice.id} stands in it twice`)
    return { kind: 'holders', holders: { first: all[0] ?? null, all } }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return { kind: 'holders', holders: noHolders }
    return { kind: 'refused', cause: `${file}: ${message.split('\n')[0] ?? ''}` }
  }
}

function holderOf(value: unknown, at: string, dataDir: string): KeyHolder {
  if (!isMap(value)) throw new Wrong(`${at}: write keys and values: ${[...known].join(', ')}`)
  const other = Object.keys(value).find((one) => !known.has(one))
  if (other !== undefined) throw new Wrong(`${at}: there is no key "${other}"; there are ${[...known].join(', ')}`)
  const text = (key: string, usual?: string): string => {
    const found = value[key] ?? usual
    if (typeof found !== 'string' || found === '' || found.length > 500) throw new Wrong(`${at}.${key}: write a text`)
    return found
  }
  const fileAt = (key: string): string => path.resolve(dataDir, text(key))
  const only = (...keys: readonly string[]): void => {
    const more = Object.keys(value).find((one) => one !== 'id' && !keys.includes(one))
    if (more !== undefined) throw new Wrong(`${at}.${more}: it does not go with ${keys[0]}`)
  }
  const id = text('id')
  if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(id)) throw new Wrong(`${at}.id: write small letters, digits and hyphens`)
  if (value['passphrase_file'] !== undefined) {
    only('passphrase_file')
    return passphraseHolder(id, fileAt('passphrase_file'))
  }
  if (value['command'] !== undefined) {
    only('command')
    const command: unknown = value['command']
    if (!Array.isArray(command) || command.length === 0 || !command.every((one) => typeof one === 'string'))
      throw new Wrong(`${at}.command: write a list: the program and what it is given`)
    return commandHolder(id, command)
  }
  if (value['service'] === undefined) throw new Wrong(`${at}: write passphrase_file, command or service`)
  only('service', 'ca', 'certificate', 'key', 'token_file', 'prefix')
  const address = text('service').replace(/\/$/, '')
  if (!/^https:\/\/[^?#@]+$/.test(address)) throw new Wrong(`${at}.service: write an address that begins with https://`)
  const prefix = text('prefix', 'baken.')
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(prefix))
    throw new Wrong(`${at}.prefix: write letters, digits, . _ and -`)
  return serviceHolder(id, {
    address,
    ca: fileAt('ca'),
    certificate: fileAt('certificate'),
    key: fileAt('key'),
    tokenFile: value['token_file'] === undefined ? null : fileAt('token_file'),
    prefix
  })
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The same holder, which is not asked for what it said a moment ago. */
function remembering(holder: KeyHolder): KeyHolder {
  const said = new Map<string, { readonly wrapped: string; readonly bytes: Buffer }>()
  return {
    id: holder.id,
    wrap: (name, key) => holder.wrap(name, key),
    unwrap(name, wrapped): Unwrapped {
      const before = said.get(name)
      if (before?.wrapped === wrapped) return { kind: 'key', bytes: before.bytes }
      const found = holder.unwrap(name, wrapped)
      if (found.kind !== 'key') return found
      const one = { wrapped, bytes: found.bytes }
      said.set(name, one)
      const over = (): unknown => said.get(name) === one && said.delete(name)
      setTimeout(over, rememberMs).unref()
      return found
    },
    destroy(name) {
      said.delete(name)
      holder.destroy(name)
    }
  }
}
