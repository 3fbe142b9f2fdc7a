/** `baken dossier stamp`: asks an authority for a time stamp on a package, and keeps the answer beside it. Only a digest leaves. */
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, existsSync, statSync } from 'node:fs'
import { readTimestamp, timestampRequest } from '../../evidence/packages/timestamps.ts'
import { createFile } from '../../evidence/stamped-json.ts'
import { askOutside } from '../../run/evidence/outside-answer.ts'
import { textOption, UsageError, type CommandContext } from '../command.ts'
import { exitCodes, type ExitCode } from '../output.ts'

const mostAnswerBytes = 1024 * 1024
const timeoutMs = 30_000

/** Writes FILE.tsr, in the form that `openssl ts -verify` reads. */
export async function stampDossier(context: CommandContext, file: string): Promise<ExitCode> {
  const authority = authorityOf(context)
  const kept = `${file}.tsr`
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) throw new UsageError(`${file} is no file.`)
  if (existsSync(kept)) return thereAlready(context, kept)
  const hash = createHash('sha256')
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer)
  const [digest, nonce] = [hash.digest(), randomBytes(8)]
  const answer = await askAuthority(authority, timestampRequest(digest, nonce))
  const stamp = typeof answer === 'string' ? answer : readTimestamp(answer, digest, nonce)
  if (typeof answer === 'string' || typeof stamp === 'string' || stamp.kind === 'refused') {
    const why = typeof stamp === 'string' ? stamp : stamp.kind === 'refused' ? stamp.why : ''
    context.output.say(`baken dossier: there is no time stamp from ${authority.host}: ${why}. Nothing was written.`)
    return exitCodes.problem
  }
  if (!createFile(kept, answer, 0o600)) return thereAlready(context, kept)
  context.output.say(
    `Check it with: openssl ts -verify -data ${file} -in ${kept} -CAfile CERTIFICATES-OF-THE-AUTHORITY.pem`
  )
  await context.output.data(JSON.stringify({ file: kept, at: stamp.at, digest: digest.toString('hex') }))
  return exitCodes.done
}

function thereAlready(context: CommandContext, kept: string): ExitCode {
  context.output.say(`baken dossier: ${kept} is there already: a stamp is not replaced.`)
  return exitCodes.problem
}

function authorityOf(context: CommandContext): URL {
  const typed = textOption(context, 'authority')
  if (typed === undefined) throw new UsageError('Say which authority stamps it with --authority URL.')
  const url = URL.parse(typed)
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new UsageError(`--authority wants a web address, not "${typed}".`)
  return url
}

/** The bytes of the answer, or what went wrong in words. */
async function askAuthority(authority: URL, request: Buffer): Promise<Buffer | string> {
  const headers = { 'content-type': 'application/timestamp-query' }
  const question = { method: 'POST', headers, body: new Uint8Array(request) }
  const answer = await askOutside(authority, question, { waitMs: timeoutMs, mostBytes: mostAnswerBytes })
  if (answer.kind === 'failed') return answer.cause
  if (answer.status < 200 || answer.status > 299) return `it answers ${answer.status}`
  return answer.kind === 'too-long' ? 'its answer has no end' : answer.body
}
