/** A key service on loopback in the shape of a transit secrets engine, for certificates on both sides: `transit-service.ts FOLDER`. Says its port on stdout; what it does wrong stands in the file `mode`. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import path from 'node:path'

interface Held {
  readonly key: string
  deletable: boolean
}

const [folder = ''] = process.argv.slice(2)
const at = (name: string): string => path.join(folder, name)
const kept = at('held.json')
const held: Record<string, Held> = existsSync(kept)
  ? (JSON.parse(readFileSync(kept, 'utf8')) as Record<string, Held>)
  : {}
const mode = (): string => (existsSync(at('mode')) ? readFileSync(at('mode'), 'utf8') : 'well')

type Reply = readonly [status: number, body: object | null]
const fault = (status: number, text: string): Reply => [status, { errors: [text] }]

function encrypt(name: string, plaintext: string): Reply {
  const one = (held[name] ??= { key: randomBytes(32).toString('base64'), deletable: false })
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(one.key, 'base64'), nonce)
  const sealed = Buffer.concat([cipher.update(Buffer.from(plaintext, 'base64')), cipher.final(), cipher.getAuthTag()])
  return [
    200,
    { data: { ciphertext: `vault:v1:${Buffer.concat([nonce, sealed]).toString('base64')}`, key_version: 1 } }
  ]
}

function decrypt(name: string, ciphertext: string): Reply {
  const one = held[name]
  if (one === undefined) return fault(400, 'encryption key not found')
  const text = /^vault:v1:(.+)$/.exec(ciphertext)?.[1] ?? ''
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length !== 60 || bytes.toString('base64') !== text) return fault(400, 'invalid ciphertext: no prefix')
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(one.key, 'base64'), bytes.subarray(0, 12), {
    authTagLength: 16
  })
  decipher.setAuthTag(bytes.subarray(-16))
  const key = decipher.update(bytes.subarray(12, -16))
  try {
    decipher.final()
  } catch {
    return fault(400, 'cipher: message authentication failed')
  }
  return [200, { data: { plaintext: key.toString('base64') } }]
}

function answer(method: string, route: string, body: Readonly<Record<string, unknown>>): Reply {
  const [, verb = '', name = '', more = ''] =
    /^\/v1\/transit\/(encrypt|decrypt|keys)\/([\w.-]+)(\/config)?$/.exec(route) ?? []
  if (verb === 'encrypt' && method === 'POST') return encrypt(name, String(body['plaintext']))
  if (verb === 'decrypt' && method === 'POST') return decrypt(name, String(body['ciphertext']))
  const one = held[name]
  if (verb !== 'keys' || one === undefined) return fault(404, 'not found')
  if (method === 'GET') return [200, { data: { name, type: 'aes256-gcm96' } }]
  if (more !== '' && method === 'POST') {
    one.deletable = body['deletion_allowed'] === true
    return [200, null]
  }
  if (method !== 'DELETE' || !one.deletable) return fault(400, 'deletion is not allowed for this key')
  if (mode() !== 'keeps') delete held[name]
  return [204, null]
}

const server = createServer(
  {
    key: readFileSync(at('server.key')),
    cert: readFileSync(at('server.pem')),
    ca: readFileSync(at('ca.pem')),
    requestCert: true,
    rejectUnauthorized: true
  },
  (request, response) => void serve(request, response)
)

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let text = ''
  for await (const piece of request) text += String(piece)
  if (mode() === 'fails') {
    response.writeHead(503).end('{"errors":["sealed"]}')
    return
  }
  if (mode() === 'babbles') {
    response.writeHead(200).end('<html>')
    return
  }
  if (request.headers['x-vault-token'] !== 'a-token') {
    response.writeHead(403).end('{"errors":["permission denied"]}')
    return
  }
  const body = text === '' ? {} : (JSON.parse(text) as Record<string, unknown>)
  const [status, told] = answer(request.method ?? '', request.url ?? '', body)
  writeFileSync(kept, JSON.stringify(held))
  response.writeHead(status, { 'content-type': 'application/json' }).end(told === null ? '' : JSON.stringify(told))
}

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`)
})
