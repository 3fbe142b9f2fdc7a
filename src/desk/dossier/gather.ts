/** Reads the state of a case for a dossier, in one transaction of the person who asked, so that it holds what that person may see. */
import { createHash } from 'node:crypto'
import type { Tx } from '../../store/ground.ts'
import { mandateOf, type Desk } from '../adverts/vault.ts'
import { caseWords, shownItem, storedItems, wholeCase, type StoredCase } from '../cases/case-rows.ts'
import { openWords } from '../sealed-words.ts'
import type { Refusal } from '../outcome.ts'
import { tasksOf } from '../cases/task-rows.ts'
import { behindOf, sortedItems, type Sorted } from '../handling/leaving.ts'
import { againstOf } from './against.ts'
import { advertsOf, capturesOf, factsOf } from './captures.ts'
import { measuredFigures } from './figures.ts'
import { searchesOf } from './searches.ts'
import type { CustodyEntry, DossierAsk, DossierState, StateCapture, StateItem, StateTask } from './state.ts'

/** Parts of a case that are for those who work in it. */
const inside = /^(?:subject|note|task):/
/** Acts that say nothing of what was found: who asked to be let in, and what is planned. */
const ofTheTeam: ReadonlySet<string> = new Set(['leave-request', 'plan'])

/** What a dossier is about, before its contents are read. */
export interface Scope {
  readonly row: StoredCase
  readonly items: readonly StateItem[]
  readonly leftOut: number
  readonly sorted: Sorted
}

/** The items that go along: not those whose words are gone or not for who asks, nor those whose handling codes keep them from files. Null: there is no such case, or not for you, or it is erased. */
export async function scopeOf(tx: Tx, desk: Desk, id: string, unconfirmed: boolean): Promise<Scope | null> {
  const row = await wholeCase(tx, id)
  if (typeof row === 'string') return null
  const { rows: held } = await tx.query<{ no: number; adverts: number[] }>(
    'select no, adverts from case_item where case_id = $1',
    [row.id]
  )
  const holds = new Map(held.map((one) => [one.no, one.adverts]))
  const whole = (await storedItems(tx, row.id, null)).filter((one) => one.state === 'whole')
  const all = whole.map((stored): StateItem => {
    const { adverts: _count, held: _held, state: _state, ...item } = shownItem(desk.vault, desk.ground, row, stored)
    return { ...item, holds: holds.get(item.no) ?? [] }
  })
  const sorted = await sortedItems(tx, row.id, 'file')
  const free = all.filter((one) => !sorted.behind.has(one.no))
  const items = free.filter((one) => unconfirmed || one.confirmed)
  return { row, items, leftOut: free.length - items.length, sorted }
}

/** Adverts of the items whose source the mandate in force does not cover: nothing of them may leave. */
export async function outsideMandate(tx: Tx, { ground }: Desk, items: readonly StateItem[]): Promise<number[]> {
  const { rows } = await tx.query<{ id: number }>(
    `select a.id from advert a where a.id = any($1::int[]) and not exists (
       select 1 from mandate m where m.id = coalesce($2, mandate_of_line($3)) and ('*' = any (m.sources) or a.source_id = any (m.sources)))
     order by a.id limit 100`,
    [advertsOf(items), ground.under ?? null, ground.mandate]
  )
  return rows.map((row) => row.id)
}

/** The whole state. A refusal says why nothing may be made of it. */
export async function gatherState(
  tx: Tx,
  desk: Desk,
  id: string,
  ask: DossierAsk,
  versions: Readonly<Record<string, number>>
): Promise<DossierState | Refusal> {
  const scope = await scopeOf(tx, desk, id, ask.unconfirmed)
  if (scope === null) return 'not-found'
  const { row, items, leftOut, sorted } = scope
  if ((await outsideMandate(tx, desk, items)).length > 0) return 'outside-mandate'
  const captures = await capturesOf(tx, desk, items)
  // What was said and done about an item that stays behind stays behind with it, as do notes, what protects people, and tasks that were not asked for.
  const going = new Set(items.map((one) => `item:${one.no}`))
  const told = (about: unknown): boolean =>
    typeof about !== 'string' ||
    (about.startsWith('item:')
      ? going.has(about)
      : !inside.test(about) || (ask.tasks === true && about.startsWith('task:')))
  const facts = await factsOf(tx, desk, row, items)
  const keeps = keeping(items, captures)
  const state: Omit<DossierState, 'at'> = {
    format: 'baken-dossier/1',
    ask,
    case: caseOf(desk, row),
    mandate: await mandateNow(tx, desk),
    items,
    leftOut,
    ...handlingOf(items, sorted),
    acts: (await actsOf(tx, desk, row.id)).filter((one) => told(one.about) && !ofTheTeam.has(one.act)),
    custody: (await custodyOf(tx, row.id)).filter((one) =>
      one.act.startsWith('case.') ? told(one.detail['in']) && !ofTheTeam.has(one.act.replace('case.', '')) : keeps(one)
    ),
    captures,
    facts,
    against: await againstOf(tx, desk, row, items),
    ...(ask.searches === true && { searches: await searchesOf(tx, desk, row, facts, sorted) }),
    ...(ask.tasks === true && { tasks: await stateTasks(tx, desk, row.id) }),
    method: { versions, figures: measuredFigures() },
    template: await templateDigest(tx)
  }
  const moments = [
    row.opened_at,
    ...state.acts.map((one) => one.at),
    ...(state.tasks ?? []).map((one) => one.endedAt ?? one.at),
    ...items.flatMap((one) => [one.at, one.confirmedAt ?? one.at]),
    ...[...state.custody, ...(state.searches?.entries ?? [])].map((one) => `${one.at.slice(0, 23)}Z`)
  ]
  return { ...state, at: moments.toSorted().at(-1) ?? row.opened_at }
}

