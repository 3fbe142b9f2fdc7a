/** `baken crawl SOURCE.yaml…`: crawls sources through the whole pipeline and ends with a summary. */
import { isOpen } from '../../crawl/sources/opening-hours.ts'
import { activeSources } from '../../store/sources.ts'
import { withGround } from '../../store/ground.ts'
import { sourcesIn } from '../../desk/sources/sources.ts'
import { summaryLine, type LiveSummary, type Summary } from '../../store/summary.ts'
import { addSources } from '../../run/crawl/add-sources.ts'
import type { App } from '../../run/app.ts'
import { startEngine } from '../../run/engine.ts'
import { toldBeside, waitForOthers } from '../../run/others.ts'
import { summaryOf } from '../../run/service.ts'
import type { Mandate } from '../../model/mandate.ts'
import { numberOption, UsageError, type Command, type CommandContext } from '../command.ts'
import { chooseMandate, openForCommand, whileInForce } from '../ground.ts'
import { exitCodes, type ExitCode, type Output } from '../output.ts'
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
    crawl: { once, maxPages: run.maxPages, sources: ids, allowPrivate: run.allowPrivate },
    process: run.process === false ? 'links' : true
  })
  const stopped = new Promise<void>((resolve) => {
    if (context.stop.aborted) resolve()
    context.stop.addEventListener('abort', () => resolve(), { once: true })
  })
  const timer = setInterval(() => {
    summaryOf(app, mandate.id, ids, seconds())
      .then((now) => output.progress(progressLine(now), shareDone(now)))
      .catch(() => {})
  }, 1_000)
  try {
    await Promise.race([engine.done, stopped, app.store.lost])
  } finally {
    clearInterval(timer)
    output.settle()
    await engine.stop()
  }
  const { due: _due, ...summary } = await summaryOf(app, mandate.id, ids, seconds())
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
  for (const one of await closedNow(app, mandate.id, ids)) output.say(one)
  for (const one of await alarmsIn(app, mandate.id, ids)) output.say(one)
  return summary
}

/** Sources outside their hours: what is due there waits. */
async function closedNow(app: App, mandate: string, ids: readonly string[]): Promise<string[]> {
  const stored = await withGround(app.store.pool, { user: 'pipeline', mandate }, activeSources)
  return stored
    .filter(({ source }) => ids.includes(source.id) && !isOpen(source, Date.now()))
    .map(
      ({ source: { id, politeness, timezone } }) =>
        `${id}: outside its hours (${politeness.hours}, ${timezone}): what is due there waits; a later run or a Baken that runs asks for it.`
    )
}

/** The alarms of these sources, by the rule of the screen of sources, in words. */
async function alarmsIn(app: App, mandate: string, ids: readonly string[]): Promise<string[]> {
  const sources = await withGround(app.store.pool, { user: 'console', mandate }, sourcesIn)
  return sources
    .filter((one) => ids.includes(one.id))
    .flatMap(({ id, alarms, change: { turned, before, now } }) =>
      alarms.map((alarm) => {
        const pages =
          turned.pages > 0
            ? `${turned.pages - turned.giving} of ${turned.pages} pages that gave an advert before give none now (${turned.walls} walls, ${turned.empty} without text)`
            : `${now.adverts} adverts on the newest ${now.pages} pages, ${before.adverts} on the ${before.pages} before`
        return `${id}: ALARM, ${alarm}: ${pages}. It is not that there are no adverts: look at the site and at the screen of sources.`
      })
    )
}

/** Pages kept against those and the addresses that are due: moves back when a page names many new ones, as the work does. */
export function shareDone({ pages, due }: LiveSummary): number {
  return pages + due === 0 ? 0 : pages / (pages + due)
}

export function progressLine(now: Summary): string {
  const rate = now.seconds > 0 ? Math.round(now.pages / now.seconds) : 0
  const failed = Object.values(now.failed).reduce((sum, n) => sum + n, 0)
  const refused = Object.values(now.refused).reduce((sum, n) => sum + n, 0)
  const [first] = now.waiting
  const resting =
    first === undefined
      ? ''
      : `  ${now.waiting.length} ${now.waiting.length === 1 ? 'host rests' : 'hosts rest'}, ${first.host} until ${first.until.slice(11, 16)} UTC (${first.because})`
  return `${now.pages} pages (${rate}/s)  ${now.adverts} adverts  ${now.networks} networks  ${now.signals} signals  ${refused} refused  ${failed} failed${resting}`
}

export function refuse(output: Output, message: string): ExitCode {
  output.say(`baken: refused. ${message}`)
  return exitCodes.refused
}
