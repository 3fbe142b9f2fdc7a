/** A witness of the C2SP tlog-witness protocol on loopback, as somebody else runs one: knows one log, keeps its newest checkpoint, signs with a time. */
import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseKey, parseNote, signatureOf, treeIn, type NotedTree } from '../../src/verify/log/signed-note.ts'
import { extendsTree } from '../../src/verify/log/tree.ts'

export interface WitnessServer {
  readonly address: string
  /** Its public key as others configure it. */
  readonly vkey: string
  /** The status of each answer so far. */
  readonly answers: number[]
  /** What it kept, to be set back or replaced. */
  kept: { note: string; tree: NotedTree } | null
  close(): Promise<void>
}

interface Keys {
  readonly name: string
  readonly id: Buffer
  sign(text: string): string
}

export async function startWitness(logKey: string, now: () => number = Date.now): Promise<WitnessServer> {
  const log = parseKey(logKey)
  if (log === null) throw new Error('no key of a log')
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const raw = Buffer.concat([Uint8Array.of(4), publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)])
  const name = 'witness.example/w1'
  const id = createHash('sha256').update(`${name}\n`).update(raw).digest().subarray(0, 4)
  const keys: Keys = {
    name,
    id,
    sign(text) {
      const time = Math.floor(now() / 1000)
      const stamp = Buffer.alloc(8)
      stamp.writeBigUInt64BE(BigInt(time))
      const signature = sign(null, Buffer.from(`cosignature/v1\ntime ${time}\n${text}`), privateKey)
      return `— ${name} ${Buffer.concat([id, stamp, signature]).toString('base64')}\n`
    }
  }
  const server = createServer((request, response) => void answer(request, response))
  const witness: WitnessServer = {
    address: '',
    vkey: `${name}+${id.toString('hex')}+${raw.toString('base64')}`,
    answers: [],
    kept: null,
    close: () => new Promise((resolve) => server.close(() => resolve()))
  }
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = ''
    for await (const piece of request.setEncoding('utf8')) body += String(piece)
    const [status, text] = request.method === 'GET' ? monitored(witness) : added(witness, log, keys, body)
    witness.answers.push(status)
    response.writeHead(status, { 'Content-Type': status === 409 ? 'text/x.tlog.size' : 'text/plain' }).end(text)
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(witness, { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
}

function monitored({ kept }: WitnessServer): [number, string] {
  return kept === null ? [404, ''] : [200, kept.note]
}

/** The order of checks and the status codes of the protocol. */
function added(
  witness: WitnessServer,
  log: Exclude<ReturnType<typeof parseKey>, null>,
  keys: Keys,
  body: string
): [number, string] {
  const found = /^old (0|[1-9]\d*)\n((?:[A-Za-z0-9+/]{43}=\n){0,63})\n/.exec(body)
  const text = found === null ? '' : body.slice(found[0].length)
  const [note, old] = [parseNote(text), Number(found?.[1])]
  const tree = note === null ? null : treeIn(note)
  if (found === null || note === null || tree === null) return [400, '']
  if (tree.origin !== log.name) return [404, '']
  if (typeof signatureOf(note, log) === 'string') return [403, '']
  if (old > tree.size) return [400, '']
  const last = witness.kept?.tree ?? { size: 0, root: Buffer.alloc(0) }
  if (old !== last.size) return [409, `${last.size}\n`]
  const proof = (found[2] ?? '').split('\n').slice(0, -1)
  if (
    !extendsTree(
      last,
      tree,
      proof.map((line) => Buffer.from(line, 'base64'))
    )
  )
    return [422, '']
  const line = keys.sign(note.text)
  witness.kept = { note: `${text}${line}`, tree }
  return [200, line]
}