/** Tells of an entry whether it says how something that goes along was kept: that an advert of it was opened, or a capture of it stored. */
function keeping(items: readonly StateItem[], captures: readonly StateCapture[]): (entry: CustodyEntry) => boolean {
  const stored: ReadonlySet<unknown> = new Set(captures.map((one) => one.ledgerNo))
  const held: ReadonlySet<unknown> = new Set(items.flatMap((one) => one.holds))
  return ({ no, act, detail }) => {
    if (act !== 'advert.open') return stored.has(no)
    const opened: unknown = detail['adverts']
    return Array.isArray(opened) && opened.some((advert) => held.has(advert))
  }
}

/** The codes that go along, and how many items stay behind; nothing where no code was ever set. */
function handlingOf(items: readonly StateItem[], sorted: Sorted): Pick<DossierState, 'handling'> {
  const codes = items.flatMap(({ no }) => {
    const code = sorted.codes.get(no)
    return code === undefined ? [] : [{ no, ...code }]
  })
  return codes.length === 0 && sorted.behind.size === 0 ? {} : { handling: { codes, behind: behindOf(sorted) } }
}

/** SHA-256 of a state as hex: two states are the same when their digests are. */
export function stateDigest(state: DossierState): string {
  return createHash('sha256').update(JSON.stringify(state)).digest('hex')
}

function caseOf({ vault, ground }: Desk, row: StoredCase): DossierState['case'] {
  const { title, purpose } = caseWords(vault, ground, row)
  return {
    id: row.id,
    title,
    purpose,
    basis: row.basis,
    form: row.form,
    lead: row.lead,
    until: row.until,
    openedBy: row.opened_by,
    openedAt: row.opened_at
  }
}

async function mandateNow(tx: Tx, { ground }: Desk): Promise<DossierState['mandate']> {
  const { rows } = await tx.query<DossierState['mandate']>(
    `select id, legal_basis as basis, purpose, granted_by as "grantedBy", valid_from as "from", valid_until as until
     from mandate where id = coalesce($1, mandate_of_line($2))`,
    [ground.under ?? null, ground.mandate]
  )
  const [found] = rows
  if (found === undefined) throw new Error(`Mandate ${ground.mandate} is not there.`)
  return found
}

/** Every task as it stands; what depends on today (late, blocked) is not part of it, or the same state would differ tomorrow. */
async function stateTasks(tx: Tx, desk: Desk, id: string): Promise<StateTask[]> {
  const tasks = (await tasksOf(tx, desk, id)).toSorted((a, b) => a.no - b.no)
  return tasks.map(({ late: _late, blocked: _blocked, elsewhere: _elsewhere, version: _version, ...task }) => task)
}

/** Acts in the case with their reasons; making dossiers is none of them, or a second one could never be the same as the first. */
async function actsOf(tx: Tx, { ground, vault }: Desk, id: string): Promise<DossierState['acts']> {
  const { rows } = await tx.query<{ at: string; by: string; act: string; about: string | null; sealed: Buffer }>(
    `select at, by, act, about, sealed from case_act where case_id = $1 and act not like 'dossier%' order by no`,
    [id]
  )
  const place = { mandate: mandateOf(ground), label: 'case-act', context: id }
  return rows.map(({ sealed, ...one }) => ({
    ...one,
    reason: openWords<{ reason: string }>(vault, place, sealed).reason
  }))
}

async function custodyOf(tx: Tx, id: string): Promise<CustodyEntry[]> {
  const { rows } = await tx.query<Omit<CustodyEntry, 'prev' | 'hash'> & { prev: Buffer; hash: Buffer }>(
    'select no, at, actor, act, subject, detail, entry, prev, hash from case_custody($1)',
    [id]
  )
  return rows.map((one) => ({ ...one, prev: one.prev.toString('hex'), hash: one.hash.toString('hex') }))
}

async function templateDigest(tx: Tx): Promise<string | null> {
  const { rows } = await tx.query<{ digest: Buffer; own: boolean }>(
    'select digest, length(bytes) > 0 as own from dossier_template order by id desc limit 1'
  )
  return rows[0]?.own === true ? rows[0].digest.toString('hex') : null
}
