/** `baken start`: the service; with `--demo` the practice web is crawled first, with visible progress and a summary. */
import { demoUsers } from '../../accountability/demo.ts'
import { addSources } from '../../run/crawl/add-sources.ts'
import type { App } from '../../run/app.ts'
import { playStory } from '../../run/demo/demo-story.ts'
import { isHeld } from '../../run/instance.ts'
import { startPracticeWebOf, type PracticeWeb } from '../../run/practice-web.ts'
import {
  nothingWaits,
  serviceRoles,
  startService,
  summaryOf,
  type Service,
  type ServiceRole
} from '../../run/service.ts'
import { placeFree, serviceLinks, startWeb } from '../../run/web/web.ts'
import type { WebPlace } from '../../run/web/web-place.ts'
import { summaryLine, type Summary } from '../../store/summary.ts'
import { textOption, UsageError, type Command, type CommandContext } from '../command.ts'
import { chooseMandate, openForCommand } from '../ground.ts'
import { webHelp, webOptions, webPlace } from '../web-options.ts'
import { exitCodes, refuse, type ExitCode } from '../output.ts'
import { crawlSources, progressLine, shareDone } from './crawl.ts'

const demoSeed = 7
export const start: Command = {
  name: 'start',
  usage:
    'baken start [--demo] [--once] [--roles web,crawl,process,jobs] [--port N] [--listen IP] [--name NAME…] [--tls-cert FILE --tls-key FILE] [--proxy IP…]',
  help: `
  --demo        the practice web, a demo mandate and demo users (what "npm start" does)
  --once        with --demo: end after the summary
  --roles LIST  what this process does: ${serviceRoles.join(', ')} (default: all)${webHelp}`,
  options: {
    demo: { type: 'boolean' },
    once: { type: 'boolean' },
    roles: { type: 'string' },
    ...webOptions
  },
  async run(context) {
    const roles = readRoles(textOption(context, 'roles'))
    const place = webPlace(context)
    context.output.say(`Data folder: ${context.settings.dataDir}`)
    // A folder that is held is told as that: the port is then taken by who holds it.
    const serves = roles.has('web') && context.options.once !== true
    if (serves && !isHeld(context.settings.dataDir)) await placeFree(place)
    const opened = await openForCommand(context, 'hold')
    if (opened.kind === 'ended') return opened.code
    const { app } = opened
    context.output.say(`Database: ${app.store.where}`)
    try {
      return context.options.demo === true
        ? await runDemo(app, context, roles, place)
        : await serve(app, context, { roles, place, allowPrivate: app.settings.allowPrivate })
    } finally {
      await app.close()
      context.output.say('Stopped.')
    }
  }
}

interface Serving {
  readonly roles: ReadonlySet<ServiceRole>
  readonly place: WebPlace
  readonly allowPrivate: boolean
  /** Hosts of the practice web. */
  readonly practiceHosts?: readonly string[]
  /** Told once it is served. */
  readonly served?: (served: Served) => void
}

interface Served {
  readonly url: string
  readonly service: Service
}

async function serve(app: App, context: CommandContext, serving: Serving): Promise<ExitCode> {
  const { roles, allowPrivate } = serving
  const service = await startService(app, { roles, allowPrivate, say: context.output.say })
  try {
    const web = roles.has('web') ? await startWeb(app, service, { ...serving, say: context.output.say }) : null
    try {
      if (web !== null) serving.served?.({ url: web.url, service })
      context.output.say(
        web === null
          ? `Running: ${[...roles].join(', ')}. Stop with Ctrl-C.`
          : `Baken is at ${web.url}  (stop with Ctrl-C)`
      )
      await Promise.race([untilStopped(context), service.failed, app.store.lost])
      return exitCodes.done
    } finally {
      await web?.stop()
    }
  } finally {
    await service.stop()
  }
}

/** The first start: everything from an empty folder to signals on a screen. Later starts go on from there. */
async function runDemo(
  app: App,
  context: CommandContext,
  roles: ReadonlySet<ServiceRole>,
  place: WebPlace
): Promise<ExitCode> {
  const { output } = context
  const choice = await chooseMandate(app, { ...context, options: { ...context.options, demo: true } }, null)
  if (choice.kind === 'refused') return refuse(output, choice.message)
  const started = await startPracticeWebOf(app.settings.dataDir, demoSeed)
  if (started.kind === 'refused') {
    output.say(started.message)
    return exitCodes.problem
  }
  const { web, today } = started
  output.say(
    `Practice web: ${web.sources.length} advert sites with invented people, from ${web.sources[0]?.start[0] ?? ''} on`
  )
  try {
    // The practice web is Baken's own and on loopback: the one place where private addresses need no further word.
    const added = await addSources(app, choice.mandate, web.sources, true)
    if (added.kind === 'refused') return refuse(output, added.message)
    if (context.options.once === true) {
      const ids = web.sources.map((one) => one.id as string)
      const summary = await crawlSources(
        app,
        choice.mandate,
        ids,
        { once: true, maxPages: null, allowPrivate: true },
        context
      )
      await tell(summary, context)
      return exitCodes.done
    }
    output.say(`Sign in as ${demoUsers.map((one) => one.id).join(', ')}; the password is oefenen- and the name.`)
    const story = new AbortController()
    const follow = followDemo({ app, mandate: choice.mandate.id, web, today, context, stop: story.signal })
    try {
      const practiceHosts = web.sources.flatMap((source) => source.scope.hosts)
      return await serve(app, context, { roles, place, allowPrivate: true, practiceHosts, served: follow.served })
    } finally {
      story.abort()
      await follow.ended()
    }
  } finally {
    await web.stop()
  }
}

