/** `baken source try|add|list|pause|drain|resume|remove|look-again`: a dry run of an address, and sources for the running service. */
import { shownAddress } from '../../model/addresses/userinfo.ts'
import { sessionNames, verdictsOf, type ParameterState } from '../../crawl/parameters.ts'
import { canonicalUrl } from '../../crawl/canonical.ts'
import { sourceFromObject } from '../../crawl/sources/source-file.ts'
import type { CanonicalUrl } from '../../model/ids.ts'
import type { Source } from '../../model/source.ts'
import { addSources } from '../../run/crawl/add-sources.ts'
import { changeSource } from '../../desk/sources/source-acts.ts'
import { sourcesIn } from '../../desk/sources/sources.ts'
import { activeSources } from '../../store/sources.ts'
import { withGround } from '../../store/ground.ts'
import { UsageError, type Command, type CommandContext } from '../command.ts'
import { linesInForce } from '../../accountability/mandates/mandates.ts'
import { chooseMandate, openForCommand } from '../ground.ts'
import { exitCodes, refuse, type ExitCode } from '../output.ts'
import { readSources } from '../read-sources.ts'
import { tableLines } from '../table.ts'

export const source: Command = {
  name: 'source',
  usage:
    'baken source try URL | add SOURCE.yaml… [--mandate ID] | list | pause ID --reason WHY | drain ID … | resume ID … | remove ID … | look-again ID …',
  help: `
  try URL   dry run under no mandate: what would be fetched, which pages look like adverts, what would be extracted; nothing is kept
  add FILE  saves the source; a running Baken begins with it within seconds
  list      sources of the mandates in force, with their adverts, alarms and what their pages told of query parameters
  pause ID  nothing of it is asked until it goes on; what was fetched is still read
  drain ID  what workers have taken of it is finished, no more is taken, and then it is paused
  resume ID goes on with one that rests or was removed
  remove ID asks nothing of it any more; what was captured stays until its day of erasing
  look-again ID  every page that was read before is due at once
  --reason WHY   why, for the ledger (pause, drain, resume, remove, look-again)
  --mandate ID   the mandate to add under (default: the one in the file, else the only one in force)
  --demo         on a fresh data folder: make the demo mandate and users, and add under them`,
  options: { mandate: { type: 'string' }, demo: { type: 'boolean' }, reason: { type: 'string' } },
  withoutData: false,
  async run(context) {
    const [verb, ...operands] = context.operands
    if (verb === 'try') return tryAddress(context, operands)
    if (isSourceAct(verb)) return change(context, verb, operands)
    if (verb !== 'add' && verb !== 'list')
      throw new UsageError('Say try, add, list, pause, drain, resume, remove or look-again.')
    const sources = verb === 'add' ? readSources(operands, context.output) : []
    if (sources === null || (verb === 'add' && sources.length === 0)) return exitCodes.usage
    const opened = await openForCommand(context, 'read')
    if (opened.kind === 'ended') return opened.code
    const { app } = opened
    try {
      if (verb === 'add') {
        const choice = await chooseMandate(app, context, sources[0]?.mandate ?? null)
        if (choice.kind === 'refused') return refuse(context.output, choice.message)
        const added = await addSources(app, choice.mandate, sources, app.settings.allowPrivate)
        if (added.kind === 'refused') return refuse(context.output, added.message)
        const names = sources.map((one) => one.id).join(', ')
        context.output.say(
          `Added under ${choice.mandate.named}: ${names} (${added.due} new addresses to fetch). A running Baken begins within seconds; else: baken start.`
        )
        return exitCodes.done
      }
      const rows: ListedSource[] = []
      for (const { id, named } of await linesInForce(app.store)) {
        const ground = { user: 'console', mandate: id }
        rows.push(
          ...(await withGround(app.store.pool, ground, async (tx) => {
            const counts = new Map((await sourcesIn(tx)).map((one) => [one.id, one]))
            const stored = await activeSources(tx)
            return stored.map(({ source: one, parameters }) => {
              const { adverts = 0, alarms = [] } = counts.get(one.id) ?? {}
              return { source: one, mandate: named, parameters, adverts, alarms }
            })
          }))
        )
      }
      for (const line of sourceLines(rows, context.output.json)) await context.output.data(line)
      return exitCodes.done
    } finally {
      await app.close()
    }
  }
}

type SourceAct = Parameters<typeof changeSource>[2]['act']

