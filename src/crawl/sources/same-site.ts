/** Whether an address that a site sends its visitors to is the same site under another name. */
import { parse } from 'tldts'

/**
 * True when both are names under one registrable domain of the Public Suffix List (its private part too: two blogs of one host are
 * two sites), on the same port or each on the port of its scheme. Addresses in numbers have no domain and are never the same site.
 */
export function isSameSite(from: string, to: string): boolean {
  const [a, b] = [new URL(from), new URL(to)]
  if (a.port !== b.port) return false
  const [one, other] = [domainOf(a.hostname), domainOf(b.hostname)]
  return one !== null && one === other
}

function domainOf(hostname: string): string | null {
  const { domain, isIp } = parse(hostname, { allowPrivateDomains: true })
  return isIp === true ? null : domain
}
