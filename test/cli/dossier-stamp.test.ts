/** Time stamps on packages: asked of an authority on this machine that openssl plays, kept beside the package, and checked with openssl alone. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { readTimestamp, timestampRequest } from '../../src/evidence/packages/timestamps.ts'
import { baken, lastJson, scratch } from '../support/baken.ts'

const config = `[tsa]
default_tsa = authority
[authority]
serial = ./serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
`

describe('time stamps on packages', () => {
  let folder: ReturnType<typeof scratch>
  let server: Server
  let base = ''
  const inFolder = (name: string): string => path.join(folder.folder, name)
  const openssl = (...args: string[]) => spawnSync('openssl', args, { cwd: folder.folder, encoding: 'utf8' })
  /** What the authority answers to a request. */
  const reply = (request: Buffer): Buffer => {
    writeFileSync(inFolder('asked.tsq'), request)
    const asked = 'ts -reply -config tsa.cnf -section authority -queryfile asked.tsq'
    const made = openssl(...`${asked} -inkey tsa.key -signer tsa.pem -out answer.tsr`.split(' '))
    assert.equal(made.status, 0, made.stderr)
    return readFileSync(inFolder('answer.tsr'))
  }
  const answers: Record<string, (request: Buffer) => Buffer> = {
    '/': reply,
    '/other': () => reply(timestampRequest(createHash('sha256').update('iets anders').digest(), Buffer.alloc(8, 7))),
    '/cut': (request) => reply(request).subarray(0, 900),
    '/page': () => Buffer.from('<html>')
  }

  before(async () => {
    folder = scratch('stamp')
    writeFileSync(inFolder('tsa.cnf'), config)
    writeFileSync(inFolder('serial'), '01\n')
    writeFileSync(inFolder('purpose'), 'extendedKeyUsage=critical,timeStamping\n')
    const subject = (name: string) => ['-subj', `/CN=${name}`]
    for (const args of [
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'ca.key', '-out', 'ca.pem', ...subject('Proef')],
      ['req', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'tsa.key', '-out', 'tsa.csr', ...subject('Stempel')],
      ['x509', '-req', '-in', 'tsa.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-extfile', 'purpose', '-out', 'tsa.pem']
    ]) {
      const made = openssl(...args)
      assert.equal(made.status, 0, made.stderr)
    }
    server = createServer((request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        const answer = answers[request.url ?? '']
        if (answer === undefined || request.headers['content-type'] !== 'application/timestamp-query')
          return response.writeHead(500).end()
        return response.end(answer(Buffer.concat(parts)))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  after(() => {
    server.close()
    folder.remove()
  })

  const stamp = (file: string, authority: string) =>
    baken(['dossier', 'stamp', inFolder(file), '--authority', authority], {})

  test('S6.12 the stamp of an authority on a package verifies with openssl, and on a changed package it does not', async () => {
    const bytes = Buffer.from('PK: een pakket van proef')
    writeFileSync(inFolder('dossier-1.zip'), bytes)
    const ran = await stamp('dossier-1.zip', `${base}/`)
    assert.equal(ran.code, 0, ran.stderr)
    const { file, at, digest } = lastJson(ran)
    assert.equal(file, inFolder('dossier-1.zip.tsr'))
    assert.equal(digest, createHash('sha256').update(bytes).digest('hex'))
    assert.ok(Math.abs(Date.parse(String(at)) - Date.now()) < 60_000, String(at))
    const verify = (data: string) =>
      openssl('ts', '-verify', '-data', data, '-in', 'dossier-1.zip.tsr', '-CAfile', 'ca.pem')
    assert.equal(verify('dossier-1.zip').status, 0)
    writeFileSync(inFolder('changed.zip'), Buffer.concat([bytes, Buffer.from(' ')]))
    assert.notEqual(verify('changed.zip').status, 0)
    const again = await stamp('dossier-1.zip', `${base}/`)
    assert.equal(again.code, 1)
    assert.match(again.stderr, /a stamp is not replaced/)
  })

  test('an answer that is no stamp on this package to this request is not kept, and said in words', async () => {
    writeFileSync(inFolder('dossier-2.zip'), 'PK: een ander pakket')
    for (const [authority, says] of [
      [`${base}/other`, /stamp on something else/],
      [`${base}/cut`, /cut off, or something else/],
      [`${base}/page`, /cut off, or something else/],
      [`${base}/nergens`, /it answers 500/],
      ['http://127.0.0.1:1/', /there is no time stamp from 127\.0\.0\.1/]
    ] as const) {
      const ran = await stamp('dossier-2.zip', authority)
      assert.equal(ran.code, 1, authority)
      assert.match(ran.stderr, says)
      assert.equal(existsSync(inFolder('dossier-2.zip.tsr')), false)
    }
    assert.equal((await stamp('dossier-2.zip', 'ftp://tijd.example/')).code, 2)
    assert.equal((await stamp('nergens.zip', `${base}/`)).code, 2)
  })

  test('a stamp to another request on the same digest is refused, and no answer however damaged breaks the reader', () => {
    const digest = createHash('sha256').update('x').digest()
    const nonce = Buffer.from('00ff000000000001', 'hex')
    const answer = reply(timestampRequest(digest, nonce))
    assert.equal(readTimestamp(answer, digest, nonce).kind, 'stamp')
    const other = readTimestamp(answer, digest, Buffer.alloc(8, 9))
    assert.ok(other.kind === 'refused' && other.why.includes('nonce'))
    for (let at = 0; at < answer.length; at++) {
      readTimestamp(answer.subarray(0, at), digest, nonce)
      const changed = Buffer.from(answer)
      changed[at] = (changed[at] ?? 0) ^ 0xff
      readTimestamp(changed, digest, nonce)
    }
    const refused = readTimestamp(Buffer.from('30053003020102', 'hex'), digest, nonce)
    assert.ok(refused.kind === 'refused' && refused.why.includes('status 2'))
  })
})
