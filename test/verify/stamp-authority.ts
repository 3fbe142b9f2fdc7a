/** Time-stamping authorities (RFC 3161) that openssl plays on loopback: a good one, and others whose certificates are not what they should be. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'

/** Who signs: of a root of ours, of a root of somebody else, with a certificate that has ended, and with one that is for other things too. */
export type Signer = 'good' | 'elliptic' | 'stranger' | 'ended' | 'broad'

export interface StampAuthority {
  /** `ADDRESS/good` and so on stamps; `/other` stamps something else, `/cut`, `/page`, `/endless`, `/refuses` answer what is no stamp. */
  readonly address: string
  /** PEM file of the root that vouches for all but the stranger. */
  readonly roots: string
  /** PEM file of the stranger's root. */
  readonly strangerRoots: string
  /** The paths that were asked so far. */
  readonly asked: string[]
  /** While set, every answer is this status and nothing else. */
  down: number | null
  reply(request: Buffer, signer?: Signer): Buffer
  broad(request: Buffer): Buffer
  openssl(...args: readonly string[]): {
    readonly status: number | null
    readonly stdout: string
    readonly stderr: string
  }
  close(): Promise<void>
}

const config = `[tsa]
default_tsa = authority
[authority]
serial = ./serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
[ca]
default_ca = own
[own]
database = ./index.txt
new_certs_dir = .
serial = ./certificates
default_md = sha256
policy = any
unique_subject = no
[any]
commonName = supplied
[stamps]
extendedKeyUsage = critical,timeStamping
[broad]
extendedKeyUsage = critical,timeStamping,serverAuth
`

/** Runs openssl, and throws with what it says when it fails. */
function succeeding(openssl: Run): (...args: readonly string[]) => void {
  return (...args) => {
    const made = openssl(...args)
    assert.equal(made.status, 0, made.stderr)
  }
}

type Run = StampAuthority['openssl']

/** Keys and certificates of all of them, in a folder. */
function makeSigners(folder: string, openssl: Run): void {
  const at = (name: string): string => path.join(folder, name)
  const done = succeeding(openssl)
  writeFileSync(at('openssl.cnf'), config)
  writeFileSync(at('serial'), '01\n')
  for (const root of ['root', 'stranger-root']) {
    const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '3650', '-subj', `/CN=${root}`]
    done(...made, '-keyout', `${root}.key`, '-out', `${root}.pem`)
  }
  writeFileSync(at('index.txt'), '')
  writeFileSync(at('certificates'), '1000\n')
  const sign = (
    name: Signer,
    { root = 'root', until = '20990101000000Z', purpose = 'stamps', key = ['rsa:2048'] } = {}
  ): void => {
    done(
      'req',
      '-newkey',
      ...key,
      '-nodes',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.csr`,
      '-subj',
      `/CN=stamps ${name}`
    )
    const ca = ['ca', '-batch', '-config', 'openssl.cnf', '-cert', `${root}.pem`, '-keyfile', `${root}.key`, '-notext']
    const dates = ['-startdate', '20200101000000Z', '-enddate', until]
    done(...ca, ...dates, '-extensions', purpose, '-in', `${name}.csr`, '-out', `${name}.pem`)
  }
  sign('good')
  sign('elliptic', { key: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'] })
  sign('stranger', { root: 'stranger-root' })
  sign('ended', { until: '20210101000000Z' })
  sign('broad', { purpose: 'broad' })
}

/** Answers of openssl to a request. */
function makeReplies(folder: string, openssl: Run) {
  const at = (name: string): string => path.join(folder, name)
  const done = succeeding(openssl)
  const reply = (request: Buffer, signer: Signer = 'good'): Buffer => {
    writeFileSync(at('asked.tsq'), request)
    const asked = ['ts', '-reply', '-config', 'openssl.cnf', '-section', 'authority', '-queryfile', 'asked.tsq']
    done(...asked, '-inkey', `${signer}.key`, '-signer', `${signer}.pem`, '-out', 'answer.tsr')
    return readFileSync(at('answer.tsr'))
  }
  /** As `openssl ts` refuses to sign with such a certificate: the same content, signed as any CMS message is. */
  const broad = (request: Buffer): Buffer => {
    reply(request)
    done('ts', '-reply', '-in', 'answer.tsr', '-out', 'token.der', '-token_out')
    done('cms', '-verify', '-noverify', '-inform', 'DER', '-in', 'token.der', '-binary', '-out', 'info.der')
    const content = ['-binary', '-nodetach', '-econtent_type', '1.2.840.113549.1.9.16.1.4', '-in', 'info.der']
    const by = ['-signer', 'broad.pem', '-inkey', 'broad.key', '-md', 'sha256', '-cades']
    done('cms', '-sign', ...content, ...by, '-outform', 'DER', '-out', 'broad.der')
    const parts = Buffer.concat([Buffer.from('3003020100', 'hex'), readFileSync(at('broad.der'))])
    return Buffer.concat([Buffer.from([0x30, 0x82, parts.length >> 8, parts.length & 0xff]), parts])
  }
  /** An answer to the request with the digest that it asks for turned around. */
  const other = (request: Buffer): Buffer => {
    const changed = Buffer.from(request)
    const digest = changed.indexOf(Buffer.from('0420', 'hex')) + 2
    changed.subarray(digest, digest + 32).reverse()
    return reply(changed)
  }
  return { reply, broad, other }
}

/** `folder`: an empty one, for its keys and certificates. */
export async function startAuthority(folder: string): Promise<StampAuthority> {
  const at = (name: string): string => path.join(folder, name)
  const openssl: Run = (...args) => spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })
  makeSigners(folder, openssl)
  const { reply, broad, other } = makeReplies(folder, openssl)
  const answers: Readonly<Record<string, (request: Buffer) => Buffer>> = {
    '/': (request) => reply(request),
    '/good': (request) => reply(request),
    '/elliptic': (request) => reply(request, 'elliptic'),
    '/stranger': (request) => reply(request, 'stranger'),
    '/ended': (request) => reply(request, 'ended'),
    '/broad': broad,
    '/other': other,
    '/cut': (request) => reply(request).subarray(0, 900),
    '/page': () => Buffer.from('<html>'),
    '/endless': () => Buffer.alloc(2 * 1024 * 1024, 0x30),
    '/refuses': () => Buffer.from('30053003020102', 'hex')
  }
  const authority: StampAuthority = {
    address: '',
    roots: at('root.pem'),
    strangerRoots: at('stranger-root.pem'),
    asked: [],
    down: null,
    reply,
    broad,
    openssl,
    close: () => new Promise((resolve) => server.close(() => resolve()))
  }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const asked = request.url ?? ''
      authority.asked.push(asked)
      const answer = answers[asked]
      if (authority.down !== null) return response.writeHead(authority.down).end()
      if (answer === undefined || request.headers['content-type'] !== 'application/timestamp-query')
        return response.writeHead(500).end()
      return response.end(answer(Buffer.concat(parts)))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(authority, { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
}
