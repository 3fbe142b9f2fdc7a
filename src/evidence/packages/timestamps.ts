/** Requests for time stamps of an authority on a digest (RFC 3161). Pure. */
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import { MessageImprint, TimeStampReq } from '@peculiar/asn1-tsp'
import { AlgorithmIdentifier } from '@peculiar/asn1-x509'

const sha256 = '2.16.840.1.101.3.4.2.1'

/** A request (DER) for a stamp on a SHA-256 digest (32 bytes), with the certificate of who signs it. `nonce`: 8 random bytes. */
export function timestampRequest(digest: Uint8Array, nonce: Uint8Array): Buffer {
  const hashAlgorithm = new AlgorithmIdentifier({ algorithm: sha256, parameters: null })
  const messageImprint = new MessageImprint({ hashAlgorithm, hashedMessage: new OctetString(digest) })
  const asked = new TimeStampReq({ messageImprint, nonce: positive(nonce), certReq: true })
  return Buffer.from(AsnConvert.serialize(asked))
}

/** Bytes of an INTEGER that is not negative: no zero in front but the one that the sign needs. */
function positive(bytes: Uint8Array): ArrayBuffer {
  const first = bytes.findIndex((byte) => byte !== 0)
  const short = first < 0 ? Uint8Array.of(0) : bytes.subarray(first)
  return Uint8Array.from((short[0] ?? 0) > 0x7f ? [0, ...short] : short).buffer
}
