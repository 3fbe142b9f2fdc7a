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
  /** The second origin, from which captured pages are shown: a port of its own (0: any free one), or a host name of its own. */
  readonly replay:
    | { readonly kind: 'port'; readonly port: number }
    | { readonly kind: 'name'; readonly name: string }
    | null
}

/** Where nothing is said of it: a port of its own on loopback; elsewhere nobody would reach that, so an operator says where it is. */
export function usualReplay({ host, proxies }: Pick<WebPlace, 'host' | 'proxies'>): WebPlace['replay'] {
  return isLoopback(host) && proxies.length === 0 ? { kind: 'port', port: 0 } : null
}

const hostName = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/
const isLoopback = (host: string): boolean => host === '::1' || host.startsWith('127.')

/**
 * What is wrong with a place, in a sentence, or null. Nothing but loopback is reached without TLS, because passwords would travel in the
 * clear; and the practice instance, whose passwords are public, is reached on loopback only.
 */
export function placeFault({ host, names, tls, proxies, replay }: WebPlace, demo: boolean): string | null {
  if (isIP(host) === 0) return '--listen takes an address such as 127.0.0.1 or 0.0.0.0.'
  const wrong = proxies.find((one) => networkOf(one) === null)
  if (wrong !== undefined) return `--proxy takes an address or network such as 10.0.0.7, not "${wrong}".`
  const odd = names.find((name) => !hostName.test(name))
  if (odd !== undefined) return `--name takes a host name without port, not "${odd}".`
  const second = replayFault(replay, names, proxies)
  if (second !== null) return second
  const loopback = isLoopback(host)
  if (!loopback && demo) return 'The practice instance has public passwords: it listens on loopback only.'
  if (!loopback && tls === null && proxies.length === 0)
    return `Others would reach ${host} without TLS: give --tls-cert and --tls-key, or --proxy with the address of a proxy that has TLS.`
  const read = tls === null ? null : readTls(tls)
  return read?.kind === 'refused' ? read.message : null
}

/** A second origin that is none: the name of the screens themselves, or a port that the proxy does not reach. */
function replayFault(replay: WebPlace['replay'], names: readonly string[], proxies: readonly string[]): string | null {
  if (replay?.kind === 'port')
    return proxies.length === 0 ? null : 'Behind a proxy captured pages need a name of their own: give --replay-name.'
  if (replay === null) return null
  if (!hostName.test(replay.name)) return `--replay-name takes a host name without port, not "${replay.name}".`
  if (names.includes(replay.name) || replay.name === '127.0.0.1')
    return `--replay-name takes another name than the screens have: "${replay.name}" is theirs.`
  return null
}
