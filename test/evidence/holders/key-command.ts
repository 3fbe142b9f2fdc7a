/** A program that holds keys in a folder of its own, as a helper of a hardware module would: `key-command.ts FOLDER wrap|unwrap|destroy NAME`. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const [folder = '', verb = '', name = ''] = process.argv.slice(2)
const mode = existsSync(path.join(folder, 'mode')) ? readFileSync(path.join(folder, 'mode'), 'utf8') : 'well'
const file = path.join(folder, `${Buffer.from(name).toString('hex')}.secret`)
// A holder that mixes keys up wraps another one than it is given.
const given = readFileSync(0, 'utf8').trim()
const input = mode === 'mixes' && verb === 'wrap' ? randomBytes(32).toString('base64') : given

if (mode === 'fails') process.exit(1)
if (mode === 'babbles') {
  process.stdout.write('no key at all\n')
  process.exit(0)
}
if (verb === 'destroy') {
  if (!existsSync(file)) process.exit(4)
  rmSync(file)
} else if (verb === 'wrap') {
  if (!existsSync(file)) writeFileSync(file, randomBytes(32), { mode: 0o600 })
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', readFileSync(file), nonce)
  const sealed = Buffer.concat([cipher.update(Buffer.from(input, 'base64')), cipher.final(), cipher.getAuthTag()])
  process.stdout.write(`${Buffer.concat([nonce, sealed]).toString('base64')}\n`)
} else if (verb === 'unwrap') {
  if (!existsSync(file)) process.exit(4)
  const bytes = Buffer.from(input, 'base64')
  if (bytes.length !== 60 || bytes.toString('base64') !== input) process.exit(5)
  const decipher = createDecipheriv('aes-256-gcm', readFileSync(file), bytes.subarray(0, 12), { authTagLength: 16 })
  decipher.setAuthTag(bytes.subarray(-16))
  const key = decipher.update(bytes.subarray(12, -16))
  try {
    decipher.final()
  } catch {
    process.exit(5)
  }
  process.stdout.write(`${key.toString('base64')}\n`)
} else process.exit(2)
