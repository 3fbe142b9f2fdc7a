/** Weighs networks that changed, makes signals of those with reasons, and opens what a signal gives a reason to open. */
import type { MandateId } from '../../model/ids.ts'
import type { Mandate } from '../../model/mandate.ts'
import type { SealedReading } from '../../model/reading.ts'
import { assessNetworks, rulesInForce } from '../../pipeline.ts'
import { openForReasons } from '../../desk/adverts/opening.ts'
import { withGround, type Tx } from '../../store/ground.ts'
import { commonPlaces, placeKeys, sealPlaces } from '../../store/signal-places.ts'
import { templateOf, valueKey } from '../../store/sealed/value-tokens.ts'
import { inputsOf } from '../../store/weighed/inputs.ts'
import { holdRules, rulesThatHold, type HeldRules } from '../../store/weighed/rule-versions.ts'
import { openReading, type ReadingRow } from '../../store/sealed/readings.ts'
import {
  endLostSignals,
  followNetworks,
  networkMembers,
  openedForSignals,
  readingsOf,
  rejectedOrdinals,
  saveWeighed,
  unweighedNetworks,
  type MemberRow,
  type WeighedNetwork
} from '../../store/weighing.ts'
import { carriersOf, mostOpened, weighOpened } from '../../weigh/carriers.ts'
import { decide } from '../../weigh/decide.ts'
import { formsOf } from '../../weigh/forms.ts'
import { weighMember, type WeighMember } from '../../weigh/member.ts'
import { createPriceMedians, type PriceMedians } from '../../weigh/prices.ts'
import { adoptedSet, type RuleSet } from '../../weigh/rules/rule-set.ts'
import { fingerprintKey, type App } from '../app.ts'

export interface WeighWorker {
  /** Networks to weigh soon. */
  changed(networks: ReadonlySet<number>): void
  /** Keeps the newest readings, by sighting, until they are weighed: opening one costs more than all that weighing makes of it. */
  written(readings: readonly (readonly [number, SealedReading])[]): void
  /** Asks the store again which networks wait, and by which rules: another process changed some. */
  resume(): void
  /** There are networks to weigh, or it is time to ask the store for some. */
  waits(): boolean
  /** Weighs what waits, at most one round; resolves to true when there was something. */
  step(): Promise<boolean>
}

const networksPerRound = 64
/** A network of thousands is weighed on its newest members; the signal still counts them all. */
const mostMembers = 1_000
const mostCached = 50_000
/** Networks that wait and are asked for at once. */
const mostResumed = 100_000
const mostFresh = 2_000
/** Whoever adopts rules says so; where that did not arrive it is seen so late. */
const askEveryMs = 5_000

/** What the functions below share. */
interface State {
  readonly app: App
  readonly mandate: Mandate
  readonly waiting: Set<number>
  /** Made from sealed readings, so kept in this process only; by sighting, so that a new version is read anew. */
  readonly cache: Map<number, WeighMember>
  readonly prices: PriceMedians
  /** Readings that were only just written. */
  readonly fresh: Map<number, SealedReading>
  /** Networks that waited when the last process ended are taken up. */
  resumed: boolean
  /** The version of the rules that held last; null before anything was weighed. */
  rules: number | null
  /** When it was asked which rules hold, with nothing to weigh. */
  askedAt: number
}

export function createWeighWorker(app: App, mandate: Mandate): WeighWorker {
  const state: State = {
    app,
    mandate,
    waiting: new Set(),
    cache: new Map(),
    prices: createPriceMedians(),
    fresh: new Map(),
    resumed: false,
    rules: null,
    askedAt: 0
  }
  let turn: Promise<unknown> = Promise.resolve()
  return {
    changed(networks) {
      for (const id of networks) state.waiting.add(id)
    },
    written(readings) {
      for (const [sighting, reading] of readings) state.fresh.set(sighting, reading)
      for (const sighting of state.fresh.keys()) {
        if (state.fresh.size <= mostFresh) break
        state.fresh.delete(sighting)
      }
    },
    resume() {
      state.fresh.clear()
      state.resumed = false
    },
    waits: () => state.waiting.size > 0 || !state.resumed || Date.now() - state.askedAt > askEveryMs,
    step() {
      // One after another: "nothing waits" is no end while another round still weighs, and may yet fail.
      const mine = turn.then(() => step(state))
      turn = mine.catch(() => {})
      return mine
    }
  }
}