interface Followed {
  readonly app: App
  readonly mandate: string
  readonly web: PracticeWeb
  readonly today: string
  readonly context: CommandContext
  readonly stop: AbortSignal
}

/** Shows progress until nothing more comes, then the summary and where to look; then people act and days pass, while the service goes on. */
function followDemo(followed: Followed): { served(at: Served): void; ended(): Promise<void> } {
  const { app, mandate, web, today, context, stop } = followed
  const { say } = context.output
  let at: Served | null = null
  // Said again when the days have passed, so that it stands last on the terminal.
  const invite = (): void => {
    if (at !== null && !stop.aborted) say(invitation(at.url))
  }
  const work = async (): Promise<void> => {
    const summary = await firstSummary(followed)
    if (summary === null) return
    await tell(summary, context)
    invite()
    const links = at === null ? null : serviceLinks(at.service)
    await playStory({ app, mandate, web, today, links, say, stop })
    invite()
  }
  const working = work().catch((error: Error) => {
    if (!stop.aborted) say(`The demo does not go on: ${error.message}`)
  })
  return { served: (served) => (at = served), ended: () => working }
}

function invitation(url: string): string {
  return (
    `\nOpen ${url} and sign in as analyst, password oefenen-analyst: "Probeer dit" on the first screen shows the first quarter of an hour.\n` +
    'Other names: coordinator, auditor, officer, operator, administrator, detective, prosecutor, expert, partner. Stop with Ctrl-C.'
  )
}

/**
 * Shows progress every second; resolves with the counts once they stand still for eight seconds and nothing waits to be read or weighed (a
 * busy machine reads later than it fetches), with null when told to stop.
 */
async function firstSummary({ app, mandate, context, stop }: Followed): Promise<Summary | null> {
  const startedMs = Date.now()
  let still = 0
  let before = ''
  while (!stop.aborted) {
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    const now = await summaryOf(app, mandate, null, (Date.now() - startedMs) / 1000).catch(() => null)
    if (now === null) continue
    const state = JSON.stringify({ ...now, seconds: 0 })
    still = state === before && now.pages > 0 ? still + 1 : 0
    before = state
    // Something that waits for ever must not keep the summary back.
    const done = still >= 8 && (still >= 120 || (await nothingWaits(app, mandate).catch(() => false)))
    if (!done) context.output.progress(progressLine(now), shareDone(now))
    else {
      const { due: _due, done: _done, later: _later, ...summary } = now
      return { ...summary, seconds: Math.round(Math.max(0, now.seconds - still)) }
    }
  }
  return null
}

async function tell(summary: Summary, context: CommandContext): Promise<void> {
  const { output } = context
  const list = (counts: Readonly<Record<string, number>>): string =>
    Object.entries(counts)
      .map(([reason, n]) => `${reason} ${n}`)
      .join(', ') || 'none'
  const evidence =
    summary.captures === summary.pages
      ? 'each with its sealed evidence'
      : `but ${summary.captures} captures: run "baken verify"`
  output.say(
    `\n${summary.pages} pages kept in ${summary.seconds} s, ${evidence}\n` +
      `${summary.adverts} adverts, ${summary.networks} networks, ${summary.signals} signals for a person to weigh\n` +
      `Refused by a rule: ${list(summary.refused)}\nFailed: ${list(summary.failed)}`
  )
  // A program that reads wants the JSON line; a person at a terminal has read the sentences above.
  if (output.json || !process.stdout.isTTY) await output.data(summaryLine(summary))
}

function readRoles(text: string | undefined): ReadonlySet<ServiceRole> {
  if (text === undefined) return new Set(serviceRoles)
  const names = text.split(',').map((name) => name.trim())
  const wrong = names.filter((name) => !(serviceRoles as readonly string[]).includes(name))
  if (wrong.length > 0)
    throw new UsageError(`There is no role "${wrong.join('", "')}": the roles are ${serviceRoles.join(', ')}.`)
  return new Set(names as ServiceRole[])
}

function untilStopped(context: CommandContext): Promise<void> {
  return new Promise((resolve) => {
    if (context.stop.aborted) resolve()
    context.stop.addEventListener('abort', () => resolve(), { once: true })
  })
}
