/** Gives checkpoints of the log to others: a folder that is only added to, or a witness of the C2SP tlog-witness protocol; and asks them back. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { checkpointNote, logFolder, proveConsistent } from '../../evidence/log/log.ts'
import { createFile } from '../../evidence/stamped-json.ts'
import { askOutside } from './outside-answer.ts'
import type { KeptCheckpoint } from '../../verify/log/judge-copies.ts'

export type CopyOutcome =
  /** `size`: of its log. `cosigned`: the lines with which a witness signed `note`. */
  | {
      readonly kind: 'copied'
      readonly where: string
      readonly size: number
      readonly note: string
      readonly cosigned: string
    }
  /** The other side knows another history, or more of this one than is here: the log was changed. */
  | { readonly kind: 'contradicts'; readonly cause: string }
  /** Nothing was kept: asked again, it may be. */
  | { readonly kind: 'failed'; readonly cause: string }

const waitMs = 20_000
const mostAnswer = 64 * 1024
const mostFiles = 100_000
const ending = /-(\d{15})-(\d{8}T\d{6}Z)\.checkpoint$/

/** True for an address of a witness; a folder otherwise. */
export function isAddress(to: string): boolean {
  return /^https?:\/\//.test(to)
}

/** The newest checkpoint, read once: other processes may replace it meanwhile. */
function newest(evidenceDir: string): { readonly note: string; readonly origin: string; readonly size: number } {
  const note = checkpointNote(logFolder(evidenceDir))
  const [origin = '', size = ''] = note.split('\n')
  return { note, origin, size: Number(size) }
}

/** Keeps the newest checkpoint in a folder, under a name of its own; what stands there is never replaced. */
export function copyToFolder(evidenceDir: string, folder: string, now: Date): CopyOutcome {
  const { note, origin, size } = newest(evidenceDir)
  const time = now.toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const file = path.join(folder, `${origin.replace('/', '-')}-${String(size).padStart(15, '0')}-${time}.checkpoint`)
  try {
    createFile(file, note, 0o440)
    return { kind: 'copied', where: file, size, note, cosigned: '' }
  } catch (error) {
    return { kind: 'failed', cause: `${folder}: ${(error as Error).message}` }
  }
}

/** Sends the newest checkpoint to a witness (add-checkpoint), from whatever size it saw last. `known`: the size that it confirmed before. */
export async function sendToWitness(
  evidenceDir: string,
  { address, known }: { readonly address: string; readonly known: number }
): Promise<CopyOutcome> {
  const folder = logFolder(evidenceDir)
  const { note, size } = newest(evidenceDir)
  let from = Math.min(known, size)
  // A witness that saw other sizes says which: asked a second time from there, it has what it needs.
  for (let attempt = 0; attempt < 3; attempt++) {
    const proof = proveConsistent(folder, from, size).map((one) => `${one.toString('base64')}\n`)
    const answer = await ask(`${address.replace(/\/$/, '')}/add-checkpoint`, `old ${from}\n${proof.join('')}\n${note}`)
    if (typeof answer === 'string') return { kind: 'failed', cause: answer }
    const { status, text } = answer
    if (status === 200) return { kind: 'copied', where: address, size, note, cosigned: text }
    if (status === 422)
      return {
        kind: 'contradicts',
        cause: `${address} saw another history in the first ${from} entries: the log was rewritten`
      }
    if (status !== 409) return { kind: 'failed', cause: `${address}: ${refusals[status] ?? `it answered ${status}`}` }
    const seen = /^(0|[1-9]\d{0,14})\n$/.exec(text)?.[1]
    if (seen === undefined) return { kind: 'failed', cause: `${address}: it answered 409 without a size` }
    if (Number(seen) > size)
      return { kind: 'contradicts', cause: `${address} saw ${seen} entries, and the log has ${size}: it was set back` }
    if (Number(seen) < known)
      return {
        kind: 'contradicts',
        cause: `${address} answers with an older tree, of ${seen} entries, than the ${known} that it confirmed: the witness was set back`
      }
    from = Number(seen)
  }
  return { kind: 'failed', cause: `${address}: it changes its size faster than it can be asked` }
}

const refusals: Readonly<Record<number, string>> = {
  400: 'it finds the request malformed',
  403: 'it does not trust the key of this log: give it the key that "baken log key" prints',
  404: 'it does not know this log: give it the key that "baken log key" prints'
}

async function ask(address: string, body: string | null): Promise<{ status: number; text: string } | string> {
  const request = body === null ? {} : { method: 'POST', body }
  const answer = await askOutside(address, request, { waitMs, mostBytes: mostAnswer })
  if (answer.kind === 'failed') return `${address} does not answer: ${answer.cause}`
  if (answer.kind === 'too-long') return `${address} answers more than a checkpoint has`
  return { status: answer.status, text: answer.body.toString() }
}

/** Checkpoints that a folder, a file or a witness kept of the log of this name. A text: why they cannot be had. */
export async function keptBy(witness: string, origin: string): Promise<readonly KeptCheckpoint[] | string> {
  if (isAddress(witness)) {
    const name = createHash('sha256').update(origin).digest('hex')
    const answer = await ask(`${witness.replace(/\/$/, '')}/${name}/checkpoint`, null)
    if (typeof answer === 'string') return answer
    if (answer.status !== 200) return `${witness} kept no checkpoint of ${origin} (it answered ${answer.status})`
    return [{ where: witness, note: answer.text, at: null }]
  }
  if (!existsSync(witness)) return `${witness} does not exist`
  const files = statSync(witness).isDirectory()
    ? readdirSync(witness)
        .filter((name) => name.endsWith('.checkpoint'))
        .slice(0, mostFiles)
        .map((name) => path.join(witness, name))
    : [witness]
  return files.map((file) => ({ where: file, note: readFileSync(file, 'utf8'), at: timeIn(file) }))
}

function timeIn(file: string): string | null {
  const time = ending.exec(file)?.[2]
  return time === undefined ? null : time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')
}
