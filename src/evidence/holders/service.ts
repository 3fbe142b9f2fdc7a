/** A key service over HTTPS with certificates on both sides, in the shape of a transit secrets engine (OpenBao, Vault): one key there for each key here. */
import { readFileSync } from 'node:fs'
import { asKey, asWrapped, HolderAway, type KeyHolder } from './holder.ts'
import { startAsking, type Answer } from './ask-service.ts'

export interface ServiceSettings {
  /** Where the engine is: `https://keys.example:8200/v1/transit`. */
  readonly address: string
  /** Files (PEM): who vouches for the service, and the certificate and key that are shown to it. */
  readonly ca: string
  readonly certificate: string
  readonly key: string
  /** A file with a token, read anew for each question; null: the certificate is all. */
  readonly tokenFile: string | null
  /** In front of each name there, so that several can use one engine. */
  readonly prefix: string
}

/** `encrypt/NAME`, `decrypt/NAME`, and `keys/NAME` to destroy; NAME is the name of the key with a full stop for its slash. */
export function serviceHolder(id: string, settings: ServiceSettings): KeyHolder {
  const place = (name: string): string => `${settings.prefix}${name.replaceAll('/', '.')}`
  let asking: ReturnType<typeof startAsking> | null = null
  const ask = (method: string, path: string, body: object | null): Answer => {
    const token = settings.tokenFile === null ? null : contentOf(settings.tokenFile).trim()
    asking ??= startAsking({
      ca: contentOf(settings.ca),
      cert: contentOf(settings.certificate),
      key: contentOf(settings.key)
    })
    const answer = asking({ method, address: `${settings.address}/${path}`, token, body })
    if (answer.kind === 'failed')
      throw new HolderAway(`the key service ${settings.address} does not answer: ${answer.cause}`)
    return answer.answer
  }
  const fails = (what: string, { status, text }: Answer): HolderAway =>
    new HolderAway(`the key service ${settings.address} refused to ${what} (${status}): ${errorsIn(text)}`)
  const isThere = (name: string): boolean => {
    const found = ask('GET', `keys/${place(name)}`, null)
    if (found.status === 404) return false
    if (found.status === 200) return true
    throw fails(`say whether it has a key for ${name}`, found)
  }
  return {
    id,
    wrap(name, key) {
      const answer = ask('POST', `encrypt/${place(name)}`, { plaintext: Buffer.from(key).toString('base64') })
      if (answer.status !== 200) throw fails(`wrap ${name}`, answer)
      return asWrapped(`holder ${id}`, fieldIn(answer.text, 'ciphertext'))
    },
    unwrap(name, wrapped) {
      const answer = ask('POST', `decrypt/${place(name)}`, { ciphertext: wrapped })
      if (answer.status === 200) return { kind: 'key', bytes: asKey(`holder ${id}`, fieldIn(answer.text, 'plaintext')) }
      if (answer.status !== 400 && answer.status !== 404) throw fails(`unwrap ${name}`, answer)
      if (!isThere(name)) return { kind: 'gone', cause: `holder ${id} has no key for it: it was destroyed there` }
      return { kind: 'refused', cause: `holder ${id} did not wrap this under its name: ${errorsIn(answer.text)}` }
    },
    destroy(name) {
      if (!isThere(name)) return
      const allowed = ask('POST', `keys/${place(name)}/config`, { deletion_allowed: true })
      if (allowed.status !== 200 && allowed.status !== 204) throw fails(`allow that ${name} is destroyed`, allowed)
      const gone = ask('DELETE', `keys/${place(name)}`, null)
      // What it says of itself is not enough: the key must be gone.
      if (isThere(name)) throw fails(`destroy ${name}: it has it still`, gone)
    }
  }
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new HolderAway(`a file of the key service cannot be read: ${(error as Error).message}`)
  }
}

/** A text below `data` of an answer; empty where it is none. */
function fieldIn(text: string, field: string): string {
  try {
    const { data } = JSON.parse(text) as { readonly data?: Readonly<Record<string, unknown>> }
    const value = data?.[field]
    return typeof value === 'string' ? value : ''
  } catch {
    return ''
  }
}

function errorsIn(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]+/g, ' ').slice(0, 200)
}
