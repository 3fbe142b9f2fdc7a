/** Certificates of time-stamping authorities: those in a token, what one is for, and whether a trusted one vouches for it. */
import type { SignedData } from '@peculiar/asn1-cms'
import { AsnConvert } from '@peculiar/asn1-schema'
import { id_ce_extKeyUsage, type Certificate } from '@peculiar/asn1-x509'
import { X509Certificate } from 'node:crypto'

export interface Held {
  readonly parsed: Certificate
  readonly x509: X509Certificate
}

const forStamps = '1.3.6.1.5.5.7.3.8'
const mostSteps = 8
const mostHeld = 20

/** The certificates that a token carries. Throws when one is damaged. */
export function certificatesOf({ certificates }: SignedData): Held[] {
  return [...(certificates ?? [])].slice(0, mostHeld).flatMap(({ certificate }) => {
    if (certificate === undefined) return []
    return [{ parsed: certificate, x509: new X509Certificate(Buffer.from(AsnConvert.serialize(certificate))) }]
  })
}

/** RFC 3161, 2.3: the one purpose of the certificate, marked critical, is time stamping. */
export function isForStamps({ parsed, x509 }: Held): boolean {
  const usage = parsed.tbsCertificate.extensions?.find(({ extnID }) => extnID === id_ce_extKeyUsage)
  // Node names the purposes of extended key usage so.
  const purposes = x509.keyUsage as readonly string[] | undefined
  return usage?.critical === true && purposes?.length === 1 && purposes[0] === forStamps
}

/** Whether issuers lead from a certificate to one of `roots`, each valid at that time. */
export function chainOf(
  by: Held,
  held: readonly Held[],
  { roots, at }: { readonly roots: readonly X509Certificate[]; readonly at: Date }
): boolean {
  const trusted = (one: X509Certificate): boolean => roots.some((root) => root.raw.equals(one.raw))
  let one = by.x509
  for (let step = 0; step < mostSteps; step++) {
    if (trusted(one)) return true
    const issuer = [...roots, ...held.map(({ x509 }) => x509)].find(
      (other) => other.ca && validAt(other, at) && one.checkIssued(other) && one.verify(other.publicKey)
    )
    if (issuer === undefined || issuer.raw.equals(one.raw)) return false
    one = issuer
  }
  return false
}

function validAt({ validFromDate, validToDate }: X509Certificate, at: Date): boolean {
  return validFromDate <= at && at <= validToDate
}
