/** Keeps the linker of one mandate: loads it from snapshot and log, applies events, and writes log and outcome in the caller's transaction. */
import type { KeyObject } from 'node:crypto'
import type { MandateId } from '../../model/ids.ts'
import { createLinker, restoreLinker, type Linker } from '../../link/linker.ts'
import type { LinkAdvert, LinkDelta, LinkEvent } from '../../link/event.ts'
import type { Tx } from '../../store/ground.ts'
import type { Keyring } from '../../evidence/keys.ts'
import {
  insertLinkEvents,
  linkEventsAfter,
  linkKeyOf,
  loadSnapshot,
  lockGeneration,
  saveSnapshot,
  turnGeneration
} from '../../store/links/link-log.ts'
import { linkNumbers, saveDeltas } from '../../store/links/links.ts'
import { renewLinks } from '../../store/links/renew-links.ts'
import { mandateValueKey } from '../../store/sealed/value-tokens.ts'

/** An event before it has its number. Distributes over the union, so that each kind keeps its own fields. */
export type NewLinkEvent = LinkEvent extends infer E ? (E extends LinkEvent ? Omit<E, 'seq'> : never) : never

export interface LinkerHost {
  readonly linker: Linker
  /** What it was loaded from: another process may have begun the next one by erasing. */
  readonly generation: number
  /** Key of the tokens of values (store/sealed/value-tokens.ts). */
  readonly tokens: KeyObject
  /** Number of an advert in the linker; made on first use. Written with the next `apply`. */
  numberOf(advertId: number, known: number | null): number
  advertOf(linkNo: number): number | undefined
  /** Applies events and writes log, links and networks. If the transaction fails later, throw this host away: it is ahead of the store. */
  apply(tx: Tx, events: readonly { readonly advertId: number | null; readonly event: NewLinkEvent }[]): Promise<Applied>
  /**
   * Judges and joins everything anew when enough came since that was done last: anything with `force`, else a twentieth, for it
   * costs half a second of CPU for 10,000 adverts. Null when it was not due.
   */
  settleWhenDue(tx: Tx, force: boolean): Promise<Applied | null>
  /** Writes a snapshot when enough happened since the last one. */
  snapshotWhenDue(tx: Tx, force: boolean): Promise<void>
  /**
   * Takes erased adverts (their numbers here) out for good, and begins the next generation: a snapshot without them under a new key;
   * the log and the snapshots of before go. Throw this host away afterwards.
   */
  erase(tx: Tx, gone: readonly number[], at: string): Promise<ErasedFromLinks>
}

export interface ErasedFromLinks {
  readonly networks: ReadonlySet<number>
  /** Blind values that no advert has any more. */
  readonly values: readonly string[]
}

export interface Applied {
  readonly deltas: readonly LinkDelta[]
  readonly networks: ReadonlySet<number>
  /** Sequence number of the last event. */
  readonly seq: number
}

/** Events between snapshots: in all, writing them stays a small multiple of the last one, and a restart replays a tenth at most. */
const snapshotEvery = (last: number): number => Math.max(20_000, last / 10)

/** Loads the linker of a mandate: the newest snapshot, then the events after it. Locks its state for the transaction. */
export async function loadLinker(tx: Tx, keyring: Keyring, mandate: string): Promise<LinkerHost> {
  const generation = await lockGeneration(tx, mandate)
  const key = linkKeyOf(keyring, mandate, generation, true)
  const scope = { mandate, key: mandateValueKey(keyring, mandate as MandateId) }
  const snapshot = await loadSnapshot(tx, key)
  const linker = snapshot === null ? createLinker() : restoreLinker(snapshot.chunks)
  let seq = snapshot?.seq ?? 0
  let snapshotSeq = seq
  for (;;) {
    const rows = await linkEventsAfter(tx, key, seq, 2_000)
    if (rows.length === 0) break
    for (const row of rows) linker.apply(parseEvent(row.body))
    seq = rows.at(-1)?.seq ?? seq
  }
  const advertIds = await linkNumbers(tx, mandate)
  let unwritten = new Map<number, number>()
  const host: LinkerHost = {
    linker,
    generation,
    tokens: scope.key,
    numberOf(advertId, known) {
      const made = known ?? unwritten.get(advertId)
      if (made !== undefined) return made
      const linkNo = advertIds.length
      advertIds.push(advertId)
      unwritten.set(advertId, linkNo)
      return linkNo
    },
    advertOf: (linkNo) => advertIds[linkNo],
    async apply(tx, events) {
      const numbered = events.map(({ advertId, event }) => ({ advertId, event: { ...event, seq: ++seq } as LinkEvent }))
      const deltas = numbered.map(({ event }) => linker.apply(event))
      const written = [...unwritten].map(([advertId, linkNo]) => ({ advertId, linkNo }))
      unwritten = new Map()
      await insertLinkEvents(
        tx,
        key,
        numbered.map(({ advertId, event }) => ({ seq: event.seq, advertId, body: eventText(event) }))
      )
      const networks = await saveDeltas(tx, scope, deltas, written, advertIds, linker)
      await renewLinks(tx, scope, deltas, advertIds, linker)
      return { deltas, networks, seq }
    },
    async settleWhenDue(tx, force) {
      const { events, adverts } = linker.unsettled()
      if (events === 0 || (!force && events * 20 < adverts)) return null
      const event: NewLinkEvent = { kind: 'settle', at: new Date().toISOString(), by: 'pipeline' }
      return host.apply(tx, [{ advertId: null, event }])
    },
    async snapshotWhenDue(tx, force) {
      if (seq === snapshotSeq || (!force && seq - snapshotSeq < snapshotEvery(snapshotSeq))) return
      await saveSnapshot(tx, key, seq, linker.snapshot())
      snapshotSeq = seq
    },
    async erase(tx, gone, at) {
      const { delta, values } = linker.erase(gone, at)
      const dead = new Set(values)
      // A value that nobody has any more is not named even in what is told of its end.
      const events = delta.events.map((event) => (dead.has(event.key) ? { ...event, key: '' } : event))
      const networks = await saveDeltas(tx, scope, [{ ...delta, events }], [], advertIds, linker)
      await renewLinks(tx, scope, [delta], advertIds, linker)
      await saveSnapshot(tx, linkKeyOf(keyring, mandate, generation + 1, true), seq, linker.snapshot())
      await turnGeneration(tx, mandate, generation)
      return { networks, values }
    }
  }
  return host
}

function eventText(event: LinkEvent): string {
  if (event.kind !== 'advert') return JSON.stringify(event)
  const { features } = event.advert
  const bytes = Buffer.from(features.buffer, features.byteOffset, features.byteLength)
  return JSON.stringify({ ...event, advert: { ...event.advert, features: bytes.toString('base64') } })
}

function parseEvent(text: string): LinkEvent {
  const event = JSON.parse(text) as LinkEvent & { advert?: Omit<LinkAdvert, 'features'> & { features: string } }
  if (event.kind !== 'advert') return event
  const bytes = Buffer.from(event.advert.features as unknown as string, 'base64')
  const features = new Uint32Array(bytes.length / 4)
  for (let at = 0; at < features.length; at++) features[at] = bytes.readUInt32LE(at * 4)
  return { ...event, advert: { ...event.advert, features } }
}
