/** `baken keys`: who holds what wraps the keys of the data folder, and wrapping them anew. */
import type { App } from '../../../run/app.ts'
import { record, withGround } from '../../../store/ground.ts'
import { textOption, UsageError, type Command } from '../../command.ts'
import { openForCommand } from '../../ground.ts'
import { exitCodes, type Output } from '../../output.ts'

const console = { user: 'console', mandate: null }

export const keys: Command = {
  name: 'keys',
  usage: 'baken keys state | rewrap --reason TEXT',
  help: `
  state          each key, and the holder of keys.yaml that wrapped it; exit code 1 when one cannot be had
  rewrap         wraps every key anew by the first holder of keys.yaml; keys stay the same, and no segment and no row changes.
                 Nothing else may run on this data folder meanwhile. Interrupted, it is run again
  --reason TEXT  why, for the ledger
docs/settings.md (Keys file) says who can hold keys, and how to change from one to another.`,
  options: { reason: { type: 'string' } },
  async run(context) {
    const { output } = context
    const [verb = '', more] = context.operands
    if ((verb !== 'state' && verb !== 'rewrap') || more !== undefined) throw new UsageError('Say state or rewrap.')
    const reason = textOption(context, 'reason')?.trim() ?? ''
    if (verb === 'rewrap' && reason === '') throw new UsageError('Say why with --reason TEXT.')
    const opened = await openForCommand(context, verb === 'rewrap' ? 'hold' : 'read')
    if (opened.kind === 'ended') return opened.code
    const { app } = opened
    try {
      const missing = verb === 'rewrap' ? await rewrap(app, output, reason) : await state(app, output)
      for (const name of missing) output.say(`baken: key ${name} cannot be had. Run "baken verify".`)
      return missing.length > 0 ? exitCodes.problem : exitCodes.done
    } finally {
      await app.close()
    }
  }
}

/** Prints each key with its holder. Resolves to the names of those that cannot be had. */
async function state(app: App, output: Output): Promise<string[]> {
  const missing: string[] = []
  for (const { name, holder } of app.keyring.held()) {
    if (!app.keyring.opens(name)) missing.push(name)
    await output.data(output.json ? JSON.stringify({ name, holder }) : `${name}\t${holder ?? 'not wrapped'}`)
  }
  return missing
}

/** Wraps each key by the first holder, with an entry in the ledger. Resolves to the names of those that cannot be had. */
async function rewrap(app: App, output: Output, reason: string): Promise<string[]> {
  const there = app.keyring.held()
  const missing = there.map(({ name }) => name).filter((name) => !app.keyring.rewrap(name))
  const keys = there.length - missing.length
  const detail = { keys, missing: missing.length, holder: app.keyring.held()[0]?.holder ?? null, reason }
  await withGround(app.store.pool, console, (tx) => record(tx, console, { act: 'keys.rewrap', detail }))
  output.say(`Wrapped anew: ${keys} keys. Take the holder of before out of keys.yaml when no backup needs it.`)
  return missing
}
