/** Weighs networks that changed, makes signals of those with reasons, and opens what a signal gives a reason to open. */
import type { Mandate } from '../model/mandate.ts'
import { openAdverts } from '../desk/opening.ts'
import { withGround, type Tx } from '../store/ground.ts'
import { openReading, type ReadingRow } from '../store/readings.ts'
import { endLostSignals, networkMembers, readingsOf, rejectedOrdinals, saveWeighed, unweighedNetworks, type MemberRow, type WeighedNetwork } from '../store/weighing.ts'
import { weighMember, type WeighMember } from '../weigh/member.ts'
import { weighNetwork, weighVersion } from '../weigh/weigh.ts'
import { createPriceMedians } from '../weigh/prices.ts'
import type { App } from './app.ts'

export interface WeighWorker {
  /** Networks to weigh soon. */
  changed(networks: ReadonlySet<number>): void
  /** Weighs what waits, at most one round; resolves to true when there was something. */
  step(): Promise<boolean>
}

const networksPerRound = 64
/** A network of thousands is weighed on its newest members; the signal still counts them all. */
const mostMembers = 1_000
const mostCached = 50_000

export function createWeighWorker(app: App, mandate: Mandate): WeighWorker {
  const ground = { user: 'pipeline', mandate: mandate.id }
  const waiting = new Set<number>()
  // Made from sealed readings, so kept in this process only; by sighting, so that a new version is read anew.
  const cache = new Map<number, WeighMember>()
  const prices = createPriceMedians()
  let resumed = false

  const memberOf = (row: MemberRow, rejected: ReadonlySet<number>, sealed: ReadonlyMap<number, ReadingRow>): WeighMember | null => {
    const known = rejected.size === 0 ? cache.get(row.sighting_id) : undefined
    const days = { firstDay: day(row.posted_at ?? row.first_seen), lastDay: day(row.last_seen) }
    if (known !== undefined) return { ...known, ...days, template: row.template_id }
    const bytes = sealed.get(row.sighting_id)
    const reading = bytes === undefined ? null : openReading(app.keyring, bytes)
    if (reading === null) return null
    const member = weighMember(reading, { advert: row.advert_id, site: row.site, ...days, template: row.template_id, rejected })
    prices.add(row.sighting_id, member)
    if (rejected.size === 0) {
      if (cache.size >= mostCached) cache.clear()
      cache.set(row.sighting_id, member)
    }
    return member
  }

  const step = async (): Promise<boolean> => {
    if (!resumed) {
      resumed = true
      for (const id of await withGround(app.store.pool, ground, (tx) => unweighedNetworks(tx, mandate.id, 100_000))) waiting.add(id)
    }
    const networks = [...waiting].slice(0, networksPerRound)
    if (networks.length === 0) return false
    for (const id of networks) waiting.delete(id)
    try {
      await withGround(app.store.pool, ground, async (tx) => {
        const rows = await networkMembers(tx, networks, mostMembers)
        const rejected = await rejectedOrdinals(tx, rows.map((row) => row.sighting_id))
        const unread = rows.filter((row) => !cache.has(row.sighting_id) || rejected.has(row.sighting_id))
        const sealed = await readingsOf(tx, unread.map((row) => row.sighting_id))
        const groups = Map.groupBy(rows, (row) => row.network_id)
        const weighed = networks.map((network) => weighOne(network, groups.get(network) ?? [], rejected, sealed))
        const signals = await saveWeighed(tx, mandate.id, weighed, weighVersion)
        await endLostSignals(tx, mandate.id)
        await decide(tx, rows, signals)
      })
    } catch (error) {
      for (const id of networks) waiting.add(id)
      throw error
    }
    return true
  }

  const weighOne = (network: number, rows: readonly MemberRow[], rejected: ReadonlyMap<number, Set<number>>, sealed: ReadonlyMap<number, ReadingRow>): WeighedNetwork => {
    const members = rows.flatMap((row) => memberOf(row, rejected.get(row.sighting_id) ?? new Set(), sealed) ?? [])
    const weighed = members.length < 2 ? { priority: 0, reasons: [], signal: false } : weighNetwork(members, { medianPerHour: prices.medians() })
    const places = [...new Set(members.flatMap((one) => one.places.slice(0, 1).map((place) => place.name)))]
    const seen = rows.map((row) => row.first_seen).sort()
    const last = rows.map((row) => row.last_seen).sort()
    return {
      network,
      weighed,
      facets: {
        sites: [...new Set(rows.map((row) => row.site))].sort(),
        places: places.slice(0, 8).sort(),
        adverts: rows.length,
        firstSeen: seen[0] ?? '',
        lastSeen: last.at(-1) ?? ''
      }
    }
  }

  /** Decide: the members of a signal are opened, because there is a reason; all else stays sealed and is erased on time. */
  const decide = async (tx: Tx, rows: readonly MemberRow[], signals: ReadonlyMap<number, number>): Promise<void> => {
    const sealed = Map.groupBy(rows.filter((row) => row.state === 'sealed' && signals.has(row.network_id)), (row) => row.network_id)
    for (const [network, members] of sealed) {
      await openAdverts(tx, ground, app.keyring, members.map((row) => row.advert_id), `signal:${signals.get(network)}`)
    }
  }

  return {
    changed(networks) {
      for (const id of networks) waiting.add(id)
    },
    step
  }
}

function day(isoTime: string): number {
  return Math.floor(Date.parse(isoTime) / 86_400_000)
}
