/** Parties outside that hold keys, for tests: a passphrase in a file, a program, and a service with certificates; each keeps what it holds in a folder of its own. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { stringify } from 'yaml'

/** An entry of `keys.yaml`. */
export type Entry = Readonly<Record<string, unknown>> & { readonly id: string }

export interface Party {
  readonly entry: Entry
  /** Whether it holds a key by each name, so that what it destroyed stays gone wherever a file comes back from. */
  readonly byName: boolean
  /** What it does wrong from now on: `well`, `fails`, `babbles`, `keeps` (a service that says it destroyed a key and did not), `mixes` (a program that wraps another key). */
  turn(mode: string): void
}

export interface Parties {
  readonly all: readonly Party[]
  readonly passphrase: Party
  readonly command: Party
  readonly service: Party
  /** Another entry for the service, with other files. */
  serviceWith(files: Readonly<Record<string, string>>): Entry
  close(): Promise<void>
}

/** Writes `keys.yaml` of a data folder. */
export function writeHolders(dataDir: string, entries: readonly Entry[]): void {
  writeFileSync(path.join(dataDir, 'keys.yaml'), stringify({ holders: entries }))
}

export async function startParties(folder: string): Promise<Parties> {
  const [words, program, engine] = ['words', 'program', 'engine'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string
  ]
  for (const one of [words, program, engine]) mkdirSync(one)
  makeCertificates(engine)
  writeFileSync(path.join(engine, 'token'), 'a-token\n')
  const server = spawn(process.execPath, [path.join(import.meta.dirname, 'transit-service.ts'), engine], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const port = await firstLine(server)
  const passphraseFile = path.join(words, 'passphrase')
  writeFileSync(passphraseFile, 'vier losse woorden samen\n')
  const at = (name: string): string => path.join(engine, name)
  const serviceWith = (files: Readonly<Record<string, string>>): Entry => ({
    id: 'dienst',
    service: `https://127.0.0.1:${port}/v1/transit`,
    ca: at('ca.pem'),
    certificate: at('client.pem'),
    key: at('client.key'),
    token_file: at('token'),
    ...files
  })
  const turning = (place: string) => (mode: string) => writeFileSync(path.join(place, 'mode'), mode)
  const passphrase: Party = {
    entry: { id: 'zin', passphrase_file: passphraseFile },
    byName: false,
    turn: (mode) => writeFileSync(passphraseFile, mode === 'well' ? 'vier losse woorden samen\n' : 'kort')
  }
  const command: Party = {
    entry: { id: 'module', command: [process.execPath, path.join(import.meta.dirname, 'key-command.ts'), program] },
    byName: true,
    turn: turning(program)
  }
  const service: Party = { entry: serviceWith({}), byName: true, turn: turning(engine) }
  return {
    all: [passphrase, command, service],
    passphrase,
    command,
    service,
    serviceWith,
    async close() {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill()
      await ended
    }
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (piece: Buffer) => {
      text += piece.toString()
      if (text.includes('\n')) resolve(text.trim())
    })
    child.once('exit', (code) => reject(new Error(`the service ended with ${code}`)))
  })
}

/** A root with a certificate for the service and one for Baken, and a client that another root vouches for. */
function makeCertificates(folder: string): void {
  const openssl = (...args: readonly string[]): void => {
    const made = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' })
    if (made.status !== 0) throw new Error(`openssl ${args.join(' ')}: ${made.stderr}`)
  }
  const fresh = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  writeFileSync(path.join(folder, 'names'), 'subjectAltName=IP:127.0.0.1\n')
  for (const root of ['ca', 'other'])
    openssl(
      'req',
      '-x509',
      ...fresh,
      '-keyout',
      `${root}.key`,
      '-out',
      `${root}.pem`,
      '-subj',
      `/CN=${root}.example`,
      '-days',
      '30'
    )
  for (const [name, root] of [
    ['server', 'ca'],
    ['client', 'ca'],
    ['stranger', 'other']
  ] as const) {
    openssl('req', ...fresh, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}.example`)
    const signed = [
      '-CA',
      `${root}.pem`,
      '-CAkey',
      `${root}.key`,
      '-CAcreateserial',
      '-days',
      '30',
      '-extfile',
      'names'
    ]
    openssl('x509', '-req', '-in', `${name}.csr`, ...signed, '-out', `${name}.pem`)
  }
}
