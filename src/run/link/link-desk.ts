/** What people decide about links, carried to the linker: facts, pairs of adverts and hubs, and taking that back; and what it has to show them. */
import type { ValueKind } from '../../model/value-kind.ts'
import { isValueKind } from '../../model/value-kind.ts'
import { patiently, record, type Ground, type LedgerEntry, type Tx } from '../../store/ground.ts'
import {
  LinkerUnavailable,
  NothingToJudge,
  type LinkDesk,
  type LinkOutcome,
  type WaitingMerge
} from '../../desk/networks/link-acts.ts'
import {
  decideFact,
  insertJudgement,
  linkNumber,
  undoJudgements,
  type DecidedFact,
  type JudgementName
} from '../../store/links/judgements.ts'
import { nameOf } from '../../store/sealed/value-tokens.ts'
import type { LinkerHost, NewLinkEvent } from './linker-host.ts'
import type { ProcessWorker } from '../process/process-worker.ts'

/** `workerFor` gives the process worker of a mandate; without one (another machine processes) judgements are refused for now. */
export function createLinkDesk(workerFor: (mandate: string) => ProcessWorker | null): LinkDesk {
  const { run, look, peek } = linkerAccess(workerFor)
  const setFact = (
    ground: Ground,
    advert: number,
    sighting: number,
    ordinal: number,
    reason: string,
    reject: boolean
  ): Promise<LinkOutcome> =>
    run(ground, async (tx, host) => {
      const decided = await decideFact(tx, { advert, sighting, ordinal, reject, by: ground.user, reason })
      const fact = namedFact(host, decided)
      if (fact === undefined)
        throw new NothingToJudge(
          reject ? 'This fact is rejected already, or is not there.' : 'This fact is not rejected.'
        )
      const entry = {
        act: reject ? 'fact.reject' : 'fact.restore',
        subject: `advert:${advert}`,
        detail: { sighting, ordinal, kind: fact.kind, reason }
      }
      const linkNo = isValueKind(fact.kind) ? await linkNumber(tx, advert) : null
      if (!isValueKind(fact.kind) || linkNo === null) return { networks: new Set<number>(), more: {}, entry }
      const networks = reject
        ? await judge(
            tx,
            host,
            ground,
            { kind: 'reject', advert: linkNo, valueKind: fact.kind, key: fact.blind },
            { a: advert, b: null, blind: fact.blind, reason }
          )
        : await undoJudgement(tx, host, ground, { advert, blind: fact.blind })
      return { networks: networks.networks, more: {}, entry }
    })

  const judgePair = (
    ground: Ground,
    kind: 'same' | 'different',
    a: number,
    b: number,
    reason: string
  ): Promise<LinkOutcome> =>
    run(ground, async (tx, host) => {
      const [first, second] = [await linkNumber(tx, a), await linkNumber(tx, b)]
      if (first === null || second === null || a === b)
        throw new NothingToJudge('One of the adverts is not linked to anything (any more).')
      const made = await judge(
        tx,
        host,
        ground,
        { kind: kind === 'same' ? 'same' : 'veto', a: first, b: second },
        { a, b, blind: null, reason }
      )
      const entry = { act: `judgement.${kind}`, subject: `advert:${a}`, detail: { a, b, judgement: made.id, reason } }
      return { networks: made.networks, more: {}, entry }
    })

  return {
    rejectFact: (ground, advert, sighting, ordinal, reason) => setFact(ground, advert, sighting, ordinal, reason, true),
    restoreFact: (ground, advert, sighting, ordinal, reason) =>
      setFact(ground, advert, sighting, ordinal, reason, false),
    different: (ground, a, b, reason) => judgePair(ground, 'different', a, b, reason),
    same: (ground, a, b, reason) => judgePair(ground, 'same', a, b, reason),
    word: (ground, state, kind, key, reason) =>
      run(ground, async (tx, host) => {
        if (!isValueKind(kind)) throw new NothingToJudge('A value of this kind joins nothing.')
        const about = { a: null, b: null, blind: key, reason }
        const made = await judge(tx, host, ground, { kind: 'hub', valueKind: kind, key, state }, about)
        return {
          networks: made.networks,
          more: {},
          entry: { act: `judgement.${state}`, subject: `judgement:${made.id}`, detail: { kind, key, reason } }
        }
      }),
    waiting: (ground) => look(ground, waitingIn),
    waitingCount: async (ground) => (peek(ground, waitingIn) ?? (await look(ground, waitingIn))).length,
    hubs: (ground) => look(ground, (host) => host.linker.hubs()),
    explain: (ground, a, b) =>
      look(ground, async (host, tx) => {
        const [first, second] = [await linkNumber(tx, a), await linkNumber(tx, b)]
        const path = first === null || second === null ? null : host.linker.explain(first, second)
        return (
          path?.map((one) => ({ ...one, from: host.advertOf(one.from) ?? 0, to: host.advertOf(one.to) ?? 0 })) ?? null
        )
      }),
    undo: (ground, judgement, reason) =>
      run(ground, async (tx, host) => {
        const undone = await undoJudgement(tx, host, ground, { id: Number(judgement) })
        if (undone.count === 0) throw new NothingToJudge('This judgement was taken back before, or is not there.')
        return {
          networks: undone.networks,
          more: {},
          entry: { act: 'judgement.undo', subject: `judgement:${judgement}`, detail: { reason } }
        }
      })
  }
}

