/** Judges the answer of a time-stamping authority (RFC 3161): on what, to which request, when, by whom, and whether the signature holds. Pure. */
import { SignedData, type ContentInfo, type SignerInfo } from '@peculiar/asn1-cms'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import { PKIStatus, TimeStampResp, TSTInfo } from '@peculiar/asn1-tsp'
import { createHash, type X509Certificate } from 'node:crypto'
import { certificatesOf, chainOf, isForStamps, type Held } from './certificates.ts'
import { attributeOf, digestNames, signatureHolds, signingCertificate } from './signer.ts'

export type Stamp =
  | {
      readonly kind: 'stamp'
      /** ISO 8601 UTC, as the authority says. */
      readonly at: string
      /** Hex. */
      readonly serial: string
      /** Subject of the certificate that signed it. */
      readonly authority: string
      /** `unchecked`: no certificates were given that say whom to trust. */
      readonly signer: 'trusted' | 'unchecked'
      /** When that certificate ends, ISO 8601 UTC. */
      readonly ends: string
    }
  | { readonly kind: 'refused'; readonly why: string }

/** What an answer is held against. */
export interface WantedStamp {
  /** SHA-256, 32 bytes. */
  readonly digest: Uint8Array
  /** Of the request; null where it is not known any more. */
  readonly nonce: Uint8Array | null
  /** Certificates of whom to trust; null: who signed is told, and not judged. */
  readonly roots: readonly X509Certificate[] | null
}

const sha256 = '2.16.840.1.101.3.4.2.1'
const [signedData, timeInfo] = ['1.2.840.113549.1.7.2', '1.2.840.113549.1.9.16.1.4']
const attributes = { contentType: '1.2.840.113549.1.9.3', messageDigest: '1.2.840.113549.1.9.4' }
const noStamp = 'the answer is no time stamp: it is cut off, or something else'

/** Judges an answer (DER). Never throws, whatever the bytes are. */
export function judgeStamp(answer: Buffer, wanted: WantedStamp): Stamp {
  const reply = attempt(() => AsnConvert.parse(answer, TimeStampResp))
  if (reply === null) return refused(noStamp)
  const { status, statusString } = reply.status
  if (status !== PKIStatus.granted && status !== PKIStatus.grantedWithMods) {
    const said = [...(statusString ?? [])].join(' ').slice(0, 200)
    return refused(`the authority refused it (status ${status}${said === '' ? '' : `: ${said}`})`)
  }
  const { timeStampToken } = reply
  if (timeStampToken === undefined) return refused('the answer holds no stamp')
  return judgeToken(timeStampToken, wanted)
}

function judgeToken(token: ContentInfo, wanted: WantedStamp): Stamp {
  const signed = token.contentType === signedData ? attempt(() => AsnConvert.parse(token.content, SignedData)) : null
  const content = signed?.encapContentInfo.eContent?.single?.buffer
  if (signed === null || signed.encapContentInfo.eContentType !== timeInfo || content === undefined)
    return refused('the answer holds no time stamp')
  const info = attempt(() => AsnConvert.parse(content, TSTInfo))
  const at = info === null ? null : attempt(() => info.genTime.toISOString())
  if (info === null || at === null) return refused('the answer holds no time stamp')
  const wrong = wrongContent(info, wanted)
  if (wrong !== null) return refused(wrong)
  const held = attempt(() => certificatesOf(signed)) ?? []
  const [signer] = signed.signerInfos
  if (signer === undefined || signed.signerInfos.length !== 1) return refused('it is not signed by one signer')
  const by = attempt(() => signingCertificate(signer, held)) ?? null
  if (by === null) return refused('it does not hold the certificate that it is signed with')
  if (attempt(() => isSigned(signer, by, content)) !== true)
    return refused('its signature does not hold: it was changed')
  const named = subjectOf(by)
  if (attempt(() => isForStamps(by)) !== true)
    return refused(`it is signed with a certificate that is not for time stamps alone: ${named}`)
  const [from, ends] = [by.x509.validFromDate, by.x509.validToDate]
  if (info.genTime < from || info.genTime > ends) {
    const when = info.genTime < from ? `began on ${from.toISOString()}` : `had ended on ${ends.toISOString()}`
    return refused(`the certificate of ${named} ${when}, and the stamp is of ${at}`)
  }
  const { roots } = wanted
  if (roots !== null && attempt(() => chainOf(by, held, { roots, at: info.genTime })) !== true)
    return refused(`it is signed by ${named}, for whom none of the certificates that were given vouches`)
  const serial = Buffer.from(info.serialNumber).toString('hex')
  const signedBy = roots === null ? 'unchecked' : 'trusted'
  return { kind: 'stamp', at, serial, authority: named, signer: signedBy, ends: ends.toISOString() }
}

/** Why this is no stamp on what was asked for; null when it is. */
function wrongContent({ messageImprint, nonce }: TSTInfo, wanted: WantedStamp): string | null {
  const { hashAlgorithm, hashedMessage } = messageImprint
  const same = hashAlgorithm.algorithm === sha256 && Buffer.from(hashedMessage.buffer).equals(wanted.digest)
  if (!same) return 'it is a stamp on something else'
  if (wanted.nonce === null) return null
  const answered = nonce === undefined ? null : numberOf(new Uint8Array(nonce))
  return answered === numberOf(wanted.nonce) ? null : 'it answers another request: the nonce is not ours'
}

function isSigned(signer: SignerInfo, by: Held, content: ArrayBuffer): boolean {
  const hash = digestNames[signer.digestAlgorithm.algorithm]
  const [type, digest] = [attributeOf(signer, attributes.contentType), attributeOf(signer, attributes.messageDigest)]
  if (hash === undefined || type === null || digest === null) return false
  const stated = Buffer.from(AsnConvert.parse(digest, OctetString).buffer)
  if (!createHash(hash).update(new Uint8Array(content)).digest().equals(stated)) return false
  // An OBJECT IDENTIFIER as DER: its tag, its length, and the bytes that id-ct-TSTInfo has.
  if (!Buffer.from(type).equals(Buffer.from('060b2a864886f70d0109100104', 'hex'))) return false
  return signatureHolds(signer, by.x509.publicKey)
}

function subjectOf({ x509 }: Held): string {
  return x509.subject.replaceAll('\n', ', ')
}

function numberOf(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('hex')
    .replace(/^(00)+/, '')
}

/** Null for whatever a library throws over bytes that are not what they should be. */
function attempt<T>(read: () => T): T | null {
  try {
    return read()
  } catch {
    return null
  }
}

function refused(why: string): Stamp {
  return { kind: 'refused', why }
}
