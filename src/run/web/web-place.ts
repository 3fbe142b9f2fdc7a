/** Where the web interface listens, under which names, and how it has TLS: judged before anything starts. */
import { isIP } from 'node:net'
import { networkOf } from '../../web/transport.ts'
import { readTls, type TlsFiles } from './tls.ts'

export interface WebPlace {
  /** 0 takes any free one. */
  readonly port: number
  /** Address to listen on. */
  readonly host: string
  /** Names that it answers to, beside loopback and those in its certificate; lower case. */
  readonly names: readonly string[]
  /** Files of its certificate and key; null without TLS of its own. */
  readonly tls: TlsFiles | null
  /** Proxies that have TLS for it. */
  readonly proxies: readonly string[]
}

/**
 * What is wrong with a place, in a sentence, or null. Nothing but loopback is reached without TLS, because passwords would travel in the
 * clear; and the practice instance, whose passwords are public, is reached on loopback only.
 */
export function placeFault({ host, names, tls, proxies }: WebPlace, demo: boolean): string | null {
  if (isIP(host) === 0) return '--listen takes an address such as 127.0.0.1 or 0.0.0.0.'
  const wrong = proxies.find((one) => networkOf(one) === null)
  if (wrong !== undefined) return `--proxy takes an address or network such as 10.0.0.7, not "${wrong}".`
  const odd = names.find((name) => !/^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/.test(name))
  if (odd !== undefined) return `--name takes a host name without port, not "${odd}".`
  const loopback = host === '::1' || host.startsWith('127.')
  if (!loopback && demo) return 'The practice instance has public passwords: it listens on loopback only.'
  if (!loopback && tls === null && proxies.length === 0)
    return `Others would reach ${host} without TLS: give --tls-cert and --tls-key, or --proxy with the address of a proxy that has TLS.`
  const read = tls === null ? null : readTls(tls)
  return read?.kind === 'refused' ? read.message : null
}
