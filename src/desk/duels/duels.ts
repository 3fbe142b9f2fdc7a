/** The same or not: the pairs that wait for an answer, what follows from answers given, and "not sure", which joins and parts nothing. */
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { Duel, DuelSide, Duels } from '../../contract/desk/duels.ts'
import type { PendingMerge } from '../../link/event.ts'
import type { Ground, Tx } from '../../store/ground.ts'
import { noteRows } from '../../store/row-log.ts'
import { classesOf, type Classes, type PairJudgement } from './duel-classes.ts'
import { groupsOf, nearPairs, type NearPair } from './duel-pairs.ts'
import { maskedTitle } from '../adverts/masks.ts'
import { maskedBody } from '../networks/network-template.ts'
import { refused, refusedAct, type Outcome } from '../outcome.ts'
import { comparePair } from './pair-compare.ts'
import { marksOf, type Marked } from './pair-marks.ts'
import { sidesOf, type OpenSide } from './pair-sides.ts'
import { mandateOf, type Vault } from '../adverts/vault.ts'

const mostPairs = 50
/** Opened adverts among which pairs are looked for, the newest first. Decrypting and folding their texts takes 0.3 s, the first time only. */
const mostCompared = 1_000
const mostJudgements = 20_000

interface Asked {
  readonly network?: number | undefined
  /** Also what the asker was not sure of. */
  readonly held: boolean
}

/** The pairs that wait. `waiting`: merges as the linker has them; null when it does not run here. */
export async function listDuels(
  pool: pg.Pool,
  ground: Ground,
  vault: Vault,
  waiting: readonly PendingMerge[] | null,
  { network, held }: Asked
): Promise<Duels> {
  const mandate = mandateOf(ground)
  return act<Duels>(pool, ground, async (tx) => {
    const marked = await comparedMarks(tx, vault, mandate, network, waiting ?? [])
    const judged = await judgementsOf(tx, mandate)
    const classes = classesOf(judged)
    const unsure = await unsureOf(tx, ground)
    const merges = (waiting ?? []).map(({ a, b }): NearPair => ({
      a: Math.min(a, b),
      b: Math.max(a, b),
      why: 'merge',
      percent: 0
    }))
    const about = (pair: NearPair): boolean =>
      network === undefined || [pair.a, pair.b].some((advert) => marked.get(advert)?.network === network)
    const shownMerges = merges.filter((pair) => marked.has(pair.a) && marked.has(pair.b))
    const open = unanswered([...shownMerges, ...nearPairs(marked)].filter(about), marked, classes)
    const left = open.filter((pair) => held || !unsure.has(`${pair.a} ${pair.b}`))
    const shown = left.slice(0, mostPairs)
    const adverts = [...new Set(shown.flatMap((pair) => [pair.a, pair.b]))]
    const sides = await sidesOf(tx, vault, adverts)
    const sizes = await sizesOf(
      tx,
      mandate,
      shown.flatMap((pair) => [sides.get(pair.a), sides.get(pair.b)])
    )
    const value: Duels = {
      pairs: shown.flatMap((pair) => duelOf(pair, sides, sizes)),
      count: left.length,
      sealed: merges.length - shownMerges.length,
      held: open.filter((pair) => unsure.has(`${pair.a} ${pair.b}`)).length,
      contradictions: contradictionsIn(judged, classes)
    }
    const detail = { count: left.length, shown: adverts, ...(network !== undefined && { network }) }
    return { result: value, entry: { act: 'duels.list', detail } }
  })
}

/** Whether an answer may be given: both adverts are open, and no earlier judgement says otherwise. */
export async function mayAnswer(
  pool: pg.Pool,
  ground: Ground,
  a: number,
  b: number,
  answer: 'same' | 'different' | 'unsure'
): Promise<Outcome<null>> {
  const mandate = mandateOf(ground)
  return act<Outcome<null>>(pool, ground, async (tx) => {
    const { rows } = await tx.query<{ state: string }>('select state from advert where id = any($1::int[])', [[a, b]])
    if (rows.length < 2) return refusedAct('not-found')
    if (rows.some((row) => row.state !== 'open')) return refusedAct('sealed')
    const said = classesOf(await judgementsOf(tx, mandate)).said(a, b)
    const contradicts = answer !== 'unsure' && said !== null && said !== answer
    return { result: contradicts ? refused('contradicts') : { kind: 'done', value: null }, entry: null }
  })
}

/** Keeps that a person is not sure of two adverts. Returns the judgement, to take it back. */
export async function keepUnsure(pool: pg.Pool, ground: Ground, a: number, b: number, reason: string): Promise<number> {
  return act(pool, ground, async (tx) => {
    const { rows } = await tx.query<{ id: number }>(
      `insert into judgement (mandate_id, kind, a, b, by, reason) values ($1, 'unsure', $2, $3, $4, $5) returning id`,
      [mandateOf(ground), a, b, ground.user, reason]
    )
    const id = rows[0]?.id ?? 0
    await noteRows(tx, 'judgement', [id])
    return {
      result: id,
      entry: { act: 'judgement.unsure', subject: `advert:${a}`, detail: { a, b, judgement: id, reason } }
    }
  })
}

