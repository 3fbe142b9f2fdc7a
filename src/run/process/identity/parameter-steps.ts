/** Learns the query parameters of sites from a batch of pages, and settles the addresses that waited for a verdict. */
import { learnParameters, sessionNames, without, type ParameterState } from '../../../crawl/parameters.ts'
import type { Keyring } from '../../../evidence/keys.ts'
import { addressMac } from '../../../store/sealed/address-mac.ts'
import type { AddressKeys } from '../../../store/sealed/sealed-address.ts'
import { addAddresses, type FoundAddress } from '../../../store/frontier/found-addresses.ts'
import { admitWaiting, refuseSessions, unaskedAddresses } from '../../../store/frontier/parameter-addresses.ts'
import type { Tx } from '../../../store/ground.ts'
import { saveParameters } from '../../../store/sources.ts'
import { hostOf } from './page-addresses.ts'
import type { KnownSource } from '../known-sources.ts'

/** A page as this step sees it. */
export interface ParameterPage {
  readonly sourceId: string
  readonly url: string
  readonly content: string | null
  readonly pageKind: string
}

/** What a batch told of a source. */
export interface LearnedSource {
  readonly sourceId: string
  readonly parameters: ParameterState
  /** Parameters that were decided with this batch. */
  readonly decided: boolean
}

/** Kinds of pages that say something of their own. */
const telling: ReadonlySet<string> = new Set(['advert', 'list', 'other'])

/** Learns from the pages of a batch, in their order; only sources of which something new is known are given. */
export function learnBatch(
  sources: ReadonlyMap<string, KnownSource>,
  pages: readonly ParameterPage[],
  key: Buffer
): LearnedSource[] {
  const learned = new Map<string, ParameterState>()
  for (const { sourceId, url, content, pageKind } of pages) {
    if (content === null || !telling.has(pageKind)) continue
    const before = learned.get(sourceId) ?? sources.get(sourceId)?.parameters
    if (before === undefined) continue
    const name = (text: string): string => addressMac(key, `parameter ${sourceId}`, text).toString('base64url')
    const after = learnParameters(before, { url, content, advert: pageKind === 'advert' }, name)
    if (after !== before) learned.set(sourceId, after)
  }
  return [...learned]
    .map(([sourceId, parameters]) => {
      const decided = countDecided(parameters) > countDecided(sources.get(sourceId)?.parameters ?? {})
      return { sourceId, parameters, decided }
    })
    .sort((a, b) => (a.sourceId < b.sourceId ? -1 : 1))
}

function countDecided(parameters: ParameterState): number {
  return Object.values(parameters).filter((one) => one.verdict !== null).length
}

/** Keeps what was learned. With a verdict, addresses that waited are asked for, those with a session as what they are without it. */
export async function writeParameters(
  tx: Tx,
  at: { readonly mandate: string; readonly keyring: Keyring },
  learned: readonly LearnedSource[],
  keys: AddressKeys
): Promise<number> {
  let added = 0
  for (const { sourceId, parameters, decided } of learned) {
    await saveParameters(tx, sourceId, parameters)
    if (!decided) continue
    const sessions = sessionNames(parameters)
    if (sessions.size > 0) added += await dropSessions(tx, { ...at, sourceId, sessions }, keys)
    added += await admitWaiting(tx, [sourceId], null)
  }
  return added
}

interface Dropping {
  readonly mandate: string
  readonly keyring: Keyring
  readonly sourceId: string
  readonly sessions: ReadonlySet<string>
}

async function dropSessions(tx: Tx, dropping: Dropping, keys: AddressKeys): Promise<number> {
  const { mandate, keyring, sourceId, sessions } = dropping
  const unasked = await unaskedAddresses(tx, keyring, sourceId)
  const dropped = unasked.filter((one) => without(one.url, sessions) !== one.url)
  await refuseSessions(
    tx,
    dropped.map((one) => one.id)
  )
  const found = new Map<string, FoundAddress>()
  for (const { url, depth, via } of dropped) {
    const bare = without(url, sessions)
    found.set(bare, { sourceId, host: hostOf(bare), url: bare, depth, via, priority: 0, refused: null })
  }
  return addAddresses(tx, mandate, [...found.values()], keys)
}

/** Call it once the batch is committed. */
export function keepParameters(sources: ReadonlyMap<string, KnownSource>, learned: readonly LearnedSource[]): void {
  for (const { sourceId, parameters, decided } of learned) {
    const known = sources.get(sourceId)
    if (known === undefined) continue
    known.parameters = parameters
    // What waited is asked for now, and addresses with a session are others: none of them is known as settled.
    if (decided) {
      known.settled.clear()
      known.tried.clear()
    }
  }
}