function isSourceAct(verb: string | undefined): verb is SourceAct {
  return verb === 'pause' || verb === 'drain' || verb === 'resume' || verb === 'remove' || verb === 'look-again'
}

/** One step with a source, as an operator takes it on the screen: with its reason, in the ledger. A Baken that runs follows within a second. */
async function change(context: CommandContext, name: SourceAct, operands: readonly string[]): Promise<ExitCode> {
  const [id] = operands
  if (id === undefined || operands.length > 1) throw new UsageError('Name one source.')
  const reason = typeof context.options['reason'] === 'string' ? context.options['reason'] : ''
  const opened = await openForCommand(context, 'read')
  if (opened.kind === 'ended') return opened.code
  const { app } = opened
  try {
    for (const { id: mandate } of await linesInForce(app.store)) {
      const outcome = await changeSource(
        app.store.pool,
        { user: 'console', mandate },
        { source: id, act: name, reason }
      )
      if (outcome.kind === 'done') {
        const drained = name === 'drain' && outcome.value.state === 'paused' ? ' Nothing of it was leased.' : ''
        const due = name === 'look-again' ? ` ${outcome.value.due} pages are due.` : ''
        context.output.say(`${id} is ${outcome.value.state} now.${due}${drained}`)
        return exitCodes.done
      }
      if (outcome.reason !== 'not-found')
        return refuse(context.output, refusals[outcome.reason] ?? `${outcome.reason}.`)
    }
    return refuse(context.output, `There is no source "${id}" under a mandate in force: baken source list.`)
  } finally {
    await app.close()
  }
}

const refusals: Readonly<Record<string, string>> = {
  'wrong-state':
    'The source is not in a state for that: pause, drain and look-again are for active ones, resume for those that rest, are drained or were removed.',
  'reason-missing': 'Say why with --reason: it stands in the ledger.'
}

interface ListedSource {
  readonly source: Source
  readonly mandate: string
  readonly parameters: ParameterState
  readonly adverts: number
  readonly alarms: readonly string[]
}

function sourceLines(rows: readonly ListedSource[], json: boolean): string[] {
  if (json)
    return rows.map(({ source: one, parameters, ...row }) =>
      JSON.stringify({ ...one, ...row, parameters: verdictsOf(parameters) })
    )
  return tableLines(
    ['source', 'name', 'mandate', 'hosts', 'pause between requests', 'adverts', 'alarms', 'sessions in addresses'],
    rows.map(({ source: one, mandate, parameters, adverts, alarms }) => [
      one.id,
      one.name,
      mandate,
      one.scope.hosts.join(', '),
      `${one.politeness.delayMs / 1_000} s`,
      String(adverts),
      alarms.join(', '),
      [...sessionNames(parameters)].join(', ')
    ]),
    'There are no sources under a mandate in force: baken source add SOURCE.yaml.'
  )
}

/** Fetches robots.txt, the page and a few of its links, by all the rules, and tells; keeps nothing. */
async function tryAddress(context: CommandContext, operands: readonly string[]): Promise<ExitCode> {
  const [address] = operands
  if (address === undefined) throw new UsageError('Name an address.')
  const url = canonicalUrl(address)
  if (url.kind === 'refused') return refuse(context.output, `${shownAddress(address)}: ${url.reason} (${url.detail}).`)
  const { allowPrivate, userAgent, chromium } = context.settings
  // Fetching, reading and extracting are loaded for this alone: the other verbs start in half the time.
  const [{ dryRun }, { createRenderer, usualChromium }] = await Promise.all([
    import('../../run/crawl/dry-run.ts'),
    import('../../crawl/render/chromium.ts')
  ])
  const renderer = createRenderer({ chromium: chromium ?? usualChromium, userAgent })
  const lines = dryRun(url.url, trySource(url.url, allowPrivate), { allowPrivate, userAgent, renderer })
  for (;;) {
    const next = await lines.next()
    if (next.done === true) return next.value ? exitCodes.problem : exitCodes.done
    await context.output.data(JSON.stringify(next.value.line))
  }
}

function trySource(url: CanonicalUrl, allowPrivate: boolean): Source {
  const parsed = sourceFromObject({
    id: 'try',
    start: [url],
    scope: { hosts: [new URL(url).host] },
    allow_private: allowPrivate,
    ...(allowPrivate && { politeness: { delay_ms: 0 } })
  })
  if (parsed.kind === 'invalid') throw new UsageError(`${url}: ${parsed.problems[0]?.problem ?? 'not an address'}`)
  return parsed.source
}