/** Takes "not sure" back; nothing in the links changes. */
export async function undoUnsure(pool: pg.Pool, ground: Ground, id: number, reason: string): Promise<Outcome<null>> {
  return act<Outcome<null>>(pool, ground, async (tx) => {
    const done = await tx.query(
      `update judgement set undone_at = now(), undone_by = $2 where id = $1 and kind = 'unsure' and undone_at is null`,
      [id, ground.user]
    )
    if (done.rowCount === 0) return refusedAct('changed')
    await noteRows(tx, 'judgement', [id])
    return {
      result: { kind: 'done', value: null },
      entry: { act: 'judgement.undo', subject: `judgement:${id}`, detail: { reason } }
    }
  })
}

/** The newest judgement of this person on two adverts that stands. */
export async function newestJudgement(pool: pg.Pool, ground: Ground, a: number, b: number): Promise<number> {
  return act(pool, ground, async (tx) => {
    const { rows } = await tx.query<{ id: number }>(
      `select max(id) as id from judgement where mandate_id = $1 and a = $2 and b = $3 and by = $4 and undone_at is null`,
      [mandateOf(ground), a, b, ground.user]
    )
    return { result: rows[0]?.id ?? 0, entry: null }
  })
}

/** Marks of the newest opened adverts, of the network that is asked about, and of merges that wait. */
async function comparedMarks(
  tx: Tx,
  vault: Vault,
  mandate: string,
  network: number | undefined,
  waiting: readonly PendingMerge[]
): Promise<ReadonlyMap<number, Marked>> {
  const { rows } = await tx.query<{ id: number }>(
    `(select id from advert where mandate_id = $1 and state = 'open' order by id desc limit $2)
     union (select id from advert where mandate_id = $1 and network_id = $3 and state = 'open' order by id desc limit 200)
     union (select id from advert where mandate_id = $1 and state = 'open' and id = any($4::int[]))`,
    [mandate, mostCompared, network ?? null, waiting.slice(0, 100).flatMap(({ a, b }) => [a, b])]
  )
  return marksOf(
    tx,
    vault,
    mandate,
    rows.map((row) => row.id)
  )
}

async function judgementsOf(tx: Tx, mandate: string): Promise<(PairJudgement & { readonly by: string })[]> {
  const { rows } = await tx.query<PairJudgement & { by: string }>(
    `select id, kind, a, b, by from judgement where mandate_id = $1 and kind in ('same', 'different') and undone_at is null
       and a is not null and b is not null order by id desc limit $2`,
    [mandate, mostJudgements]
  )
  return rows
}

async function unsureOf(tx: Tx, ground: Ground): Promise<ReadonlySet<string>> {
  const { rows } = await tx.query<{ a: number; b: number }>(
    `select a, b from judgement where mandate_id = $1 and kind = 'unsure' and by = $2 and undone_at is null limit $3`,
    [mandateOf(ground), ground.user, mostJudgements]
  )
  return new Set(rows.map(({ a, b }) => `${Math.min(a, b)} ${Math.max(a, b)}`))
}

/** Pairs of which nothing is said yet; of two pairs that one answer decides only the first is asked. */
function unanswered(pairs: readonly NearPair[], marked: ReadonlyMap<number, Marked>, classes: Classes): NearPair[] {
  const asked = new Set<string>()
  return pairs.filter((pair) => {
    if (classes.said(pair.a, pair.b) !== null) return false
    const name = groupsOf(marked, pair)
    if (asked.has(name)) return false
    asked.add(name)
    return true
  })
}

async function sizesOf(
  tx: Tx,
  mandate: string,
  sides: readonly (OpenSide | undefined)[]
): Promise<Map<number, number>> {
  const { rows } = await tx.query<{ id: number; adverts: number }>(
    'select id, adverts from network where mandate_id = $1 and id = any($2::int[])',
    [mandate, [...new Set(sides.flatMap((side) => side?.network ?? []))]]
  )
  return new Map(rows.map((row) => [row.id, row.adverts]))
}

function duelOf(pair: NearPair, sides: ReadonlyMap<number, OpenSide>, sizes: ReadonlyMap<number, number>): Duel[] {
  const [a, b] = [sides.get(pair.a), sides.get(pair.b)]
  if (a === undefined || b === undefined) return []
  const shown = (advert: number, side: OpenSide): DuelSide => ({
    advert,
    network: side.network,
    size: side.network === null ? 1 : (sizes.get(side.network) ?? 1),
    site: side.site,
    at: side.at,
    title: maskedTitle(side.reading),
    text: maskedBody(side.reading)
  })
  return [
    { a: shown(pair.a, a), b: shown(pair.b, b), why: pair.why, percent: pair.percent, compared: comparePair(a, b) }
  ]
}

function contradictionsIn(
  judged: readonly (PairJudgement & { readonly by: string })[],
  classes: Classes
): Duels['contradictions'] {
  return judged.flatMap(({ id, kind, a, b, by }) => {
    const way = kind === 'different' ? classes.way(a, b) : null
    return way === null ? [] : [{ judgement: id, by, adverts: way }]
  })
}
