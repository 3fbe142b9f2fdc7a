/** `baken log`: the append-only log over the ledger, for others to hold it against: its key, its newest checkpoint, and proofs. */
import { checkpointNote, logFolder, proofText, proveConsistent, rootAt, type LogState } from '../../evidence/log/log.ts'
import { growOwnLog, ownLogKey } from '../../run/evidence/growing-log.ts'
import type { App } from '../../run/app.ts'
import { withGround } from '../../store/ground.ts'
import { entryHashes } from '../../store/segments.ts'
import { numberOperand, UsageError, type Command, type CommandContext } from '../command.ts'
import { openForCommand } from '../ground.ts'
import { exitCodes, type ExitCode } from '../output.ts'

type Grown = Extract<LogState, { kind: 'log' }>

const verbs = new Set(['key', 'checkpoint', 'proof', 'consistency'])

export const log: Command = {
  name: 'log',
  usage: 'baken log key | checkpoint | proof ENTRY | consistency FROM',
  help: `
  key               the public key that signs checkpoints, as others configure it: note it outside this machine
  checkpoint        the newest checkpoint: how many entries the ledger had, their root, and the signature on both
  proof ENTRY       proof that this entry of the ledger stands in the log, with its checkpoint (C2SP tlog-proof); "extra" is
                    the hash of the entry
  consistency FROM  proof that the log of FROM entries is the beginning of the one of the newest checkpoint, a hash a line
Every command first brings the log up to the ledger. Exit code 1 when it does not go on from what was signed.`,
  options: {},
  async run(context) {
    const [verb = '', given] = context.operands
    if (!verbs.has(verb)) throw new UsageError('Say key, checkpoint, proof or consistency.')
    const number =
      verb === 'proof' || verb === 'consistency' ? numberOperand(given, `Give a number: baken log ${verb} NUMBER`) : 0
    const opened = await openForCommand(context, 'read')
    if (opened.kind === 'ended') return opened.code
    const { app } = opened
    try {
      const state = await growOwnLog(app)
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
    const [hash] = await withGround(app.store.pool, { user: 'pipeline', mandate: null }, (tx) =>
      entryHashes(tx, number - 1, 1)
    )
    text = proofText(folder, number, hash ?? Buffer.alloc(0), checkpoint)
  } else {
    const proof = proveConsistent(folder, number, size).map((one) => one.toString('base64'))
    Object.assign(fields, { from: number, fromRoot: rootAt(folder, number).toString('base64'), proof })
    text = proof.map((line) => `${line}\n`).join('')
  }
  await output.data(output.json ? JSON.stringify({ ...fields, text }) : text.replace(/\n$/, ''))
  return exitCodes.done
}
