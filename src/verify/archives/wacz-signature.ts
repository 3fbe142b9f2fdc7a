/** Checks the signature of a WACZ (WACZ Signing and Verification 0.1.0). Shares nothing with what signs. */
import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto'
import { damaged, unchecked, warning, type VerifyItem } from '../item.ts'

const alone = 'do not rely on it alone: whoever can change the file can change its digests too'

/** Judges `signedData` of a file; `list`: the bytes of its datapackage.json, which match the digest beside it. */
export function judgeSignature(file: string, signedData: unknown, list: Buffer): VerifyItem {
  const item = `${file}: datapackage-digest.json`
  if (signedData === undefined || signedData === null)
    return warning(file, 'unsigned: datapackage-digest.json holds no signature', alone)
  const { hash, signature, publicKey } = signedData as Record<string, unknown>
  if (typeof hash !== 'string' || typeof signature !== 'string')
    return damaged(item, 'what stands there as its signature signs no digest')
  if (hash.replace(/^sha-?256:/i, '').toLowerCase() !== createHash('sha256').update(list).digest('hex'))
    return damaged(item, 'what it signs is the digest of another datapackage.json')
  if (typeof publicKey !== 'string')
    return unchecked(
      file,
      'its signature is of the form with a certificate, which is not checked here',
      'check it with a tool for WACZ signatures'
    )
  const key = keyOf(publicKey)
  if (key === null) return damaged(item, 'its signature cannot hold: what stands there as the key is none')
  if (!holds(Buffer.from(hash), key, Buffer.from(signature, 'base64')))
    return damaged(item, 'its signature does not hold: what it signs, the key or the signature was changed')
  const der = key.export({ format: 'der', type: 'spki' })
  return warning(
    file,
    `its signature holds, by the key with fingerprint ${createHash('sha256').update(der).digest('hex')}, which the file brings along`,
    'compare the fingerprint with one that its maker names elsewhere: whoever can change the file can sign it anew'
  )
}

function keyOf(text: string): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'ec' ? key : null
  } catch {
    return null
  }
}

/** Programs write r and s one after the other, as browsers do, or as DER, as openssl does. */
function holds(signed: Buffer, key: KeyObject, signature: Buffer): boolean {
  return (['ieee-p1363', 'der'] as const).some((dsaEncoding) =>
    verify('sha256', signed, { key, dsaEncoding }, signature)
  )
}
