/** Adds sources to a mandate, with their start addresses: the only door through which something becomes due for the first time. */
import { canonicalUrl } from '../../crawl/canonical.ts'
import { inScope } from '../../crawl/sources/scope.ts'
import type { Mandate } from '../../model/mandate.ts'
import type { Source } from '../../model/source.ts'
import { addAddresses, type FoundAddress } from '../../store/frontier/found-addresses.ts'
import { patiently, record, withGround, type Ground, type Tx } from '../../store/ground.ts'
import { addressKeys, type AddressKeys } from '../../store/sealed/sealed-address.ts'
import { saveNewSource, saveSource } from '../../store/sources.ts'
import { wakeWorkers } from '../../store/server/wake-ups.ts'
import type { App } from '../app.ts'
import { hostOf } from '../process/identity/page-addresses.ts'

export type AddedSources =
  | { readonly kind: 'added'; readonly due: number }
  | { readonly kind: 'refused'; readonly message: string }

/** Who adds a source on a screen, and why: there a source that stands is never overwritten, as the console does on purpose. */
export interface AddedBy {
  readonly ground: Ground
  readonly reason: string
}

/** Checks and saves sources under a mandate; all or none. `allowPrivate` is the operator's word (BAKEN_ALLOW_PRIVATE=1); `by` is absent at the console. */
export async function addSources(
  app: App,
  mandate: Mandate,
  sources: readonly Source[],
  allowPrivate: boolean,
  by?: AddedBy
): Promise<AddedSources> {
  for (const source of sources) {
    const refusal = judgeSource(source, mandate, allowPrivate)
    if (refusal !== null) return { kind: 'refused', message: refusal }
  }
  const ground: Ground = by?.ground ?? { user: 'pipeline', mandate: mandate.id }
  try {
    const keys = addressKeys(app.keyring, mandate)
    const due = await patiently(() =>
      withGround(app.store.pool, ground, async (tx) => {
        const due = await saveAll(tx, mandate, sources, { keys, save: by === undefined ? saveSource : saveNewSource })
        // Entries come last: their lock is held to the commit, and another crawl of these addresses may hold theirs.
        for (const { id, name, scope } of sources) {
          const detail = { name, hosts: scope.hosts, ...(by !== undefined && { reason: by.reason }) }
          await record(tx, ground, { act: 'source.add', subject: `source:${id}`, detail })
        }
        return due
      })
    )
    return { kind: 'added', due }
  } catch (error) {
    if (error instanceof SourceRefused) return { kind: 'refused', message: error.message }
    throw error
  }
}

/** Rolls back what was saved before the source that is refused. */
class SourceRefused extends Error {}

interface Saving {
  readonly keys: AddressKeys
  readonly save: typeof saveSource
}

async function saveAll(tx: Tx, mandate: Mandate, sources: readonly Source[], { keys, save }: Saving): Promise<number> {
  for (const source of sources) {
    const saved = await save(tx, mandate.id, source)
    if (saved.kind === 'refused') throw new SourceRefused(saved.message)
  }
  await wakeWorkers(tx, 'sources', mandate.id)
  const starts = sources.flatMap((source) => source.start.flatMap((start) => startAddress(source, start)))
  return addAddresses(tx, mandate.id, starts, keys)
}

function judgeSource(source: Source, mandate: Mandate, allowPrivate: boolean): string | null {
  if (!mandate.sources.includes('*') && !mandate.sources.includes(source.id)) {
    return `The mandate "${mandate.id}" does not cover the source "${source.id}" (it covers ${mandate.sources.join(', ') || 'none'}): out of scope.`
  }
  if (source.allowPrivate && !allowPrivate) {
    return `The source "${source.id}" asks for private addresses (allow_private), which are for test hosts: set BAKEN_ALLOW_PRIVATE=1 to allow it on this machine.`
  }
  return null
}

/** Makes the lists of addresses due that the robots.txt of a host names for a source, as far as it does not have them. */
export async function addLists(
  app: App,
  mandate: Mandate,
  source: Source,
  named: { readonly host: string; readonly references: readonly string[] }
): Promise<void> {
  const found = named.references.flatMap((reference) => listAddress(source, named.host, reference))
  await patiently(() =>
    withGround(app.store.pool, { user: 'pipeline', mandate: mandate.id }, (tx) =>
      addAddresses(tx, mandate.id, found, addressKeys(app.keyring, mandate))
    )
  )
}

/** Due when it is in scope, else kept as refused so that it is seen. */
function listAddress(source: Source, host: string, reference: string): FoundAddress[] {
  const url = canonicalUrl(reference, source.start.find((one) => hostOf(one) === host) ?? `http://${host}/`)
  if (url.kind === 'refused') return []
  const scope = inScope(source, url.url)
  const refused =
    scope.kind === 'in' ? null : { reason: 'out-of-scope', detail: `sitemap of robots.txt, rule: ${scope.rule}` }
  return [{ sourceId: source.id, host: hostOf(url.url), url: url.url, depth: 0, via: null, priority: 1, refused }]
}

function startAddress(source: Source, start: string): FoundAddress[] {
  const url = canonicalUrl(start)
  if (url.kind === 'refused') return []
  return [{ sourceId: source.id, host: hostOf(url.url), url: url.url, depth: 0, via: null, priority: 1, refused: null }]
}
