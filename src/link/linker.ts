/** The linker: a deterministic fold over events, from adverts and judgements to networks. No clock, no randomness, no text. */
import { enterAdvert, extendAdvert } from './arrival.ts'
import { createChange, type Change } from './change.ts'
import { columnBytes, type ColumnTree } from './columns.ts'
import type { Hub, LinkDelta, LinkEvent, LinkReason, PendingMerge } from './event.ts'
import { settleAll } from './settle.ts'
import { scrubWithdrawn } from './erasing/erase.ts'
import { explainPair } from './networks/explain.ts'
import { applyJudgement, undoJudgement, withdrawAll } from './judgement.ts'
import { networkEvents } from './networks/network-events.ts'
import { networkId, networkMembers } from './networks/membership.ts'
import { settleNetworks } from './networks/networks.ts'
import { linksOfNetwork, listHubs, listPending } from './networks/report.ts'
import { dumpState, loadState } from './snapshot.ts'
import { createState, type LinkOptions, type LinkState } from './state.ts'
import type { Samples } from './hubs/value-status.ts'

export interface Linker {
  /** Applies one event. Events must come in rising `seq`; one that was applied before changes nothing. */
  apply(event: LinkEvent): LinkDelta
  /**
   * Takes erased adverts out for good, many at once, and all that only they had: the state afterwards tells nothing of them. Not in
   * the log and not to be taken back: a snapshot must follow, and what came before it must go.
   */
  erase(adverts: readonly number[], at: string): ErasedLinks
  /** Sequence number of the last applied event; -1 at the start. */
  lastSeq(): number
  /** Events since everything was settled last, and how many adverts there are. */
  unsettled(): { readonly events: number; readonly adverts: number }
  /** Network of an advert; null when it is alone or unknown. */
  networkOf(advert: number): number | null
  /** Adverts of a network, ascending; empty when it does not exist (any more). */
  members(network: number): number[]
  /** Ids of all networks of two and more adverts, ascending. */
  networks(): number[]
  /** Template of an advert as a group number (`t12` in edges is 12); null when its text is too short. */
  templateOf(advert: number): number | null
  /** The cheapest path of evidence between two adverts; null when there is none within reach. */
  explain(a: number, b: number): LinkReason[] | null
  /** All evidence that holds a network together, at most `limit` reasons. */
  links(network: number, limit?: number): LinkReason[]
  pendingMerges(): PendingMerge[]
  hubs(): Hub[]
  /** The whole state in pieces of at most 8 MB, to be kept beside `lastSeq`. */
  snapshot(): Iterable<{ name: string; bytes: Uint8Array }>
  /** Bytes held by the columns. */
  sizeBytes(): number
}

/** What changed, and the keys of values that nobody has any more. */
export interface ErasedLinks {
  readonly delta: LinkDelta
  readonly values: readonly string[]
}

export function createLinker(options: Partial<LinkOptions> = {}): Linker {
  return linkerOn(createState(options))
}

/** A linker from a snapshot; replaying the events after its `lastSeq` brings it up to date. Throws on a damaged snapshot. */
export function restoreLinker(
  chunks: Iterable<{ name: string; bytes: Uint8Array }>,
  options: Partial<LinkOptions> = {}
): Linker {
  const state = createState(options)
  loadState(state, chunks)
  return linkerOn(state)
}

function linkerOn(state: LinkState): Linker {
  const samples: Samples = new Map()
  const known = (advert: number): boolean =>
    advert >= 0 && advert < state.adverts.n.length && state.adverts.n.data[advert]! >= 0
  const members = (network: number): number[] => {
    const label = network > 0 && network < state.netLabel.length ? state.netLabel.data[network]! : -1
    return label < 0 ? [] : networkMembers(state, label).toSorted((a, b) => a - b)
  }
  return {
    apply: (event) => applyEvent(state, event, samples),
    erase: (adverts, at) => eraseAll(state, adverts, at, samples),
    lastSeq: () => state.people.lastSeq,
    unsettled: () => ({ events: state.people.unsettled, adverts: state.adverts.flags.length }),
    networkOf: (advert) => (known(advert) ? networkId(state, advert) || null : null),
    members,
    networks: () =>
      Array.from(state.netLabel.data.subarray(0, state.netLabel.length).keys()).filter(
        (id) => state.netLabel.data[id]! >= 0
      ),
    templateOf: (advert) => {
      const variant = known(advert) ? state.adverts.variant.data[advert]! : -1
      return variant < 0 || state.people.textRejected.has(advert) ? null : state.variantGroup.data[variant]!
    },
    explain: (a, b) => (known(a) && known(b) ? explainPair(state, a, b) : null),
    links: (network, limit = 10_000) => linksOfNetwork(state, members(network), limit),
    pendingMerges: () => listPending(state),
    hubs: () => listHubs(state),
    snapshot: () => dumpState(state),
    sizeBytes: () => sizeOf(state)
  }
}

