/** `baken verify [PATH…]`: checks evidence without keys, without PATH against ledger, tables and keys too, and names each fault with its cause. */
import { existsSync } from 'node:fs'
import type { X509Certificate } from 'node:crypto'
import path from 'node:path'
import { openObjectStore } from '../../evidence/objects/read-settings.ts'
import type { EvidenceOptions } from '../../verify/evidence.ts'
import { isHeld } from '../../run/instance.ts'
import { readOutside } from '../../run/evidence/outside-settings.ts'
import { keptBy } from '../../run/evidence/outside-copies.ts'
import { reachDatabase } from '../../run/reach-database.ts'
import { judgeCopies } from '../../verify/log/judge-copies.ts'
import { logFolderOf } from '../../verify/log/judge-log.ts'
import { readLogHead } from '../../verify/log/log-files.ts'
import { makeSummary, summaryText, unchecked, type VerifyItem } from '../../verify/item.ts'
import { placeName } from '../../verify/stamps/stamp-files.ts'
import { verifyHalves, verifyPath } from '../../verify/verify.ts'
import { rootsOf } from './dossier-stamp.ts'
import { textOption, UsageError, type Command, type CommandContext } from '../command.ts'
import { exitCodes } from '../output.ts'

export const verify: Command = {
  name: 'verify',
  usage: 'baken verify [PATH…] [--witness PLACE]… [--witness-key KEY] [--log-key KEY] [--stamp-roots FILE]',
  help: `
  PATH           a segment or WARC file, a WACZ, a dossier, a package of evidence, a proof of "baken log proof", an evidence folder or a data
                 folder; needs no database and no key
  --log-key KEY  the public key of the log (baken log key) as it was noted elsewhere: proofs must be signed by it
  --witness PLACE    who kept checkpoints of the log: a folder or file of "baken log copy", or the address of a witness; says
                     what was rewritten or set back since when, and how much no copy holds yet
  --witness-key KEY  the public key of that witness, or of one whose signature stands in a package: it must hold, and gives the time
  --stamp-roots FILE certificates (PEM) that vouch for the authorities whose time stamps stand beside the log; without it those that
                     outside.yaml names
Without PATH the evidence, the ledger and the tables of the data folder are checked, each against the others, and
with its keys whether each capture that is not erased can still be opened; a running service goes on, and what it
writes at that moment is said.
Exit code 1 when anything is damaged or missing, or could not be checked; each is named with its cause and what to do.`,
  options: {
    'log-key': { type: 'string' },
    witness: { type: 'string', multiple: true },
    'witness-key': { type: 'string' },
    'stamp-roots': { type: 'string' }
  },
  withoutData: true,
  async run(context) {
    const summary = makeSummary()
    const found = context.operands.length === 0 ? verifyData(context) : verifyOperands(context)
    for (const items of [found, verifyWitnesses(context)])
      for await (const item of items) {
        summary.add(item)
        await tell(context, item)
      }
    const sum = summary.summary()
    if (context.output.json) await context.output.data(JSON.stringify(sum))
    else context.output.say(summaryText(sum))
    return sum.verdict === 'intact' ? exitCodes.done : exitCodes.problem
  }
}

async function tell({ output }: CommandContext, item: VerifyItem): Promise<void> {
  if (output.json) {
    await output.data(JSON.stringify(item))
    return
  }
  if (item.kind === 'ok') return
  const place = item.place === '' ? '' : ` at ${item.place}`
  await output.data(`${item.kind}: ${item.item}${place}: ${item.cause}. ${item.do}`)
}

async function* verifyOperands(context: CommandContext): AsyncGenerator<VerifyItem> {
  const { operands } = context
  const logKey = textOption(context, 'log-key')
  if (logKey !== undefined && !/^\S+\+[0-9a-f]{8}\+\S+$/.test(logKey))
    throw new UsageError('--log-key wants a key as "baken log key" gives it.')
  for (const one of operands) if (!existsSync(one)) throw new UsageError(`${one} does not exist.`)
  for (const one of operands) {
    const at = path.resolve(one)
    const running = [at, path.dirname(at)].some((folder) => isHeld(folder))
    const roots = stampRoots(context, at)
    yield* verifyPath(at, {
      running,
      half: null,
      ...(logKey !== undefined && { logKey }),
      ...witnessKeysOf(context, at),
      ...(roots !== null && { roots }),
      ...objectsOf(at)
    })
  }
}

