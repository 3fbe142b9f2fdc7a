/** Sources as the reading step knows them: what their sites repeat, which addresses are settled, and what their address patterns gave. */
import type { ParameterState } from '../../crawl/parameters.ts'
import { patternKeys, type PatternName } from '../../crawl/trap.ts'
import type { SiteProfile } from '../../model/page.ts'
import type { Source } from '../../model/source.ts'
import type { FoundAddress } from '../../store/frontier/found-addresses.ts'
import type { Tx } from '../../store/ground.ts'
import { tallyKey } from '../../store/counts/tally.ts'
import { openProfile } from '../../store/sealed/site-profiles.ts'
import { everySource } from '../../store/sources.ts'

export interface KnownSource {
  readonly source: Source
  readonly profile: SiteProfile | null
  /** Pages that gave an advert, per address pattern, under the name that it is kept by: as far as they are committed. */
  useful: Readonly<Record<string, number>>
  /** What its pages told of its query parameters, as far as it is committed. */
  parameters: ParameterState
  /** Values under which addresses were found while a parameter is undecided, while this process remembers them. */
  readonly tried: Map<string, Set<string>>
  /** Addresses that need no further look: in the frontier for certain, or out of scope. */
  readonly settled: Set<string>
  /** Links that were passed over since the counts were last written, by reason; each address once while this process remembers it. */
  readonly passed: Map<string, number>
}

const mostSettled = 200_000

/**
 * Reads the sources anew, also those that rest: what was fetched of them is read. Counts that this process went on with are kept, and
 * profiles, which never change once they are learned. `key`: the mandate's key for fingerprints.
 */
export async function loadSources(
  tx: Tx,
  key: Uint8Array,
  before: ReadonlyMap<string, KnownSource>
): Promise<Map<string, KnownSource>> {
  const stored = await everySource(tx)
  return new Map(
    stored.map(({ source, profile, useful, parameters }) => {
      const known = before.get(source.id)
      // What was out of scope may be in it now.
      if (known !== undefined && JSON.stringify(known.source.scope) !== JSON.stringify(source.scope))
        known.settled.clear()
      return [
        source.id,
        {
          source,
          profile: known?.profile ?? openProfile(key, source.id, profile),
          useful: known?.useful ?? { ...useful },
          parameters,
          tried: known?.tried ?? new Map<string, Set<string>>(),
          settled: known?.settled ?? new Set<string>(),
          passed: known?.passed ?? new Map<string, number>()
        }
      ]
    })
  )
}

/** Takes the counts of what was passed over, as `addTally` writes them: what is taken is not counted again. */
export function takePassed(sources: ReadonlyMap<string, KnownSource>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { source, passed } of sources.values()) {
    for (const [reason, n] of passed) counts.set(tallyKey(source.id, 'passed', reason), n)
    passed.clear()
  }
  return counts
}

/** A page has sixty links, and nearly all were seen before: what is committed is not looked at again. */
export function settle(sources: ReadonlyMap<string, KnownSource>, found: readonly FoundAddress[]): void {
  for (const one of found) {
    const settled = sources.get(one.sourceId)?.settled
    if (settled === undefined) continue
    if (settled.size > mostSettled) settled.clear()
    settled.add(one.url)
  }
}

/** What address patterns of a source have given once a batch is committed. */
export interface UsefulCount {
  readonly source: Source
  readonly useful: Readonly<Record<string, number>>
}

/** Counts pages that gave adverts towards the budget of their address patterns, for the sources concerned. `keepUseful` goes on with it. */
export function countUseful(
  sources: ReadonlyMap<string, KnownSource>,
  pages: readonly { readonly sourceId: string; readonly url: string; readonly adverts: number }[],
  name: PatternName
): UsefulCount[] {
  const counted = new Map<string, { readonly source: Source; readonly useful: Record<string, number> }>()
  for (const page of pages) {
    const known = sources.get(page.sourceId)
    if (known === undefined || page.adverts === 0) continue
    const { source, useful } = counted.get(page.sourceId) ?? { source: known.source, useful: { ...known.useful } }
    for (const key of patternKeys(page.url).map(name)) useful[key] = (useful[key] ?? 0) + 1
    counted.set(page.sourceId, { source, useful })
  }
  return [...counted.values()]
}

/** Call it once the counts are committed: a batch that is taken again counts from where it began. */
export function keepUseful(sources: ReadonlyMap<string, KnownSource>, counted: readonly UsefulCount[]): void {
  for (const { source, useful } of counted) {
    const known = sources.get(source.id)
    if (known !== undefined) known.useful = useful
  }
}
