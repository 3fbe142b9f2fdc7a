/** The gate: the only way from Baken to a network address; every connection is looked up, judged and pinned here. */
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { buildConnector } from 'undici'
import { judgeAddress } from './address.ts'

/** All addresses of a host name; throws when there is no answer. */
export type Resolver = (host: string) => Promise<readonly string[]>

export interface GateOptions {
  /** Default: the system's resolver, all records. */
  readonly resolve?: Resolver
  /** Networks (CIDR) to treat as public, for test networks only. */
  readonly publicRanges?: readonly string[]
  /** A certificate that does not hold: refuse the connection (default), or go on and record why it does not hold. */
  readonly tls?: 'refuse' | 'record'
  /** Certificate authorities (PEM) beside the built-in ones. */
  readonly ca?: string
  readonly connectTimeoutMs?: number
}

/** What is known of one connection, for the evidence. */
export interface ConnectionFacts {
  remoteAddress: string
  tls: Record<string, string> | null
  /** A reset after connecting: a body that ends with it is never whole, even without a length. */
  broken: boolean
}

/** Thrown inside a connector, mapped to outcomes by fetch.ts. */
export class GateError extends Error {
  readonly reason: 'private-address' | 'dns' | 'tls'
  constructor(reason: 'private-address' | 'dns' | 'tls', message: string) {
    super(message)
    this.reason = reason
  }
}

export type Passage =
  | { readonly kind: 'addresses'; readonly addresses: readonly string[] }
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'failed'; readonly detail: string }

const defaultConnectTimeoutMs = 10_000
/** Addresses tried before giving up on a host. */
const maxAttempts = 3
const maxRecords = 64

/**
 * Looks a host up and judges every record: one refused address among public ones refuses the host, because whoever
 * controls the name chooses which record we would get (FAULTS A1, A7). Give the result's addresses to the socket, never
 * the name again.
 */
export async function passGate(host: string, allowPrivate: boolean, options: GateOptions): Promise<Passage> {
  const name = host.startsWith('[') ? host.slice(1, -1) : host
  let addresses: readonly string[] = [name]
  if (isIP(name) === 0) {
    try {
      addresses = await withTimeout(
        (options.resolve ?? systemResolver)(name),
        options.connectTimeoutMs ?? defaultConnectTimeoutMs
      )
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
      return { kind: 'failed', detail: `${name}: ${code}` }
    }
    if (addresses.length === 0) return { kind: 'failed', detail: `${name}: no address` }
    if (addresses.length > maxRecords) return { kind: 'refused', detail: `${name}: more than ${maxRecords} addresses` }
  }
  for (const address of addresses) {
    const judgement = judgeAddress(address, allowPrivate, options.publicRanges)
    if (judgement.kind === 'refused') return { kind: 'refused', detail: `${name} is ${address} (${judgement.range})` }
  }
  return { kind: 'addresses', addresses: [...new Set(addresses)] }
}

/**
 * A connector for undici that passes the gate and connects to the judged address itself; host name and SNI stay. Tries up
 * to three addresses. Fills `facts` at every connect. HTTP/1.1 only, no TLS session reuse: each connection shows its
 * certificate.
 */
export function gateConnector(
  options: GateOptions,
  allowPrivate: boolean,
  facts: ConnectionFacts
): buildConnector.connector {
  const connect = buildConnector({
    allowH2: false,
    maxCachedSessions: 0,
    timeout: options.connectTimeoutMs ?? defaultConnectTimeoutMs,
    // Judged below, after the certificate has been recorded.
    rejectUnauthorized: false,
    ...(options.ca === undefined ? {} : { ca: options.ca })
  })
  return (params, callback) => {
    passGate(params.hostname, allowPrivate, options).then(
      (passage) => {
        if (passage.kind === 'refused') callback(new GateError('private-address', passage.detail), null)
        else if (passage.kind === 'failed') callback(new GateError('dns', passage.detail), null)
        else attempt(passage.addresses.slice(0, maxAttempts), null)
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null)
    )

    function attempt(addresses: readonly string[], last: Error | null): void {
      const [address, ...others] = addresses
      if (address === undefined) {
        callback(last ?? new GateError('dns', `${params.hostname}: no address`), null)
        return
      }
      const { protocol, host, port } = params
      const name = protocol === 'https:' && isIP(params.hostname) === 0 ? { servername: params.hostname } : {}
      connect(
        { protocol, port, ...(host === undefined ? {} : { host }), hostname: address, ...name },
        (error, socket) => {
          if (error !== null) {
            attempt(
              others,
              params.protocol === 'https:' && isTlsError(error) ? new GateError('tls', error.message) : error
            )
            return
          }
          const refusal = inspect(socket, address)
          if (refusal === null) callback(null, socket)
          else {
            socket.destroy()
            callback(refusal, null)
          }
        }
      )
    }
  }

  /** Records the facts of a fresh connection; an error when it may not be used. */
  function inspect(socket: Socket | TLSSocket, address: string): GateError | null {
    facts.remoteAddress = address
    facts.broken = false
    facts.tls = socket instanceof TLSSocket ? tlsFacts(socket) : null
    socket.once('error', () => (facts.broken = true))
    if (facts.tls === null || facts.tls['authorized'] === 'yes' || options.tls === 'record') return null
    return new GateError('tls', `${facts.tls['why']}; certificate sha256 ${facts.tls['certificateSha256'] ?? 'none'}`)
  }
}

function tlsFacts(socket: TLSSocket): Record<string, string> {
  const certificate = socket.getPeerCertificate()
  const facts: Record<string, string> = {
    protocol: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().name,
    authorized: socket.authorized ? 'yes' : 'no'
  }
  if (!socket.authorized) facts['why'] = String(socket.authorizationError ?? 'unknown')
  // An empty object when the server showed none.
  if (certificate.fingerprint256 !== undefined) {
    facts['certificateSha256'] = certificate.fingerprint256.replaceAll(':', '').toLowerCase()
    facts['subject'] = distinguishedName(certificate.subject)
    facts['issuer'] = distinguishedName(certificate.issuer)
    facts['validFrom'] = certificate.valid_from
    facts['validTo'] = certificate.valid_to
  }
  return facts
}

function distinguishedName(name: object | undefined): string {
  return Object.entries(name ?? {})
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(', ')
    .slice(0, 500)
}

function isTlsError(error: Error): boolean {
  const code = 'code' in error ? String(error.code) : ''
  return (
    /^(?:ERR_SSL|ERR_TLS|EPROTO|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(code) ||
    /before secure TLS/.test(error.message)
  )
}

async function systemResolver(host: string): Promise<string[]> {
  const records = await lookup(host, { all: true, order: 'verbatim' })
  return records.map((record) => record.address)
}

async function withTimeout<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('timeout'), { code: 'ETIMEOUT' })), timeoutMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
