/** `baken dossier`: makes the dossier of a case and writes its package, lists those that were made, and shows or takes the template of the document. */
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import {
  askDossier,
  listDossiers,
  readDossier,
  readTemplate,
  takeTemplate,
  type TakenDossier
} from '../../desk/dossier/dossiers.ts'
import { readJob } from '../../desk/jobs/jobs.ts'
import { workOn } from '../../desk/jobs/work.ts'
import { caseRoles } from '../../model/mandate.ts'
import { jobKinds } from '../../run/jobs/job-kinds.ts'
import { makeFolder } from '../../run/make-folder.ts'
import { asMember, type At } from '../as-member.ts'
import { textOption, UsageError, type Command, type CommandContext } from '../command.ts'
import { exitCodes, type ExitCode } from '../output.ts'
import { stampDossier } from './dossier-stamp.ts'
import { writeWhole } from './evidence/write-whole.ts'
import { verify } from './verify.ts'

type Job = Extract<Awaited<ReturnType<typeof readJob>>, { kind: 'done' }>['value']

const mostTemplateBytes = 2 * 1024 * 1024
const mostNames = 500

export const dossier: Command = {
  name: 'dossier',
  usage:
    'baken dossier CASE --out DIR --as USER --reason TEXT [--unconfirmed] [--tasks] [--searches] [--names FILE] [--language nl|en] | list CASE --as USER | template FILE.docx|default --as USER --reason TEXT | template --out FILE.docx | verify FILE… | stamp FILE --authority URL [--roots FILE]',
  help: `
  CASE           the id of a case of yours: makes its dossier as the screen does, and writes DIR/dossier-N.zip
  list CASE      the dossiers that were made, the newest first, one JSON object a line
  template FILE  takes a DOCX whose headings, order and wording you changed as the template of this mandate; "default" goes back to
                 the one that comes with Baken (role coordinator). Without FILE: writes the one that holds to --out
  verify FILE    checks packages without data folder, database and keys, as baken verify does
  stamp FILE     asks the authority of --authority URL (RFC 3161) for a time stamp on a package, and keeps it as FILE.tsr; only the
                 digest of the package leaves, and openssl ts -verify checks it
  --roots FILE   certificates (PEM) that vouch for the authority: a stamp of anybody else is refused
  --as USER      the member of the case; the password is the first line of stdin, the code of a second factor the second
  --reason TEXT  why, for the ledger
  --unconfirmed  items that nobody confirmed go along, apart from the others
  --tasks        the tasks of the case go along, in a table of their own
  --searches     what was searched for the case goes along, with what result, from the ledger
  --names FILE   names to leave out, one a line: each becomes a key, and captures stay behind
  --language L   nl (default) or en
  --mandate ID   where more than one is in force
A case is there for its members only: to anybody else, the console included, it does not exist.`,
  options: {
    authority: { type: 'string' },
    out: { type: 'string' },
    roots: { type: 'string' },
    as: { type: 'string' },
    reason: { type: 'string' },
    unconfirmed: { type: 'boolean' },
    tasks: { type: 'boolean' },
    searches: { type: 'boolean' },
    names: { type: 'string' },
    language: { type: 'string' },
    mandate: { type: 'string' }
  },
  withoutData: true,
  async run(context) {
    const [verb = '', ...rest] = context.operands
    if (verb === 'verify') return verify.run({ ...context, operands: filesOf(rest) })
    if (verb === 'stamp' && rest.length === 1) return stampDossier(context, rest[0] ?? '')
    if (verb === 'template' && rest.length < 2) return template(context, rest[0])
    if (verb === 'list' && rest.length === 1)
      return asMember(context, { roles: caseRoles, otherwise }, (at) => list(at, rest[0] ?? ''))
    if (verb === '' || ['list', 'template', 'stamp'].includes(verb) || rest.length > 0)
      throw new UsageError('Say which case, or list, template, verify or stamp.')
    return making(context, verb)
  }
}

function filesOf(files: string[]): string[] {
  if (files.length === 0) throw new UsageError('Say which package to check.')
  return files
}

const otherwise = 'does not do this'

function reasonOf(context: CommandContext): string {
  const reason = textOption(context, 'reason')?.trim().slice(0, 2_000) ?? ''
  if (reason === '') throw new UsageError('Say why with --reason: the ledger keeps it.')
  return reason
}

function languageOf(context: CommandContext): 'nl' | 'en' {
  const language = textOption(context, 'language') ?? 'nl'
  if (language !== 'nl' && language !== 'en') throw new UsageError(`--language wants nl or en, not "${language}".`)
  return language
}

