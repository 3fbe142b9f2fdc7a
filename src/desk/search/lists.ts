/** Lists of facts that are looked up at once: kept part by part, so that a restart goes on where it was; each part is an entry of the ledger. */
import { DoesNotOpen } from '../../model/does-not-open.ts'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type pg from 'pg'
import { act } from '../../accountability/acts.ts'
import type { BulkList, ListAnswer, ListTab } from '../../contract/desk/lists.ts'
import { openBytes, sealBytes } from '../../evidence/seal.ts'
import { blind } from '../../link/fingerprint.ts'
import type { MandateId } from '../../model/ids.ts'
import { keptKeyOf } from '../../store/sealed/capture-keys.ts'
import type { Store } from '../../store/connect.ts'
import { withGround, type Ground, type Tx } from '../../store/ground.ts'
import { tokensOf, valueKey } from '../../store/sealed/value-tokens.ts'
import { headLine, rowLine } from '../exports/csv.ts'
import { identified } from '../facts/fact-page.ts'
import { reasonGiven, refused, refusedAct, type Outcome } from '../outcome.ts'
import type { AskedFact } from './understand.ts'
import { blindKeyOf, mandateOf, type Vault } from '../adverts/vault.ts'

const partLines = 200
const pageAnswers = 200
const mostLists = 50
const columns = ['line', 'kind', 'value', 'open', 'sealed', 'firstSeen', 'lastSeen'] as const

interface Desk {
  readonly pool: pg.Pool
  readonly ground: Ground
  readonly vault: Vault
}

interface Head {
  readonly id: number
  readonly total: number
  readonly done: number
  readonly made_at: string
  readonly finished_at: string | null
  readonly sealed: Buffer
}

/** Takes a list in, with one entry that says how many and why; looking up begins by itself. `wrong-state`: nothing stands in it. */
export async function makeList(
  desk: Desk,
  given: readonly string[],
  typed: string
): Promise<Outcome<{ readonly id: number }>> {
  const reason = reasonGiven(typed)
  if (reason === null) return refused('reason-missing')
  const lines = [...new Set(given.map((line) => line.trim()).filter((line) => line !== ''))]
  if (lines.length === 0) return refused('wrong-state')
  const made = await act(desk.pool, desk.ground, async (tx) => {
    const { rows } = await tx.query<{ id: number }>(
      'insert into bulk_list (mandate_id, by, sealed, total) values ($1, $2, $3, $4) returning id',
      [mandateOf(desk.ground), desk.ground.user, sealed(desk, 'lines', lines), lines.length]
    )
    const id = rows[0]?.id ?? 0
    return { result: id, entry: { act: 'list.make', subject: `list:${id}`, detail: { lines: lines.length, reason } } }
  })
  goOn(desk, made)
  return { kind: 'done', value: { id: made } }
}

/**
 * Goes on with every list that was left unfinished, under the mandates in force and as who made it: after a restart, and where a
 * part failed. A list whose maker may no longer read waits for that.
 */
export async function resumeLists(
  store: Pick<Store, 'pool'>,
  vault: Vault,
  lines: readonly MandateId[]
): Promise<void> {
  for (const mandate of lines) {
    const { rows } = await withGround(store.pool, { user: 'pipeline', mandate }, (tx) =>
      tx.query<{ id: number; by: string }>(
        'select id, by from bulk_list where mandate_id = $1 and finished_at is null order by id limit 1000',
        [mandate]
      )
    )
    for (const { id, by } of rows) goOn({ pool: store.pool, ground: { user: by, mandate }, vault }, id)
  }
}

/** My lists, the newest first. */
export async function listLists(desk: Desk): Promise<Omit<Head, 'sealed'>[]> {
  return act(desk.pool, desk.ground, async (tx) => {
    const { rows } = await tx.query<Omit<Head, 'sealed'>>(
      `select id, total, done, made_at, finished_at from bulk_list where by = $1 order by id desc limit ${mostLists}`,
      [desk.ground.user]
    )
    return { result: rows, entry: null }
  })
}

/** How far a list of mine is, with a page of one tab. One that is unfinished goes on. */
export async function readList(desk: Desk, id: number, tab: ListTab, from: number): Promise<Outcome<BulkList>> {
  const outcome = await act<Outcome<BulkList>>(desk.pool, desk.ground, async (tx) => {
    const head = await headOf(tx, desk, id)
    if (head === null) return refusedAct('not-found')
    const answers = await answersOf(tx, desk, id)
    const shown = answers.filter((one) => tabOf(one) === tab)
    const counts = Map.groupBy(answers, tabOf)
    const value: BulkList = {
      id,
      total: head.total,
      done: answers.length,
      madeAt: head.made_at,
      finishedAt: head.finished_at,
      known: counts.get('known')?.length ?? 0,
      unknown: counts.get('unknown')?.length ?? 0,
      unreadable: counts.get('unreadable')?.length ?? 0,
      answers: shown.slice(from, from + pageAnswers),
      next: shown.length > from + pageAnswers ? from + pageAnswers : null
    }
    return { result: { kind: 'done', value }, entry: null }
  })
  if (outcome.kind === 'done' && outcome.value.finishedAt === null) goOn(desk, id)
  return outcome
}

/** A tab as CSV, with an entry of its own. `wrong-state`: the list is not finished, and half a file would pass for the whole. */
export async function listFile(desk: Desk, id: number, tab: ListTab): Promise<Outcome<string>> {
  return act<Outcome<string>>(desk.pool, desk.ground, async (tx) => {
    const head = await headOf(tx, desk, id)
    if (head === null) return refusedAct('not-found')
    if (head.finished_at === null) return refusedAct('wrong-state')
    const rows = (await answersOf(tx, desk, id)).filter((one) => tabOf(one) === tab)
    const text = rows.map((row) => rowLine(columns, row)).join('')
    const entry = { act: 'export.run', subject: `list:${id}`, detail: { tab, rows: rows.length, content: true } }
    return { result: { kind: 'done', value: headLine(columns) + text }, entry }
  })
}

