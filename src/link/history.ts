/** History of networks from deltas: who was in which network at any event or day, so that "this network in March" has an answer. */
import type { LinkDelta, NetworkEvent } from './event.ts'

export interface DatedEvent extends NetworkEvent {
  readonly seq: number
  readonly at: string
}

interface Stay {
  readonly advert: number
  readonly fromSeq: number
  readonly fromAt: string
  /** Null while it lasts. */
  untilSeq: number | null
  untilAt: string | null
}

export interface NetworkHistory {
  /** Takes in the next delta; deltas come in order. */
  record(delta: LinkDelta): void
  /** Members of a network just after the event `seq`, ascending. */
  membersAfter(network: number, seq: number): number[]
  /** Members at a moment, ISO 8601: by all events with a time at or before it. */
  membersAt(network: number, at: string): number[]
  /** What happened to a network: made, merged, split, ended. */
  eventsOf(network: number): DatedEvent[]
  /** The networks that an advert was in, oldest first. */
  networksOf(advert: number): { network: number; fromSeq: number; untilSeq: number | null }[]
}

/** A history in memory; a store keeps the same rows (network, advert, from, until) in a table. */
export function createHistory(): NetworkHistory {
  const stays = new Map<number, Stay[]>()
  const current = new Map<number, { network: number; stay: Stay }>()
  const past = new Map<number, { network: number; stay: Stay }[]>()
  const events: DatedEvent[] = []
  const during = (network: number, inside: (stay: Stay) => boolean): number[] =>
    (stays.get(network) ?? [])
      .filter(inside)
      .map((stay) => stay.advert)
      .toSorted((a, b) => a - b)
  return {
    record: (delta) => {
      for (const { advert, to } of delta.networks) {
        const before = current.get(advert)
        if (before) {
          before.stay.untilSeq = delta.seq
          before.stay.untilAt = delta.at
          current.delete(advert)
        }
        if (to === null) continue
        const stay: Stay = { advert, fromSeq: delta.seq, fromAt: delta.at, untilSeq: null, untilAt: null }
        append(stays, to, stay)
        append(past, advert, { network: to, stay })
        current.set(advert, { network: to, stay })
      }
      for (const event of delta.events) events.push({ ...event, seq: delta.seq, at: delta.at })
    },
    membersAfter: (network, seq) =>
      during(network, (stay) => stay.fromSeq <= seq && (stay.untilSeq === null || stay.untilSeq > seq)),
    membersAt: (network, at) =>
      during(network, (stay) => stay.fromAt <= at && (stay.untilAt === null || stay.untilAt > at)),
    eventsOf: (network) =>
      events.filter((event) => event.network === network || (isAboutNetworks(event) && event.others.includes(network))),
    networksOf: (advert) =>
      (past.get(advert) ?? []).map(({ network, stay }) => ({ network, fromSeq: stay.fromSeq, untilSeq: stay.untilSeq }))
  }
}

function isAboutNetworks(event: NetworkEvent): boolean {
  return event.kind === 'merge' || event.kind === 'split'
}

function append<Key, Item>(lists: Map<Key, Item[]>, key: Key, item: Item): void {
  const list = lists.get(key)
  if (list) list.push(item)
  else lists.set(key, [item])
}
