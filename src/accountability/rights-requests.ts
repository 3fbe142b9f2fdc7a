/** Requests of persons about their data (Wpg, articles 25 to 28): who asks is sealed, the term is counted, and each step is an act. */
import { DoesNotOpen } from '../model/does-not-open.ts'
import { createHash } from 'node:crypto'
import type { RightsBody, RightsList, RightsRequest } from '../contract/oversight/rights.ts'
import type { Keyring } from '../evidence/keys.ts'
import { openBytes, sealBytes } from '../evidence/seal.ts'
import type { Store } from '../store/connect.ts'
import type { Tx } from '../store/ground.ts'
import { act, type Done } from './acts.ts'
import { eachLine } from './retention/due.ts'
import { rightsTerms } from './rights-terms.ts'

export interface RightsDesk {
  readonly store: Store
  readonly keyring: Keyring
  /** The auditor who does it. */
  readonly user: string
}

export type RightsOutcome =
  | { readonly kind: 'done'; readonly id: number }
  | { readonly kind: 'refused'; readonly reason: 'not-found' | 'wrong-state' }
  /** The field that is not right. */
  | { readonly kind: 'wrong'; readonly field: 'name' | 'asks' | 'receivedOn' | 'adverts' }

export type RightsStep =
  | { readonly act: 'extend'; readonly weeks: 4 | 6; readonly reason: string }
  | { readonly act: 'answer'; readonly answer: NonNullable<RightsRequest['answer']>; readonly reason: string }
  | { readonly act: 'lift'; readonly reason: string }

/** What is sealed: the person, the question, and the reasons that were written since. */
interface Words {
  readonly name: string
  readonly asks: string
  readonly extend?: string
  readonly answer?: string
  readonly lift?: string
}

const label = 'rights-request'

/** Registers a request that came in on a day; a restriction holds its adverts from now on. What it is about is not in the ledger. */
export async function registerRights(desk: RightsDesk, body: RightsBody): Promise<RightsOutcome> {
  const [name, asks] = [clean(body.name), clean(body.asks)]
  if (name === '') return { kind: 'wrong', field: 'name' }
  if (asks === '') return { kind: 'wrong', field: 'asks' }
  const adverts = [...new Set(body.adverts ?? [])].sort((a, b) => a - b)
  if (adverts.length > 0 && body.kind !== 'restriction') return { kind: 'wrong', field: 'adverts' }
  if (adverts.length > 0 && !(await allThere(desk.store, adverts))) return { kind: 'wrong', field: 'adverts' }
  return act<RightsOutcome>(desk.store.pool, { user: desk.user, mandate: null }, async (tx) => {
    const { rows: days } = await tx.query<{ ahead: boolean }>(`select $1::date > today() as ahead`, [body.receivedOn])
    if (days[0]?.ahead !== false) return { result: { kind: 'wrong', field: 'receivedOn' }, entry: null }
    const words = sealWords(desk.keyring, { name, asks })
    const { rows } = await tx.query<{ id: number }>(
      'insert into rights_request (kind, received_on, sealed, made_by) values ($1, $2, $3, $4) returning id',
      [body.kind, body.receivedOn, words, desk.user]
    )
    const id = rows[0]?.id ?? 0
    await tx.query('insert into rights_hold (request_id, advert_id) select $1, unnest($2::int[])', [id, adverts])
    return done(id, 'register', {
      kind: body.kind,
      receivedOn: body.receivedOn,
      ...(adverts.length > 0 && { adverts }),
      sealed: digestOf(words)
    })
  })
}

/** Extends the term once, answers, or lifts a restriction that holds. The reason is sealed with the request. */
export async function stepRights(desk: RightsDesk, id: number, step: RightsStep): Promise<RightsOutcome> {
  return act<RightsOutcome>(desk.store.pool, { user: desk.user, mandate: null }, async (tx) => {
    const found = (await stored(tx, 'where r.id = $1 for update of r', [id]))[0]
    if (found === undefined) return { result: { kind: 'refused', reason: 'not-found' }, entry: null }
    const outside = step.act === 'extend' && !rightsTerms[found.kind].extensions.includes(step.weeks)
    if (outside || !mayOf(found).includes(step.act))
      return { result: { kind: 'refused', reason: 'wrong-state' }, entry: null }
    const words = sealWords(desk.keyring, { ...openWords(desk.keyring, found.sealed), [step.act]: step.reason })
    await tx.query('update rights_request set sealed = $2 where id = $1', [id, words])
    const sealed = digestOf(words)
    if (step.act === 'extend') {
      await tx.query('update rights_request set extended_weeks = $2 where id = $1', [id, step.weeks])
      return done(id, 'extend', { weeks: step.weeks, sealed })
    }
    if (step.act === 'lift') {
      await tx.query('update rights_request set lifted_at = now() where id = $1', [id])
      return done(id, 'lift', { adverts: found.adverts, sealed })
    }
    await tx.query('update rights_request set answer = $2, answered_at = now(), answered_by = $3 where id = $1', [
      id,
      step.answer,
      desk.user
    ])
    return done(id, 'answer', { kind: found.kind, answer: step.answer, late: found.late, sealed })
  })
}