/** The whole data folder: evidence, ledger and tables; without a database that can be reached, evidence alone. */
async function* verifyData(context: CommandContext): AsyncGenerator<VerifyItem> {
  const { dataDir, databaseUrl } = context.settings
  const database = databaseUrl !== undefined || existsSync(path.join(dataDir, 'postgres.json'))
  if (!database) {
    yield unchecked(
      dataDir,
      'there is no database here: ledger and tables were not checked',
      'give the data folder with --data'
    )
    if (existsSync(dataDir)) yield* verifyPath(dataDir, { running: false, half: null, ...objectsOf(dataDir) })
    return
  }
  let reached: Awaited<ReturnType<typeof reachDatabase>>
  try {
    reached = await reachDatabase(context.settings)
  } catch (error) {
    yield unchecked(
      'ledger and tables',
      `the database cannot be reached: ${(error as Error).message}`,
      'run "baken doctor"'
    )
    yield* verifyPath(dataDir, { running: isHeld(dataDir), half: null, ...objectsOf(dataDir) })
    return
  }
  try {
    const roots = stampRoots(context, dataDir)
    yield* verifyHalves(reached.store, dataDir, reached.running, {
      ...(roots !== null && { roots }),
      ...witnessKeysOf(context, dataDir),
      ...objectsOf(dataDir)
    })
  } finally {
    await reached.close()
  }
}

/** The store of closed segments that the evidence.yaml of a data folder names. */
function objectsOf(at: string): Pick<EvidenceOptions, 'objects'> {
  // An evidence folder that is given by itself stands in its data folder.
  const opening = [at, path.dirname(at)].map(openObjectStore).find(({ kind }) => kind !== 'none')
  if (opening === undefined || opening.kind === 'none') return {}
  if (opening.kind === 'refused') return { objects: { kind: 'failed', cause: opening.cause } }
  const { place, readAll, list } = opening.store
  return { objects: { kind: 'reader', place, readAll, list } }
}

/** Certificates of --stamp-roots, else those of the authorities that a data folder names; null where there are none. */
function stampRoots(context: CommandContext, dataDir: string): readonly X509Certificate[] | null {
  const given = rootsOf(context, 'stamp-roots')
  const settings = readOutside(dataDir)
  if (given !== null || settings.kind === 'refused') return given
  const named = settings.places.flatMap(({ roots }) => roots ?? [])
  return named.length === 0 ? null : named
}

/** The key of --witness-key, and those of the witnesses that a data folder names. */
function witnessKeysOf(context: CommandContext, dataDir: string): Pick<EvidenceOptions, 'witnessKey' | 'witnessKeys'> {
  const given = textOption(context, 'witness-key')
  const settings = readOutside(dataDir)
  const named = settings.kind === 'refused' ? [] : settings.places
  const witnessKeys = new Map(
    named.flatMap(({ place, key }) => (key === null ? [] : [[placeName(place), key] as const]))
  )
  return { ...(given !== undefined && { witnessKey: given }), witnessKeys }
}

/** The logs of what is checked against what others kept of them. */
async function* verifyWitnesses(context: CommandContext): AsyncGenerator<VerifyItem> {
  const { operands, options, settings } = context
  const witnesses = Array.isArray(options['witness']) ? options['witness'] : []
  for (const one of witnesses)
    for (const given of operands.length === 0 ? [settings.dataDir] : operands) {
      const inside = path.join(path.resolve(given), 'evidence')
      const evidenceDir = existsSync(inside) ? inside : path.resolve(given)
      const logKey = textOption(context, 'log-key')
      const origin = (logKey ?? readLogHead(logFolderOf(evidenceDir)).vkey ?? '').split('+')[0] ?? ''
      const kept = await keptBy(one, origin)
      if (typeof kept === 'string') yield unchecked(one, kept, 'ask again, or give another witness')
      else yield* judgeCopies(evidenceDir, kept, { logKey, witnessKey: textOption(context, 'witness-key') })
    }
}
