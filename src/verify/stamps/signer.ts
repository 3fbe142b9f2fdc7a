/** The signer of a CMS message (RFC 5652) as time stamps have it: its signed attributes, which certificate it names, and its signature. */
import type { SignerInfo } from '@peculiar/asn1-cms'
import { AsnSerializer } from '@peculiar/asn1-schema'
import { fromBER, OctetString, Sequence, Set as AsnSet } from 'asn1js'
import { constants, createHash, verify, type KeyObject } from 'node:crypto'
import type { Held } from './certificates.ts'

/** Digests by their OBJECT IDENTIFIER; SHA-1 is none that is accepted. */
export const digestNames: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512'
}

/** Signature algorithms that say their digest; RSA and RSASSA-PSS take that of the signer. */
const signatureDigests: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512'
}
const [rsaPss, ed25519] = ['1.2.840.113549.1.1.10', '1.3.101.112']
/** signing-certificate (RFC 2634: SHA-1) and signing-certificate-v2 (RFC 5035). */
const [certificateV1, certificateV2] = ['1.2.840.113549.1.9.16.2.12', '1.2.840.113549.1.9.16.2.47']

/** The one value of a signed attribute, as DER; null when it has none or several. */
export function attributeOf({ signedAttrs }: SignerInfo, type: string): ArrayBuffer | null {
  const found = (signedAttrs ?? []).filter(({ attrType }) => attrType === type)
  const values = found[0]?.attrValues ?? []
  return found.length === 1 && values.length === 1 ? (values[0] ?? null) : null
}

/** The certificate whose digest the signer signed; null when it names none of them. */
export function signingCertificate(signer: SignerInfo, held: readonly Held[]): Held | null {
  const [second, first] = [attributeOf(signer, certificateV2), attributeOf(signer, certificateV1)]
  const named = certificateDigest(second ?? first)
  if (named === null) return null
  const hash = second === null ? 'sha1' : (digestNames[named.algorithm ?? ''] ?? 'sha256')
  return held.find(({ x509 }) => createHash(hash).update(x509.raw).digest().equals(named.digest)) ?? null
}

/** ESSCertID and ESSCertIDv2: the digest of the first certificate, behind its algorithm where that is not the usual one. */
function certificateDigest(value: ArrayBuffer | null): { algorithm: string | null; digest: Buffer } | null {
  if (value === null) return null
  const inside = (one: unknown): readonly unknown[] => (one instanceof Sequence ? one.valueBlock.value : [])
  const [list] = inside(fromBER(value).result)
  const [id] = inside(list)
  const [first, second] = inside(id)
  const digest = first instanceof OctetString ? first : second
  if (!(digest instanceof OctetString)) return null
  const [algorithm] = inside(first)
  return {
    algorithm: algorithm === undefined ? null : oidOf(algorithm),
    digest: Buffer.from(digest.valueBlock.valueHexView)
  }
}

function oidOf(one: unknown): string {
  const { valueBlock } = one as { readonly valueBlock: { toString(): string } }
  return valueBlock.toString()
}

/** Whether the signature over the signed attributes is by this key. */
export function signatureHolds(signer: SignerInfo, key: KeyObject): boolean {
  const { signedAttrs, signatureAlgorithm, digestAlgorithm } = signer
  if (signedAttrs === undefined) return false
  // RFC 5652, 5.4: signed as a SET OF, and not with the tag that it has in the message.
  const set = new AsnSet({ value: signedAttrs.map((one) => AsnSerializer.toASN(one)) })
  const signed = Buffer.from(set.toBER())
  const { algorithm } = signatureAlgorithm
  const signature = Buffer.from(signer.signature.buffer)
  if (algorithm === ed25519) return verify(null, signed, key, signature)
  const hash = signatureDigests[algorithm] ?? digestNames[digestAlgorithm.algorithm]
  if (hash === undefined) return false
  const padding = algorithm === rsaPss ? { padding: constants.RSA_PKCS1_PSS_PADDING } : {}
  return verify(hash, signed, { key, ...padding }, signature)
}
