/** A passphrase in a file: keys are wrapped under what scrypt makes of it. The file may stand on another disk, or on a stick; it is read anew for each question. */
import { createCipheriv, createDecipheriv, createHash, randomBytes, scryptSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { HolderAway, keyBytes, type KeyHolder } from './holder.ts'

/** 128 MiB and some tenths of a second for each guess. */
const cost = { N: 131_072, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }
const leastLength = 12
const format = /^p1\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{64})$/

/** `p1.SALT.NONCE.SEALED` in base64url: scrypt (N 2^17, r 8, p 1) of the passphrase and the salt gives the key of AES-256-GCM; holder and name are authenticated. */
export function passphraseHolder(id: string, file: string): KeyHolder {
  const context = (name: string): Buffer => Buffer.from(`baken-key/2\n${id}\n${name}`)
  return {
    id,
    wrap(name, key) {
      const passphrase = passphraseIn(file)
      const salt = made.get(digestOf(passphrase))?.[0]?.salt ?? randomBytes(16)
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', stretched(passphrase, salt), nonce)
      cipher.setAAD(context(name))
      const sealed = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()])
      return `p1.${[salt, nonce, sealed].map((one) => one.toString('base64url')).join('.')}`
    },
    unwrap(name, wrapped) {
      const found = format.exec(wrapped)
      if (found === null) return { kind: 'refused', cause: 'it was not wrapped under a passphrase' }
      const [salt, nonce, sealed] = found.slice(1).map((one) => Buffer.from(one, 'base64url')) as [
        Buffer,
        Buffer,
        Buffer
      ]
      const decipher = createDecipheriv('aes-256-gcm', stretched(passphraseIn(file), salt), nonce, {
        authTagLength: 16
      })
      decipher.setAAD(context(name))
      decipher.setAuthTag(sealed.subarray(-16))
      const bytes = decipher.update(sealed.subarray(0, -16))
      try {
        decipher.final()
      } catch {
        return { kind: 'refused', cause: 'the passphrase is another, or it was changed' }
      }
      return { kind: 'key', bytes }
    },
    destroy() {}
  }
}

/** What was made in this process, by the digest of a passphrase: what is wrapped next takes the first salt, so that few salts are in use. */
const made = new Map<string, { readonly salt: Buffer; readonly key: Buffer }[]>()
const mostSalts = 100

function stretched(passphrase: string, salt: Buffer): Buffer {
  const under = digestOf(passphrase)
  const known = made.get(under) ?? []
  const found = known.find((one) => one.salt.equals(salt))
  if (found !== undefined) return found.key
  const key = scryptSync(passphrase, salt, keyBytes, cost)
  made.set(under, [...known.slice(0, mostSalts), { salt, key }])
  return key
}

function digestOf(passphrase: string): string {
  return createHash('sha256').update(passphrase, 'utf8').digest('hex')
}

function passphraseIn(file: string): string {
  let text: string
  try {
    text = readFileSync(file, 'utf8').replace(/\r?\n$/, '')
  } catch (error) {
    throw new HolderAway(`the passphrase cannot be read: ${(error as Error).message}`)
  }
  if (text.length < leastLength)
    throw new HolderAway(`the passphrase in ${file} is shorter than ${leastLength} characters`)
  return text
}
