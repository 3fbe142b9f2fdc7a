/** `baken source try|add|list`: a dry run of an address, and sources for the running service. */
import { canonicalOrNull, canonicalUrl } from '../../crawl/canonical.ts'
import { createFetcher, redirectTarget } from '../../crawl/fetch.ts'
import { isAllowed } from '../../crawl/robots.ts'
import { robotsOutcome, robotsMaxBytes, robotsUrl } from '../../crawl/robots-outcome.ts'
import { sourceFromObject } from '../../crawl/source-file.ts'
import type { CanonicalUrl } from '../../model/ids.ts'
import type { Source } from '../../model/source.ts'
import { addSources } from '../../run/add-sources.ts'
import { readCapture } from '../../run/page-reader.ts'
import { activeSources } from '../../store/sources.ts'
import { withGround } from '../../store/ground.ts'
import { UsageError, type Command, type CommandContext } from '../command.ts'
import { chooseMandate, mandatesInForce, openForCommand } from '../ground.ts'
import { exitCodes, type ExitCode } from '../output.ts'
import { readSources } from '../read-sources.ts'
import { refuse } from './crawl.ts'

export const source: Command = {
  name: 'source',
  usage: 'baken source try URL | add SOURCE.yaml… [--mandate ID] | list',
  summary: 'try an address, add sources to the service, list them',
  help: `
  try URL   dry run under no mandate: what would be fetched, which pages look like adverts, what would be extracted; nothing is kept
  add FILE  saves the source; a running Baken begins with it within seconds
  list      sources of the mandates in force`,
  options: { mandate: { type: 'string' }, demo: { type: 'boolean' } },
  withoutData: false,
  async run(context) {
    const [verb, ...operands] = context.operands
    if (verb === 'try') return tryAddress(context, operands)
    if (verb !== 'add' && verb !== 'list') throw new UsageError('Say try, add or list.')
    const sources = verb === 'add' ? readSources(operands, context.output) : []
    if (sources === null || (verb === 'add' && sources.length === 0)) return exitCodes.usage
    const opened = await openForCommand(context, false)
    if (opened.kind === 'ended') return opened.code
    const { app } = opened
    try {
      if (verb === 'add') {
        const choice = await chooseMandate(app, context, sources[0]?.mandate ?? null)
        if (choice.kind === 'refused') return refuse(context.output, choice.message)
        const added = await addSources(app, choice.mandate, sources, app.settings.allowPrivate)
        if (added.kind === 'refused') return refuse(context.output, added.message)
        return exitCodes.done
      }
      for (const mandate of await mandatesInForce(app)) {
        const rows = await withGround(app.store.pool, { user: 'console', mandate: mandate.id }, activeSources)
        for (const row of rows) await context.output.data(JSON.stringify({ ...row.source, mandate: mandate.id }))
      }
      return exitCodes.done
    } finally {
      await app.close()
    }
  }
}

const mostPages = 5

/** Fetches robots.txt, the page and a few of its links, by all the rules, and tells; keeps nothing. */
async function tryAddress(context: CommandContext, operands: readonly string[]): Promise<ExitCode> {
  const [address] = operands
  if (address === undefined) throw new UsageError('Name an address.')
  const url = canonicalUrl(address)
  if (url.kind === 'refused') return refuse(context.output, `${address}: ${url.reason} (${url.detail}).`)
  const tried = trySource(url.url, context.settings.allowPrivate)
  const fetcher = createFetcher({ userAgent: context.settings.userAgent })
  const request = { maxBytes: tried.limits.bytes, allowPrivate: tried.allowPrivate, deadlineMs: 30_000 }
  try {
    const robotsAnswer = (
      await fetcher.fetch(robotsUrl(url.url), { ...request, maxBytes: robotsMaxBytes, follow: 5 })
    ).at(-1)
    const robots = robotsAnswer === undefined ? null : await robotsOutcome(robotsAnswer, 'Baken', 0, Date.now())
    await context.output.data(
      JSON.stringify({
        what: 'robots',
        outcome: robots?.kind,
        because: robots?.kind === 'redirect' ? '' : robots?.because
      })
    )
    const waiting: CanonicalUrl[] = [url.url]
    const seen = new Set<string>(waiting)
    let problem = false
    for (let pages = 0; pages < mostPages; pages++) {
      const at = waiting.shift()
      if (at === undefined) break
      const verdict =
        robots?.kind === 'rules'
          ? isAllowed(robots.rules, at)
          : { allowed: robots?.kind !== 'disallow-all', rule: null }
      if (!verdict.allowed) {
        await context.output.data(
          JSON.stringify({ what: 'page', url: at, outcome: 'refused', reason: 'robots', detail: verdict.rule })
        )
        continue
      }
      const outcome = (await fetcher.fetch(at, request))[0]
      if (outcome === undefined || outcome.kind !== 'exchange') {
        problem ||= pages === 0
        await context.output.data(
          JSON.stringify({
            what: 'page',
            url: at,
            outcome: outcome?.kind,
            reason: outcome?.reason,
            detail: outcome?.detail
          })
        )
        continue
      }
      const redirect = redirectTarget(outcome.exchange)
      if (redirect?.kind === 'url' && !seen.has(redirect.url)) waiting.unshift(redirect.url)
      const result = await readCapture({
        exchange: outcome.exchange,
        source: tried,
        profile: null,
        depth: 0,
        addressId: 0,
        withAdverts: true,
        settled: new Set()
      })
      for (const found of result.found)
        if (!seen.has(found.url) && seen.add(found.url)) waiting.push(found.url as CanonicalUrl)
      await context.output.data(
        JSON.stringify({
          what: 'page',
          url: at,
          outcome: 'exchange',
          status: outcome.exchange.status,
          bytes: outcome.exchange.body.length,
          kind: result.pageKind,
          problem: result.problem,
          linksInScope: result.found.length,
          adverts: result.adverts.map(({ advert, reading }) => ({
            key: advert.key,
            title: advert.title,
            method: advert.method,
            facts: reading.facts.map(({ kind, value, confidence }) => ({ kind, value, confidence }))
          }))
        })
      )
    }
    return problem ? exitCodes.problem : exitCodes.done
  } finally {
    await fetcher.close()
  }
}

function trySource(url: CanonicalUrl, allowPrivate: boolean): Source {
  const parsed = sourceFromObject({
    id: 'try',
    start: [url],
    scope: { hosts: [new URL(url).host] },
    allow_private: allowPrivate
  })
  if (parsed.kind === 'invalid') throw new UsageError(`${url}: ${parsed.problems[0]?.problem ?? 'not an address'}`)
  return parsed.source
}
