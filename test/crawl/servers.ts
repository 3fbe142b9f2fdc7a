/** Servers on loopback for the tests of fetching: raw bytes as a hostile site sends them, and certificates that do not hold. */
import { createSign, generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:net'
import type { Server, Socket } from 'node:net'
import { canonicalUrl } from '../../src/crawl/canonical.ts'
import type { CanonicalUrl } from '../../src/model/ids.ts'

export interface RawServer {
  readonly port: number
  /** Requests as received, head only. */
  readonly requests: readonly string[]
  connections(): number
  close(): Promise<void>
}

/** A server that hands each request's path and socket to `answer`, which writes whatever bytes it likes. */
export async function rawServer(answer: (path: string, socket: Socket) => void): Promise<RawServer> {
  const requests: string[] = []
  const sockets = new Set<Socket>()
  let connections = 0
  const server = createServer((socket) => {
    connections++
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    let pending = ''
    socket.on('data', (data) => {
      pending += data.toString('latin1')
      for (let end = pending.indexOf('\r\n\r\n'); end >= 0; end = pending.indexOf('\r\n\r\n')) {
        const head = pending.slice(0, end)
        pending = pending.slice(end + 4)
        requests.push(head)
        answer(head.split(' ', 2)[1] ?? '/', socket)
      }
    })
  })
  const port = await listen(server)
  return {
    port,
    requests,
    connections: () => connections,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}

export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

export function urlOf(text: string): CanonicalUrl {
  const result = canonicalUrl(text)
  if (result.kind === 'refused') throw new Error(`${text}: ${result.detail}`)
  return result.url
}

export interface TestCertificate {
  readonly key: string
  readonly cert: string
}

/** A self-signed certificate for `name` and nothing else, valid between two years. Written in DER by hand: Node makes none. */
export function certificate(name: string, fromYear: number, untilYear: number): TestCertificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const ecdsaSha256 = der(0x30, oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02))
  const subject = der(0x30, der(0x31, der(0x30, oid(0x55, 0x04, 0x03), der(0x0c, Buffer.from(name)))))
  const time = (year: number): Buffer => der(0x18, Buffer.from(`${year}0101000000Z`))
  const alternative = der(0x30, oid(0x55, 0x1d, 0x11), der(0x04, der(0x30, der(0x82, Buffer.from(name)))))
  const authority = der(0x30, oid(0x55, 0x1d, 0x13), der(0x04, der(0x30, der(0x01, Buffer.from([0xff])))))
  const body = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    ecdsaSha256,
    subject,
    der(0x30, time(fromYear), time(untilYear)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(0x30, alternative, authority))
  )
  const signature = createSign('sha256').update(body).sign(privateKey)
  const whole = der(0x30, body, ecdsaSha256, der(0x03, Buffer.from([0]), signature))
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${(whole.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END CERTIFICATE-----\n`
  }
}

function oid(...bytes: number[]): Buffer {
  return der(0x06, Buffer.from(bytes))
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const length =
    content.length < 128
      ? [content.length]
      : content.length < 256
        ? [0x81, content.length]
        : [0x82, content.length >> 8, content.length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), content])
}