const working = new Map<number, Promise<void>>()

/** Looks the rest of a list up in the background, once at a time; what fails is taken up by the next who asks, or by `resumeLists`. */
function goOn(desk: Desk, id: number): void {
  if (working.has(id)) return
  const work = (async () => {
    while (await lookUpPart(desk, id)) await new Promise((resolve) => setImmediate(resolve))
  })()
  working.set(
    id,
    work.catch(() => undefined).finally(() => working.delete(id))
  )
}

/** Looks up the next part and keeps it with its entry in one transaction; false when nothing is left. */
async function lookUpPart(desk: Desk, id: number): Promise<boolean> {
  return act(desk.pool, desk.ground, async (tx) => {
    const head = await headOf(tx, desk, id, true)
    if (head === null || head.finished_at !== null) return { result: false, entry: null }
    const lines = unsealed<string[]>(desk, 'lines', head.sealed).slice(head.done, head.done + partLines)
    const asked = lines.map((line) => ({ line, fact: identified('any', line) }))
    const answers = await lookUp(tx, desk, asked)
    await tx.query('insert into bulk_answer (list_id, from_line, mandate_id, sealed) values ($1, $2, $3, $4)', [
      id,
      head.done,
      mandateOf(desk.ground),
      sealed(desk, `answers ${id} ${head.done}`, answers)
    ])
    const done = head.done + lines.length
    await tx.query('update bulk_list set done = $2, finished_at = case when $2 >= total then now() end where id = $1', [
      id,
      done
    ])
    const facts = asked.flatMap(({ fact }) => (fact === null ? [] : [`${fact.kind} ${fact.value}`]))
    const entry = {
      act: 'list.look-up',
      subject: `list:${id}`,
      detail: { facts, results: answers.filter(isKnown).length }
    }
    return { result: done < head.total, entry }
  })
}

async function lookUp(
  tx: Tx,
  { vault, ground }: Desk,
  asked: readonly { readonly line: string; readonly fact: AskedFact | null }[]
): Promise<ListAnswer[]> {
  const mandate = mandateOf(ground)
  const key = blindKeyOf(vault, mandate)
  const tokens = asked.flatMap(({ fact }, at) =>
    fact === null || key === null
      ? []
      : fact.readings.flatMap((one) =>
          tokensOf(valueKey(key), blind(one.kind, one.value, key)).map((token) => ({ token, at }))
        )
  )
  const { rows } = await tx.query<{ at: number; open: number; sealed: number; first: string; last: string }>({
    name: 'list-look-up',
    text: `select v.at, count(distinct a.id) filter (where a.state = 'open')::int as open,
             count(distinct a.id) filter (where a.state = 'sealed')::int as sealed, min(a.first_seen) as first, max(a.last_seen) as last
           from unnest($2::text[], $3::int[]) as v(token, at) join fact f on f.mandate_id = $1 and f.token = v.token
           join advert a on a.id = f.advert_id where f.state <> 'rejected' and a.state <> 'erased' group by v.at`,
    values: [mandate, tokens.map((one) => one.token), tokens.map((one) => one.at)]
  })
  const found = new Map(rows.map((row) => [row.at, row]))
  return asked.map(({ line, fact }, at) => {
    const mine = found.get(at)
    return {
      line,
      kind: fact?.kind ?? null,
      value: fact?.value ?? null,
      open: mine?.open ?? 0,
      sealed: mine?.sealed ?? 0,
      firstSeen: mine?.first ?? null,
      lastSeen: mine?.last ?? null
    }
  })
}

async function headOf(tx: Tx, { ground }: Desk, id: number, lock = false): Promise<Head | null> {
  const { rows } = await tx.query<Head>(
    `select id, total, done, made_at, finished_at, sealed from bulk_list where id = $1 and by = $2 ${lock ? 'for update' : ''}`,
    [id, ground.user]
  )
  return rows[0] ?? null
}

async function answersOf(tx: Tx, desk: Desk, id: number): Promise<ListAnswer[]> {
  const { rows } = await tx.query<{ from_line: number; sealed: Buffer }>(
    'select from_line, sealed from bulk_answer where list_id = $1 order by from_line',
    [id]
  )
  return rows.flatMap((row) => unsealed<ListAnswer[]>(desk, `answers ${id} ${row.from_line}`, row.sealed))
}

function isKnown({ open, sealed: closed }: ListAnswer): boolean {
  return open + closed > 0
}

function tabOf(one: ListAnswer): ListTab {
  if (one.kind === null) return 'unreadable'
  return isKnown(one) ? 'known' : 'unknown'
}

function keyOf({ vault, ground }: Desk): Buffer {
  return keptKeyOf(vault.keyring, mandateOf(ground)).bytes
}

function sealed(desk: Desk, context: string, value: unknown): Buffer {
  return sealBytes(keyOf(desk), 'bulk-list', context, deflateRawSync(JSON.stringify(value)))
}

function unsealed<T>(desk: Desk, context: string, bytes: Buffer): T {
  const opened = openBytes(keyOf(desk), 'bulk-list', context, bytes)
  if (opened.kind === 'refused') throw new DoesNotOpen(`A list does not open: ${opened.detail}`)
  return JSON.parse(inflateRawSync(opened.bytes, { maxOutputLength: 64 * 1024 * 1024 }).toString('utf8')) as T
}
