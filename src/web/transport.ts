/** How requests reach the server: over TLS of its own, through a proxy that has TLS, or in the clear on loopback only. */
import { BlockList, isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'

export interface Transport {
  /** TLS of the server's own: a certificate chain and its key, PEM. */
  readonly tls?: { readonly cert: string; readonly key: string }
  /** Addresses and networks (`10.0.0.7`, `10.1.0.0/16`) of proxies that have TLS and whose forwarding headers are believed. */
  readonly proxies?: readonly string[]
}

/** Whether browsers see https: their cookies are marked Secure and they are told to stay on https. */
export function isHttps({ tls, proxies = [] }: Transport): boolean {
  return tls !== undefined || proxies.length > 0
}

/** An address or network in the spelling of CIDR, or null when it is neither. */
export function networkOf(text: string): { readonly address: string; readonly bits: number } | null {
  const [address = '', length, ...more] = text.split('/')
  const family = isIP(address)
  const most = family === 4 ? 32 : 128
  const bits = length === undefined ? most : /^\d{1,3}$/.test(length) ? Number(length) : -1
  return family === 0 || more.length > 0 || bits < 0 || bits > most ? null : { address, bits }
}

/** Answers why a request may not have come in this way; null when it may. */
export type WayProblem = 'not-by-proxy' | 'plain-http' | null

/**
 * Behind a proxy: whoever connects is one of the proxies, or its password would travel in the clear; and what the proxy says of its own
 * client (`X-Forwarded-Proto`) is https. Without the header it is the proxy itself that asks, for its health check. Elsewhere every way in
 * is right: the server has TLS, or listens on loopback only.
 */
export function wayJudge({ proxies = [] }: Transport): (request: FastifyRequest) => WayProblem {
  if (proxies.length === 0) return () => null
  const known = blockList(proxies)
  return (request) => {
    // Of the connection, not of a header.
    const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/i, '')
    if (!known.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')) return 'not-by-proxy'
    const said = request.headers['x-forwarded-proto']
    return said === undefined || said === 'https' ? null : 'plain-http'
  }
}

function blockList(proxies: readonly string[]): BlockList {
  const list = new BlockList()
  for (const text of proxies) {
    const network = networkOf(text)
    if (network === null) throw new RangeError(`${text} is no address or network`)
    list.addSubnet(network.address, network.bits, isIP(network.address) === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}
