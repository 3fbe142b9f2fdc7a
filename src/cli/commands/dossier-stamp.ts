/** `baken dossier stamp`: asks an authority for a time stamp on a package, and keeps the answer beside it. Only a digest leaves. */
import { createHash, type X509Certificate } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { createFile } from '../../evidence/stamped-json.ts'
import { askAuthority } from '../../run/evidence/ask-authority.ts'
import { rootsIn } from '../../verify/stamps/roots.ts'
import { textOption, UsageError, type CommandContext } from '../command.ts'
import { exitCodes, type ExitCode } from '../output.ts'

/** Writes FILE.tsr, in the form that `openssl ts -verify` reads. */
export async function stampDossier(context: CommandContext, file: string): Promise<ExitCode> {
  const authority = authorityOf(context)
  const roots = rootsOf(context, 'roots')
  const kept = `${file}.tsr`
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) throw new UsageError(`${file} is no file.`)
  if (existsSync(kept)) return thereAlready(context, kept)
  const hash = createHash('sha256')
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer)
  const digest = hash.digest()
  const outcome = await askAuthority(digest, { url: authority.href, roots })
  if (outcome.kind === 'failed') {
    const { cause } = outcome
    context.output.say(`baken dossier: there is no time stamp from ${authority.host}: ${cause}. Nothing was written.`)
    return exitCodes.problem
  }
  if (!createFile(kept, outcome.answer, 0o600)) return thereAlready(context, kept)
  if (roots === null) context.output.say('Who signed it was not checked: --roots FILE says whom to trust.')
  context.output.say(
    `Check it with: openssl ts -verify -data ${file} -in ${kept} -CAfile CERTIFICATES-OF-THE-AUTHORITY.pem`
  )
  const { at, authority: by } = outcome.stamp
  await context.output.data(JSON.stringify({ file: kept, at, by, digest: digest.toString('hex') }))
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

/** Certificates in the PEM file of an option; null when it was not given. */
export function rootsOf(context: CommandContext, option: string): readonly X509Certificate[] | null {
  const file = textOption(context, option)
  if (file === undefined) return null
  let roots: ReturnType<typeof rootsIn>
  try {
    roots = rootsIn(readFileSync(file, 'utf8'))
  } catch (error) {
    roots = (error as Error).message
  }
  if (typeof roots === 'string') throw new UsageError(`--${option} ${file}: ${roots}.`)
  return roots
}
