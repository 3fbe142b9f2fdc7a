/** The certificate and key of the web interface: read, judged, and taken anew when their files change. */
import { createHash, createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'

export interface TlsFiles {
  readonly cert: string
  readonly key: string
}

export interface TlsPair {
  /** Certificate chain and key, PEM. */
  readonly cert: string
  readonly key: string
  /** Host names in the certificate, lower case; a wildcard names none. */
  readonly names: readonly string[]
  readonly until: Date
}

export type TlsOutcome =
  | { readonly kind: 'pair'; readonly pair: TlsPair }
  | { readonly kind: 'refused'; readonly message: string }

/** Reads both files. Refused with what is wrong: not there, not PEM, not of each other, or over. */
export function readTls(files: TlsFiles, now = new Date()): TlsOutcome {
  const refused = (message: string): TlsOutcome => ({ kind: 'refused', message })
  const texts: string[] = []
  for (const file of [files.cert, files.key]) {
    try {
      texts.push(readFileSync(file, 'utf8'))
    } catch (error) {
      return refused(`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}).`)
    }
  }
  const [cert = '', key = ''] = texts
  let first: X509Certificate
  try {
    first = new X509Certificate(cert)
  } catch {
    return refused(`${files.cert} holds no certificate: give a PEM file, your own certificate first.`)
  }
  try {
    if (!first.checkPrivateKey(createPrivateKey(key)))
      return refused(`${files.key} is not the key of the certificate in ${files.cert}.`)
  } catch {
    return refused(`${files.key} holds no key that can be read: give a PEM file without a passphrase.`)
  }
  const until = new Date(first.validTo)
  if (until <= now) return refused(`The certificate in ${files.cert} ended on ${until.toISOString()}: renew it.`)
  return { kind: 'pair', pair: { cert, key, names: namesIn(first.subjectAltName ?? ''), until } }
}

function namesIn(alternative: string): string[] {
  return alternative.split(', ').flatMap((one) => {
    const name = /^(?:DNS|IP Address):([A-Za-z0-9.:-]+)$/.exec(one)?.[1]?.toLowerCase()
    if (name === undefined) return []
    return [name.includes(':') ? `[${name}]` : name]
  })
}

const lookEveryMs = 2_000

/**
 * Looks at the files every two seconds (renewal tools swap links, which no watch of a file sees) and hands over what changed. A pair that
 * is refused is told once, and the former one goes on. Returns how to stop.
 */
export function watchTls(
  files: TlsFiles,
  first: TlsPair,
  {
    take,
    say,
    everyMs = lookEveryMs
  }: {
    readonly take: (pair: TlsPair) => void
    readonly say: (text: string) => void
    readonly everyMs?: number
  }
): () => void {
  let seen = digestOf(first.cert, first.key)
  const look = (): void => {
    const now = digestOf(textOf(files.cert), textOf(files.key))
    if (now === seen) return
    seen = now
    const outcome = readTls(files)
    if (outcome.kind === 'refused')
      return say(`The new certificate is not taken: ${outcome.message} The former one goes on.`)
    take(outcome.pair)
    say(`A new certificate was taken; it holds until ${outcome.pair.until.toISOString().slice(0, 10)}.`)
  }
  const timer = setInterval(look, everyMs).unref()
  return () => clearInterval(timer)
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function digestOf(...texts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex')
}