function groundOf({ mandate }: State): { user: string; mandate: string } {
  return { user: 'pipeline', mandate: mandate.id }
}

async function step(state: State): Promise<boolean> {
  const { app, mandate, waiting } = state
  if (waiting.size === 0) {
    state.askedAt = Date.now()
    noteRules(state, (await withGround(app.store.pool, groundOf(state), rulesThatHold)).version)
  }
  if (!state.resumed && waiting.size < networksPerRound) {
    state.resumed = true // What is told from here on has it asked again.
    const found = await withGround(app.store.pool, groundOf(state), (tx) =>
      unweighedNetworks(tx, mandate.id, mostResumed)
    ).catch((error: Error) => {
      state.resumed = false
      throw error
    })
    await app.pause?.('networks-asked')
    for (const id of found) waiting.add(id)
    state.resumed &&= found.length < mostResumed
  }
  const networks = [...waiting].slice(0, networksPerRound)
  if (networks.length === 0) return false
  for (const id of networks) waiting.delete(id)
  try {
    await app.pause?.('networks-taken')
    const version = await withGround(app.store.pool, groundOf(state), async (tx) => {
      const held = await holdRules(tx)
      await assessNetworks(networks, {
        weigh: (ids) => weighNetworks(tx, state, held, ids),
        decide: decideNetworks,
        signal: (decided) => makeSignals(tx, state, held, decided)
      })
      return held.version
    })
    noteRules(state, version)
  } catch (error) {
    for (const id of networks) waiting.add(id)
    throw error
  }
  return true
}

/** Where people adopted another version of the rules since, all networks wait to be weighed: they are asked for again. */
function noteRules(state: State, version: number): void {
  if (state.rules !== null && state.rules !== version) state.resumed = false
  state.rules = version
}

/** Networks with their reasons, before anything follows from these. */
interface Weighed {
  readonly rows: readonly MemberRow[]
  readonly networks: readonly (Omit<WeighedNetwork, 'signal'> & { readonly read: number })[]
}

interface Decided {
  readonly rows: readonly MemberRow[]
  readonly networks: readonly WeighedNetwork[]
}

async function weighNetworks(
  tx: Tx,
  state: State,
  { signs }: HeldRules,
  networks: readonly number[]
): Promise<Weighed> {
  const set = adoptedSet(signs)
  const rows = await networkMembers(tx, networks, mostMembers)
  const rejected = await rejectedOrdinals(
    tx,
    rows.map((row) => row.sighting_id)
  )
  const unread = rows.filter((row) => !state.cache.has(row.sighting_id) || rejected.has(row.sighting_id))
  const sealed = await readingsOf(
    tx,
    unread.flatMap((row) => (state.fresh.has(row.sighting_id) ? [] : row.sighting_id))
  )
  const groups = Map.groupBy(rows, (row) => row.network_id)
  const weighed = networks.map((network) => {
    // Opened ones first.
    const members = (groups.get(network) ?? []).toSorted(
      (a, b) => Number(b.state === 'open') - Number(a.state === 'open')
    )
    return weighOne(
      state,
      network,
      { rows: members, rejected, set },
      members.flatMap((row) => memberOf(state, row, rejected.get(row.sighting_id), sealed.get(row.sighting_id)) ?? [])
    )
  })
  return { rows, networks: weighed }
}

