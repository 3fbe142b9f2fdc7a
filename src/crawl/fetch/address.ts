/** Judges IP addresses: which are public, and which no crawl may ever reach. */
import ipaddr from 'ipaddr.js'

export type AddressJudgement = { readonly kind: 'public' } | { readonly kind: 'refused'; readonly range: string }

/**
 * Judges one address (as a resolver or a socket gives it, not a host name). Refused is everything special-purpose in the
 * IANA registries for IPv4 and IPv6 (RFC 6890 and successors), IPv6 outside 2000::/3, and IPv6 that carries an IPv4
 * address which is itself refused (mapped, compatible, 6to4, Teredo, NAT64, ISATAP).
 *
 * `allowPrivate` lets through loopback, RFC 1918 and unique local addresses, nothing else: metadata services, link-local,
 * multicast, 0.0.0.0/8 and broadcast stay shut. `publicRanges` (CIDR) names test networks to treat as public; it wins
 * over the tables, so only an operator may set it.
 */
export function judgeAddress(
  ip: string,
  allowPrivate: boolean,
  publicRanges: readonly string[] = []
): AddressJudgement {
  let address: ipaddr.IPv4 | ipaddr.IPv6
  try {
    // Strict forms only: "127.1" and the like are for canonicalUrl to spell out, never for a socket.
    if (!ipaddr.IPv4.isValidFourPartDecimal(ip) && !ipaddr.IPv6.isValid(ip))
      return { kind: 'refused', range: 'not an address' }
    address = ipaddr.parse(ip)
  } catch {
    return { kind: 'refused', range: 'not an address' }
  }
  for (const range of publicRanges) if (contains(address, ipaddr.parseCIDR(range))) return { kind: 'public' }
  const name = address instanceof ipaddr.IPv4 ? specialV4(address) : specialV6(address)
  if (name === null || (allowPrivate && openable.has(name))) return { kind: 'public' }
  return { kind: 'refused', range: name }
}

/** Ports that speak other protocols than HTTP, as the Fetch standard lists them: a page may not make us talk to them. */
export function refusedPort(port: number): boolean {
  return badPorts.has(port)
}

/** What `allow_private` opens. */
const openable: ReadonlySet<string> = new Set(['loopback', 'private', 'unique local'])

// IANA IPv4 Special-Purpose Address Registry and multicast; most specific first. Those marked globally reachable there
// (AS112, AMT) are refused too: they are infrastructure, no site lives on them.
const tableV4 = table([
  ['169.254.169.254/32', 'metadata'],
  ['100.100.100.200/32', 'metadata'],
  ['168.63.129.16/32', 'metadata'],
  ['0.0.0.0/8', 'this network'],
  ['10.0.0.0/8', 'private'],
  ['100.64.0.0/10', 'shared (carrier NAT)'],
  ['127.0.0.0/8', 'loopback'],
  ['169.254.0.0/16', 'link local'],
  ['172.16.0.0/12', 'private'],
  ['192.0.0.0/24', 'protocol assignments'],
  ['192.0.2.0/24', 'documentation'],
  ['192.31.196.0/24', 'AS112'],
  ['192.52.193.0/24', 'AMT'],
  ['192.88.99.0/24', '6to4 relay'],
  ['192.168.0.0/16', 'private'],
  ['192.175.48.0/24', 'AS112'],
  ['198.18.0.0/15', 'benchmarking'],
  ['198.51.100.0/24', 'documentation'],
  ['203.0.113.0/24', 'documentation'],
  ['224.0.0.0/4', 'multicast'],
  ['255.255.255.255/32', 'broadcast'],
  ['240.0.0.0/4', 'reserved']
])

// IANA IPv6 Special-Purpose Address Registry; most specific first.
const tableV6 = table([
  ['fd00:ec2::254/128', 'metadata'],
  ['fd20:ce::254/128', 'metadata'],
  ['::1/128', 'loopback'],
  ['::/128', 'unspecified'],
  ['fc00::/7', 'unique local'],
  ['fe80::/10', 'link local'],
  ['fec0::/10', 'site local'],
  ['ff00::/8', 'multicast'],
  ['64:ff9b:1::/48', 'local NAT64'],
  ['100::/64', 'discard'],
  ['100:0:0:1::/64', 'dummy'],
  ['2001::/23', 'protocol assignments'],
  ['2001:db8::/32', 'documentation'],
  ['2620:4f:8000::/48', 'AS112'],
  ['3fff::/20', 'documentation'],
  ['5f00::/16', 'segment routing']
])

const nat64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96')
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')
// Addresses that carry an IPv4 address, and where: refused whole, because nothing on today's internet needs them.
const carriersV6 = table([
  ['::ffff:0:0/96', 'IPv4-mapped'],
  ['::ffff:0:0:0/96', 'IPv4-translated'],
  ['::/96', 'IPv4-compatible'],
  ['2001::/32', 'Teredo'],
  ['2002::/16', '6to4']
])

type Cidr = [ipaddr.IPv4 | ipaddr.IPv6, number]
interface Row {
  readonly cidr: Cidr
  readonly name: string
}

function table(rows: readonly (readonly [string, string])[]): readonly Row[] {
  return rows.map(([cidr, name]) => ({ cidr: ipaddr.parseCIDR(cidr), name }))
}

function contains(address: ipaddr.IPv4 | ipaddr.IPv6, [network, bits]: Cidr): boolean {
  if (address instanceof ipaddr.IPv4) return network instanceof ipaddr.IPv4 && address.match(network, bits)
  return network instanceof ipaddr.IPv6 && address.match(network, bits)
}

function find(address: ipaddr.IPv4 | ipaddr.IPv6, rows: readonly Row[]): string | null {
  return rows.find((row) => contains(address, row.cidr))?.name ?? null
}

function specialV4(address: ipaddr.IPv4): string | null {
  return find(address, tableV4)
}

function specialV6(address: ipaddr.IPv6): string | null {
  const exact = find(address, tableV6.slice(0, 4))
  if (exact !== null) return exact
  const carrier = find(address, carriersV6)
  if (carrier !== null) return carrier
  const bytes = address.toByteArray()
  const lastFour = new ipaddr.IPv4(bytes.slice(12))
  if (contains(address, nat64)) {
    // DNS64 hands these out for IPv4-only sites: as good or bad as what they carry.
    const inner = specialV4(lastFour)
    return inner === null ? null : `NAT64 of ${inner}`
  }
  const special = find(address, tableV6)
  if (special !== null) return special
  if (!contains(address, globalUnicast)) return 'outside global unicast'
  // ISATAP: interface identifier 0000:5efe or 0200:5efe, then the IPv4 address (RFC 5214).
  const isatap = bytes[10] === 0x5e && bytes[11] === 0xfe && bytes[9] === 0 && (bytes[8] === 0 || bytes[8] === 2)
  const inner = isatap ? specialV4(lastFour) : null
  return inner === null ? null : `ISATAP of ${inner}`
}

const badPorts: ReadonlySet<number> = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
  111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532,
  540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061,
  6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080
])
