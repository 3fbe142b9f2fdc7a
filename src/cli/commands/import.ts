/** `baken import FILE…`: WARC, WACZ and advert JSONL as sealed evidence, through the whole pipeline. Twice changes nothing. */
import { existsSync } from 'node:fs'
import { startEngine } from '../../run/engine.ts'
import { anyBad } from '../../run/import/notes.ts'
import { importFiles, newCounts } from '../../run/import/import-files.ts'
import { toldBeside, waitForOthers } from '../../run/others.ts'
import { summaryOf } from '../../run/service.ts'
import { UsageError, type Command } from '../command.ts'
import { chooseMandate, openForCommand, whileInForce } from '../ground.ts'
import { exitCodes, refuse } from '../output.ts'

export const importCommand: Command = {
  name: 'import',
  usage: 'baken import FILE… [--mandate ID] [--demo]',
  help: `
  --mandate ID   work under this mandate (default: the only one in force)
  --demo         on a fresh data folder: make the demo mandate and users, and work under them
Beside a Baken that runs on the data folder it works on that one's database, and the screens show what came in.
The last line on stdout is a summary as JSON. A bad line or damaged record is named and counted, and the rest goes on;
exit code 1 then. Whatever was odd about a record or line is said, counted under "notes" and kept with its capture; exit code 1
where something is lost or contradicts itself.`,
  options: { mandate: { type: 'string' }, demo: { type: 'boolean' } },
  async run(context) {
    if (context.operands.length === 0) throw new UsageError('Name one or more files.')
    for (const file of context.operands) if (!existsSync(file)) throw new UsageError(`${file} does not exist.`)
    const opened = await openForCommand(context, 'work')
    if (opened.kind === 'ended') return opened.code
    const { app } = opened
    try {
      const choice = await chooseMandate(app, context, null)
      if (choice.kind === 'refused') return refuse(context.output, choice.message)
      const startedMs = Date.now()
      const counts = newCounts()
      const engine = await startEngine(app, choice.mandate, { crawl: null, process: true })
      const timer = setInterval(
        () => context.output.progress(`${counts.records} records  ${counts.added} new  ${counts.known} known`),
        1_000
      )
      const work = async (): Promise<void> => {
        await importFiles(context.operands, {
          app,
          mandate: choice.mandate,
          writer: engine.writer,
          room: () => engine.room(),
          counts,
          notice: (one) =>
            context.output.say(`${one.file}${one.place === '' ? '' : `, ${one.place}`}: ${one.problem}. ${one.do}`),
          stop: context.stop
        })
        await engine.drain(context.stop)
      }
      try {
        // The engine ends before the work only when reading or linking broke.
        const ran = await whileInForce(app, choice.mandate, () => Promise.race([work(), engine.done, app.store.lost]))
        if (ran.kind === 'refused') return refuse(context.output, ran.message)
      } finally {
        clearInterval(timer)
        context.output.settle()
        await engine.stop()
      }
      const { adverts, captures, networks, signals, seconds } = await summaryOf(
        app,
        choice.mandate.id,
        null,
        (Date.now() - startedMs) / 1000
      )
      await context.output.data(JSON.stringify({ ...counts, adverts, captures, networks, signals, seconds }))
      return Object.keys(counts.failed).length > 0 || anyBad(counts.notes) ? exitCodes.problem : exitCodes.done
    } catch (error) {
      throw toldBeside(app, error as Error)
    } finally {
      await waitForOthers(app, context.output.say, context.stop)
      await app.close()
    }
  }
}
