/** Passwords: Argon2id (RFC 9106) with OWASP's parameters, kept as a PHC string so that they can be raised later. */
import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from 'node:crypto'

/** What a new hash costs: 19 MiB, 2 passes, 1 lane (OWASP Password Storage Cheat Sheet, first choice of equal strength). */
const cost = { memoryKiB: 19_456, passes: 2, lanes: 1 }
const tagBytes = 32
/** Hashes at the same time: each takes 19 MiB and a thread; more would let sign-ins starve file access. */
const atOnce = 2
const queueLimit = 64

export const passwordChars = { least: 12, most: 256 } as const

/** `$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH` of a password. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const tag = await hash(password, salt, cost, tagBytes)
  return `$argon2id$v=19$m=${cost.memoryKiB},t=${cost.passes},p=${cost.lanes}$${base64(salt)}$${base64(tag)}`
}

/** Whether the password belongs to the PHC string; with null it takes as long and answers false, so that users cannot be counted by time. */
export async function verifyPassword(password: string, encoded: string | null): Promise<boolean> {
  const parts = phc.exec(encoded ?? nobody)
  if (parts === null) return false
  const [, memory, passes, lanes, salt, tag] = parts.map(String)
  const expected = Buffer.from(tag ?? '', 'base64')
  const parameters = { memoryKiB: Number(memory), passes: Number(passes), lanes: Number(lanes) }
  const found = await hash(password, Buffer.from(salt ?? '', 'base64'), parameters, expected.length)
  return timingSafeEqual(found, expected) && encoded !== null
}

/** Too many sign-ins wait for their turn: try again in a moment. */
export class PasswordsBusy extends Error {}

const phc = /^\$argon2id\$v=19\$m=(\d{4,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{22,86})$/
const nobody = `$argon2id$v=19$m=${cost.memoryKiB},t=${cost.passes},p=${cost.lanes}$${'A'.repeat(22)}$${'A'.repeat(43)}`

let running = 0
const waiting: (() => void)[] = []

async function hash(password: string, nonce: Buffer, parameters: typeof cost, tagLength: number): Promise<Buffer> {
  if (running >= atOnce) {
    if (waiting.length >= queueLimit) throw new PasswordsBusy('Too many sign-ins at once.')
    await new Promise<void>((resolve) => waiting.push(resolve))
  } else {
    running++
  }
  try {
    // NFC: the same password typed on another keyboard layout has the same bytes.
    const message = Buffer.from(password.normalize('NFC'))
    const { memoryKiB: memory, passes, lanes: parallelism } = parameters
    return await derived({ message, nonce, memory, passes, parallelism, tagLength })
  } finally {
    const next = waiting.shift()
    if (next === undefined) running--
    else next()
  }
}

function derived(parameters: Argon2Parameters): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    argon2('argon2id', parameters, (error, tag) => (error === null ? resolve(tag) : reject(error)))
  })
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}
