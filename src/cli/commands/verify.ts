/** `baken verify PATH`: checks evidence without database or keys, and names each damaged item with its cause. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { verifyLedger } from '../../accountability/verify-ledger.ts'
import { verifyPath } from '../../evidence/verify.ts'
import { UsageError, type Command } from '../command.ts'
import { openForCommand } from '../ground.ts'
import { exitCodes } from '../output.ts'

export const verify: Command = {
  name: 'verify',
  usage: 'baken verify [PATH…]',
  summary: 'check evidence: file, folder, WACZ or data folder',
  help: `
  PATH   a segment or WARC file, a WACZ, an evidence folder or a data folder; needs no database and no key
Without PATH the evidence and the ledger of the data folder are checked.
Exit code 1 when anything is damaged; each damaged item is named with its cause and what to do.`,
  options: {},
  withoutData: true,
  async run(context) {
    const ledgerToo = context.operands.length === 0
    const paths = ledgerToo ? [context.settings.dataDir] : context.operands
    let damaged = 0
    let checked = 0
    for (const one of paths) {
      if (!existsSync(one)) throw new UsageError(`${one} does not exist.`)
      for await (const found of verifyPath(path.resolve(one))) {
        checked++
        if (found.kind === 'damaged') damaged++
        if (context.output.json) await context.output.data(JSON.stringify(found))
        else if (found.kind === 'ok') continue
        else await context.output.data(`${found.kind}: ${found.item} at ${found.place}: ${found.cause}. ${found.do}`)
      }
    }
    if (
      ledgerToo &&
      (context.settings.databaseUrl !== undefined || existsSync(path.join(context.settings.dataDir, 'postgres.json')))
    ) {
      const opened = await openForCommand(context, false)
      if (opened.kind === 'ended') return opened.code
      try {
        const ledger = await verifyLedger(opened.app.store.pool)
        checked += ledger.entries
        for (const fault of ledger.faults) {
          damaged++
          await context.output.data(
            context.output.json
              ? JSON.stringify({ kind: 'damaged', ...fault })
              : `damaged: ledger entry ${fault.no} (${fault.fault}): ${fault.says}`
          )
        }
      } finally {
        await opened.app.close()
      }
    }
    const summary = { checked, damaged }
    if (context.output.json) await context.output.data(JSON.stringify({ kind: 'summary', ...summary }))
    else
      context.output.say(
        damaged === 0 ? `${checked} items checked, all intact.` : `${checked} items checked, ${damaged} damaged.`
      )
    return damaged === 0 ? exitCodes.done : exitCodes.problem
  }
}
