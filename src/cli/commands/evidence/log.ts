/** `baken log`: the append-only log over the ledger, for others to hold it against: its key, its newest checkpoint, and proofs. */
import {
  checkpointNote,
  logFolder,
  proofText,
  proveConsistent,
  rootAt,
  type LogState
} from '../../../evidence/log/log.ts'
import { copyToFolder, isAddress, sendToWitness } from '../../../run/evidence/outside-copies.ts'
import { keepCosigned, unsigned } from '../../../run/evidence/outside-work.ts'
import { sendOutside, tellOutside } from './log-outside.ts'
import { beginLogAnew, growOwnLog, ownLogKey } from '../../../run/evidence/growing-log.ts'
import type { App } from '../../../run/app.ts'
import { record, withGround } from '../../../store/ground.ts'
import path from 'node:path'
import { numberOperand, textOption, UsageError, type Command, type CommandContext } from '../../command.ts'
import { copiedSize } from '../../../store/proof/outside-turns.ts'
import { entryHashes } from '../../../store/segments.ts'
import { openForCommand } from '../../ground.ts'
import { exitCodes, type ExitCode } from '../../output.ts'

type Grown = Extract<LogState, { kind: 'log' }>

const system = { user: 'pipeline', mandate: null }
const verbs = new Set(['key', 'checkpoint', 'proof', 'consistency', 'copy', 'state', 'send', 'begin'])

export const log: Command = {
  name: 'log',
  usage:
    'baken log key | checkpoint | proof ENTRY | consistency FROM | copy PLACE [--witness-key KEY] | state | send | begin --reason TEXT',
  help: `
  key               the public key that signs checkpoints, as others configure it: note it outside this machine
  checkpoint        the newest checkpoint: how many entries the ledger had, their root, and the signature on both
  proof ENTRY       proof that this entry of the ledger stands in the log, with its checkpoint (C2SP tlog-proof); "extra" is
                    the hash of the entry
  consistency FROM  proof that the log of FROM entries is the beginning of the one of the newest checkpoint, a hash a line
  copy PLACE        gives the newest checkpoint to others: a folder that is only added to (on another machine, in the hands of
                    somebody else), or the address of a witness (C2SP tlog-witness); the ledger says so
  state             the witnesses and time-stamping authorities of outside.yaml: what each got last, how many entries wait for it, and
                    why it fails; exit code 1 when one does
  send              gives the newest checkpoint to those whose turn it is, as a running service does by itself, and tells the state
  begin             begins the log anew under another key, after a restore from a backup or when its key is lost: the old one stays
                    beside it, and nothing else may run on this data folder meanwhile
  --reason TEXT     why, for the ledger
  --witness-key KEY the public key of that witness: its signature must hold
Every command first brings the log up to the ledger. Exit code 1 when it does not go on from what was signed.`,
  options: { 'witness-key': { type: 'string' }, reason: { type: 'string' } },
  async run(context) {
    const [verb = '', given] = context.operands
    if (!verbs.has(verb)) throw new UsageError('Say key, checkpoint, proof, consistency, copy, state, send or begin.')
    const number =
      verb === 'proof' || verb === 'consistency' ? numberOperand(given, `Give a number: baken log ${verb} NUMBER`) : 0
    const to = verb === 'copy' ? placeOf(given) : null
    const reason = textOption(context, 'reason')?.trim() ?? ''
    if (verb === 'begin' && reason === '') throw new UsageError('Say why with --reason TEXT.')
    const opened = await openForCommand(context, verb === 'begin' ? 'hold' : 'read')
    if (opened.kind === 'ended') return opened.code
    const { app } = opened
    try {
      const state = verb === 'begin' ? await beginLogAnew(app, reason) : await growOwnLog(app)
      if (typeof state === 'string') throw new Error(state)
      if (verb === 'begin' && state.kind === 'log')
        context.output.say('The log began anew: give its key to witnesses, and note it outside this machine.')
      if (verb === 'send') await sendOutside(context, app)
      if (verb === 'state' || verb === 'send') return await tellOutside(context, app)
      if (state.kind === 'log' && to !== null) return await copy(context, app, to)
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
  if (verb === 'key' || verb === 'begin') {
    fields['vkey'] = key.vkey
    text = `${key.vkey}\n`
  } else if (verb === 'checkpoint') text = checkpointNote(folder)
  else if (verb === 'proof') {
    const [hash] = await withGround(app.store.pool, system, (tx) => entryHashes(tx, number - 1, 1))
    text = proofText(folder, number, hash ?? Buffer.alloc(0), checkpoint)
  } else {
    const proof = proveConsistent(folder, number, size).map((one) => one.toString('base64'))
    Object.assign(fields, { from: number, fromRoot: rootAt(folder, number, size).toString('base64'), proof })
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
async function copy(context: CommandContext, app: App, to: string): Promise<ExitCode> {
  const { output } = context
  const known = await withGround(app.store.pool, system, (tx) => copiedSize(tx, to))
  const outcome = isAddress(to)
    ? await sendToWitness(app.evidenceDir, { address: to, known })
    : copyToFolder(app.evidenceDir, to, new Date())
  const key = textOption(context, 'witness-key')
  const refused = outcome.kind !== 'copied' ? outcome.cause : key === undefined ? null : unsigned(outcome, key)
  if (outcome.kind === 'copied' && refused === null) {
    const { size } = outcome
    const kept = keepCosigned(app.evidenceDir, to, outcome)
    const detail = { to, size, ...kept }
    await withGround(app.store.pool, system, (tx) => record(tx, system, { act: 'log.copy', detail }))
    output.say(`The checkpoint of ${size} entries is at ${to}.`)
    if (kept.unkept === undefined) return exitCodes.done
    output.say(`baken: what it signed could not be kept beside the log, for packages: ${kept.unkept}.`)
    return exitCodes.problem
  }
  const said = refused ?? ''
  if (outcome.kind === 'contradicts')
    await withGround(app.store.pool, system, (tx) =>
      record(tx, system, { act: 'evidence.alarm', detail: { count: 1, found: [said.slice(0, 300)] } })
    )
  output.say(`baken: ${said}.`)
  return exitCodes.problem
}
