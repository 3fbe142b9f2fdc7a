/** Codes of an authenticator app: TOTP (RFC 6238) with HMAC-SHA-1, six digits and steps of 30 seconds, which every app knows. */
import { createHmac, timingSafeEqual } from 'node:crypto'

const stepMs = 30_000
const digits = 6
/** Clocks of phones are off by some seconds: the step before and the one after are taken too. */
const around = [0, -1, 1]

/** The time step of a moment (ms since 1970). */
export function stepOf(atMs: number): number {
  return Math.floor(atMs / stepMs)
}

/** The code of a step: HOTP (RFC 4226, 5.3) of the step as counter. */
export function totpCode(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 0xf
  const value = (mac.readUInt32BE(offset) & 0x7f_ff_ff_ff) % 10 ** digits
  return String(value).padStart(digits, '0')
}

/** The step whose code was typed, when it is one of now and newer than `lastStep` (the newest that was used before); else null. */
export function acceptedStep(secret: Uint8Array, typed: string, atMs: number, lastStep: number): number | null {
  const code = typed.replaceAll(/[\s-]/g, '')
  if (!/^\d{6}$/.test(code)) return null
  const now = stepOf(atMs)
  const found = around.find((by) => timingSafeEqual(Buffer.from(totpCode(secret, now + by)), Buffer.from(code)))
  if (found === undefined) return null
  return now + found > lastStep ? now + found : null
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Base32 (RFC 4648) without padding, as apps read it. */
export function base32(bytes: Uint8Array): string {
  let bits = ''
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0')
  const groups = bits.match(/.{1,5}/g) ?? []
  return groups.map((group) => letters[Number.parseInt(group.padEnd(5, '0'), 2)]).join('')
}

/** What a QR code holds for an app: name of the account and the secret (Key Uri Format of Google Authenticator). */
export function totpUri(secret: Uint8Array, user: string): string {
  const query = new URLSearchParams({
    secret: base32(secret),
    issuer: 'Baken',
    algorithm: 'SHA1',
    digits: '6',
    period: '30'
  })
  return `otpauth://totp/Baken:${encodeURIComponent(user)}?${query.toString()}`
}