function sizeOf(state: LinkState): number {
  const { people: _, options: __, ...columns } = state
  return columnBytes(columns as unknown as ColumnTree)
}

function applyEvent(state: LinkState, event: LinkEvent, samples: Samples): LinkDelta {
  if (event.seq <= state.people.lastSeq) return nothing(event, 'applied before')
  state.people.lastSeq = event.seq
  const change = createChange(dayOf(event))
  const pendingBefore = new Set(state.people.pending.keys())
  let possible = -1
  let refused = ''
  if (event.kind === 'advert') {
    const id = event.advert.id
    if (!Number.isInteger(id) || id < 0 || id > 0x3fffffff) refused = 'advert id is not a small whole number'
    else if (((state.adverts.flags.data[id] ?? 0) & 1) === 1 && id < state.adverts.flags.length)
      extendAdvert(state, event.advert, samples, change)
    else possible = enterAdvert(state, event.advert, samples, change)
  } else if (event.kind === 'settle') settleAll(state, samples, change)
  else if (event.kind === 'undo') refused = undoJudgement(state, event, samples, change)
  else refused = applyJudgement(state, event, samples, change)
  state.people.unsettled = event.kind === 'settle' ? 0 : state.people.unsettled + (refused === '' ? 1 : 0)
  settle(state, change)
  return deltaOf(state, event, change, pendingBefore, possible, refused)
}

function settle(state: LinkState, change: Change): void {
  settleNetworks(state, change)
  for (const [key, { a, b }] of state.people.pending)
    if (state.adverts.s.data[a] === state.adverts.s.data[b] || refusedBefore(state, a, b))
      state.people.pending.delete(key)
}

function eraseAll(state: LinkState, adverts: readonly number[], at: string, samples: Samples): ErasedLinks {
  const change = createChange(Math.floor(Date.parse(at) / 86_400_000))
  const pendingBefore = new Set(state.people.pending.keys())
  const known = adverts.filter((advert) => advert >= 0 && advert < state.adverts.flags.length)
  withdrawAll(state, known, samples, change)
  state.people.unsettled = Math.max(1, state.people.unsettled)
  settle(state, change)
  const delta = deltaOf(state, { seq: state.people.lastSeq, at }, change, pendingBefore, -1, '')
  samples.clear()
  return { delta, values: scrubWithdrawn(state) }
}

/** A person said that the two sides are not of one hand: the same question is not asked again, whatever advert brings it up. */
function refusedBefore(state: LinkState, a: number, b: number): boolean {
  const s = state.adverts.s.data
  for (const [x, others] of state.people.vetoes) {
    if (s[x] !== s[a]) continue
    for (const y of others.keys()) if (s[y] === s[b]) return true
  }
  return false
}

function deltaOf(
  state: LinkState,
  event: Pick<LinkEvent, 'seq' | 'at'>,
  change: Change,
  pendingBefore: ReadonlySet<string>,
  possible: number,
  refused: string
): LinkDelta {
  const networks: LinkDelta['networks'][number][] = []
  for (const [advert, before] of change.networkBefore) {
    const now = networkId(state, advert)
    if (now !== before) networks.push({ advert, from: before || null, to: now || null })
  }
  const templates: LinkDelta['templates'][number][] = []
  for (const [advert, from] of change.templateBefore) {
    const variant = state.people.textRejected.has(advert) ? -1 : state.adverts.variant.data[advert]!
    const to = variant < 0 ? null : state.variantGroup.data[variant]!
    if (to !== from) templates.push({ advert, from, to })
  }
  return {
    seq: event.seq,
    at: event.at,
    applied: refused === '',
    refused,
    networks,
    templates,
    edges: change.edges,
    events: networkEvents(state, change, networks, pendingBefore),
    ...(change.whole === null ? {} : { settled: true as const }),
    possibleTemplate: possible < 0 ? null : possible
  }
}

function nothing(event: LinkEvent, refused: string): LinkDelta {
  return {
    seq: event.seq,
    at: event.at,
    applied: false,
    refused,
    networks: [],
    templates: [],
    edges: [],
    events: [],
    possibleTemplate: null
  }
}

/** Days since 1970 of the event itself, for edges that it makes. */
function dayOf(event: LinkEvent): number {
  if (event.kind === 'advert') return event.advert.day
  const time = Date.parse(event.at)
  return Number.isNaN(time) ? 0 : Math.floor(time / 86_400_000)
}
