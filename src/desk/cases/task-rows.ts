/** Tasks and orders of a case as they stand: which acts need an order, and what blocks a task today. */
import type { Order, OrderArticle, Subject, Task, TaskKind } from '../../contract/cases/work.ts'
import type { Tx } from '../../store/ground.ts'
import type { Desk } from '../adverts/vault.ts'
import { versionWords } from './case-versions.ts'
import { contactSaid } from './contact/contact-words.ts'
import { shielded, subjectsOf } from './subject-rows.ts'

/** What a version of a task says. */
export interface TaskWords {
  readonly title: Task['title']
  readonly about: string
  readonly result?: string
  /** Somebody said that the contact of which it speaks is with another than who is protected. */
  readonly elsewhere?: true
}

export type OrderWords = Pick<Order, 'number' | 'scope'>

/**
 * Acts that the law allows under an order of the prosecutor only (Wetboek van Strafvordering): systematic observation (126g), buying or
 * serving for show (126i), gathering information systematically (126j).
 */
const needs: Readonly<Partial<Record<TaskKind, OrderArticle>>> = { observe: '126g', purchase: '126i', gather: '126j' }

/** An order under which a task may be done today, or null when there is none. */
export function inForce(orders: readonly Order[], { kind, subject }: Pick<Task, 'kind' | 'subject'>): Order | null {
  return orders.find((one) => one.article === needs[kind] && one.state === 'in-force' && names(one, subject)) ?? null
}

/** Why a task may not be done today, or null when it may. */
export function blockOf(kind: TaskKind, person: Subject | null, orders: readonly Order[]): Task['blocked'] {
  if (kind === 'contact') return person !== null && shielded(person) ? 'no-contact' : null
  const article = needs[kind]
  if (article === undefined) return null
  const those = orders.filter((one) => one.article === article)
  if (those.length === 0) return 'order-missing'
  const now = those.filter((one) => one.state === 'in-force')
  if (now.length === 0) return 'order-ended'
  return now.some((one) => names(one, person?.no ?? null)) ? null : 'order-scope'
}

/**
 * What a task says of getting in touch with somebody whom a flag protects, whatever its kind: `no-contact` where it says with them, `contact-words` where it does not say
 * with whom and nobody said that it is another.
 */
export function contactBlock(
  { title, about, elsewhere }: TaskWords,
  people: readonly Subject[],
  { subject }: Pick<Task, 'subject'>
): 'no-contact' | 'contact-words' | null {
  const shielding = people.filter(shielded)
  if (shielding.length === 0) return null
  const said = [title.nl, title.en, about].map((words) => contactSaid(words, shielding, subject))
  if (said.includes('person')) return 'no-contact'
  return said.includes('somebody') && elsewhere !== true ? 'contact-words' : null
}

/** An order that names people covers what is done to one of them, and nothing that is done to nobody in particular. */
function names({ subjects }: Order, subject: number | null): boolean {
  return subjects.length === 0 || (subject !== null && subjects.includes(subject))
}

type TasksDesk = Pick<Desk, 'ground' | 'vault'>

interface StoredTask extends Omit<Task, 'title' | 'about' | 'blocked' | 'elsewhere' | 'result'> {
  readonly sealed: Buffer
}

/** Open ones first, by the day on which they are due; then what ended, the newest first. */
export async function tasksOf(tx: Tx, desk: TasksDesk, id: string): Promise<Task[]> {
  const people = await subjectsOf(tx, desk.ground, desk.vault, id)
  const orders = await ordersOf(tx, desk, id)
  const { rows } = await tx.query<StoredTask>(
    `select t.no, t.version, t.kind, t.template, t.subject, t.priority, t.owner, to_char(t.due_on, 'YYYY-MM-DD') as "dueOn",
       t.state = 'open' and t.due_on < (now() at time zone 'Europe/Amsterdam')::date as late,
       t.state, t.order_no as "order", t.by, t.at, t.ended_by as "endedBy", t.ended_at as "endedAt", v.sealed
     from case_task t join case_version v on v.case_id = t.case_id and v.part = 'task:' || t.no and v.version = t.version
     where t.case_id = $1 order by t.state <> 'open', t.ended_at desc nulls first, t.due_on, t.no limit 500`,
    [id]
  )
  return rows.map(({ sealed, ...row }) => {
    const place = { id, part: `task:${row.no}`, version: row.version }
    const words = versionWords<TaskWords>(desk.vault, desk.ground, place, sealed)
    const { title, about, result, elsewhere = false } = words
    const person = people.find((one) => one.no === row.subject) ?? null
    const block = blockOf(row.kind, person, orders)
    const open = block === 'no-contact' ? block : (contactBlock(words, people, row) ?? block)
    const blocked = row.state === 'open' ? open : null
    return { ...row, title, about, result: result ?? null, elsewhere, blocked }
  })
}

/** Orders, the newest first. */
export async function ordersOf(tx: Tx, { ground, vault }: TasksDesk, id: string): Promise<Order[]> {
  const { rows } = await tx.query<Omit<Order, 'number' | 'scope'> & { version: number; sealed: Buffer }>(
    `select o.no, o.version, o.article, o.subjects, to_char(o.from_on, 'YYYY-MM-DD') as "from", to_char(o.until_on, 'YYYY-MM-DD') as until,
       case when o.ended_at is not null then 'ended' when o.from_on > d.day then 'ahead' when o.until_on < d.day then 'over' else 'in-force' end as state,
       o.by, o.at, o.ended_by as "endedBy", o.ended_at as "endedAt", v.sealed
     from case_order o join case_version v on v.case_id = o.case_id and v.part = 'order:' || o.no and v.version = o.version
       cross join (select (now() at time zone 'Europe/Amsterdam')::date as day) d
     where o.case_id = $1 order by o.no desc limit 500`,
    [id]
  )
  return rows.map(({ sealed, version, ...row }) => {
    const place = { id, part: `order:${row.no}`, version }
    const { number, scope } = versionWords<OrderWords>(vault, ground, place, sealed)
    return { ...row, number, scope }
  })
}
