/** The sources that imports make: one for each host or site, so that what a site repeats is learned per site. */
import { sourceFromObject } from '../../crawl/sources/source-file.ts'
import type { ImportedAdvert } from '../../evidence/archives/advert-jsonl.ts'
import type { SourceId } from '../../model/ids.ts'
import type { Mandate } from '../../model/mandate.ts'
import { withGround } from '../../store/ground.ts'
import { saveSource } from '../../store/sources.ts'
import type { App } from '../app.ts'

export interface SourceContext {
  readonly app: App
  readonly mandate: Mandate
}

const sourcesMade = new WeakMap<App, Map<string, SourceId>>()

/** Sites of adverts that get a source of their own, so that what a site repeats is learned per site; those of further sites share one. */
const mostSites = 1_000

/** The source for an advert by the site that it names, or the host of its address. */
export function siteSource(context: SourceContext, { site, url }: ImportedAdvert): Promise<SourceId> {
  const host = URL.parse(url)?.host ?? ''
  const name = slugOf(site === '' ? host : site)
  const sites = sitesSeen.get(context.app) ?? new Set<string>()
  sitesSeen.set(context.app, sites)
  if (name === '' || (!sites.has(name) && sites.size >= mostSites))
    return namedSource(context, 'import-adverts', 'imported.invalid', 'Imported adverts')
  sites.add(name)
  return namedSource(context, `adverts-${name}`, 'imported.invalid', `Adverts of ${name}`)
}

const sitesSeen = new WeakMap<App, Set<string>>()

/** One source per host, so that what a site repeats is learned per site. */
export function hostSource(context: SourceContext, host: string): Promise<SourceId> {
  return namedSource(context, `import-${slugOf(host) || 'host'}`, host, `Import ${host}`)
}

function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)
    .replaceAll(/-+$/g, '')
}

async function namedSource(context: SourceContext, id: string, host: string, name: string): Promise<SourceId> {
  const made = sourcesMade.get(context.app) ?? new Map<string, SourceId>()
  sourcesMade.set(context.app, made)
  // Another mandate's import of the same host is a source of its own.
  const own = `${id}-${context.mandate.id}`.slice(0, 64).replaceAll(/-+$/g, '')
  const known = made.get(own)
  if (known !== undefined) return known
  const parsed = sourceFromObject({
    id: own,
    name,
    start: [`http://${host}/`],
    scope: { hosts: [host] }
  })
  if (parsed.kind === 'invalid') throw new Error(`No source can be made for ${host}: ${parsed.problems[0]?.problem}`)
  await withGround(context.app.store.pool, { user: 'pipeline', mandate: context.mandate.id }, (tx) =>
    saveSource(tx, context.mandate.id, parsed.source)
  )
  made.set(own, parsed.source.id)
  return parsed.source.id
}
