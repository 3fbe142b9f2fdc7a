/** `baken log`: the append-only log over the ledger, for others to hold it against: its key, its newest checkpoint, and proofs. */
import {
  checkpointNote,
  logFolder,
  proofText,
  proveConsistent,
  rootAt,
  type LogState
} from '../../../evidence/log/log.ts'
import { copyToFolder, isAddress, sendToWitness, type CopyOutcome } from '../../../run/evidence/outside-copies.ts'
import { parseKey, parseNote, signatureOf } from '../../../verify/log/signed-note.ts'
import { growOwnLog, ownLogKey } from '../../../run/evidence/growing-log.ts'
import type { App } from '../../../run/app.ts'
import { record, withGround } from '../../../store/ground.ts'
import path from 'node:path'
import { numberOperand, textOption, UsageError, type Command, type CommandContext } from '../../command.ts'
import { copiedSize, entryHashes } from '../../../store/segments.ts'
import { openForCommand } from '../../ground.ts'
import { exitCodes, type ExitCode } from '../../output.ts'

type Grown = Extract<LogState, { kind: 'log' }>

const system = { user: 'pipeline', mandate: null }
const verbs = new Set(['key', 'checkpoint', 'proof', 'consistency', 'copy'])

export const log: Command = {
  name: 'log',
  usage: 'baken log key | checkpoint | proof ENTRY | consistency FROM | copy PLACE [--witness-key KEY]',
  help: `
  key               the public key that signs checkpoints, as others configure it: note it outside this machine
  checkpoint        the newest checkpoint: how many entries the ledger had, their root, and the signature on both
  proof ENTRY       proof that this entry of the ledger stands in the log, with its checkpoint (C2SP tlog-proof); "extra" is
                    the hash of the entry
  consistency FROM  proof that the log of FROM entries is the beginning of the one of the newest checkpoint, a hash a line
  copy PLACE        gives the newest checkpoint to others: a folder that is only added to (on another machine, in the hands of
                    somebody else), or the address of a witness (C2SP tlog-witness); the ledger says so
  --witness-key KEY the public key of that witness: its signature must hold
Every command first brings the log up to the ledger. Exit code 1 when it does not go on from what was signed.`,
  options: { 'witness-key': { type: 'string' } },
  async run(context) {
    const [verb = '', given] = context.operands
    if (!verbs.has(verb)) throw new UsageError('Say key, checkpoint, proof, consistency or copy.')
    const number =
      verb === 'proof' || verb === 'consistency' ? numberOperand(given, `Give a number: baken log ${verb} NUMBER`) : 0
    const to = verb === 'copy' ? placeOf(given) : null
    const opened = await openForCommand(context, 'read')
    if (opened.kind === 'ended') return opened.code
    const { app } = opened
    try {
      const state = await growOwnLog(app)
      if (state.kind === 'log' && to !== null) return await copy(context, app, { to, state })
      if (state.kind === 'log') return await answer(context, app, { verb, number, state })
      const cause = state.kind === 'none' ? 'the ledger has no entry yet' : state.cause
      context.output.say(`baken: ${cause}. Run "baken verify".`)
      return exitCodes.problem
    } finally {
      await app.close()
    }
  }
}

async function answer(
  { output }: CommandContext,
  app: App,
  { verb, number, state }: { readonly verb: string; readonly number: number; readonly state: Grown }
): Promise<ExitCode> {
  const folder = logFolder(app.evidenceDir)
  const { checkpoint } = state
  if (number > checkpoint.size) {
    output.say(`baken: the log holds ${checkpoint.size} entries.`)
    return exitCodes.problem
  }
  const key = ownLogKey(app.keyring)
  if (typeof key === 'string') throw new Error(key)
  const { origin, size, root } = checkpoint
  const fields: Record<string, unknown> = { origin, size, root: root.toString('base64') }
  let text = ''
  if (verb === 'key') {
    fields['vkey'] = key.vkey
    text = `${key.vkey}\n`
  } else if (verb === 'checkpoint') text = checkpointNote(folder)
  else if (verb === 'proof') {
    const [hash] = await withGround(app.store.pool, system, (tx) => entryHashes(tx, number - 1, 1))
    text = proofText(folder, number, hash ?? Buffer.alloc(0), checkpoint)
  } else {
    const proof = proveConsistent(folder, number, size).map((one) => one.toString('base64'))
    Object.assign(fields, { from: number, fromRoot: rootAt(folder, number).toString('base64'), proof })
    text = proof.map((line) => `${line}\n`).join('')
  }
  await output.data(output.json ? JSON.stringify({ ...fields, text }) : text.replace(/\n$/, ''))
  return exitCodes.done
}

function placeOf(given = ''): string {
  if (given === '') throw new UsageError('Say where to: baken log copy FOLDER|ADDRESS')
  return isAddress(given) ? given : path.resolve(given)
}

/** Gives the newest checkpoint away, and says so in the ledger. What contradicts the log is an alarm there. */
async function copy(
  context: CommandContext,
  app: App,
  { to, state }: { readonly to: string; readonly state: Grown }
): Promise<ExitCode> {
  const { output } = context
  const { size } = state.checkpoint
  const known = await withGround(app.store.pool, system, (tx) => copiedSize(tx, to))
  const outcome = isAddress(to)
    ? await sendToWitness(app.evidenceDir, state.checkpoint, { address: to, known })
    : copyToFolder(app.evidenceDir, state.checkpoint, to, new Date())
  const refused = outcome.kind === 'copied' ? unsigned(context, app, outcome) : outcome.cause
  if (refused === null) {
    await withGround(app.store.pool, system, (tx) => record(tx, system, { act: 'log.copy', detail: { to, size } }))
    output.say(`The checkpoint of ${size} entries is at ${to}.`)
    return exitCodes.done
  }
  if (outcome.kind === 'contradicts')
    await withGround(app.store.pool, system, (tx) =>
      record(tx, system, { act: 'evidence.alarm', detail: { count: 1, found: [refused.slice(0, 300)] } })
    )
  output.say(`baken: ${refused}.`)
  return exitCodes.problem
}

/** Null when no key of the witness was given, or its signature holds. */
function unsigned(context: CommandContext, app: App, outcome: Extract<CopyOutcome, { kind: 'copied' }>): string | null {
  const given = textOption(context, 'witness-key')
  if (given === undefined) return null
  const [key, note] = [parseKey(given), parseNote(`${checkpointNote(logFolder(app.evidenceDir))}${outcome.cosigned}`)]
  if (key?.type !== 4) return `${outcome.where} did not sign with that key: it is no public key of a witness`
  return note !== null && typeof signatureOf(note, key) === 'object'
    ? null
    : `${outcome.where} did not sign with that key`
}