/** The ways to the linker of a mandate: `run` for a judgement with its ledger entry, `look` for what it has to show. */
function linkerAccess(workerFor: (mandate: string) => ProcessWorker | null) {
  const workerOf = (ground: Ground): ProcessWorker => {
    const worker = ground.mandate === null ? null : workerFor(ground.mandate)
    if (worker === null) throw new LinkerUnavailable('No process of this mandate links here now.')
    return worker
  }

  const run = async <T extends object>(
    ground: Ground,
    work: (tx: Tx, host: LinkerHost) => Promise<{ networks: Set<number>; more: T; entry: LedgerEntry }>
  ): Promise<T & LinkOutcome> => {
    const worker = workerOf(ground)
    let more: T | null = null
    // The pipeline and other people write the same adverts: where two wait for each other the database ends one, which starts over.
    const networks = await patiently(() =>
      worker.linkEvents(ground.user, async (tx, host) => {
        const done = await work(tx, host)
        more = done.more
        // Last: the ledger's lock is held to the commit.
        await record(tx, ground, done.entry)
        return done.networks
      })
    )
    return { ...((more as T | null) ?? ({} as T)), networksChanged: networks.size }
  }

  /** Looks at the linker between two of its steps; changes nothing. */
  const look = async <T>(ground: Ground, work: (host: LinkerHost, tx: Tx) => T | Promise<T>): Promise<T> => {
    let found: { readonly value: T } | null = null
    await workerOf(ground).linkEvents(ground.user, async (tx, host) => {
      found = { value: await work(host, tx) }
      return new Set()
    })
    return ((found as { readonly value: T } | null) ?? never()).value
  }

  /** The same without a turn and a transaction, for what screens ask again and again; null while the linker is not loaded. */
  const peek = <T>(ground: Ground, work: (host: LinkerHost) => T): T | null => workerOf(ground).peek(work)
  return { run, look, peek }
}

/** Merges that wait for a person, with the ids of adverts in the store. */
function waitingIn(host: LinkerHost): WaitingMerge[] {
  return host.linker.pendingMerges().flatMap((one): WaitingMerge[] => {
    const [a, b] = [host.advertOf(one.a), host.advertOf(one.b)]
    return a === undefined || b === undefined ? [] : [{ ...one, a, b }]
  })
}

function namedFact(host: LinkerHost, row: DecidedFact | undefined): { kind: string; blind: string } | undefined {
  return row === undefined ? undefined : { kind: row.kind, blind: nameOf(host.tokens, row.token) }
}

interface About {
  readonly a: number | null
  readonly b: number | null
  readonly blind: string | null
  readonly reason: string
}

type Judgement =
  | { kind: 'reject'; advert: number; valueKind: ValueKind; key: string }
  | { kind: 'veto' | 'same'; a: number; b: number }
  | { kind: 'hub'; valueKind: ValueKind; key: string; state: 'hub' | 'own' }

function never(): never {
  throw new Error('The linker was not looked at.')
}

async function judge(
  tx: Tx,
  host: LinkerHost,
  ground: Ground,
  judgement: Judgement,
  about: About
): Promise<{ networks: Set<number>; id: number }> {
  const event: NewLinkEvent = { ...judgement, at: new Date().toISOString(), by: ground.user }
  const applied = await host.apply(tx, [{ advertId: about.a, event }])
  if (applied.deltas[0]?.applied === false) throw new NothingToJudge(applied.deltas[0].refused)
  const kind = judgement.kind === 'veto' ? 'different' : judgement.kind === 'hub' ? judgement.state : judgement.kind
  const valueKind = 'valueKind' in judgement ? judgement.valueKind : null
  const made = { mandate: ground.mandate, kind, ...about, seq: applied.seq, by: ground.user, valueKind }
  return { networks: new Set(applied.networks), id: await insertJudgement(tx, made) }
}

/** Takes judgements back, in the tables and in the linker. */
async function undoJudgement(
  tx: Tx,
  host: LinkerHost,
  ground: Ground,
  which: JudgementName
): Promise<{ networks: Set<number>; count: number }> {
  const rows = await undoJudgements(tx, which, ground.user)
  const networks = new Set<number>()
  for (const row of rows) {
    const event: NewLinkEvent = { kind: 'undo', judgement: row.seq, at: new Date().toISOString(), by: ground.user }
    for (const network of (await host.apply(tx, [{ advertId: row.a, event }])).networks) networks.add(network)
  }
  return { networks, count: rows.length }
}
