/** `baken export KIND`: one object a line, streamed, no hidden limit. */
import { exportText } from '../../desk/export.ts'
import { exportKinds, type ExportKind } from '../../desk/export-kinds.ts'
import { UsageError, type Command } from '../command.ts'
import { chooseMandate, mandatesInForce, openForCommand } from '../ground.ts'
import { exitCodes } from '../output.ts'
import { refuse } from './crawl.ts'

export const exportCommand: Command = {
  name: 'export',
  usage: 'baken export adverts|facts|networks|signals|captures [--jsonl|--csv] [--links] [--mandate ID]',
  summary: 'write everything of one kind, one object a line',
  help: `
  --jsonl        one JSON object a line (default)
  --csv          comma-separated, safe to open in a spreadsheet
  --links        with networks: also the links {"a","b","kind","value","rarity","state"}
  --mandate ID   only this mandate (default: all in force)
A sealed advert is listed with address, times, state and network; never with text or facts. Every export is in the ledger.`,
  options: {
    jsonl: { type: 'boolean' },
    csv: { type: 'boolean' },
    links: { type: 'boolean' },
    mandate: { type: 'string' }
  },
  async run(context) {
    const [kind] = context.operands
    if (!exportKinds.includes(kind as ExportKind))
      throw new UsageError(`Say what to export: ${exportKinds.join(', ')}.`)
    const opened = await openForCommand(context, false)
    if (opened.kind === 'ended') return opened.code
    const { app } = opened
    try {
      const inForce = context.options.mandate === undefined ? await mandatesInForce(app) : []
      const choice = inForce.length > 0 ? null : await chooseMandate(app, context, null)
      if (choice?.kind === 'refused') return refuse(context.output, choice.message)
      const mandates = choice === null ? inForce : [choice.mandate]
      const format = context.options.csv === true ? 'csv' : 'jsonl'
      const kinds: ExportKind[] =
        kind === 'networks' && context.options.links === true ? ['networks', 'links'] : [kind as ExportKind]
      const vault = { keyring: app.keyring, evidenceDir: app.evidenceDir }
      for (const mandate of mandates) {
        for (const one of kinds) {
          for await (const text of exportText(
            app.store.pool,
            { user: 'console', mandate: mandate.id },
            vault,
            one,
            format
          )) {
            await context.output.data(text.replace(/\r?\n$/, ''))
          }
        }
      }
      return exitCodes.done
    } finally {
      await app.close()
    }
  }
}
