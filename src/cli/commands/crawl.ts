/** `baken crawl SOURCE.yaml…`: crawls sources through the whole pipeline and ends with a summary. */
import { withGround } from '../../store/ground.ts'
import { alarmsIn, type SourceAlarm } from '../../desk/sources/alarms.ts'
import { summaryLine, type LiveSummary, type Summary } from '../../store/summary.ts'
import { addSources } from '../../run/crawl/add-sources.ts'
import type { App } from '../../run/app.ts'
import { startEngine } from '../../run/engine.ts'
import { toldBeside, waitForOthers } from '../../run/others.ts'
import { summaryOf } from '../../run/service.ts'
import type { Mandate } from '../../model/mandate.ts'
import { numberOption, UsageError, type Command, type CommandContext } from '../command.ts'
import { chooseMandate, openForCommand, whileInForce } from '../ground.ts'
import { exitCodes, refuse, type Output } from '../output.ts'
import { readSources } from '../read-sources.ts'

export const crawl: Command = {
  name: 'crawl',
  usage: 'baken crawl SOURCE.yaml… [--once] [--max-pages N] [--no-process] [--mandate ID] [--demo]',
  help: `
  --once          end when nothing is due; failed addresses are tried again at once, not later
  --max-pages N   end after N pages
  --no-process    fetch, take links and seal the evidence only: a later crawl, import or start reads the pages and finds their adverts
  --mandate ID    work under this mandate (default: the one in the source file, else the only one in force)
  --demo          on a fresh data folder: make the demo mandate and users, and work under them
Beside a Baken that runs on the data folder it works on that one's database; that Baken may crawl the same sources, and --max-pages
bounds this command only. The last line on stdout is the summary as JSON.`,
  options: {
    once: { type: 'boolean' },
    'max-pages': { type: 'string' },
    'no-process': { type: 'boolean' },
    mandate: { type: 'string' },
    demo: { type: 'boolean' }
  },
  async run(context) {
    if (context.operands.length === 0) throw new UsageError('Name one or more source files.')
    const maxPages = numberOption(context, 'max-pages', 1) ?? null
    const sources = readSources(context.operands, context.output)
    if (sources === null) return exitCodes.usage
    const stated = new Set(sources.map((one) => one.mandate))
    if (stated.size > 1)
      throw new UsageError('The source files name different mandates: crawl them one mandate at a time.')
    const opened = await openForCommand(context, 'work')
    if (opened.kind === 'ended') return opened.code
    const { app } = opened
    try {
      const choice = await chooseMandate(app, context, [...stated][0] ?? null)
      if (choice.kind === 'refused') return refuse(context.output, choice.message)
      const allowPrivate = context.settings.allowPrivate
      const added = await addSources(app, choice.mandate, sources, allowPrivate)
      if (added.kind === 'refused') return refuse(context.output, added.message)
      const ids = sources.map((one) => one.id as string)
      const process = context.options['no-process'] !== true
      const run = { maxPages, once: context.options.once === true, allowPrivate, process }
      const ran = await whileInForce(app, choice.mandate, () => crawlSources(app, choice.mandate, ids, run, context))
      if (ran.kind === 'refused') return refuse(context.output, ran.message)
      await context.output.data(summaryLine(ran.result))
      return exitCodes.done
    } catch (error) {
      throw toldBeside(app, error as Error)
    } finally {
      await waitForOthers(app, context.output.say, context.stop)
      await app.close()
    }
  }
}

export interface CrawlRun {
  readonly maxPages: number | null
  readonly once: boolean
  readonly allowPrivate: boolean
  /** False: links are taken and evidence is sealed, and reading is left to a later run. Default true. */
  readonly process?: boolean
}