/** Those without an answer first, by the day on which they are due; then the answered ones, newest first. */
export async function listRights(desk: RightsDesk): Promise<RightsList> {
  return act<RightsList>(desk.store.pool, { user: desk.user, mandate: null }, async (tx) => {
    const rows = await stored(
      tx,
      `order by (r.answer is null) desc, case when r.answer is null then ${dueOn} end, r.id desc limit 1000`,
      []
    )
    const list = rows.map(({ sealed, ...row }) => {
      const words = openWords(desk.keyring, sealed)
      const reasons = {
        extendedBecause: words.extend ?? null,
        answerBecause: words.answer ?? null,
        liftedBecause: words.lift ?? null
      }
      const { extensions, source } = rightsTerms[row.kind]
      return { ...row, name: words.name, asks: words.asks, ...reasons, may: mayOf(row), extensions, source }
    })
    const counted = await rightsDue(tx)
    return { result: { ...counted, list }, entry: { act: 'rights.list', detail: { shown: list.length } } }
  })
}

/** How many wait for an answer, and how many of them past their term; nothing for who is no auditor. */
export async function rightsDue(tx: Tx): Promise<{ open: number; late: number }> {
  const { rows } = await tx.query<{ open: number; late: number }>(
    `select count(*)::int as open, (count(*) filter (where ${dueOn} < today()))::int as late
     from rights_request r where r.answer is null`
  )
  return rows[0] ?? { open: 0, late: 0 }
}

interface Stored extends Omit<
  RightsRequest,
  'name' | 'asks' | 'extendedBecause' | 'answerBecause' | 'liftedBecause' | 'may' | 'extensions' | 'source'
> {
  readonly sealed: Buffer
}

const termOf = Object.entries(rightsTerms).map(([kind, { days }]) => `when '${kind}' then ${days}`)
const dueOn = `(r.received_on + case r.kind ${termOf.join(' ')} end + 7 * r.extended_weeks)`

async function stored(tx: Tx, rest: string, values: readonly unknown[]): Promise<Stored[]> {
  const { rows } = await tx.query<Stored>(
    `select r.id, r.kind, to_char(r.received_on, 'YYYY-MM-DD') as "receivedOn", to_char(${dueOn}, 'YYYY-MM-DD') as "dueOn",
       r.answer is null and ${dueOn} < today() as late, r.extended_weeks as "extendedWeeks", r.answer, r.answered_at as "answeredAt",
       r.answered_by as "answeredBy", r.lifted_at as "liftedAt", r.made_by as "madeBy", r.made_at as "madeAt", r.sealed,
       array(select h.advert_id from rights_hold h where h.request_id = r.id order by 1) as adverts
     from rights_request r ${rest}`,
    [...values]
  )
  return rows
}

function mayOf(one: Pick<Stored, 'kind' | 'answer' | 'extendedWeeks' | 'adverts' | 'liftedAt'>): RightsRequest['may'] {
  const extendable = one.extendedWeeks === 0 && rightsTerms[one.kind].extensions.length > 0
  if (one.answer === null) return extendable ? ['extend', 'answer'] : ['answer']
  return one.answer !== 'refused' && one.adverts.length > 0 && one.liftedAt === null ? ['lift'] : []
}

/** Whether each of these adverts exists and is not erased, under any line of mandates. */
async function allThere(store: Store, adverts: readonly number[]): Promise<boolean> {
  const found = await eachLine(store, async (tx, { line }) => {
    const { rows } = await tx.query<{ n: number }>(
      `select count(*)::int as n from advert where mandate_id = $1 and id = any($2::int[]) and state <> 'erased'`,
      [line, adverts]
    )
    return rows[0]?.n ?? 0
  })
  return found.reduce((sum, n) => sum + n, 0) === adverts.length
}

function sealWords(keyring: Keyring, words: Words): Buffer {
  return sealBytes(keyOf(keyring), label, label, Buffer.from(JSON.stringify(words)))
}

function openWords(keyring: Keyring, sealed: Buffer): Words {
  const opened = openBytes(keyOf(keyring), label, label, sealed)
  if (opened.kind === 'refused') throw new DoesNotOpen(`A request about data does not open: ${opened.detail}`)
  return JSON.parse(opened.bytes.toString('utf8')) as Words
}

/** `baken verify` compares what is sealed with it: random bytes, so that it confirms no guess of the words. */
function digestOf(sealed: Buffer): string {
  return createHash('sha256').update(sealed).digest('hex')
}

function keyOf(keyring: Keyring): Buffer {
  const found = keyring.rightsKey(true)
  if (found.kind !== 'key') throw new Error(`The key of requests about data cannot be had (${found.kind}).`)
  return found.key.bytes
}

function clean(text: string): string {
  return text.replaceAll('\0', '').toWellFormed().trim()
}

function done(id: number, verb: string, detail: Readonly<Record<string, unknown>>): Done<RightsOutcome> {
  return { result: { kind: 'done', id }, entry: { act: `rights.${verb}`, subject: `rights:${id}`, detail } }
}