/** Names of a file, one a line. */
function namesOf(file: string | undefined): string[] {
  if (file === undefined) return []
  const names = readWhole(file, 1024 * 1024)
    .toString('utf8')
    .split(/\r?\n/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const wrong = names.find((name) => name.length < 2 || name.length > 200)
  if (wrong !== undefined)
    throw new UsageError(`${file}: a name has 2 to 200 letters, and "${wrong.slice(0, 40)}" has not.`)
  if (names.length > mostNames)
    throw new UsageError(`${file} has ${names.length} names: at most ${mostNames} are taken.`)
  return names
}

function readWhole(file: string, most: number): Buffer {
  const stats = statSync(file, { throwIfNoEntry: false })
  if (stats?.isFile() !== true) throw new UsageError(`${file} is no file.`)
  if (stats.size > most) throw new UsageError(`${file} is larger than ${most} bytes.`)
  return readFileSync(file)
}

function outOf(context: CommandContext): string {
  const out = textOption(context, 'out')
  if (out === undefined) throw new UsageError('Say where it goes with --out.')
  return out
}

function making(context: CommandContext, id: string): Promise<ExitCode> {
  const out = outOf(context)
  const body = {
    reason: reasonOf(context),
    language: languageOf(context),
    unconfirmed: context.options.unconfirmed === true,
    tasks: context.options.tasks === true,
    searches: context.options.searches === true,
    names: namesOf(textOption(context, 'names'))
  }
  return asMember(context, { roles: caseRoles, otherwise }, async (at) => {
    const asked = await askDossier(at.desk, id, body)
    if (asked.kind === 'refused') return told(context, asked.reason)
    const job = await worked(at, asked.value.job)
    if (job === null) return told(context, 'not-found')
    if (job.state !== 'done' || job.result === null) return told(context, job.fault ?? job.state)
    const read = await readDossier(at.desk, id, job.result)
    if (read.kind === 'refused') return told(context, read.reason)
    const { bytes, digest, pieces } = read.value
    makeFolder(out, 0o700)
    const file = path.join(out, `dossier-${job.result}.zip`)
    if (!(await keep(file, digest, pieces))) {
      context.output.say(`baken dossier: ${file} is there already and is another file. Name another folder.`)
      return exitCodes.problem
    }
    await context.output.data(JSON.stringify({ no: job.result, file, digest, bytes }))
    return exitCodes.done
  })
}

/** Writes a package whole or not at all; false when another file has its name. */
async function keep(file: string, digest: string, pieces: TakenDossier['pieces']): Promise<boolean> {
  if (existsSync(file)) {
    const hash = createHash('sha256')
    await pipeline(createReadStream(file), hash)
    return hash.digest('hex') === digest
  }
  await writeWhole(file, pieces)
  return true
}

/** Works on a job, or waits for the service that took it; says how far it is. Null when it is not there any more. */
async function worked({ desk, context }: At, id: string): Promise<Job | null> {
  const { output, stop } = context
  const work = { pool: desk.pool, vault: desk.vault, kinds: jobKinds, stopping: () => stop.aborted }
  const now = async (): Promise<Job | null> => {
    const found = await readJob(desk, id)
    return found.kind === 'done' ? found.value : null
  }
  const show = async (): Promise<void> => {
    const job = await now()
    if (job !== null) output.progress(`${job.step}: ${job.done} of ${job.total}`, job.done / Math.max(1, job.total))
  }
  const timer = setInterval(() => void show().catch(() => {}), 1_000)
  try {
    for (;;) {
      const came = await workOn(work, { id, mandate: desk.ground.mandate ?? '' })
      const job = await now()
      if (came !== 'elsewhere' || job === null || job.endedAt !== null || stop.aborted) return job
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  } finally {
    clearInterval(timer)
    output.settle()
  }
}

async function list({ desk, context }: At, id: string): Promise<ExitCode> {
  const found = await listDossiers(desk, id)
  if (found.kind === 'refused') return told(context, found.reason)
  for (const one of found.value.dossiers) await context.output.data(JSON.stringify(one))
  if (found.value.fingerprint !== null) context.output.say(`Signed by the key ${found.value.fingerprint}.`)
  return exitCodes.done
}

function template(context: CommandContext, file: string | undefined): Promise<ExitCode> {
  if (file === undefined) {
    const [out, language] = [outOf(context), languageOf(context)]
    return asMember(context, { roles: caseRoles, otherwise }, async ({ desk }) => {
      writeFileSync(out, await readTemplate(desk, language), { flag: 'wx' })
      return exitCodes.done
    })
  }
  const reason = reasonOf(context)
  const bytes = file === 'default' ? Buffer.alloc(0) : readWhole(file, mostTemplateBytes)
  return asMember(context, { roles: ['coordinator'], otherwise }, async ({ desk }) => {
    const taken = await takeTemplate(desk, bytes, reason)
    if (taken.kind === 'done') return exitCodes.done
    if (taken.kind === 'refused') return told(context, taken.reason)
    context.output.say(`baken dossier: ${file} was not taken: ${taken.words}. The one before holds.`)
    return exitCodes.problem
  })
}

const words: Readonly<Record<string, readonly [ExitCode, string]>> = {
  'not-found': [exitCodes.refused, 'there is no such case, or it is not yours'],
  'no-right': [exitCodes.refused, 'you may read this case and not change it'],
  'outside-mandate': [exitCodes.refused, 'it holds adverts of sources that the mandate does not cover'],
  'too-expensive': [exitCodes.refused, 'it has more than 20,000 items'],
  'source-changed': [exitCodes.problem, 'a number in it no longer stands in its capture: the ledger names it'],
  'package-too-large': [
    exitCodes.refused,
    'it does not fit into one package (65,535 files or 4 GB): leave what is unconfirmed out, or divide the case'
  ],
  'template-refused': [exitCodes.problem, 'the template does not fit: baken dossier template default'],
  'case-ended': [exitCodes.refused, 'the last day of the case is over'],
  waiting: [
    exitCodes.problem,
    'it was stopped; the service makes it when it runs, and the screen of the case shows it'
  ],
  cancelled: [exitCodes.problem, 'it was cancelled'],
  damaged: [exitCodes.problem, 'the package that was kept is not what its digest says']
}

function told({ output }: CommandContext, reason: string): ExitCode {
  const [code, why] = words[reason] ?? [exitCodes.problem, reason]
  output.say(`baken dossier: nothing was written: ${why}.`)
  return code
}