/** Crawls sources with visible progress; resolves with the summary when nothing is due, the limit is reached, or on stop. */
export async function crawlSources(
  app: App,
  mandate: Mandate,
  ids: readonly string[],
  run: CrawlRun,
  context: CommandContext
): Promise<Summary> {
  const startedMs = Date.now()
  const seconds = (): number => (Date.now() - startedMs) / 1000
  const { output } = context
  // Without --once it goes on for revisits until stopped; a page limit ends either.
  const once = run.once || run.maxPages !== null
  const engine = await startEngine(app, mandate, {
    crawl: { once, maxPages: run.maxPages, sources: ids, allowPrivate: run.allowPrivate, resting: output.say },
    process: run.process === false ? 'links' : true
  })
  const stopped = new Promise<void>((resolve) => {
    if (context.stop.aborted) resolve()
    context.stop.addEventListener('abort', () => resolve(), { once: true })
  })
  const stopTelling = tellProgress(app, mandate.id, ids, { seconds, output })
  try {
    await Promise.race([engine.done, stopped, app.store.lost])
  } finally {
    stopTelling()
    output.settle()
    await engine.stop()
  }
  const { due: _due, done: _done, later: _later, ...summary } = await summaryOf(app, mandate.id, ids, seconds())
  for (const one of summary.sentOn)
    output.say(
      one.add === null
        ? `${one.source}: ${one.from} sends its visitors to ${one.host}, another name of the same site: followed.`
        : `${one.source}: ${one.from} sends its visitors to ${one.host}, outside its scope: nothing is asked there. To follow it, write in the source file: ${one.add}`
    )
  for (const one of summary.waiting)
    output.say(
      `${one.host} rests until ${one.until}: ${one.because}. ${one.addresses} of its addresses wait; a later run asks for them.`
    )
  for (const { words } of await alarmsNow(app, mandate.id, ids)) output.say(words)
  return summary
}

/** Pages kept against those and the addresses that are due: moves back when a page names many new ones, as the work does. */
export function shareDone({ pages, due }: LiveSummary): number {
  return pages + due === 0 ? 0 : pages / (pages + due)
}

/** What is told while a crawl runs: how much is known, done, due and later, what rests until when, and which sources raise an alarm. */
export function progressLine(now: LiveSummary, alarms: readonly SourceAlarm[] = []): string {
  const rate = now.seconds > 0 ? Math.round(now.pages / now.seconds) : 0
  const failed = Object.values(now.failed).reduce((sum, n) => sum + n, 0)
  const refused = Object.values(now.refused).reduce((sum, n) => sum + n, 0)
  const [first] = now.waiting
  const waiting = now.waiting.reduce((sum, one) => sum + one.addresses, 0)
  const parts = [
    `${now.pages} pages (${rate}/s)`,
    `${now.done + now.due + now.later} addresses known: ${now.done} done, ${Math.max(0, now.due - waiting)} due, ${now.later} later`,
    `${now.adverts} adverts`,
    `${now.networks} networks`,
    `${now.signals} signals`,
    `${refused} refused`,
    `${failed} failed`
  ]
  if (first !== undefined) {
    const hosts = now.waiting.length === 1 ? 'host rests' : 'hosts rest'
    parts.push(
      `${now.waiting.length} ${hosts} (${waiting} addresses wait), ${first.host} until ${first.until.slice(11, 16)} UTC (${first.because})`
    )
  }
  if (alarms.length > 0) parts.push(`ALARM: ${alarms.map((one) => `${one.id} ${one.alarm}`).join(', ')}`)
  return parts.join('  ')
}

interface Telling {
  readonly seconds: () => number
  readonly output: Output
}

const alarmsEveryMs = 30_000

/** Tells how a crawl goes, about every second and never more than a tenth of the time. Returns how to stop. */
function tellProgress(app: App, mandate: string, ids: readonly string[], { seconds, output }: Telling): () => void {
  let alarms: readonly SourceAlarm[] = []
  let alarmsAtMs = performance.now()
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const tell = async (): Promise<void> => {
    const beganMs = performance.now()
    try {
      if (beganMs - alarmsAtMs > alarmsEveryMs) {
        alarms = await alarmsNow(app, mandate, ids)
        alarmsAtMs = performance.now()
      }
      const now = await summaryOf(app, mandate, ids, seconds())
      if (!stopped) output.progress(progressLine(now, alarms), shareDone(now))
    } catch {
      // A database that is away is told by what works with it.
    }
    if (!stopped) timer = setTimeout(() => void tell(), Math.max(1_000, 10 * (performance.now() - beganMs)))
  }
  timer = setTimeout(() => void tell(), 1_000)
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}

function alarmsNow(app: App, mandate: string, ids: readonly string[]): Promise<SourceAlarm[]> {
  return withGround(app.store.pool, { user: 'console', mandate }, (tx) => alarmsIn(tx, ids))
}