/** Enough reasons, from more than one advert that could be read, make a signal. */
function decideNetworks({ rows, networks }: Weighed): Decided {
  return { rows, networks: networks.map(({ read, ...one }) => ({ ...one, signal: decide(one.weighed, read) })) }
}

/** Writes the signals, and opens of each the few adverts that carry its reasons; all else stays sealed and is erased on time. */
async function makeSignals(tx: Tx, state: State, held: HeldRules, { rows, networks }: Decided): Promise<void> {
  await followNetworks(tx, state.mandate.id)
  const signals = await saveWeighed(tx, state.mandate.id, networks, { ...rulesInForce, adopted: held.version })
  await endLostSignals(tx, state.mandate.id)
  const opened = await openedForSignals(tx, [...signals.keys()])
  const states = new Map(rows.map((row) => [row.advert_id, row.state]))
  const reasons = new Map<number, string>()
  for (const { network, weighed } of networks) {
    const signal = signals.get(network)
    if (signal === undefined) continue
    const isOpen = (advert: number): boolean => states.get(advert) === 'open'
    for (const advert of carriersOf(weighed.reasons, isOpen, mostOpened - (opened.get(network) ?? 0)))
      reasons.set(advert, `signal:${signal}`)
  }
  if (reasons.size > 0) await openForReasons(tx, groundOf(state), state.app.keyring, reasons)
}

function memberOf(
  state: State,
  row: MemberRow,
  rejected: ReadonlySet<number> | undefined,
  sealed: ReadingRow | undefined
): WeighMember | null {
  const known = rejected === undefined ? state.cache.get(row.sighting_id) : undefined
  const days = { firstDay: day(row.posted_at ?? row.first_seen), lastDay: day(row.last_seen) }
  const template = templateOf(valueKey(fingerprintKey(state.app, state.mandate)), row.template)
  if (known !== undefined) return { ...known, ...days, template }
  const reading =
    state.fresh.get(row.sighting_id) ?? (sealed === undefined ? null : openReading(state.app.keyring, sealed))
  if (reading === null) return null
  const member = weighMember(reading, {
    advert: row.advert_id,
    site: row.site,
    ...days,
    template,
    rejected: rejected ?? new Set()
  })
  state.prices.add(row.sighting_id, member)
  if (rejected === undefined) {
    if (state.cache.size >= mostCached) state.cache.clear()
    state.cache.set(row.sighting_id, member)
    state.fresh.delete(row.sighting_id)
  }
  return member
}

interface From {
  readonly rows: readonly MemberRow[]
  readonly rejected: ReadonlyMap<number, ReadonlySet<number>>
  readonly set: RuleSet
}

function weighOne(
  state: State,
  network: number,
  { rows, rejected, set }: From,
  members: readonly WeighMember[]
): Weighed['networks'][number] {
  const medians = state.prices.medians()
  const open = new Set(rows.flatMap((row) => (row.state === 'open' ? row.advert_id : [])))
  const { weighed, opened } = weighOpened(members, medians, open, set)
  const lastSeen = rows.map((row) => row.last_seen).sort()
  const places = commonPlaces(members.flatMap((one) => one.places.slice(0, 1).map((place) => place.name)))
  return {
    network,
    weighed,
    inputs: () =>
      inputsOf(state.app.keyring, state.mandate.id as MandateId, network, { rows, members, rejected, opened, medians }),
    read: members.length,
    facets: {
      sites: [...new Set(rows.map((row) => row.site))].sort(),
      ...sealPlaces(placeKeys(state.app.keyring, state.mandate.id as MandateId), network, places),
      forms: formsOf(members),
      adverts: rows.length,
      firstSeen: rows.map((row) => row.first_seen).sort()[0] ?? '',
      lastSeen: lastSeen.at(-1) ?? ''
    }
  }
}

function day(isoTime: string): number {
  return Math.floor(Date.parse(isoTime) / 86_400_000)
}
